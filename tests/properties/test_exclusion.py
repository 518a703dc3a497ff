"""Laws of the sweep that finds what excludes what: it agrees with all pairs, and its work is near n log n."""

import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.methods import exclusion

Span = exclusion.Span

ends = some.tuples(some.integers(0, 12), some.integers(0, 12)).map(sorted)
spans = some.lists(some.builds(lambda times, values: Span(*times, *values), ends, ends), max_size=14)


def meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def apart(one: Span, other: Span) -> bool:
    return one.high < other.low or other.high < one.low


def by_all_pairs(held: Sequence[Span], holds: Callable[[int, int], bool]) -> tuple[tuple[int, ...], ...]:
    group = list(range(len(held)))
    for index, one in enumerate(held):
        for place, other in enumerate(held[:index]):
            if meet(one, other) and apart(one, other) and holds(place, index):
                group = [group[place] if mark == group[index] else mark for mark in group]
    found = [[index for index, mark in enumerate(group) if mark == which] for which in dict.fromkeys(group)]
    return tuple(tuple(one) for one in found if len(one) > 1)


@given(spans)
def test_the_sweep_finds_the_components_of_all_pairs(held: list[Span]) -> None:
    assert exclusion.conflicts(held) == by_all_pairs(held, lambda *_: True)


labelled = some.lists(
    some.builds(lambda times, label: Span(times[0], times[1], label, label), ends, some.integers(0, 3)),
    max_size=14,
)
known = some.lists(some.tuples(some.integers(0, 3), some.integers(0, 12)), max_size=14).map(set)


@given(labelled, known)
def test_the_unlike_are_the_components_of_all_pairs(
    held: list[Span], held_known: set[tuple[int, int]]
) -> None:
    """Two are not comparable where nothing is known of either's value on any day that they share."""

    def lacks(one: int, other: int) -> bool:
        first, last = max(held[one].start, held[other].start), min(held[one].end, held[other].end)
        return any(
            not any((held[index].low, day) in held_known for day in range(first, last + 1))
            for index in (one, other)
        )

    assert exclusion.unlike(held, lacks) == by_all_pairs(held, lacks)


@given(labelled)
def test_what_holds_of_no_pair_joins_nothing(held: list[Span]) -> None:
    assert exclusion.unlike(held, lambda *_: False) == ()


@given(spans, some.randoms(use_true_random=False))
def test_the_order_of_spans_changes_nothing(held: list[Span], chance: random.Random) -> None:
    order = chance.sample(range(len(held)), len(held))
    turned = exclusion.conflicts([held[index] for index in order])
    assert {frozenset(order[index] for index in one) for one in turned} == set(
        map(frozenset, exclusion.conflicts(held))
    )


@given(spans)
def test_what_is_apart_in_time_is_that_of_all_pairs(held: list[Span]) -> None:
    expected = [
        index
        for index, one in enumerate(held)
        if any(not meet(one, other) and apart(one, other) for other in held)
    ]
    assert list(exclusion.apart_in_time(held)) == expected


@given(spans, some.data())
def test_what_is_apart_by_label_is_that_of_all_pairs(held: list[Span], data: some.DataObject) -> None:
    labels = [data.draw(some.sampled_from("abc")) for _ in held]
    expected = [
        index
        for index, one in enumerate(held)
        if any(
            labels[index] != label and apart(one, other) for other, label in zip(held, labels, strict=True)
        )
    ]
    assert list(exclusion.apart_by_label(held, labels)) == expected


class Counted(int):
    """A whole number that counts how often any is compared."""

    compared = 0

    def __lt__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) < int(other)

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return int(self) == other

    def __neg__(self) -> "Counted":
        return Counted(-int(self))

    __hash__ = int.__hash__


def _overlapping(number: int, of: int) -> tuple[int, int, int, int]:
    """Long times, and values of which each reaches over a quarter of the others."""
    start, low = number * 7919 % of, number * 104_729 % of
    return start, start + of // 3, low, low + of // 4


def _one_that_lasts(number: int, of: int) -> tuple[int, int, int, int]:
    """A component that lasts to the end, and two claims at a time that join it through each other."""
    if number < 2:
        return 0, of, 2 * number, 2 * number
    return (number, number + 1, 0, 2) if number % 2 == 0 else (number, number, 5, 5)


HARD: dict[str, Callable[[int, int], tuple[int, int, int, int]]] = {
    "all at different times with different values": lambda number, of: (number, number, number, number),
    "all at the same time with different values": lambda number, of: (0, of, number, number),
    "all at the same time with one value": lambda number, of: (0, of, 5, 5),
    "pairs that follow each other": lambda number, of: (number // 2, number // 2, number, number),
    "long times and wide values": _overlapping,
    "a component that lasts": _one_that_lasts,
}


def work(case: Callable[[int, int], tuple[int, int, int, int]], size: int) -> int:
    held = [Span(*map(Counted, case(number, size))) for number in range(size)]
    random.Random(0).shuffle(held)
    Counted.compared = 0
    exclusion.conflicts(held)
    exclusion.apart_in_time(held)
    values = [Span(span.start, span.end, span.low % 3, span.low % 3) for span in held]
    exclusion.unlike(values, lambda one, other: held[one].end < held[other].start + size // 9)
    exclusion.unlike(values, lambda *_: False)
    exclusion.apart_by_label(held, [span.start % 3 for span in held])
    return Counted.compared


@pytest.mark.parametrize("name", HARD)
def test_the_comparisons_grow_nearly_as_the_spans(name: str) -> None:
    small, large = (work(HARD[name], size) for size in (1_000, 8_000))
    assert small > 1_000, "nothing was counted"
    assert math.log(large / small) / math.log(8) < 1.25
