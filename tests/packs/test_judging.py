"""The word a pack has for an answer, and money of any one currency."""

import pytest

from tests.packs import small
from wigmore.methods import intervals
from wigmore.packs import judging, money, working

PACKS = {"malt": small.made()}
BARLEY = {"kind": "barley"}
TONNES_A_YEAR = 1000 / 31_557_600


def words(amount: float, grain: str = "1,000 t/a") -> tuple[str, ...]:
    value = intervals.point(amount * TONNES_A_YEAR)
    return judging.words(PACKS, small.question("malt", BARLEY, grain=grain), value)


def test_a_value_lies_in_one_band() -> None:
    """1,000 t of barley hold 860 to 880 t that are no water."""
    assert words(881) == ("impossible",)
    assert words(879) == ("large",)
    assert words(500) == ("large",)
    assert words(499) == ("small",)


def test_a_band_moves_with_what_is_given() -> None:
    assert words(879, "900 t/a") == ("impossible",)


def test_a_range_has_the_words_of_every_band_it_reaches() -> None:
    ends = intervals.Interval(400 * TONNES_A_YEAR, 900 * TONNES_A_YEAR)
    held = judging.words(PACKS, small.question("malt", BARLEY, grain="1,000 t/a"), ends)
    assert held == ("impossible", "large", "small")


def test_without_a_value_the_answer_is_judged() -> None:
    """600 t less 10 to 30 % are 420 to 540 t; 600 t of barley hold at most 528 t that are dry."""
    assert judging.words(PACKS, small.question("malt", BARLEY, grain="600 t/a")) == (
        "impossible",
        "large",
        "small",
    )
    assert judging.words(PACKS, small.question("dry", BARLEY, grain="600 t/a")) == ()


def test_what_only_a_bound_needs_may_be_given() -> None:
    """`share` is what the bound of a reduction is asked with; the formula itself does not take it."""
    text = small.MALT + (
        '[formulas.most]\nasks = "?"\nexpression = "kept"\ngives = "1"\ninputs.kept = {given = "1"}\n'
        '[formulas.stated]\nasks = "?"\nexpression = "x"\ngives = "1"\nceiling = "most"\n'
        'inputs.x = {given = "1"}\n'
    )
    packs = {"malt": small.made(text)}
    asked = small.question("stated", {}, x="0.5", kept="0.4")
    assert working.ask(packs, asked).central() == 0.5
    floor, ceiling = working.limits(packs, asked)
    assert floor is None
    assert ceiling is not None
    assert ceiling.central() == 0.4
    with pytest.raises(working.AskError, match="takes no `keep`"):
        working.ask(packs, small.question("stated", {}, x="0.5", keep="0.4"))


def test_an_answer_has_the_currency_of_what_it_is_made_of() -> None:
    """10 t of barley at 250 EUR, of rye at 300 CAD."""
    for kind, told, amount in (("barley", "EUR/a", 2500), ("rye", "CAD/a", 3000)):
        worked = working.ask(PACKS, small.question("cost", {"kind": kind}, grain="10 t/a"))
        assert str(worked.unit) == told
        assert worked.shown(worked.central()) == pytest.approx(amount)
    own = small.question("cost", BARLEY, grain="10 t/a", price="0.4 kUSD/t")
    assert str(working.ask(PACKS, own).unit) == "USD/a"


def test_what_is_no_money_is_refused_where_money_is_wanted() -> None:
    with pytest.raises(working.AskError, match="price"):
        working.ask(PACKS, small.question("cost", BARLEY, grain="10 t/a", price="3 kg/t"))


def test_two_currencies_do_not_meet() -> None:
    text = small.MALT + (
        '[formulas.share]\nasks = "?"\nexpression = "one / other"\ngives = "1"\n'
        'inputs.one = {given = "money"}\ninputs.other = {given = "money"}\n'
    )
    packs = {"malt": small.made(text)}
    assert working.ask(packs, small.question("share", {}, one="1 MCAD", other="4 MCAD")).central() == 0.25
    with pytest.raises(working.AskError, match="amounts in CAD and USD") as caught:
        working.ask(packs, small.question("share", {}, one="1 MCAD", other="4 MUSD"))
    assert "one currency" in caught.value.repair


@pytest.mark.parametrize("text", ["money", "money*a/t", "money/kWh"])
def test_a_unit_of_money_is_settled_in_a_currency(text: str) -> None:
    unit = money.parse(text)
    assert money.is_general(unit)
    settled = money.settled(unit, "CAD")
    assert str(settled) == text.replace("money", "CAD")
    assert money.fits(settled, unit)
    assert money.general(settled).dimension == unit.dimension
    assert not money.is_general(settled)


def test_rows_of_two_tables_may_have_one_name() -> None:
    """A word chooses in its own table alone."""
    text = (
        small.MALT
        + '[tables.aaa.barley]\ntitle = "Else"\nmoisture = {value = "1 %", grade = "assumed", on = "2026"}\n'
    )
    packs = {"malt": small.made(text)}
    worked = working.ask(packs, small.question("dry", BARLEY, grain="100 t/a"))
    assert worked.shown(worked.central()) == pytest.approx(87)
