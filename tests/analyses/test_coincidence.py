"""Coincidence in a case: the coverage first, p by hand, what is left out, how it was collected, all pairs."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cases
from wigmore.analyses import testing
from wigmore.model import compiled

SOURCES = """
sources:
  report: {title: The report, kind: news, publisher: Nobody, published: 2019-01-01}
  gazette: {title: Gazette, kind: news, publisher: Gazette, published: 2019-01-01}
claims:
  of-test: {says: It bid., sources: [{source: report}]}
  of-both: {says: It bid again., sources: [{source: report}, {source: gazette}]}
entities:
  bureau: {kind: body, name: The bureau}
  yard: {kind: company, name: The yard}
"""
CASE = "case: {title: A small case, as_of: 2020-01-31, under_test: report}\n"
TEST = """
coincidences:
  test:
    asks: Do bids follow talks?
    left: {events: {kind: meeting}}
    right: {events: {kind: bid}}
    over: OVER
    within: WITHIN
    MORE
"""


def declared(within: str = "10 days", over: str = "2018", more: str = "") -> str:
    """One coincidence; bids after meetings."""
    return TEST.replace("WITHIN", within).replace("OVER", over).replace("MORE", more)


def listed(talks: list[str], bids: list[str], extra: str = "") -> str:
    """Meetings of the bureau and bids of the yard on these dates."""
    lines = ["events:"]
    lines += [
        f"  talk-{place}: {{kind: meeting, title: Talk {place}, date: {day}, who: {{host: bureau}}}}"
        for place, day in enumerate(talks)
    ]
    lines += [
        f"  bid-{place}: {{kind: bid, title: Bid {place}, date: {day}, who: {{bidder: yard}}}}"
        for place, day in enumerate(bids)
    ]
    return "\n".join([*lines, extra])


def built(folder: Path, *parts: str, case: str = CASE) -> compiled.Compiled:
    """The case of these parts, in one file."""
    return cases.compile_clean(cases.write(folder, {"case.yaml": case, "c.yaml": SOURCES + "\n".join(parts)}))


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    """The rows of a table of the analysis, by column."""
    return [
        dict(zip(table["columns"], row, strict=True))
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("coincidence", name)
        for row in table["rows"]
    ]


def sentences(case: compiled.Compiled) -> list[str]:
    """What the analysis says."""
    return [one["sentence"] for one in case.findings if one["analysis"] == "coincidence"]


def test_a_match_is_worth_one_over_the_coverage(tmp_path: Path) -> None:
    """By hand: eight talks of 2018, each opens 11 of 365 days; each bid has its like in four quarters, of
    which one alone, its own, is open, for the talks lie 11 days apart: 8 of 8 have the chance 1/4^8."""
    quarters = [date(2018, month, 1) for month in (1, 4, 7, 10)]
    talks = [str(quarters[place % 4] + timedelta(days=11 * place)) for place in range(8)]
    bids = [str(date.fromisoformat(day) + timedelta(days=2)) for day in talks]
    case = built(tmp_path, listed(talks, bids), declared())
    (row,) = rows(case, "tests")
    assert (row["left events"], row["right events"], row["hits"]) == (8, 8, 8.0)
    assert row["coverage"] == pytest.approx(8 * 11 / 365, abs=1e-6)
    assert row["p calendar"] == pytest.approx(0.25**8, rel=1e-5)
    assert row["p shuffle"] == pytest.approx((8 * 11 / 365) ** 8, rel=1e-5)
    assert row["p adjusted"] == row["p calendar"]
    assert row["verdict"] == testing.MORE
    # The calendar gives a match in a quarter of all places, more than the 88 of 365 days that are open.
    (offer,) = rows(case, "paste")
    assert offer["ratio"] == pytest.approx(0.9 / 0.25)
    assert offer["ratio"] <= offer["ceiling"] == pytest.approx(1 / 0.25)
    assert "likelihood" in offer["yaml"]
    assert any(
        "8 of 8 later events fall into one, 2 are expected by chance" in one for one in sentences(case)
    )


def test_several_on_one_day_are_one_match(tmp_path: Path) -> None:
    """By hand: each of six has the chance ¼ by itself, but shifted together all match on 22 of 365 days."""
    case = built(tmp_path, listed(["2018-02-10", "2018-08-20"], ["2018-02-12"] * 6), declared())
    (row,) = rows(case, "tests")
    assert row["p adjusted"] == pytest.approx(0.25**6, rel=1e-5)
    assert row["p shift"] == pytest.approx(22 / 365, abs=1e-6)
    assert row["verdict"] == testing.BY_CHANCE
    assert rows(case, "paste") == []
    assert any("% where the later events keep their clusters" in one for one in sentences(case))


def test_a_season_bounds_what_a_match_can_weigh(tmp_path: Path) -> None:
    """By hand: two windows of 2018 stand at the same place of two quarters: half of all places match."""
    talks = ["2018-02-10", "2018-05-21", "2018-08-03", "2018-11-04"]
    bids = [str(date.fromisoformat(day) + timedelta(days=2)) for day in talks]
    (row,) = rows(case := built(tmp_path, listed(talks, bids), declared()), "tests")
    assert row["coverage"] < row["expected"] / 4 == 0.5
    (offer,) = rows(case, "paste")
    assert (offer["ratio"], offer["ceiling"]) == (1.8, 2.0)


@pytest.mark.parametrize(("linked", "ratios"), [("1.0", [3.9996]), ("0.1", [])])
def test_a_house_may_bound_a_link_as_it_likes(tmp_path: Path, linked: str, ratios: list[float]) -> None:
    """One and nought would be no likelihood; a link that gives fewer matches than chance is not offered."""
    house = CASE.replace(
        "{title", f"{{policy: {{coincidence: {{linked: {{value: {linked}, why: so}}}}}}, title"
    )
    talks = [f"2018-{month:02d}-{day}" for month, day in ((1, 10), (4, 25), (8, 15), (11, 22))]
    bids = [str(date.fromisoformat(day) + timedelta(days=2)) for day in talks]
    case = built(tmp_path, listed(talks, bids), declared("5 days"), case=house)
    assert [row["verdict"] for row in rows(case, "tests")] == [testing.MORE]
    assert [row["ratio"] for row in rows(case, "paste")] == ratios


def test_what_was_tried_in_all_is_said(tmp_path: Path) -> None:
    test = declared("[10 days, 20 days, 5 days]", more="lag: [0 days, 3 days]")
    case = built(tmp_path, listed(["2018-02-10"], ["2018-02-12"]), test)
    assert sentences(case)[0] == (
        "6 combinations of test, window and lag were tried in all: 1 test, 3 lengths of window and 2 "
        "different lags. Each p is adjusted for all of them."
    )


def test_a_series_that_is_the_other_is_not_called_empty(tmp_path: Path) -> None:
    test = declared().replace("{kind: bid}", "{kind: meeting}")
    case = built(tmp_path, listed(["2018-02-10"], []), test)
    assert any(
        "no event with a date in its time and not of the other series" in one for one in sentences(case)
    )


def test_a_window_that_is_nearly_always_open_is_no_evidence(tmp_path: Path) -> None:
    talks = [f"2018-{month:02d}-01" for month in range(1, 13)]
    case = built(tmp_path, listed(talks, ["2018-03-05", "2018-07-09", "2018-11-02"]), declared("30 days"))
    (row,) = rows(case, "tests")
    assert row["verdict"] == testing.COVERED
    assert row["hits"] == 3
    assert rows(case, "paste") == []
    (said,) = [one for one in sentences(case) if "no evidence" in one]
    assert said.index("is open on") < said.index("later events fall into one")


def test_the_limit_of_coverage_is_a_row_that_a_case_may_change(tmp_path: Path) -> None:
    talks = [f"2018-{month:02d}-01" for month in range(1, 13, 2)]
    parts = (listed(talks, ["2018-02-20", "2018-03-05", "2018-07-09"]), declared("20 days"))
    (row,) = rows(built(tmp_path / "as-it-is", *parts), "tests")
    assert row["verdict"] == testing.BY_CHANCE
    stricter = CASE.replace(
        "{title", "{policy: {coincidence: {coverage: {value: 0.2, why: we are strict}}}, title"
    )
    (row,) = rows(built(tmp_path / "stricter", *parts, case=stricter), "tests")
    assert row["verdict"] == testing.COVERED


def test_what_has_no_date_or_has_not_happened_is_neither_in_nor_out(tmp_path: Path) -> None:
    some = listed(["2018-02-10", "2018-06-10"], ["2018-02-12", "2018-09-01"])
    extra = """
  bid-open: {kind: bid, title: A bid, date: ../2018}
  bid-none: {kind: bid, title: A bid}
  bid-planned: {kind: bid, title: A bid, date: 2018-06-11, state: planned}
  bid-lapsed: {kind: bid, title: A bid, date: 2018-06-12, state: lapsed}
  bid-outside: {kind: bid, title: A bid, date: 2016-06-12}
"""
    (plain,) = rows(built(tmp_path / "plain", some, declared()), "tests")
    case = built(tmp_path / "more", some + extra, declared())
    (row,) = rows(case, "tests")
    numbers = ("right events", "hits", "coverage", "p calendar", "p shuffle", "p waiting", "p shift", "bias")
    assert [row[name] for name in numbers] == [plain[name] for name in numbers]
    assert (row["undated"], row["planned"], row["outside"]) == (2, 2, 1)
    assert any("leaves 5 records out" in one for one in sentences(case))


def test_an_uncertain_date_counts_by_what_it_can_mean(tmp_path: Path) -> None:
    """A bid some time in June, a window of eleven days in June: it matches in eleven thirtieths."""
    case = built(tmp_path, listed(["2018-06-10"], ["2018-06"]), declared())
    (row,) = rows(case, "tests")
    assert row["hits"] == pytest.approx(11 / 30, abs=0.15)
    assert (row["fewest hits"], row["most hits"]) == (0, 1)
    assert row["p calendar"] > 0.25


def test_an_event_of_both_series_is_not_tested_against_itself(tmp_path: Path) -> None:
    some = listed(["2018-02-10", "2018-06-10"], ["2018-03-12", "2018-09-01"])
    both = some + "\n  joint: {kind: bid, title: Both, date: 2018-04-01, who: {host: bureau, bidder: yard}}"
    test = declared().replace("{kind: meeting}", "{who: bureau}").replace("{kind: bid}", "{who: yard}")
    (row,) = rows(built(tmp_path, both, test), "tests")
    assert (row["joint"], row["hits"], row["left events"], row["right events"]) == (1, 0.0, 2, 2)


def test_every_window_and_lag_that_was_tried_is_paid_for(tmp_path: Path) -> None:
    """Benjamini-Yekutieli over six: the least p times 6 (1 + 1/2 + … + 1/6) at the most, never less."""
    talks = ["2018-02-10", "2018-04-25", "2018-08-01"]
    bids = ["2018-02-12", "2018-04-27", "2018-08-03", "2018-11-20"]
    alone = rows(built(tmp_path / "one", listed(talks, bids), declared()), "tests")
    tried = rows(
        built(
            tmp_path / "six",
            listed(talks, bids),
            declared("[10 days, 20 days, 5 days]", more="lag: [0 days, 3 days]"),
        ),
        "tests",
    )
    assert len(tried) == 6
    first = next(row for row in tried if (row["window days"], row["lag days"]) == (10, 0))
    assert first["p calendar"] == alone[0]["p calendar"]
    assert alone[0]["p adjusted"] == alone[0]["p calendar"] < first["p adjusted"]
    best = min(row["p calendar"] for row in tried)
    assert best <= tried[0]["p best window"] <= 6 * best + 0.02
    assert len({row["p best window"] for row in tried}) == 1


@pytest.mark.parametrize(
    ("day", "word"),
    [("2018-12", "before"), ("2019-03", "after"), ("2019-02", "open"), ("", "not dated")],
)
def test_when_it_was_set_down_is_held_against_the_favourite(tmp_path: Path, day: str, word: str) -> None:
    question = """
questions:
  leak:
    asks: Does it tell?
    answers: {tells: It does, silent: It does not}
    exhaustive: One of the two.
    favourite: {answer: tells, since: 2019-02}
"""
    more = "for: leak.tells" + (f"\n    declared: {day}" if day else "")
    case = built(tmp_path, listed(["2018-02-10"], ["2018-02-12"]), question, declared(more=more))
    (row,) = rows(case, "tests")
    assert row["declared"] == word
    assert word in testing.DECLARED


def test_events_on_the_word_of_the_text_under_test_alone_are_counted(tmp_path: Path) -> None:
    some = listed(["2018-02-10"], ["2018-02-12", "2018-05-01", "2018-08-01"])
    some = some.replace("date: 2018-02-12", "date: 2018-02-12, basis: of-test")
    some = some.replace("date: 2018-05-01", "date: 2018-05-01, basis: [of-test, of-both]")
    case = built(tmp_path, some, declared())
    (row,) = rows(case, "tests")
    assert (row["left of test"], row["right of test"]) == (0, 1)
    assert any("1 of 3 later ones" in one for one in sentences(case))


DATES = st.lists(st.integers(0, 364), min_size=1, max_size=6, unique=True)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DATES, DATES)
def test_one_more_joint_event_raises_the_bias_and_p_never_says_so(
    tmp_path_factory: pytest.TempPathFactory, talks: list[int], bids: list[int]
) -> None:
    """Who searches for joint events alone finds one more: the share of these rises, unless whole."""
    earlier, later = ([str(date(2018, 1, 1) + timedelta(days=day)) for day in some] for some in (talks, bids))
    (before,) = rows(built(tmp_path_factory.mktemp("before"), listed(earlier, later), declared()), "tests")
    (after,) = rows(
        built(tmp_path_factory.mktemp("after"), listed(earlier, [*later, earlier[0]]), declared()), "tests"
    )
    assert after["bias"] > before["bias"] or before["bias"] == 1
    assert after["hits"] == before["hits"] + 1


def test_years_later_every_p_is_the_same(tmp_path: Path) -> None:
    def later(some: list[str], years: int) -> list[str]:
        return [day.replace("2018", str(2018 + years)) for day in some]

    talks, bids = ["2018-02-10", "2018-06-10"], ["2018-02-12", "2018-09-01", "2018-06-15"]
    one, other = (
        rows(
            built(
                tmp_path / str(years),
                listed(later(talks, years), later(bids, years)),
                declared(over=str(2018 + years)),
                case=CASE.replace("2020", "2036"),
            ),
            "tests",
        )
        for years in (0, 4)
    )
    assert one == other


def test_the_chosen_pair_stands_among_all_pairs(tmp_path: Path) -> None:
    talks = ["2018-02-10", "2018-05-20", "2018-08-01", "2018-11-03"]
    bids = [str(date.fromisoformat(day) + timedelta(days=3)) for day in talks]
    extra = "\n".join(
        f"  visit-{place}: {{kind: visit, title: Visit, date: {day}, who: {{guest: mill}}}}"
        for place, day in enumerate(["2018-01-05", "2018-04-01", "2018-07-09", "2018-12-24"])
    )
    more = "\nentities:\n  mill: {kind: company, name: The mill}\n"
    named = CASE.replace("{title", "{pairs: {yard: [bureau]}, title")
    case = cases.compile_clean(
        cases.write(
            tmp_path,
            {
                "case.yaml": named,
                "c.yaml": SOURCES + listed(talks, bids, extra) + declared(),
                "d.yaml": more,
            },
        )
    )
    found = rows(case, "pairs")
    assert len(found) == 6
    chosen = {(row["left entity"], row["right entity"]): row for row in found if row["chosen"]}
    assert set(chosen) == {("bureau", "yard"), ("yard", "bureau")}
    first = chosen["bureau", "yard"]
    assert (first["rank"], first["hits"], first["of"]) == (1, 4, 6)
    assert first["p adjusted"] > first["p"] == pytest.approx(rows(case, "tests")[0]["p calendar"])
    assert any("stands at rank 1 of 6 pairs" in one for one in sentences(case))


def test_what_cannot_be_tested_says_why(tmp_path: Path) -> None:
    case = built(tmp_path, listed(["2018-02-10"], []), declared())
    (row,) = rows(case, "tests")
    assert row["verdict"] == testing.NOTHING
    assert sentences(case) == [
        "“Do bids follow talks?” is not tested: the later series has no event with a date in its time."
    ]


def test_what_the_text_under_test_states_stands_beside_it(tmp_path: Path) -> None:
    more = "stated: {claim: of-test, as: hardly accidental}"
    case = built(tmp_path, listed(["2018-02-10"], ["2018-02-12"]), declared(more=more))
    (row,) = rows(case, "tests")
    assert (row["stated"], row["claim"]) == ("hardly accidental", "of-test")
    assert any("says “hardly accidental” of it" in one for one in sentences(case))


def test_a_case_without_coincidences_says_nothing(tmp_path: Path) -> None:
    case = built(tmp_path, listed(["2018-02-10"], ["2018-02-12"]))
    assert sentences(case) == []
    assert rows(case, "tests") == []


@pytest.mark.parametrize("date_", ["Y-170000002", "Y-99999/2018", "Y3388E8", "2018-01/2018-02", "XXXX"])
def test_strange_dates_are_no_trouble(tmp_path: Path, date_: str) -> None:
    some = listed(["2018-02-10", f"'{date_}'"], ["2018-02-12"])
    built(tmp_path, some, declared().replace("    over: 2018\n", ""))
