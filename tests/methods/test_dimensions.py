"""Units before numbers: what may be added, what a power makes of a unit, and which unit is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.kit import units
from wigmore.methods import dimensions, expression
from wigmore.methods.expression import ExpressionError, parse

KNOWN = {
    "flour": units.parse("t/a").dimension,
    "loaf": units.parse("g").dimension,
    "hours": units.parse("h").dimension,
    "price": units.parse("MEUR").dimension,
    "dues": units.parse("kUSD").dimension,
    "people": units.parse("people").dimension,
    "ships": units.parse("ships").dimension,
    "share": units.parse("%").dimension,
}
names = some.sampled_from(sorted(KNOWN))
dimension = some.dictionaries(
    some.sampled_from(("mass", "time", "length")), some.integers(-3, 3).filter(bool), max_size=3
).map(lambda held: tuple(sorted(held.items())))


def of(text: str) -> units.Dimension:
    return dimensions.of(parse(text), KNOWN)


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as found:
        of(text)
    return found.value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("flour * hours", "t"),
        ("flour / loaf", "1/a"),
        ("price / (flour * hours)", "EUR/t"),
        ("sqrt(loaf * loaf)", "kg"),
        ("(flour * hours)^2 / loaf", "kg"),
        ("(loaf * loaf)^(1/2) + (loaf * loaf)^0.5", "g"),
        ("flour * (1 - share)", "t/a"),
        ("min(loaf, 2 * loaf)", "g"),
        ("people + 3", "people"),
        ("3 + people", "people"),
        ("-price", "EUR"),
        ("price * (flour / flour)^share", "EUR"),
        ("exp(share) + ln(2)", "1"),
        ("loaf^(1 + 1)", "g2"),
    ],
)
def test_units_that_follow(text: str, unit: str) -> None:
    if unit == "g2":
        assert of(text) == (("mass", 2),)
    else:
        assert of(text) == units.parse(unit).dimension


@pytest.mark.parametrize(
    ("text", "message", "place", "repair"),
    [
        ("flour + hours", "mass / time and time cannot be added", 6, ""),
        ("flour - loaf", "mass / time and mass cannot be subtracted", 6, ""),
        ("max(loaf, hours)", "mass and time cannot be compared", 0, ""),
        (
            "price + 5",
            "EUR and a plain number cannot be added",
            6,
            "give the plain number its currency, as an input in EUR",
        ),
        (
            "1 - price",
            "a plain number and EUR cannot be subtracted",
            2,
            "give the plain number its currency, as an input in EUR",
        ),
        (
            "price + dues",
            "EUR and USD cannot be added",
            6,
            "multiply one by an input that is the rate of exchange, in EUR / USD",
        ),
        (
            "loaf + 5",
            "mass and a plain number cannot be added",
            5,
            "give the plain number its unit, as an input of mass",
        ),
        ("people + ships", "people and ships cannot be added", 7, ""),
        ("sqrt(loaf)", "mass has no such power", 0, ""),
        ("loaf^0.5", "mass has no such power", 4, ""),
        ("ln(loaf)", "`ln` takes a plain number, not mass", 0, ""),
        ("loaf^share", "the base of such a power is a plain number, not mass", 4, ""),
        ("2^loaf", "an exponent is a plain number, not mass", 1, ""),
        ("loaf^9", "powers go to 8", 4, ""),
        ("2^(10-1)", "powers go to 8", 1, ""),
    ],
)
def test_units_that_do_not_fit(text: str, message: str, place: int, repair: str) -> None:
    error = refused(text)
    assert (error.message, error.place, error.repair) == (message, place, repair)


def test_a_unit_does_not_hide_behind_a_nought() -> None:
    """A minus before a quantity is read as nought less it, and keeps its unit; nothing is added to nought."""
    assert of("-loaf") == (("mass", 1),)
    assert refused("0 + loaf").message == "a plain number and mass cannot be added"
    assert refused("5 - loaf").message == "a plain number and mass cannot be subtracted"


@given(dimension, dimension)
def test_what_is_multiplied_by_is_divided_by_again(one: units.Dimension, other: units.Dimension) -> None:
    product = dimensions.combined(one, other)
    assert dimensions.combined(product, other, -1) == one
    assert product == dimensions.combined(other, one)
    assert dimensions.combined(one, one, -1) == dimensions.PLAIN


@given(names, names)
def test_a_sum_fits_both_ways_or_not_at_all(one: str, other: str) -> None:
    fits = dimensions.compare(KNOWN[one], KNOWN[other])
    for text in (f"{one} + {other}", f"{other} - {one}", f"min({one}, {other})"):
        if fits:
            assert of(text) in (KNOWN[one], KNOWN[other])
        else:
            refused(text)


@given(some.integers(-8, 8).filter(bool), names)
def test_a_power_is_a_product_so_many_times(power: int, name: str) -> None:
    expected = dimensions.PLAIN
    for _ in range(abs(power)):
        expected = dimensions.combined(expected, KNOWN[name], 1 if power > 0 else -1)
    assert of(f"{name}^{power}") == expected


def test_a_number_that_stands_as_a_sum_or_fraction_is_one_number() -> None:
    for text, value in (("1/2", 0.5), ("-3", -3), ("1 + 2 * 3", 7), ("2 - 1/4", 1.75)):
        assert dimensions.constant(parse(text)) == value
    for text in ("a", "1/0", "2^3", "sqrt(4)", "1 + a"):
        assert dimensions.constant(parse(text)) is None


def test_an_unknown_name_is_the_callers_fault() -> None:
    with pytest.raises(KeyError):
        dimensions.of(expression.Name("nobody"), KNOWN)
