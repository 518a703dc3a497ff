"""Laws of the day of a profile, for dates of every form."""

from hypothesis import given
from hypothesis import strategies as some

from wigmore.analyses import facts
from wigmore.kit import allen, edtf
from wigmore.model import dating
from wigmore.stages import policies

DATES = (
    "2020", "2020-08", "2020-08-10", "2020-08~", "2020?", "202X", "2020/2021", "2020-03/..", "../2021-05",
    "2020/", "/2020", "[2019,2021]", "{2019,2021}", "2020-08?/2021~", "2021-23", "2020-XX-10",
)  # fmt: skip
RANK = {facts.LATER: 0, facts.UNCERTAIN: 1, facts.AS_OF: 1, facts.EARLIER: 2}
CALENDAR = dating.Dates(policies.builtin_policies())

days = some.integers(0, 3000)


def as_of(number: int) -> facts.AsOf:
    """The profiles of a day, counted from the first of 2017."""
    day = edtf.day_of(edtf.ordinal((2017, 1, 1)) + number)
    return facts.AsOf(edtf.parse(edtf.show_day(day)), CALENDAR)


@given(some.sampled_from(DATES), days, days)
def test_as_days_pass_what_is_to_come_becomes_known_and_then_past(text: str, one: int, other: int) -> None:
    first, second = sorted((one, other))
    when = edtf.parse(text)
    assert RANK[as_of(first).of_claim(when)] <= RANK[as_of(second).of_claim(when)]


@given(some.sampled_from(DATES), days)
def test_what_is_later_or_earlier_shares_no_day_with_the_day(text: str, number: int) -> None:
    today, when = as_of(number), edtf.parse(text)
    day = edtf.ordinal((2017, 1, 1)) + number
    covers = any(low <= day <= high for low, high in allen.day_spans(when))
    if covers:
        assert today.of_claim(when) in (facts.AS_OF, facts.UNCERTAIN)


def test_every_state_occurs() -> None:
    seen = {as_of(number).of_claim(edtf.parse(text)) for number in range(0, 3000, 50) for text in DATES}
    assert seen == set(RANK)
