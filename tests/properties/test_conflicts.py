"""Laws of conflicts: files, units and restatements change no verdict, and a wider range makes no conflict."""

import random
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import cases
from tests.properties import test_building
from wigmore.analyses import comparing, conflicts, rates
from wigmore.casefiles import folder, read
from wigmore.kit import edtf, frozen, quantity, units
from wigmore.model import claim, finding, graph, record, views, vocabulary
from wigmore.stages import policies

BEHAVIOURS = Path(__file__).parents[1] / "behaviours"
NAMES = sorted(path.name for path in BEHAVIOURS.glob("conflicts-*"))

ORIGINS = graph.Origins(
    (graph.Report(("paper",), (graph.Speaker("paper", "Paper"),), "asserts", (0,), False),), 1, 0, 0, 0
)
WHENS = (None, "2020", "2020-05", "2020~", "2021", "2021/..", "2019/2020")
Claim = tuple[str, str | None]
"""A value and a time, as they are written."""


def verdicts(claims: Mapping[str, Claim], unit: str) -> set[frozenset[str]]:
    """Which claims about one property are found in conflict with one another."""
    return {
        frozenset(name for name in one.basis if finding.policy_row(name) is None and name in claims)
        for one in found(claims, unit).findings
    }


def found(claims: Mapping[str, Claim], unit: str) -> finding.Result:
    values, reports = {}, {}
    for name, (value, when) in sorted(claims.items()):
        held = views.Said(
            name,
            ("mill",),
            "output",
            quantity.parse(value),
            edtf.parse(when) if when else None,
            frozen.EMPTY,
        )
        if value.endswith("CAD/USD"):
            held = views.Said(name, (), "exchange-rate", held.value, held.when, frozen.EMPTY)
        values[name] = held
        reports[name] = views.Reported(
            name,
            held.about,
            frozenset(),
            (claim.Statement(source="paper"),),
            (),
            ORIGINS,
            graph.Standing("reported", "one-speaker"),
            (),
            False,
        )
    properties = {
        **policies.builtin_properties(),
        "output": vocabulary.Property(name="output", unit=unit, single=True),
    }
    return conflicts.conflicts.function(
        views.Values(values, properties),
        views.Reports(reports),
        views.Policies(policies.builtin_policies()),
    )


numbers = some.integers(1, 30).map(lambda tenths: tenths / 10)
hedges = some.sampled_from(("", "", "", "~", "over ", "up to ", "almost ", "at least "))
points = some.builds(lambda hedge, number: f"{hedge}{number}", hedges, numbers)
ranges = some.tuples(numbers, numbers).map(lambda ends: f"{min(ends)}-{max(ends)}")
written = points | ranges
whens = some.sampled_from(WHENS)
tonnes = some.dictionaries(
    some.sampled_from("abcdefgh"),
    some.tuples(written.map(lambda number: f"{number} t"), whens),
    max_size=7,
)
RATES = {"rate-1": ("1.2-1.3 CAD/USD", "2020"), "rate-2": ("1.5 CAD/USD", "2021-03")}
money = some.dictionaries(
    some.sampled_from("abcdefgh"),
    some.tuples(
        some.tuples(written, some.sampled_from(("USD", "CAD"))).map(lambda held: f"{held[0]} {held[1]}"),
        whens,
    ),
    max_size=7,
)


@given(tonnes, some.data())
def test_other_units_change_no_verdict(claims: dict[str, Claim], data: some.DataObject) -> None:
    """With the same digits: 1.5 t and 1.5e3 kg are rounded alike, 1500 kg is not."""
    turned = {}
    for name, (value, when) in claims.items():
        unit, power = data.draw(some.sampled_from((("t", ""), ("kg", "e3"), ("kt", "e-3"), ("g", "e6"))))
        scaled = "-".join(number + power for number in value.removesuffix(" t").split("-"))
        turned[name] = (f"{scaled} {unit}", when)
        assert quantity.parse(turned[name][0]).in_unit(units.parse("t")) == quantity.parse(value).in_unit(
            units.parse("t")
        )
    assert verdicts(turned, "t") == verdicts(claims, "t")


@given(tonnes, some.data())
def test_a_claim_restated_changes_no_verdict_of_the_others(
    claims: dict[str, Claim], data: some.DataObject
) -> None:
    if not claims:
        return
    again = data.draw(some.sampled_from(sorted(claims)))
    before = verdicts(claims, "t")
    after = verdicts({**claims, "z": claims[again]}, "t")
    assert {one - {"z"} for one in after} == before
    assert all(again in one for one in after if "z" in one)


@given(tonnes, some.data())
def test_a_wider_range_makes_no_conflict(claims: dict[str, Claim], data: some.DataObject) -> None:
    """Written to the same digit; the claims of each conflict were in one before."""
    names = [name for name, (value, _) in claims.items() if value[0].isdigit()]
    if not names:
        return
    name = data.draw(some.sampled_from(names))
    value, when = claims[name]
    ends = [float(number) for number in value.removesuffix(" t").split("-")]
    low = ends[0] - data.draw(some.integers(0, 9)) / 10
    high = ends[-1] + data.draw(some.integers(0, 9)) / 10
    before = verdicts(claims, "t")
    after = verdicts({**claims, name: (f"{low:.1f} to {high:.1f} t", when)}, "t")
    assert all(any(one <= other for other in before) for one in after)


@given(money)
def test_amounts_without_any_rate_are_compared_in_their_own_currency(claims: dict[str, Claim]) -> None:
    """What is found among the amounts of one currency is what is found of them alone."""
    both = found(claims, "money").tables[0]
    kinds = both.columns.index("type")
    for code in ("USD", "CAD"):
        alone = verdicts({name: held for name, held in claims.items() if held[0].endswith(code)}, "money")
        of_code = {
            row[both.columns.index("claim")]
            for row in both.rows
            if row[kinds] == "another value" and str(row[both.columns.index("value")]).endswith(code)
        }
        assert of_code == {name for one in alone for name in one}


@given(money)
def test_pairs_of_amounts_are_what_their_definition_says(claims: dict[str, Claim]) -> None:
    """Two amounts: compared where a rate meets the time of both, otherwise not comparable."""
    if len(claims) < 2:
        return
    one, other = (dict([held]) for held in list(claims.items())[:2])
    pair = {**one, **other}
    codes = {value[-3:] for value, _ in pair.values()}
    result = found({**pair, **RATES}, "money")
    types = {str(row[1]) for row in result.tables[0].rows}
    assert len(types) <= 1
    if len(codes) == 1:
        assert "not comparable" not in types
    without = {str(row[1]) for row in found(pair, "money").tables[0].rows}
    if len(codes) == 2:
        assert without <= {"not comparable"}
        assert not types or without, "a rate makes no two amounts meet in time"


days = some.integers(1, 28)
dated_rates = some.lists(some.tuples(days, days, some.integers(1, 9)), max_size=12)


@given(dated_rates, days, days, some.booleans())
def test_the_rates_of_a_time_are_those_that_meet_it(
    dated: list[tuple[int, int, int]], one_day: int, other_day: int, turned: bool
) -> None:
    """All rates whose time meets the one asked for, taken together; the other way round they are inverted."""
    first, last = sorted((one_day, other_day))
    said, ends = [], []
    for number, (one, other, rate) in enumerate(dated):
        begin, end = sorted((one, other))
        value = quantity.parse(f"{rate} {'USD/CAD' if turned else 'CAD/USD'}")
        when = edtf.parse(f"2020-01-{begin:02}/2020-01-{end:02}")
        said.append(views.Said(f"r{number}", (), "exchange-rate", value, when, frozen.EMPTY))
        if begin <= last and first <= end:
            low, high = rate - Fraction(1, 2), rate + Fraction(1, 2)
            ends.append((1 / high, 1 / low) if turned else (low, high))
    exchange = rates.Exchange(said, comparing.Widths.of(policies.builtin_policies()))
    asked = (edtf.ordinal((2020, 1, day)) for day in (first, last))
    held = exchange.during("CAD", "USD", *asked)
    expected = (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None
    assert (held and (held.low[0], held.high[0])) == expected


@given(some.integers(-9, 9), some.integers(0, 9), some.integers(1, 9), some.integers(0, 9), some.data())
def test_a_converted_range_holds_every_product(
    low: int, width: int, rate: int, spread: int, data: some.DataObject
) -> None:
    """Also of losses: interval arithmetic over all signs."""
    amount = data.draw(some.integers(low, low + width))
    at = data.draw(some.integers(rate, rate + spread))
    held = tuple((float(end), Fraction(end), 0) for end in (low, low + width))
    first, last = comparing.times_rate((held[0], held[1]), Fraction(rate), Fraction(rate + spread))
    assert first[1] <= amount * at <= last[1]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.integers(0, 2**32))
def test_shuffled_files_change_nothing(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("scattered")
    records: list[record.Record] = [
        one
        for path, text in folder.load(BEHAVIOURS / name).value.texts.items()
        for one in read.read_records(text, path).value.records
    ]
    test_building.scatter(records, root, random.Random(seed))
    expected = cases.compile_clean(BEHAVIOURS / name).data
    assert test_building.without_places(cases.compile_clean(root).data) == test_building.without_places(
        expected
    )


def test_there_are_behaviours_and_conflicts_in_them() -> None:
    assert len(NAMES) > 8
    assert verdicts({"a": ("1 t", "2020"), "b": ("2 t", "2020"), "c": ("2 t", "2021")}, "t") == {
        frozenset("ab")
    }
