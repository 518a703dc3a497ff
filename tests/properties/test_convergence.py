"""Laws of comparisons: the order of things changes nothing but names, and ignorance is never a verdict."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from wigmore.analyses import comparing, convergence, features
from wigmore.kit import allen, edtf, quantity
from wigmore.model import graph, inference, views, vocabulary
from wigmore.stages import policies

AMOUNT = vocabulary.Property(name="made", unit="t/a", single=True)
WORD = vocabulary.Property(name="input", values=("metals", "salts"), single=False)


@cache
def widths() -> comparing.Widths:
    return comparing.Widths.of(policies.builtin_policies())


def held(known: vocabulary.Property, value: graph.TypedValue, name: str) -> features.Held:
    """A value without a time, as a claim gives it."""
    said = views.Said(name, ("thing",), known.name, value, None, {})
    return features.Held(said, comparing.reach(value, widths()), "", comparing.ALWAYS)


amounts = st.builds(
    lambda word, number: quantity.parse(f"{word}{number} t/a"),
    st.sampled_from(["", "over ", "up to ", "~"]),
    st.sampled_from(["9", "10", "10.2", "11", "25"]),
)


@st.composite
def cells(draw: st.DrawFn, known: vocabulary.Property, name: str) -> features.Cell:
    """A cell in any of its states."""
    options: st.SearchStrategy[graph.TypedValue] = (
        amounts if known is AMOUNT else st.sampled_from(["metals", "salts"])
    )
    state = draw(st.sampled_from(features.STATES))
    some = tuple(
        held(known, value, f"{name}-{place}")
        for place, value in enumerate(draw(st.lists(options, min_size=1, max_size=2)))
    )
    if state in (features.SAID, features.CONTRADICTORY):
        return features.Cell(name, known.name, state, held=some)
    return features.Cell(name, known.name, state, denied=some if state == features.DENIED else ())


@st.composite
def rows(draw: st.DrawFn) -> tuple[vocabulary.Property, tuple[features.Cell, ...], list[features.Cell]]:
    """A property, the cells of the things compared, and those of others in the trade."""
    known = draw(st.sampled_from([AMOUNT, WORD]))
    count = draw(st.integers(min_value=2, max_value=4))
    others = draw(st.integers(min_value=0, max_value=6))
    return (
        known,
        tuple(draw(cells(known, f"s{place}")) for place in range(count)),
        [draw(cells(known, f"o{place}")) for place in range(others)],
    )


@given(rows())
def test_the_order_of_things_changes_no_verdict(
    made: tuple[vocabulary.Property, tuple[features.Cell, ...], list[features.Cell]],
) -> None:
    known, some, others = made
    turned = tuple(reversed(some))
    assert features.compare(some, known).verdict == features.compare(turned, known).verdict
    assert features.compare(some, known).why == features.compare(turned, known).why
    counts, other_counts = (features.field_of(one, others, known) for one in (some, turned))
    assert {word: len(held) for word, held in counts.items()} == {
        word: len(held) for word, held in other_counts.items()
    }


@given(rows())
def test_an_unknown_cell_never_yields_same_or_differs(
    made: tuple[vocabulary.Property, tuple[features.Cell, ...], list[features.Cell]],
) -> None:
    known, some, _ = made
    stands = features.compare(some, known)
    assert stands.verdict in features.VERDICTS
    if any(one.state in (features.SOUGHT, features.UNKNOWN) for one in some):
        assert stands.verdict in ("unknown", features.CONTRADICTORY)
    if any(one.state == features.CONTRADICTORY for one in some):
        assert stands.verdict == features.CONTRADICTORY
    assert (stands.verdict == "unknown") == bool(stands.why)


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=40))
def test_one_more_in_the_trade_that_has_it_never_raises_the_ratio(have: int, lack: int) -> None:
    before, after = ratio(have, lack), ratio(have + 1, lack)
    if before is None:
        assert have + lack < 3
        return
    assert after is not None
    assert after <= before
    assert 1 <= before <= (have + lack + 2) / (have + 1)


def ratio(have: int, lack: int) -> float | None:
    """What a shared feature is offered as, where so many others have it and so many lack it."""
    shared = held(WORD, "metals", "a")
    both = tuple(features.Cell(name, "input", features.SAID, (shared,)) for name in ("one", "two"))
    row = convergence.Row(
        comparison=inference.Comparison(id="both", subjects=("one", "two"), features=("input",)),
        feature="input",
        cells=both,
        stands=features.compare(both, WORD),
        field={
            features.SAME: tuple(both[0] for _ in range(have)),
            features.DIFFERS: tuple(both[0] for _ in range(lack)),
            "unknown": (),
        },
        first=(),
        first_is="unknown",
    )
    known = convergence.Known(views.Values({}, {}), views.Reports({}), policies.builtin_policies())
    made = convergence.offer(row, known)
    return None if made is None else made.ratio


def test_a_date_is_as_wide_as_it_is_written() -> None:
    known = vocabulary.Property(name="founded", type="date", single=True)
    year, month, other = (held(known, edtf.parse(text), text) for text in ("2020", "2020-05", "2021"))
    assert features.pair(year, month, known) == features.pair(month, year, known) == features.SAME
    assert features.pair(year, other, known) == features.DIFFERS
    open_end = held(known, edtf.parse("2020/.."), "open")
    assert features.pair(open_end, month, known) == features.MAYBE
    assert open_end.reach[1][0] == allen.FAR_FUTURE
