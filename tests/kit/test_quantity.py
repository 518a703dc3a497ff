from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import quantity, units

TENTH = Fraction(1, 10)


def number(written: str) -> Fraction | None:
    return None if written == "-" else Fraction(written)


# text, low, high, marks (( and ) exclude a bound, ~ is approximate), unit, figures
READINGS = [
    ("10.25 MCAD", "10.25", "10.25", "[]", "MCAD", 4),
    ("30.08 TKRW", "30.08", "30.08", "[]", "TKRW", 4),
    ("5 kEUR", "5", "5", "[]", "kEUR", 1),
    ("45-50 kt/a", "45", "50", "[]", "kt/a", 2),
    ("45–50 kt/a", "45", "50", "[]", "kt/a", 2),
    ("45 - 50 kt / a", "45", "50", "[]", "kt/a", 2),
    ("45 to 50 kt/a", "45", "50", "[]", "kt/a", 2),
    ("60-100", "60", "100", "[]", "1", 2),
    ("60%", "60", "60", "[]", "%", 2),
    ("60\u00a0%", "60", "60", "[]", "%", 2),
    ("~60 %", "60", "60", "[]~", "%", 2),
    ("about 5 GWh", "5", "5", "[]~", "GWh", 1),
    ("~45-50 t", "45", "50", "[]~", "t", 2),
    ("over 25 GWh", "25", "-", "(]", "GWh", 2),
    ("More than 25 GWh", "25", "-", "(]", "GWh", 2),
    (">25 GWh", "25", "-", "(]", "GWh", 2),
    ("at least 200", "200", "-", "[]", "1", 3),
    (">= 200", "200", "-", "[]", "1", 3),
    ("≥200", "200", "-", "[]", "1", 3),
    ("under 3 t", "-", "3", "[)", "t", 1),
    ("less than 3 t", "-", "3", "[)", "t", 1),
    ("<3", "-", "3", "[)", "1", 1),
    ("up to 60 %", "-", "60", "[]", "%", 2),
    ("at most 60 %", "-", "60", "[]", "%", 2),
    ("≤ 60 %", "-", "60", "[]", "%", 2),
    ("<=60 %", "-", "60", "[]", "%", 2),
    ("almost 400 a", "-", "400", "[)~", "a", 3),
    ("10 ± 2 %", "8", "12", "[]", "%", 2),
    ("10 +- 2 %", "8", "12", "[]", "%", 2),
    ("10 ± 0.5 t", "9.5", "10.5", "[]", "t", 2),
    ("1,500 t", "1500", "1500", "[]", "t", 4),
    ("1,234,567 people", "1234567", "1234567", "[]", "people", 7),
    ("-5 degC", "-5", "-5", "[]", "degC", 1),
    ("−5 degC", "-5", "-5", "[]", "degC", 1),
    ("-5 - -3 degC", "-5", "-3", "[]", "degC", 1),
    ("-5 to -3 degC", "-5", "-3", "[]", "degC", 1),
    ("1.2e6 t", "1200000", "1200000", "[]", "t", 2),
    ("1e-5", "0.00001", "0.00001", "[]", "1", 1),
    ("0.050 t", "0.05", "0.05", "[]", "t", 2),
    ("12EUR", "12", "12", "[]", "EUR", 2),
    ("5 1/a", "5", "5", "[]", "1/a", 1),
    ("0", "0", "0", "[]", "1", 1),
    ("3 days", "3", "3", "[]", "days", 1),
]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading[0])
def test_reading(reading: tuple[str, str, str, str, str, int]) -> None:
    text, low, high, marks, unit, figures = reading
    read = quantity.parse(text)
    assert (read.low, read.high) == (number(low), number(high))
    assert (read.low_open, read.high_open) == (marks[0] == "(", marks[1] == ")")
    assert read.approximate == ("~" in marks)
    assert (read.unit.symbol, read.figures) == (unit, figures)
    assert str(read) == text


REFUSALS = [
    # text, part of the message, suggestion
    ("", "empty", None),
    ("lots", "begin with a number", None),
    ("GWh 25", "number comes before", "25 GWh"),
    ("€5", "number comes before", "5 EUR"),
    ("EUR 1,5 million", "decimal sign", "1.5 MEUR"),
    ("50-45 kt/a", "upside down", "45-50 kt/a"),
    ("-3 to -5 degC", "upside down", "-5 to -3 degC"),
    ("25 gwh", "`gwh` is no unit", "25 GWh"),
    ("25 T", "`T` is no unit", "25 t"),
    ("5 mtpa", "no unit", "5 Mt/a"),
    ("5 xyzzy", "no unit", None),
    ("1,5 t", "decimal sign is a point", "1.5 t"),
    ("0,500 t", "decimal sign is a point", "0.500 t"),
    ("1 500 t", "grouped", "1500 t"),
    ("1 500 gwh", "grouped", "1500 GWh"),
    ("1'500 t", "grouped", "1500 t"),
    ("1.500,5 t", "grouped", "1500.5 t"),
    ("1,50,000 t", "grouped", "150000 t"),
    (".5 t", "before the point", "0.5 t"),
    ("5 million EUR", "large numbers", "5 MEUR"),
    ("5 to 6 million people", "large numbers", "5e6 to 6e6 people"),
    ("between 45 and 50 kt/a", "hyphen", "45 to 50 kt/a"),
    ("60 %-70 %", "once", "60-70 %"),
    ("over 25-30 t", "one number", None),
    ("10 ± -2", "negative", None),
    ("5 1", "side by side", None),
    ("1e99 t", "powers of ten", None),
    ("1" * 41, "digits", None),
    ("1 " * 300, "characters", None),
    ("1e30 ± 1e-30", "far apart", None),
]


@pytest.mark.parametrize(("text", "message", "suggestion"), REFUSALS)
def test_refusal(text: str, message: str, suggestion: str | None) -> None:
    with pytest.raises(quantity.QuantityError) as caught:
        quantity.parse(text)
    assert message in caught.value.message
    assert caught.value.suggestion == suggestion


# Pieces of quantities in any order reach deeper than any text does.
WORDS = (
    "12",
    "1e5",
    " to ",
    "over",
    "almost ",
    "kt",
    "gwh",
    "a",
    "USD",
    "million",
    "degC",
    "between ",
    " and ",
)
SIGNS = "0123456789.,-+~<>=±()/* e%’\ud800\u202e"
PIECES = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=14).map("".join)
NUMBERS = st.builds(
    lambda whole, decimals, power: f"{whole}{decimals}{power}",
    st.integers(-(10**9), 10**9),
    st.sampled_from(["", ".5", ".250", ".000001"]),
    st.sampled_from(["", "", "e3", "e-7", "e12"]),
)
SYMBOLS = st.sampled_from(["1", "%", "t", "kt/a", "MCAD", "degC", "K", "people", "GWh", "J", "deaths/births"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    hedge = draw(st.sampled_from(["", "~", "over ", "under ", "at least ", "up to ", "almost "]))
    first, unit = draw(NUMBERS), draw(SYMBOLS).replace("1", "")
    if hedge not in {"", "~"} or draw(st.booleans()):
        return f"{hedge}{first} {unit}"
    if draw(st.booleans()):
        return f"{first} ± {draw(NUMBERS).lstrip('-')} {unit}"
    return f"{hedge}{' to '.join(sorted([first, draw(NUMBERS)], key=Fraction))} {unit}"


@given(st.text(st.characters(codec=None)) | PIECES)
def test_nothing_else_is_raised(text: str) -> None:
    try:
        quantity.parse(text)
    except quantity.QuantityError as error:
        error.message.encode()
        if error.suggestion is not None:
            quantity.parse(error.suggestion)
    try:
        quantity.parse_probability(text)
    except quantity.ProbabilityError as error:
        if error.suggestion is not None:
            quantity.parse_probability(error.suggestion)


@given(st.text(st.characters(codec=None)) | PIECES)
def test_units_raise_nothing_else(text: str) -> None:
    try:
        unit = units.parse(text)
    except units.UnitError as error:
        error.message.encode()
        if error.suggestion is not None:
            units.parse(error.suggestion)
    else:
        assert units.parse(unit.symbol) == unit


@given(texts())
def test_show_reads_back(text: str) -> None:
    read = quantity.parse(text)
    again = quantity.parse(quantity.show(read))
    assert (again.low, again.high, again.low_open, again.high_open) == (
        read.low, read.high, read.low_open, read.high_open,
    )  # fmt: skip
    assert (again.approximate, again.unit, again.steps) == (read.approximate, read.unit, read.steps)
    assert quantity.show(again) == quantity.show(read)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("45 – 50 kt / a", "45-50 kt/a"),
        ("More than 25 GWh", ">25 GWh"),
        ("at most 1,500", "<=1500"),
        ("nearly 400 a", "almost 400 a"),
        ("about 1.50 t", "~1.50 t"),
        ("10 ± 2 %", "8-12 %"),
        ("-5 - -3 degC", "-5 to -3 degC"),
        ("1.2e6 m²", "1.2e6 m2"),
    ],
)
def test_show(text: str, shown: str) -> None:
    assert quantity.show(quantity.parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "low", "high", "central"),
    [
        ("1.50 t", "1.495", "1.505", "1.5"),
        ("1500 t", "1499.5", "1500.5", "1500"),
        ("1.2e6 t", "1150000", "1250000", "1200000"),
        ("0.5-10 t", "0.45", "10.5", "5.25"),
        ("over 25 t", "24.5", "-", "25"),
        ("almost 400", "-", "400.5", "400"),
    ],
)
def test_rounding(text: str, low: str, high: str, central: str) -> None:
    read = quantity.parse(text)
    assert read.rounding_interval() == (number(low), number(high))
    assert read.central == Fraction(central)


def test_equal_when_written_alike() -> None:
    assert quantity.parse("5 t") == quantity.parse("5 t")
    assert quantity.parse("5 t") != quantity.parse("5.0 t")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("45-50 kt/a", "48000 t/a", True),
        ("45-50 kt/a", "50-60 kt/a", True),
        ("45-50 kt/a", "over 50 kt/a", False),
        ("45-50 kt/a", "at least 50 kt/a", True),
        ("under 50 t", "over 50 t", False),
        ("up to 50 t", "at least 50 t", True),
        ("<3", ">1", True),
        ("~60 %", "54 %", True),
        ("~60 %", "53 %", False),
        ("~60 %", "0.62", True),
        ("almost 400 a", "390 a", True),
        ("almost 400 a", "350 a", False),
        ("almost 400 a", "400 a", False),
        ("~-10 degC", "-9 degC", True),
        ("0 degC", "273.15 K", True),
        ("1 GWh", "3.6 TJ", True),
        ("1 a", "12 month", True),
        ("5 MUSD", "5 MCAD", False),
        ("5 MUSD", "5000000 USD", True),
        ("5 t", "5 kg", False),
        ("5 t", "5 GWh", False),
        ("200 people", "200", True),
        ("200 people", "200 persons", True),
        ("200 people", "200 ships", False),
        ("2 people", "200 %", False),
        ("3 deaths/births", "300 %", True),
    ],
)
def test_overlaps(one: str, other: str, meet: bool) -> None:
    assert quantity.parse(one).overlaps(quantity.parse(other), TENTH) is meet
    assert quantity.parse(other).overlaps(quantity.parse(one), TENTH) is meet


def test_approximate_without_padding() -> None:
    assert not quantity.parse("~60").overlaps(quantity.parse("61"), Fraction(0))
    assert quantity.parse("almost 400").overlaps(quantity.parse("5"), Fraction(0))


@given(texts(), texts(), st.fractions(0, 1))
def test_overlap_is_symmetric(one: str, other: str, approximate: Fraction) -> None:
    a, b = quantity.parse(one), quantity.parse(other)
    assert a.overlaps(b, approximate) == b.overlaps(a, approximate)
    if a.low is not None and a.high is not None:
        assert a.overlaps(a, approximate)


def test_in_unit() -> None:
    assert quantity.parse("over 25 GWh").in_unit(units.parse("TJ")) == (Fraction(90), None)
    assert quantity.parse("-5 to 0 degC").in_unit(units.parse("K"))[1] == Fraction("273.15")
    with pytest.raises(units.UnitError, match="different things"):
        quantity.parse("5 MUSD").in_unit(units.parse("CAD"))


@given(st.sampled_from(units.symbols()), st.sampled_from(units.symbols()), st.fractions())
def test_convert_there_and_back(one: str, other: str, value: Fraction) -> None:
    a, b = units.parse(one), units.parse(other)
    assert units.same_dimension(a, b) == units.same_dimension(b, a)
    if units.same_dimension(a, b):
        assert units.convert(units.convert(value, a, b), b, a) == value
    else:
        with pytest.raises(units.UnitError):
            units.convert(value, a, b)


def test_convert_float() -> None:
    assert units.convert(20.0, units.parse("degC"), units.parse("K")) == pytest.approx(293.15)
    assert units.convert(1.5, units.parse("kt/a"), units.parse("t/a")) == 1500.0


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("gwh", "GWh"),
        ("T", "t"),
        ("mw", "MW"),
        ("MTPA", "Mt/a"),
        ("tpa", "t/a"),
        ("gwh/yr", "GWh/year"),
        ("t per year", "t/year"),
        ("t/a/ha", "t/(a*ha)"),
        ("t/a*ha", "t/(a*ha)"),
        ("per cent", "%"),
        ("kilowatts", "kW"),
        ("peeple", "people"),
        ("people2", "people"),
        ("J/degC", "J/K"),
        ("mcad", "MCAD"),
        ("xyzzy", None),
        ("", None),
        ("1/", None),
    ],
)
def test_unit_refusal(text: str, suggestion: str | None) -> None:
    with pytest.raises(units.UnitError) as caught:
        units.parse(text)
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "money", "code"),
    [
        ("MCAD", True, "CAD"),
        ("USD", True, "USD"),
        ("USD/t", False, "USD"),
        ("USD/EUR", False, None),
        ("t", False, None),
    ],
)
def test_money(text: str, money: bool, code: str | None) -> None:
    unit = units.parse(text)
    assert (units.is_money(unit), units.currency(unit)) == (money, code)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("CAD/USD", ("CAD", "USD")),
        ("MUSD/CAD", ("USD", "CAD")),
        ("CAD/CAD", None),
        ("CAD*USD", None),
        ("CAD/(USD*t)", None),
        ("CAD/t", None),
        ("CAD", None),
        ("t", None),
    ],
)
def test_rates_of_exchange(text: str, pair: tuple[str, str] | None) -> None:
    unit = units.parse(text)
    assert units.exchanged(unit) == pair
    assert units.OF_ANY_CURRENCY["money/money"](unit) == (pair is not None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("0.3", "0.3", "0.3"), ("0.2-0.5", "0.2", "0.5"), ("0", "0", "0"), ("1", "1", "1")],
)
def test_probability(text: str, low: str, high: str) -> None:
    read = quantity.parse_probability(text)
    assert (read.low, read.high, read.text) == (Fraction(low), Fraction(high), text)


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("30 %", "without a unit", "0.3"),
        ("20-50 %", "without a unit", "0.2-0.5"),
        ("0.3 t", "without a unit", None),
        ("30", "between 0 and 1", "0.3"),
        ("1.2", "between 0 and 1", None),
        ("-0.1", "between 0 and 1", None),
        ("0.5-0.2", "upside down", "0.2-0.5"),
        ("0,3", "decimal", "0.3"),
        ("~0.3", "hedge", None),
        ("over 0.3", "hedge", None),
        ("likely", "number", None),
    ],
)
def test_probability_refusal(text: str, message: str, suggestion: str | None) -> None:
    with pytest.raises(quantity.ProbabilityError) as caught:
        quantity.parse_probability(text)
    assert message in caught.value.message
    assert caught.value.suggestion == suggestion
