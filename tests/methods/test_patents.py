"""Patent numbers: office, form and kind code; and what no office gave, with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.methods import patents
from wigmore.vocab import tables

WRITTEN = [
    ("US 9,780,359 B2", "US", "9780359", "grant", "B2"),
    ("US9780359B2", "US", "9780359", "grant", "B2"),
    ("us 2014/0349171 a1", "US", "2014/0349171", "publication", "A1"),
    ("US2014349171A1", "US", "2014349171", "publication", "A1"),
    ("JP H07-012345 B2", "JP", "H07-012345", "publication", "B2"),
    ("JP 3123456 U", "JP", "3123456", "grant", "U"),
    ("CN 98123456", "CN", "98123456", "application or publication or grant", ""),
    ("CN 1003001 B", "CN", "1003001", "grant", "B"),
    ("US 16/123,456", "US", "16/123456", "application", ""),
    ("US RE36,543 E", "US", "RE36543", "grant", "E"),
    ("KR 10-2791544", "KR", "10-2791544", "grant", ""),
    ("KR101854708B1", "KR", "101854708", "grant", "B1"),
    ("KR 10-2021-0000001", "KR", "10-2021-0000001", "application or publication", ""),
    ("KR 10-2021-0000001 A", "KR", "10-2021-0000001", "publication", "A"),
    ("CA 3,068,797", "CA", "3068797", "application or publication or grant", ""),
    ("CA 3068797 C", "CA", "3068797", "grant", "C"),
    ("TW I887600", "TW", "I887600", "grant", ""),
    ("TW 202012345 A", "TW", "202012345", "publication", "A"),
    ("TW 108112345", "TW", "108112345", "application", ""),
    ("JP 6718000 B2", "JP", "6718000", "grant", "B2"),
    ("JP 2020-123456", "JP", "2020-123456", "application or publication", ""),
    ("CN 101234567 B", "CN", "101234567", "grant", "B"),
    ("CN 201510123456.X", "CN", "201510123456.X", "application or grant", ""),
    ("EP 2800178", "EP", "2800178", "publication or grant", ""),
    ("EP 12863123.5", "EP", "12863123.5", "application", ""),
    ("WO 2013/094981 A1", "WO", "2013/094981", "publication", "A1"),
    ("PCT/KR2012/009876", "WO", "PCT/KR2012/009876", "application", ""),
]


@pytest.mark.parametrize(("text", "office", "serial", "form", "kind"), WRITTEN)
def test_numbers_as_offices_write_them(text: str, office: str, serial: str, form: str, kind: str) -> None:
    made = patents.parse(text)
    assert made is not None
    assert (made.office, made.serial, made.form, made.kind) == (office, serial, form, kind)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("US 123,456,789", "US gives no number like 123456789, of 9 digits"),
        ("US 12,355,063 A1", "US 12355063 is the number of a grant, and A1 the code of a publication"),
        ("KR 10-27915440", "KR gives no number like 10-27915440, of 10 digits"),
        ("TW I88760", "TW gives no number like I88760, of 5 digits"),
        ("WO 2013/094981 B1", "WO has no kind code B1"),
        ("EP 2800178 C1", "EP has no kind code C1"),
    ],
)
def test_what_no_office_gave_is_told_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(patents.PatentNumberError) as caught:
        patents.parse(text)
    assert caught.value.message == why
    assert caught.value.repair


@pytest.mark.parametrize("text", ["The foil patent", "ZA 1999/1234", "9,780,359", "US foil 5", "LNMO", ""])
def test_a_name_or_an_office_that_is_not_listed_is_not_judged(text: str) -> None:
    assert patents.parse(text) is None


def test_the_office_may_come_from_the_record() -> None:
    made = patents.parse("9,780,359", "US")
    assert made is not None
    assert made.office == "US"
    assert patents.parse("9,780,359", "ZA") is None


def test_a_number_has_its_years() -> None:
    """Patent 10,000,000 of the US came in June 2018; B1 and B2 are printed since 2001; KR names the year."""
    later, earlier = patents.parse("US 12,319,590"), patents.parse("US 6,654,322 B2")
    published = patents.parse("KR 10-2021-0000001 A")
    assert later is not None
    assert earlier is not None
    assert published is not None
    assert patents.misdated(later, 2017, 2017) == "US gave numbers like 12319590 from 2018 on"
    assert patents.misdated(later, 2017, 2018) == ""
    assert patents.misdated(earlier, 1999, 2000) == "US gave numbers like 6654322 B2 from 2001 on"
    assert patents.misdated(earlier, 2020, 2020) == "US gave numbers like 6654322 B2 until 2018 only"
    assert patents.misdated(published, 2019, 2020) == "the number 10-2021-0000001 names the year 2021"


def test_every_example_and_kind_code_of_the_vocabulary_reads() -> None:
    for name, office in patents.offices().items():
        for look in office.looks:
            made = patents.parse(look.written)
            assert made is not None
            assert made.office == name
            assert set(made.forms) <= set(look.forms)
        for code, kind in office.kinds.items():
            assert set(kind.forms) <= set(patents.FORMS), code
    assert list(tables.patents()) == ["US", "EP", "KR", "CA", "TW", "JP", "CN", "WO"]


@given(st.text(alphabet="USEPKRCATWJNO0123456789 ,./-ABXIPCT", max_size=24))
def test_any_text_is_read_or_refused_with_a_repair(text: str) -> None:
    try:
        made = patents.parse(text)
    except patents.PatentNumberError as caught:
        told = caught.message and caught.repair
    else:
        told = "read" if made is None or (made.forms and made.office in patents.offices()) else ""
    assert told


@given(st.integers(min_value=10_000_000, max_value=99_999_999))
def test_commas_and_blanks_make_no_difference(number: int) -> None:
    assert patents.parse(f"US {number:,} B2") == patents.parse(f"US{number}B2")
