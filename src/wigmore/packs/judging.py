"""The word that a pack has for an answer: the bands of a formula, from the top down."""

from collections.abc import Iterator

from wigmore.kit import quantity
from wigmore.methods import intervals
from wigmore.model import pack
from wigmore.packs import leaves, working


def words(
    packs: working.Packs, question: working.Question, value: intervals.Interval | None = None
) -> tuple[str, ...]:
    """The words of a formula for its answer, or for another value (base units), the highest first.

    One where the whole range of the value lies in one band, none where the formula has no bands. A limit
    that is itself a range is passed where the value lies above its high end, and reached where it is not
    below its low end. Raises AskError and ExpressionError as asking does.
    """
    held, formula = working.find(packs, question.name)
    if not formula.bands:
        return ()
    within = value or working.ask(packs, question).bounds().bounds
    limits = list(_limits(packs, held, formula, question))
    top, bottom = (_place(formula, limits, end) for end in (within.high, within.low))
    return tuple(one.word for one in formula.bands[top : bottom + 1])


def _limits(
    packs: working.Packs, held: pack.Pack, formula: pack.Formula, question: working.Question
) -> Iterator[intervals.Interval]:
    for band in formula.bands[:-1]:
        if band.limit in held.formulas:
            yield working.bound(packs, question, band.limit).bounds().bounds
        elif band.limit in held.constants:
            yield leaves.of_entry(held.constants[band.limit], held.name, band.limit).interval
        else:
            written = quantity.parse(band.limit)
            yield leaves.of_quantity(written, name=band.limit, label=band.limit).interval


def _place(formula: pack.Formula, limits: list[intervals.Interval], value: float) -> int:
    for index, (band, limit) in enumerate(zip(formula.bands, limits, strict=False)):
        if value > limit.high if band.is_above else value >= limit.low:
            return index
    return len(formula.bands) - 1
