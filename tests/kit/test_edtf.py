"""Extended dates: bounds, qualifiers, padding and refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import edtf

# One of each form, for the properties; their bounds are in test_edtf_oracle.
FORMS = [
    *("2020-08-10", "2020-08", "2020", "2020-24~", "2020-XX", "202X?", "XXXX-12-XX", "-019X-02-29", "1950S2"),
    *("Y-17E7", "2004-06-~11", "2020~/2021-04?", "../2020", "2020%/", "[1667~,1668,1670..1672?]", "{..1984}"),
    *("[1760-12..]", "[2020-08..2020-08-10]", "{..1984,1990}", "?2004-XX/2004-07-03~", "1984-1X~"),
]

REFUSALS = [
    ("2020-13", "month 13 does not exist: months run from 01 to 12 and seasons from 21 to 41"),
    ("2020-00", "month 00 does not exist: months run from 01 to 12 and seasons from 21 to 41"),
    ("2020-2X", "month 2X does not exist: a month with X is 0X, 1X, X0, X1 and so on up to 12, or XX"),
    ("2020-04-31", "day 31 does not exist: April has 30 days"),
    ("2021-02-29", "day 29 does not exist: February 2021 has 28 days"),
    ("2020-02-30", "day 30 does not exist: February has at most 29 days"),
    ("1X01-02-29", "day 29 does not exist: none of these years is a leap year"),
    ("2020-01-32", "day 32 does not exist: days run from 01 to 31"),
    ("2020-24-01", "season 24 takes no day"),
    ("2021/2020", "the interval ends before it starts"),
    ("2020/2021/2022", "an interval has one slash, between its start and its end"),
    ("/", "an interval with both ends unknown says nothing"),
    ("", "a date is missing"),
    ("2020-08-10T24:00:00", "hour 24 does not exist: at most 23"),
    ("2020-08-10T12:30:60", "second 60 does not exist: at most 59"),
    ("2020-08-10T12:30:00+15:00", "offset of 15:00 hours does not exist: at most 14:00"),
    ("2020-08T12:30:00", "a time of day needs a full date before it, without qualifiers or X"),
    (
        "2020-08-10T12:30",
        "a time of day is written hh:mm:ss, then Z or an offset such as +02:00 if known",
    ),
    ("2020-08-10T12:30:00/2021", "an interval or set takes dates without a time of day"),
    ("[2020,2021]/2022", "a set that begins with [ ends with ]"),
    ("2020/[2021,2022]", "an interval or set takes dates, not further sets"),
    ("[2020,,2021]", "a member of the set is missing"),
    ("[2020", "a set that begins with [ ends with ]"),
    ("[..]", "a range in a set needs a date before or after its two dots"),
    ("{2022..2020}", "a range in the set ends before it starts"),
    ("{2020/2021}", "a set takes dates and ranges: write a..b, not a/b, within it"),
    ("195XS2", "a year takes X or S, not both"),
    ("1950S5", "the number S5 does not fit a year of 4 digits"),
    ("1950S2-03", "a year with Y or S stands alone, without month or day"),
    ("Y1E99", "year Y1 is too long: at most 30 digits"),
    ("Y01E9", "year Y01 begins with a zero: after Y the first digit is 1 to 9"),
    (
        "someday",
        "not a date: write the year, then month and day if known, such as 2020, 2020-08 or 2020-08-10",
    ),
    ("early in 2020", "a date contains no spaces"),
    (
        "10/08/2020",
        "day and month cannot be told apart: write the one meant, or [2020-08-10,2020-10-08]",
    ),
]

# What was written, and what the message says to write.
REPAIRS = [
    ("2020/08/10", "2020-08-10"),
    ("2020/08", "2020-08"),
    ("2020.8.1", "2020-08-01"),
    ("2020-8-1", "2020-08-01"),
    ("20200810", "2020-08-10"),
    ("10 Aug 2020", "2020-08-10"),
    ("10th of August 2020", "2020-08-10"),
    ("10-Aug-2020", "2020-08-10"),
    ("August 10, 2020", "2020-08-10"),
    ("Aug 2020", "2020-08"),
    ("May 2012", "2012-05"),
    ("25/08/2020", "2020-08-25"),
    ("08/08/2020", "2020-08-08"),
    ("12/2020", "2020-12"),
    ("Spring 2020", "2020-21"),
    ("winter 2019/2020", "2019-24"),
    ("winter 2019/20", "2019-24"),
    ("2020-Q1", "2020-33"),
    ("198", "198X"),
    ("1980s", "198X"),
    ("19", "19XX"),
    ("199u", "199X"),
    ("2020-xx", "2020-XX"),
    ("circa 2020", "2020~"),
    ("c. 1890", "1890~"),
    ("about Aug 2020", "2020-08~"),
    ("2020?~", "2020%"),
    ("44 BC", "-0043"),
    ("1 BC", "0000"),
    ("-0000", "0000"),
    ("12345", "Y12345"),
    ("Y2020", "2020"),
    ("1950E2", "Y1950E2"),
    ("2020-2021", "2020/2021"),
    ("2019–2021", "2019/2021"),
    ("Aug 2020/Sep 2020", "2020-08/2020-09"),
    ("2020/open", "2020/.."),
    ("2020/unknown", "2020/"),
    ("Aug 2020 to present", "2020-08/.."),
    (" 2020 ", "2020"),
    ("[2020, 2021]", "[2020,2021]"),
    ("2020-08-10 12:30:00Z", "2020-08-10T12:30:00Z"),
]

NO_REPAIR = ["2020-13", "2021-02-29", "2019/20", "someday", "", "99/99/2020", "mid 2020", "x" * 100]

# Text, then u (uncertain) and a (approximate) for each of year, month or season, day.
QUALIFIERS = [
    ("1984?", ["u"]),
    ("1984%", ["ua"]),
    ("?1984", ["u"]),
    ("2004-06~", ["a", "a"]),
    ("2004-06-11%", ["ua", "ua", "ua"]),
    ("2004?-06-11", ["u", "", ""]),
    ("2004-06~-11", ["a", "a", ""]),
    ("2004-?06-11", ["", "u", ""]),
    ("2004-06-~11", ["", "", "a"]),
    ("?2004-06-~11", ["u", "", "a"]),
    ("2004?-06-11~", ["ua", "a", "a"]),
    ("?2004-06-04~", ["ua", "a", "a"]),
    ("2011-06-~0X", ["", "", "a"]),
    ("2011-%23", ["", "ua"]),
    ("2011-23~", ["a", "a"]),
    ("2004-06-11", ["", "", ""]),
]

PRECISIONS = [
    ("2020-08-10", "day"),
    ("2020-08-10T12:00:00Z", "day"),
    ("2020-08", "month"),
    ("2020-08-XX", "month"),
    ("2020-XX", "year"),
    ("2004-XX-23", "year"),
    ("2020", "year"),
    ("Y17E8", "year"),
    ("2020-22", "season"),
    ("2020-33", "quarter"),
    ("2020-37", "four months"),
    ("2020-40", "half-year"),
    ("202X", "decade"),
    ("1950S3", "decade"),
    ("19XX", "century"),
    ("1XXX", "millennium"),
    ("Y171010000S3", "millennia"),
    ("XXXX-12-25", "unspecified"),
    ("2020/2021", "interval"),
    ("[2020,2021]", "set"),
]

PADDED = [
    # text, padding for ~, padding for ?, first day, last day
    ("2022-11~", 1, 1, "2022-10-01", "2022-12-31"),
    ("2019?", 1, 1, "2018-01-01", "2020-12-31"),
    ("2020-08-10~", 1, 1, "2020-08-09", "2020-08-11"),
    ("2020-08-10", 5, 5, "2020-08-10", "2020-08-10"),
    ("2020-08-10~", 0, 5, "2020-08-10", "2020-08-10"),
    ("2020-08%", 1, 2, "2020-05-01", "2020-11-30"),
    ("2021-01~", 1, 0, "2020-12-01", "2021-02-28"),
    ("2020-03-01?", 0, 1, "2020-02-29", "2020-03-02"),
    ("2004?-06-11", 0, 1, "2003-06-11", "2005-06-11"),
    ("2020?-02-29", 0, 1, "2019-02-28", "2021-02-28"),
    ("2004-06-~11", 3, 0, "2004-06-08", "2004-06-14"),
    ("202X~", 1, 0, "2010-01-01", "2039-12-31"),
    ("1950S2~", 1, 0, "1800-01-01", "2099-12-31"),
    ("XXXX-12~", 1, 0, "0000-11-01", "Y10000-01-31"),
    ("XXXX~", 1, 0, "0000-01-01", "9999-12-31"),
    ("2020-XX~", 1, 0, "2019-01-01", "2021-12-31"),
    ("2020-02-XX~", 1, 0, "2020-01-01", "2020-03-31"),
    ("2011-23~", 1, 0, "2011-06-01", "2012-02-29"),
    ("2020-08~/2021-04-10?", 1, 3, "2020-07-01", "2021-04-13"),
    ("2020-08/..", 9, 9, "2020-08-01", "open"),
    ("2020-08~/", 1, 0, "2020-07-01", "unknown"),
    ("[2020-06~,2020-08]", 1, 0, "2020-05-01", "2020-08-31"),
    ("{..2020?}", 0, 1, "open", "2021-12-31"),
]

EDTF_LIKE = st.text(alphabet="0123456789X-/.?~%[]{},YESTZ:+ ", max_size=24)
PARTS = st.sampled_from(
    [
        *(
            "2020",
            "19XX",
            "-0044",
            "XXXX",
            "Y17E8",
            "S2",
            "02",
            "XX",
            "1X",
            "24",
            "29",
            "31",
            "3X",
            "..",
            "/",
        ),
        *("-", ",", "~", "?", "%", "[", "]", "{", "}", "T12:30:00Z", "Aug", " to ", "c. ", "now", " "),
    ]
)
WRITTEN = st.one_of(st.text(max_size=20), EDTF_LIKE, st.lists(PARTS, max_size=9).map("".join))
KNOWN = st.sampled_from(FORMS)
ANY_ORDINAL = st.integers(-(10**12), 10**12)


def shown(bounds: edtf.Bounds) -> tuple[str, str]:
    return edtf.show_end(bounds[0]), edtf.show_end(bounds[1])


@pytest.mark.parametrize(("text", "message"), REFUSALS)
def test_refusal_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(edtf.EdtfError) as refused:
        edtf.parse(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(("text", "repair"), REPAIRS)
def test_refusal_says_what_to_write(text: str, repair: str) -> None:
    with pytest.raises(edtf.EdtfError) as refused:
        edtf.parse(text)
    assert refused.value.repair == repair
    assert str(refused.value) == f"not an extended date: write {repair}"


@pytest.mark.parametrize("text", NO_REPAIR)
def test_no_repair_is_invented(text: str) -> None:
    with pytest.raises(edtf.EdtfError) as refused:
        edtf.parse(text)
    assert refused.value.repair is None


@pytest.mark.parametrize(("text", "expected"), QUALIFIERS)
def test_qualifiers_reach_their_components(text: str, expected: list[str]) -> None:
    date = edtf.parse(text)
    assert isinstance(date.value, edtf.Date)
    reached = [("u" * part.uncertain) + ("a" * part.approximate) for part in date.value.components]
    assert reached == expected
    assert date.uncertain == any("u" in marks for marks in expected)
    assert date.approximate == any("a" in marks for marks in expected)


def test_qualifiers_of_either_end_count_for_an_interval() -> None:
    date = edtf.parse("1984-06-02?/2004-08-08~")
    assert date.uncertain
    assert date.approximate
    assert not edtf.parse("1984/..").uncertain


@pytest.mark.parametrize(("text", "expected"), PRECISIONS)
def test_precision_is_the_finest_unit_known_in_full(text: str, expected: str) -> None:
    assert edtf.parse(text).precision == expected


@pytest.mark.parametrize(("text", "approximate", "uncertain", "earliest", "latest"), PADDED)
def test_padding_widens_only_what_is_marked(
    *, text: str, approximate: int, uncertain: int, earliest: str, latest: str
) -> None:
    policy = edtf.Padding(approximate=approximate, uncertain=uncertain)
    assert shown(edtf.parse(text).padded(policy)) == (earliest, latest)


def test_padding_is_not_negative() -> None:
    with pytest.raises(ValueError, match="padding is not negative"):
        edtf.Padding(approximate=-1, uncertain=0)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020-08/2021-04", ("2020-08-01", "2020-08-31"), ("2021-04-01", "2021-04-30")),
        ("2020-08-10/..", ("2020-08-10", "2020-08-10"), ("open", "open")),
        ("/2020", ("unknown", "unknown"), ("2020-01-01", "2020-12-31")),
        ("2020-08", ("2020-08-01", "2020-08-01"), ("2020-08-31", "2020-08-31")),
        ("2020-XX", ("2020-01-01", "2020-12-31"), ("2020-01-01", "2020-12-31")),
        ("[2020-06,2020-08]", ("2020-06-01", "2020-08-01"), ("2020-06-30", "2020-08-31")),
        ("{2020-06,2020-08}", ("2020-06-01", "2020-06-01"), ("2020-08-31", "2020-08-31")),
        ("[2020..2022]", ("2020-01-01", "2022-01-01"), ("2020-12-31", "2022-12-31")),
        ("[..2022]", ("open", "2022-01-01"), ("open", "2022-12-31")),
        ("[2022..]", ("2022-01-01", "open"), ("2022-12-31", "open")),
        ("{2020..2022}", ("2020-01-01", "2020-01-01"), ("2022-12-31", "2022-12-31")),
        ("{..1984,1990}", ("open", "open"), ("1990-12-31", "1990-12-31")),
    ],
)
def test_bounds_of_each_end(text: str, start: tuple[str, str], end: tuple[str, str]) -> None:
    date = edtf.parse(text)
    assert (shown(date.start_bounds), shown(date.end_bounds)) == (start, end)


def test_open_and_unknown_are_different_marks() -> None:
    assert edtf.parse("2020/..").latest is edtf.OPEN
    assert edtf.parse("2020/").latest is edtf.UNKNOWN


def test_kinds_of_form() -> None:
    assert edtf.parse("2020/2021").is_interval
    assert edtf.parse("{2020,2021}").is_set
    assert not edtf.parse("2020").is_interval
    assert not edtf.parse("2020").is_set
    one, every = edtf.parse("[2020]").value, edtf.parse("{2020}").value
    assert isinstance(one, edtf.Set)
    assert isinstance(every, edtf.Set)
    assert (one.kind, every.kind) == ("one of", "all of")


def test_components_keep_what_was_written() -> None:
    date = edtf.parse("Y3388E2S3").value
    assert isinstance(date, edtf.Date)
    assert (date.year.mask, date.exponent, date.significant) == ("Y3388", 2, 3)
    season = edtf.parse("2020-24").value
    assert isinstance(season, edtf.Date)
    assert (season.month, season.season) == (None, edtf.Component("24"))
    time = edtf.parse("2020-08-10T12:30:00Z").value
    assert isinstance(time, edtf.Date)
    assert time.time == "12:30:00Z"


def test_dates_are_equal_by_text_and_hashable() -> None:
    assert edtf.parse("2020-08") == edtf.parse("2020-08")
    assert len({edtf.parse("2020"), edtf.parse("2020"), edtf.parse("2020-XX")}) == 2


def read_or_refuse(text: str) -> edtf.Edtf | edtf.EdtfError:
    try:
        return edtf.parse(text)
    except edtf.EdtfError as refused:
        return refused


@given(WRITTEN | KNOWN)
def test_any_text_is_a_date_or_an_edtf_error(text: str) -> None:
    found = read_or_refuse(text)
    if isinstance(found, edtf.Edtf):
        assert str(found) == text
        assert edtf.parse(str(found)) == found
        return
    assert str(found)[0].islower()
    if found.repair is not None:
        assert str(edtf.parse(found.repair)) == found.repair


@given(WRITTEN | KNOWN)
def test_bounds_are_ordered(text: str) -> None:
    date = read_or_refuse(text)
    if isinstance(date, edtf.EdtfError):
        return
    for low, high in (
        (date.earliest, date.latest),
        date.start_bounds,
        date.end_bounds,
        date.padded(edtf.Padding(approximate=2, uncertain=1)),
    ):
        if isinstance(low, tuple) and isinstance(high, tuple):
            assert low <= high


@given(KNOWN, st.integers(0, 5), st.integers(0, 5))
def test_padding_never_narrows(text: str, approximate: int, uncertain: int) -> None:
    date = edtf.parse(text)
    low, high = date.padded(edtf.Padding(approximate, uncertain))
    if isinstance(low, tuple) and isinstance(date.earliest, tuple):
        assert low <= date.earliest
    if isinstance(high, tuple) and isinstance(date.latest, tuple):
        assert high >= date.latest


@given(st.from_regex(r"[01X][0-9X]{3}-[01X][0-9X]-[0-3X][0-9X]", fullmatch=True))
def test_masked_bounds_are_attained_and_tight(text: str) -> None:
    """Compared with a walk over every day of the calendar that the mask allows, one edge year at a time."""
    date = read_or_refuse(text)
    if isinstance(date, edtf.EdtfError):
        return
    for day, step in ((date.earliest, -1), (date.latest, 1)):
        assert isinstance(day, tuple)
        assert _fits(text, day)
        # No day of the same year beyond the bound fits as well.
        beyond = edtf.day_of(edtf.ordinal(day) + step)
        while beyond[0] == day[0]:
            assert not _fits(text, beyond)
            beyond = edtf.day_of(edtf.ordinal(beyond) + step)


def _fits(mask: str, day: edtf.Day) -> bool:
    return all(a in {"X", b} for a, b in zip(mask, edtf.show_day(day), strict=True))


@given(ANY_ORDINAL)
def test_ordinals_invert_for_any_year(number: int) -> None:
    day = edtf.day_of(number)
    assert edtf.ordinal(day) == number
    assert edtf.day_of(number + 1) > day
    assert 1 <= day[2] <= edtf.month_length(day[0], day[1])
