"""Numbers with units as they are read: never more digits than they are worth, never a break before a unit."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import amount

FIXED = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2263.77, "2,264"),
        (999.96, "1,000"),
        (0.1, "0.1"),
        (0.09996, "0.1"),
        (1e6, "1,000,000"),
        (123_456_789.0, "123,500,000"),
        (9.9996e11, "1,000,000,000,000"),
        (-52_500.0, "\N{MINUS SIGN}52,500"),
        (0.0, "0"),
        (math.inf, "∞"),
    ],
)
def test_numbers(value: float, shown: str) -> None:
    """Three digits, four from a thousand on; what rounds up to the next power of ten has no more."""
    assert amount.number(value) == shown


def test_a_unit_does_not_leave_its_number() -> None:
    """Before every unit stands a blank that does not break."""
    assert amount.interval(2008, 2612, "t/GWh") == f"2,008 to 2,612{FIXED}t/GWh"
    assert amount.times(262.5, 21.9) == f"21.9 to 262{FIXED}times"


def test_without_a_bound() -> None:
    """What has no end is told as such; an infinite end is none."""
    assert amount.interval(25, math.inf, "GWh") == f"25{FIXED}GWh or more"
    assert amount.interval(-math.inf, 60, "%") == f"up to 60{FIXED}%"


@given(st.floats(min_value=1e-30, max_value=1e30))
def test_near_what_it_shows(value: float) -> None:
    """What is shown reads back to within half a unit of its third digit."""
    assert float(amount.number(value).replace(",", "")) == pytest.approx(value, rel=0.0051)
