"""Ten thousand draws from the ranges of a belief network, beside a loop over pyAgrum on the same draws."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import agrum, runs, table
from wigmore.kit import frozen
from wigmore.methods import unrolled, weighing
from wigmore.methods.elimination import Floats
from wigmore.methods.network import Node
from wigmore.model import belief

DRAWS, PEER_DRAWS, REPEAT = 10_000, 200, 3
ITEMS, VOICES, ANSWERS = 60, 12, 5
SIZES = (10, 100, 1000)
LEAST_TIMES = 100
MOST_APART = 1e-9


def inference(_folder: Path, smaller: int) -> table.Section:
    """Draws through ours at one call, through pyAgrum one by one; and growth with what is weighed."""
    network = made(ITEMS, VOICES)
    count = DRAWS // smaller
    numbers = weighing.draws(network, count, 1913)
    seconds = _median(lambda: weighing.posterior(network, "who", numbers))
    rows = [_against_peer(network, numbers, seconds, PEER_DRAWS // smaller)]
    if opt := _by_einsum(network, numbers):
        rows.append(table.compared("the same contraction by opt_einsum", seconds, opt, table.seconds))
    for size in SIZES:
        large = made(size, max(2, size // 5))
        few = weighing.draws(large, 100, 1913)
        taken = _median(lambda: weighing.posterior(large, "who", few))  # noqa: B023
        rows.append(table.Row(f"{size:,} items, 100 draws, an item", table.micros(taken / size)))
    return table.Section(
        f"Inference: {ITEMS} items, {VOICES} speakers, {count:,} draws",
        tuple(rows),
        (
            f"The peer's time is that of {PEER_DRAWS // smaller} draws, extrapolated; its tables are made "
            "beforehand and not counted. Results agree to 1e-9, or the run fails.",
        ),
    )


def _against_peer(network: belief.Network, numbers: Floats, seconds: float, few: int) -> table.Row:
    name = f"{len(numbers):,} draws, posterior of {ANSWERS} answers"
    try:
        import pyagrum
    except ImportError:
        return table.Row(name, table.seconds(seconds), table.NO_PEER, goal=f"ratio <= {1 / LEAST_TIMES:g}")
    peer = _peer(pyagrum, network, numbers[:few]) * len(numbers) / few
    return table.compared(name, seconds, peer, table.seconds, at_most=1 / LEAST_TIMES)


def _peer(gum: Any, network: belief.Network, numbers: Floats) -> float:
    """The time that pyAgrum takes for some draws; raises FailedRunError where it finds other numbers."""
    rows = [unrolled.nodes(network, row)[0] for row in numbers]
    observed = unrolled.nodes(network, numbers[0])[1]
    net = agrum.built(gum, rows[0])
    changing = _changing(rows)
    tables = [{one.name: agrum.flat(net, one) for one in nodes if one.name in changing} for nodes in rows]
    begun = time.perf_counter()
    found = []
    for filled in tables:
        for name, values in filled.items():
            net.cpt(name).fillWith(values)
        engine = agrum.asked(gum, net, observed)  # an engine does not notice that tables were filled anew
        engine.addTarget("who")
        engine.makeInference()
        found.append(engine.posterior("who").tolist())
    taken = time.perf_counter() - begun
    if np.abs(np.array(found) - weighing.posterior(network, "who", numbers)).max() > MOST_APART:
        raise runs.FailedRunError("pyAgrum finds other probabilities")
    return taken


def _changing(rows: Sequence[Sequence[Node]]) -> frozenset[str]:
    """The nodes whose tables differ from draw to draw."""
    pairs = zip(rows[0], rows[-1], strict=True)
    return frozenset(one.name for one, other in pairs if not np.array_equal(one.table, other.table))


def _by_einsum(network: belief.Network, numbers: Floats) -> float | None:
    """The time of the same sums by opt_einsum, where it is installed: why our own elimination stands here."""
    try:
        import opt_einsum
    except ImportError:
        return None
    near = weighing.relevant(network, "who")
    places = {name: place for place, name in enumerate(weighing.states(near), start=1)}

    def contract() -> Floats:
        arguments: list[Any] = []
        for one in weighing.factors(near, numbers):
            values = np.broadcast_to(one.values, (len(numbers), *one.values.shape[1:]))
            arguments += [values, [0, *(places[name] for name in one.scope)]]
        return np.asarray(opt_einsum.contract(*arguments, [0, places["who"]], optimize="greedy"))

    held = contract()
    held = held / held.sum(axis=1, keepdims=True)
    if np.abs(held - weighing.posterior(network, "who", numbers)).max() > MOST_APART:
        raise runs.FailedRunError("opt_einsum finds other probabilities")
    return _median(contract)


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEAT):
        gc.collect()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def made(items: int, voices: int) -> belief.Network:
    """A question with items that a few speakers vouch for, each speaker for several."""
    chance = random.Random(1913)  # noqa: S311 - a fixed input
    ranges: list[belief.Range] = []

    def ranged(low: float) -> int:
        ranges.append(belief.Range("somewhere", "a number", low, low + 0.2))
        return len(ranges) - 1

    answers = tuple(f"answer-{number}" for number in range(ANSWERS))
    prior = (ranged(0.1), *(belief.LEFT for _ in answers[1:]))
    weighed = []
    for number in range(items):
        heard = {
            f"voice-{number % voices}",
            *([f"voice-{chance.randrange(voices)}"] if number % 10 == 0 else []),
        }
        link = tuple(belief.Witness(name, 0.9, 0.05) for name in sorted(heard))
        terms = tuple(ranged(chance.uniform(0.05, 0.75)) for _ in answers)
        weighed.append(
            belief.Item(
                id=f"item-{number:04}", kind=belief.EVIDENCE, question="who", terms=terms, links=(link,)
            )
        )
    asked = belief.Asked(id="who", answers=answers, prior=(prior,))
    return belief.Network(
        questions=frozen.FrozenDict({"who": asked}),
        items=tuple(weighed),
        ranges=tuple(ranges),
        voices=_names(voices),
    )


def _names(voices: int) -> Mapping[str, str]:
    return frozen.FrozenDict({f"voice-{number}": f"Voice {number}" for number in range(voices)})
