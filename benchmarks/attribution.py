"""How the weighing of candidates grows, and how long it takes beside a plain loop over the draws."""

import gc
import math
import random
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import runs, table
from wigmore.analyses import attribution as analysis
from wigmore.kit import frozen
from wigmore.methods import pooling, weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief, question, views
from wigmore.stages import policies

CANDIDATES, CRITERIA, DRAWS = 10_000, 40, 1_000
ITEMS = (10, 1_000)
REPEAT = 3
MOST_EXPONENT = 1.2
MOST_SECONDS = 60
ASKED = "who"
CELLS = {"yes": 1.0, "weak": 0.5, "no": 0.0}
WORDS = ("yes", "weak", "no", "unknown")
HIT, FALSE_ALARM = 0.9, 0.1
PRIOR_OF_NONE, ERROR = (0.1, 0.3), (0.05, 0.2)


def attribution(_folder: Path, smaller: int) -> table.Section:
    """The time of the draws beside the peer, that of the whole analysis, its memory, and its growth."""
    seen = made(CANDIDATES // smaller, CRITERIA)
    numbers = weighing.draws(seen.network, DRAWS // smaller, 1)
    shape = f"{CANDIDATES // smaller:,} candidates, {CRITERIA} criteria"
    ours = _seconds(lambda: pooling.evaluator(seen.network, ASKED)(numbers))
    peer = _seconds(lambda: looped(seen.network, numbers))
    begun = time.process_time()
    analysis.attribution.function(seen, analysis.Options())
    whole = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if runs.MAC_COUNTS_BYTES else 1024)
    rows = [
        table.compared(
            f"{len(numbers):,} draws, {shape}; peer: a loop over draws", ours, peer, table.seconds, at_most=1
        ),
        table.Row(
            f"the whole analysis, {shape}",
            table.seconds(whole),
            table.NO_PEER,
            goal=f"ours <= {MOST_SECONDS} s",
            met=whole <= MOST_SECONDS,
        ),
        table.Row("peak memory of this process", table.megabytes(peak), table.NO_PEER),
    ]
    return table.Section(
        "Candidates held against criteria, processor time",
        (*rows, *_growth(smaller)),
        ("The peer multiplies likelihoods by numpy, one draw after another, and gives the same numbers.",),
    )


def _growth(smaller: int) -> list[table.Row]:
    """Draws of ten and of a thousand items for a hundred answers, and the exponent between them."""
    sizes = [max(1, size // smaller) for size in ITEMS]
    taken = []
    for size in sizes:
        network = made(100, size).network
        numbers = weighing.draws(network, DRAWS, 1)
        taken.append(_seconds(lambda: pooling.evaluator(network, ASKED)(numbers)))  # noqa: B023 - called here
    exponent = math.log(taken[1] / taken[0]) / math.log(sizes[1] / sizes[0])
    rows = [
        table.Row(f"{DRAWS:,} draws, 100 candidates, {size:,} items", table.seconds(held), table.NO_PEER)
        for size, held in zip(sizes, taken, strict=True)
    ]
    goal = f"ours <= {MOST_EXPONENT}"
    rows.append(
        table.Row(
            "growth exponent, items",
            table.plain(exponent),
            table.NO_PEER,
            goal=goal,
            met=exponent <= MOST_EXPONENT,
        )
    )
    return rows


def _seconds(run: Callable[[], object]) -> float:
    """The median processor time of a few runs."""
    taken = []
    for _ in range(REPEAT):
        gc.collect()
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    return max(statistics.median(taken), 1e-9)  # a clock may stand still over very little


def made(candidates: int, criteria: int) -> views.Beliefs:
    """What the analysis sees of so many candidates with a random cell for each of so many criteria."""
    chance = random.Random(1)  # noqa: S311 - a benchmark, not a secret
    ids = tuple(f"candidate-{number:06}" for number in range(candidates))
    labels = tuple(f"mark-{number:04}" for number in range(criteria))
    cells = {name: {one: question.Cell(is_=chance.choice(WORDS)) for one in labels} for name in ids}
    asked = question.Question(
        id=ASKED,
        asks="Who is it?",
        residual="Nobody listed",
        criteria={one: question.Criterion(says=one) for one in labels},
        candidates=cells,
    )
    builtin = policies.builtin_policies()
    return views.Beliefs(
        network=_network(ids, labels, asked),
        questions={ASKED: asked},
        evidence=frozen.EMPTY,
        indicators=frozen.EMPTY,
        scenarios=frozen.EMPTY,
        assumptions=frozen.EMPTY,
        names={name: name for name in ids},
        scale=builtin["icd203"],
    )


def _network(ids: tuple[str, ...], labels: tuple[str, ...], asked: question.Question) -> belief.Network:
    """The network of such a question; each criterion is known from a speaker of its own."""
    answers = (*ids, "none")
    items = []
    for place, label in enumerate(labels, start=1):
        shares = [CELLS.get(asked.candidates[name][label].is_) for name in ids]
        known = [share for share in shares if share is not None]
        base = (sum(known) + 0.5) / (len(known) + 1)
        heard = belief.Witness(f"speaker-{place}", HIT, FALSE_ALARM, roots=("paper",))
        items.append(
            belief.Item(
                id=f"{ASKED}.{label}",
                kind=belief.CRITERION,
                question=ASKED,
                terms=(place,) * len(answers),
                shares=(*(base if share is None else share for share in shares), base),
                base=base,
                links=((heard,),),
                claims=(f"claim-{place}",),
            )
        )
    prior = ((belief.LEFT,) * len(ids) + (0,),)
    return belief.Network(
        questions=frozen.FrozenDict({ASKED: belief.Asked(id=ASKED, answers=answers, prior=prior)}),
        items=tuple(items),
        ranges=(
            belief.Range(ASKED, "prior of none", *PRIOR_OF_NONE),
            *(belief.Range(f"{ASKED}.{label}", "error", *ERROR) for label in labels),
        ),
        voices=frozen.FrozenDict(
            {f"speaker-{place}": f"Speaker {place}" for place in range(1, len(labels) + 1)}
        ),
    )


def looped(network: belief.Network, numbers: Floats) -> Floats:
    """The peer: for each draw one product of likelihoods over all candidates."""
    shares = np.array([one.shares for one in network.items])
    found = np.empty((len(numbers), shares.shape[1]))
    for place, row in enumerate(numbers):
        held = np.full(shares.shape[1], (1 - row[0]) / (shares.shape[1] - 1))
        held[-1] = row[0]
        for share, error in zip(shares, row[1:], strict=True):
            meets = share * (1 - error) + (1 - share) * error
            held = held * (meets * (HIT - FALSE_ALARM) + FALSE_ALARM)
        found[place] = held / held.sum()
    return found
