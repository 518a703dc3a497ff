"""Numbers with a sign: what is read is what was meant, and nought never has a sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import percent, signed

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@given(NUMBERS)
def test_what_is_written_is_the_number_to_one_decimal(value: float) -> None:
    shown = signed.signed(value)
    assert float(shown.replace("\N{MINUS SIGN}", "-")) == round(value, 1)
    assert "-" not in shown


@given(NUMBERS)
def test_only_nought_has_no_sign(value: float) -> None:
    shown = signed.signed(value)
    assert (shown == "0") == (round(value, 1) == 0)
    assert shown == "0" or shown[0] == ("+" if value > 0 else "\N{MINUS SIGN}")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (signed.decibans(0.04), "0~dB"),
        (signed.decibans(-1.5), "\N{MINUS SIGN}1.5~dB"),
        (signed.points(-0.0004), "0~points"),
        (signed.points(0.5), "+50.0~points"),
        (percent.whole(1), "100~%"),
        (percent.percent(1), "over 99.9~%"),
    ],
)
def test_a_number_and_its_unit_stay_on_one_line(shown: str, expected: str) -> None:
    assert shown.replace(signed.FIXED, "~") == expected
