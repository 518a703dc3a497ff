"""Draws of an estimate beside plain numpy on the bare formula, and a case of many estimates looked at."""

import shutil
import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import runs, table
from wigmore.kit import frozen, quantity
from wigmore.model import inference, record
from wigmore.packs import binding, estimating, known

DRAWS, INPUTS, ESTIMATES = 100_000, 30, 1_000
REPEAT = 7
SEED = 1
MOST_RATIO = 1.5
CLOSE = 0.01
"""How far the means of the two ways may lie apart, relative to them: they draw other numbers."""

Floats = NDArray[np.float64]


def estimates(folder: Path, smaller: int) -> table.Section:
    """Draws by the leaves of a bound estimate and by numpy, by turns; then many estimates of one case."""
    draws = DRAWS // smaller
    whole = next(bound(made(0), context()).combinations()).worked
    plain: Callable[[], Floats] = lambda: bare(draws)  # noqa: E731 - beside its equal
    ours, theirs = _by_turns(lambda: whole.draws(draws, SEED), plain)
    apart = abs(float(whole.draws(draws, SEED).mean()) / float(plain().mean()) - 1)
    if apart > CLOSE:
        raise runs.FailedRunError("plain numpy draws another answer")
    count = ESTIMATES // smaller
    name = f"{draws:,} draws of {INPUTS} inputs"
    return table.Section(
        "Estimates: draws against plain numpy on the bare formula, processor time",
        (
            table.compared(name, ours, theirs, table.seconds, under=MOST_RATIO),
            *_many(count),
            *_case(folder / "estimates", count),
        ),
        (f"The means of the two ways differ by {apart:.1e} of them.",),
    )


def _by_turns(ours: Callable[[], Floats], theirs: Callable[[], Floats]) -> tuple[float, float]:
    """The least processor time of a few runs of each."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEAT):
        for held, work in zip(taken, (ours, theirs), strict=True):
            begun = time.process_time()
            work()
            held.append(time.process_time() - begun)
    return min(taken[0]), min(taken[1])


def _many(count: int) -> tuple[table.Row, ...]:
    """Every estimate of a case bound, checked and bounded; the time of each grows with nothing else."""
    known_ = context()
    some = [made(number) for number in range(count)]
    begun = time.process_time()
    held = [bound(one, known_) for one in some]
    checked = time.process_time() - begun
    begun = time.process_time()
    for one in held:
        for each in one.combinations():
            each.worked.bounds()
            each.worked.central()
    return (
        table.Row(f"{count:,} estimates bound and checked", table.seconds(checked), table.NO_PEER),
        table.Row("  their bounds", table.seconds(time.process_time() - begun), table.NO_PEER),
    )


def _case(folder: Path, count: int) -> tuple[table.Row, ...]:
    """A whole case of them from its files: all that is checked, and all that is worked out and written."""
    case(folder / "case", count)
    rows = []
    for name, command in (
        ("check", runs.wigmore("check", folder / "case")),
        ("build", runs.wigmore("build", folder / "case", "--out", folder / "out")),
    ):
        taken = runs.run(command, folder).seconds
        rows.append(table.Row(f"{name} of a case of {count:,}", table.seconds(taken), table.NO_PEER))
    shutil.rmtree(folder)
    return tuple(rows)


def case(root: Path, count: int) -> None:
    """Write a case of so many estimates, with the claims to which they are bound."""
    root.mkdir(parents=True)
    (root / "case.yaml").write_text("case: {title: Many estimates, as_of: 2026-01-31}\n", encoding="utf-8")
    claims = [
        f"  {name}: {{says: It is so much., about: mill, property: grist, value: '{_written(place)}', "
        "sources: [{source: ledger, at: p. 1}]}"
        for place, name in _claims()
    ]
    known_ = [
        "properties: {grist: {of: [plant], unit: '1'}}",
        "entities: {mill: {kind: plant, name: The mill}}",
        "sources: {ledger: {title: The ledger, kind: archive, read: whole}}",
        "claims:",
        *claims,
    ]
    (root / "claims.yaml").write_text("\n".join(known_) + "\n", encoding="utf-8")
    inputs = [
        f"      {name}: " + (f"{{claim: {one.claim}}}" if isinstance(one, record.Binding) else str(one))
        for name, (one,) in made(0).inputs.items()
    ]
    lines = ["estimates:"]
    for one in map(made, range(count)):
        lines += [
            f"  {one.id}:",
            f"    asks: {one.asks}",
            f"    formula: {one.formula}",
            "    inputs:",
            *inputs,
        ]
    (root / "estimates.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _claims() -> tuple[tuple[int, str], ...]:
    return tuple((place, f"claim-{place}") for place in range(0, INPUTS, 3))


def bound(one: inference.Estimate, of: estimating.Context) -> estimating.Bound:
    """The estimate with all that it is bound to; raises FailedRunError where something is wrong with it."""
    held, faults = binding.bind(one, of)
    if held is None:
        raise runs.FailedRunError(f"the estimate of the benchmark is at fault: {faults}")
    return held


def context() -> estimating.Context:
    """Packs, and the claims to which every third input is bound."""
    amounts = {name: quantity.parse(_written(place)) for place, name in _claims()}
    return estimating.Context(
        packs=known.builtin(), amounts=frozen.FrozenDict(amounts), reach=Fraction(1, 10)
    )


def made(number: int) -> inference.Estimate:
    """An estimate of thirty inputs: products of three, each divided by a sum, and all added up."""
    inputs: dict[str, tuple[quantity.Quantity | record.Binding | inference.PackValue, ...]] = {
        f"x{place}": (
            record.Binding(claim=f"claim-{place}") if place % 3 == 0 else quantity.parse(_written(place)),
        )
        for place in range(INPUTS)
    }
    names = list(inputs)
    terms = [f"{a} * {b} / (1 + {c})" for a, b, c in zip(names[::3], names[1::3], names[2::3], strict=True)]
    return inference.Estimate(
        id=f"estimate-{number:04}",
        asks="How much do thirty inputs come to?",
        formula=" + ".join(terms),
        inputs=frozen.FrozenDict(inputs),
    )


def ends(place: int) -> tuple[float, float]:
    """The range of an input by its place."""
    return 1.0 + place, 3.0 + place


def _written(place: int) -> str:
    low, high = ends(place)
    return f"{low:g}-{high:g}"


def bare(draws: int) -> Floats:
    """The same as somebody would write it down with numpy alone."""
    rng = np.random.default_rng(SEED)
    x: Mapping[int, Floats] = {place: rng.uniform(*ends(place), draws) for place in range(INPUTS)}
    found: Floats = x[0] * x[1] / (1 + x[2])
    for place in range(3, INPUTS, 3):
        found = found + x[place] * x[place + 1] / (1 + x[place + 2])
    return found
