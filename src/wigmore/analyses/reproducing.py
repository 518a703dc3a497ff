"""What comes out against what is stated: consistent, off by a factor, impossible, or not to be had.

What is stated is a range of numbers: as wide as its digits, its hedge (`~`, by policy), or a threshold
(`up to`, `over`) make it. The verdict is that of the first row of the policy table that applies.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from wigmore.analyses import reckoning, verdicts
from wigmore.kit import quantity
from wigmore.methods import intervals
from wigmore.model import finding

TABLE = "estimate-verdicts"
INSIDE, BELOW, ABOVE, AROUND = "inside", "below", "above", "around"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A stated quantity in base units.

    `reach` is all that it may stand for, an end that is not there being infinite. `ends` are the lower and
    the upper number, each as wide as its digits and its hedge; of one number both are the same. `is_range`
    tells that two numbers are stated, and not one with its width.
    """

    text: str
    low: float
    high: float
    ends: tuple[intervals.Interval, intervals.Interval]
    is_range: bool
    is_hedged: bool

    @property
    def reach(self) -> intervals.Interval:
        """All numbers that what is stated may stand for."""
        return intervals.Interval(
            self.ends[0].low if math.isfinite(self.low) else -math.inf,
            self.ends[1].high if math.isfinite(self.high) else math.inf,
        )

    @property
    def numbers(self) -> tuple[float, ...]:
        """The number that is stated, or the two of a range; base units."""
        low, high = ((one.low + one.high) / 2 for one in self.ends)
        return (low, high) if self.is_range else (low if math.isfinite(self.low) else high,)


def stated(held: quantity.Quantity, reach: Fraction) -> Stated:
    """What a claim states; `reach` is how far, relative to it, an approximate number goes."""
    first = held.high if held.low is None else held.low
    last = held.low if held.high is None else held.high
    assert first is not None
    assert last is not None
    share = reach if held.approximate else Fraction(0)
    is_almost = held.low is None and held.approximate
    low = _width(first, held.steps[0], share)
    high = _width(last, held.steps[1], Fraction(0) if is_almost else share)
    return Stated(
        text=str(held),
        low=_base(low[0], held) if is_almost else _end(held.low, held, -math.inf),
        high=_end(held.high, held, math.inf),
        ends=(
            intervals.Interval(*(_base(one, held) for one in low)),
            intervals.Interval(*(_base(one, held) for one in high)),
        ),
        is_range=None not in (held.low, held.high) and first < last and not _is_measured(held.text),
        is_hedged=held.approximate,
    )


def _width(value: Fraction, step: Fraction, share: Fraction) -> tuple[Fraction, Fraction]:
    """A number as wide as half a unit of its last digit, or as its hedge, whichever is wider."""
    width = max(step / 2, abs(value) * share)
    return value - width, value + width


def _is_measured(text: str) -> bool:
    """Whether a number is written with its width, `10 ± 2`, which are not two numbers."""
    return any(sign in text for sign in ("±", "+/-", "+-"))


def _end(value: Fraction | None, held: quantity.Quantity, missing: float) -> float:
    return missing if value is None else _base(value, held)


def _base(value: Fraction, held: quantity.Quantity) -> float:
    return float(value * held.unit.factor + held.unit.offset)


def against(one: reckoning.Answer, told: Stated) -> str:
    """Where an answer lies beside what is stated.

    Inside with its central value, around it where only its range reaches it, else below or above. What an
    input without a bound could come to reaches nothing.
    """
    if told.reach.holds(one.central):
        return INSIDE
    if _reaches(one.written, told) or _reaches(one.rounded, told):
        return AROUND
    return BELOW if one.central < told.reach.low else ABOVE


def _reaches(held: intervals.Interval, told: Stated) -> bool:
    """Whether bounds meet what is stated, and are bounds on the side from which they do."""
    return held.meets(told.reach) and math.isfinite(held.low) and math.isfinite(held.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of a stated number, the row of the policy that says so, and where each answer lies.

    `factor` is what comes out over what is stated, lowest and highest, an end infinite or nought where there
    is none. `open_inputs` are the inputs for whose missing bound nothing can be said, `reached` tells of the
    two numbers of a range which one comes out.
    """

    word: str
    row: str
    places: tuple[str, ...] = ()
    factor: tuple[float, float] | None = None
    open_inputs: tuple[str, ...] = ()
    reached: tuple[bool, bool] = (False, False)

    @property
    def ref(self) -> str:
        """The row of the policy."""
        return finding.policy_ref(TABLE, self.row)

    @property
    def inside(self) -> int:
        """How many answers lie inside what is stated, or around it."""
        return sum(place in (INSIDE, AROUND) for place in self.places)


def verdict(answers: Sequence[reckoning.Answer], told: Stated) -> Verdict:
    """The verdict on what is stated, of one answer or of several combinations."""
    places = tuple(against(one, told) for one in answers)
    if _is_impossible(answers, told):
        return Verdict(word=verdicts.IMPOSSIBLE, row="beyond", places=places, factor=_factor(answers, told))
    if told.is_range and len(answers) > 1:
        reached = _reached(answers, told)
        word, row = (verdicts.CONSISTENT, "ends") if all(reached) else (verdicts.NOT_REPRODUCIBLE, "an-end")
        return Verdict(word=word, row=row, places=places, reached=reached)
    if any(place in (INSIDE, AROUND) for place in places):
        return Verdict(word=verdicts.CONSISTENT, row="met", places=places)
    if len(answers) > 1:
        return Verdict(word=verdicts.NOT_REPRODUCIBLE, row="none", places=places)
    return _apart(answers[0], told, places)


def _apart(one: reckoning.Answer, told: Stated, places: tuple[str, ...]) -> Verdict:
    """The verdict on an answer that does not reach what is stated, unless an end that is missing could."""
    if one.rounded.meets(told.reach):
        return Verdict(word=verdicts.OPEN, row="open", places=places, open_inputs=unbounded(one))
    return Verdict(word=verdicts.OFF, row="apart", places=places, factor=_factor((one,), told))


def _is_impossible(answers: Sequence[reckoning.Answer], told: Stated) -> bool:
    """Whether what is stated lies beyond what a pack allows, whichever inputs are taken."""
    return all(one.possible is not None and not one.possible.meets(told.reach) for one in answers)


def beyond(one: reckoning.Answer) -> bool:
    """Whether an answer itself lies beyond what a pack allows: its inputs do."""
    return one.possible is not None and not one.possible.meets(one.rounded)


def _reached(answers: Sequence[reckoning.Answer], told: Stated) -> tuple[bool, bool]:
    """Which of the two numbers of a range come out of some combination, to their rounding."""
    low, high = (any(one.written.meets(end) for one in answers) for end in told.ends)
    return low, high


def unbounded(one: reckoning.Answer) -> tuple[str, ...]:
    """The leaves of an answer that have no end, as they are called."""
    return tuple(leaf.label for leaf in one.worked.leaves.values() if not leaf.is_bounded)


def _factor(answers: Sequence[reckoning.Answer], told: Stated) -> tuple[float, float] | None:
    """What comes out over what is stated, lowest and highest; None where there is no such factor."""
    low = min(one.bounds.low for one in answers)
    high = max(one.bounds.high for one in answers)
    stated_low = told.low if math.isfinite(told.low) else 0.0
    if low < 0 or stated_low < 0 or told.high <= 0:
        return None
    lowest = low / told.high
    return lowest, high / stated_low if stated_low > 0 else math.inf
