"""Scenarios: probabilities by hand, dates drawn against dates counted, and which is the most probable."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.analyses import occurring, sequence, watching
from wigmore.build import pipeline
from wigmore.model import compiled, views

CASE = """
sources: {leaflet: {title: Leaflet, kind: report, published: 2025-01-01}}
claims: {says-so: {says: It says so., sources: [{source: leaflet}]}}
events: {fair: {kind: visit, title: The fair, date: 2025-06, basis: says-so}}
inquiries: {look: {asks: Was it there?, on: 2025-07-02, found: nothing, would_find: 1}}
questions:
  plan:
    asks: Is there a plan?
    answers: {plan: There is, no-plan: There is none}
    exhaustive: One of the two.
    prior: {plan: 0.4, no-plan: rest}
"""


def compile_with(folder: Path, more: str) -> compiled.Compiled:
    """The case above with more of it."""
    return cases.compile_clean(cases.write(folder, {"c.yaml": CASE + more}))


def rows(case: compiled.Compiled) -> dict[str, dict[str, Any]]:
    """The rows of the table by scenario, each by column."""
    (table,) = (one for one in case.data["tables"] if one["analysis"] == "scenarios")
    return {row[0]: dict(zip(table["columns"], row, strict=True)) for row in table["rows"]}


def sentences(case: compiled.Compiled) -> list[str]:
    """What the analysis says."""
    return [one["sentence"] for one in case.findings if one["analysis"] == "scenarios"]


def test_a_scenario_is_the_product_of_what_it_presupposes_and_needs(tmp_path: Path) -> None:
    """By hand: 0.4 for the answer, 0.5 for the course, 0.3 for the indicator; bounds at the ends of each."""
    case = compile_with(
        tmp_path,
        "indicators: {trace: {says: A trace., on: plan, likelihood: {plan: 0.2-0.4, no-plan: 0.9}}}\n"
        "scenarios: {run: {says: It runs., given: plan.plan, needs: [trace], likelihood: 0.4-0.6}}\n",
    )
    row = rows(case)["run"]
    assert row["probability"] == pytest.approx(0.4 * 0.5 * 0.3)
    assert (row["low"], row["high"]) == pytest.approx((0.4 * 0.4 * 0.2, 0.4 * 0.6 * 0.4))


def test_what_was_missing_so_far_may_still_come(tmp_path: Path) -> None:
    """By hand: of a year with the likelihood 0.75 half is over, so 0.5 is left; the silence moves the answer.

    0.4 * 0.5 over 0.4 * 0.5 + 0.6 * 1 is a quarter, for under the other answer it never comes.
    """
    case = compile_with(
        tmp_path,
        "indicators: {trace: {says: A trace., on: plan, likelihood: {plan: 0.75, no-plan: 0.000001}, "
        "declared: 2025-01-01, by: 2025-12-31, missing: look}}\n"
        "scenarios: {run: {says: It runs., given: plan.plan, needs: [trace], likelihood: 0.5}}\n",
    )
    assert rows(case)["run"]["probability"] == pytest.approx(0.25 * 0.5 * 0.5, abs=1e-5)


def test_what_was_missing_comes_most_where_the_search_would_not_have_found_it(tmp_path: Path) -> None:
    """By hand: from 1 - 0.4 / 0.4, found for certain, to 1 - 0.2 / 0.6, found in half of all cases."""
    text = CASE.replace("would_find: 1", "would_find: 0.5-1") + (
        "indicators: {trace: {says: A trace., on: plan, likelihood: {plan: 0.6-0.8, no-plan: 0.1}, "
        "missing: look}}\n"
    )
    root = cases.write(tmp_path, {"c.yaml": text})
    held = pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None)).graph
    assert held is not None
    seen = views.Beliefs.of(held)
    (one,) = watching.watched(seen, views.Watches.of(held), views.Calendar.of(held))
    found = occurring.under_answers(one, seen)["plan"]
    assert (found.low, found.high) == pytest.approx((0.0, 2 / 3))


def test_an_indicator_of_another_question_is_weighed_where_the_answer_holds(tmp_path: Path) -> None:
    """By hand: where there is a plan, somebody leads it with 0.75; 0.75 * 0.8 + 0.25 * 0.2 is 0.65."""
    case = compile_with(
        tmp_path,
        "  lead:\n"
        "    asks: Who leads?\n"
        "    answers: {one: One, other: Other}\n"
        "    exhaustive: No third.\n"
        "    given: plan\n"
        "    prior: {plan: {one: 0.75, other: rest}, others: {one: 0.1, other: rest}}\n"
        "indicators: {trace: {says: A trace., on: lead, likelihood: {one: 0.8, other: 0.2}}}\n"
        "scenarios: {run: {says: It runs., given: plan.plan, needs: [trace], likelihood: 1}}\n",
    )
    row = rows(case)["run"]
    assert row["probability"] == pytest.approx(0.4 * 0.65)
    assert row["low"] <= 0.4 * 0.65 <= row["high"]


def test_what_was_seen_counts_for_certain_and_by_its_date(tmp_path: Path) -> None:
    """The fair was on one of the 30 days of June; the first ten of them are in time."""
    more = (
        "indicators: {trace: {says: A trace., on: plan, seen: fair}}\n"
        "scenarios: {run: {says: It runs., window: 2025-01/2025-06-10, needs: [trace], likelihood: 1}}\n"
    )
    row = rows(compile_with(tmp_path, more))["run"]
    assert row["dates allow"] == pytest.approx(1 / 3, abs=0.006)
    assert row["probability"] == row["dates allow"]


def test_draws_agree_with_counting() -> None:
    """Days of two spans against days of one: all pairs counted."""
    first, second = ((10, 14), (20, 24)), ((12, 22),)
    days = [[day for low, high in one for day in range(low, high + 1)] for one in (first, second)]
    pairs = list(itertools.product(*days))
    fits = sum(1 for one, two in pairs if one <= two <= 20)
    assert sequence.share((first, second), 20) == pytest.approx(fits / len(pairs), abs=0.006)


def test_what_has_no_date_binds_nothing() -> None:
    assert sequence.share(((), ((5, 5),), ()), 5) == 1
    assert sequence.share(((), ((5, 5),), ()), 4) == 0
    assert sequence.share(((), ()), 0) == 1


@pytest.mark.parametrize(
    ("needs", "end", "barred"),
    [
        ((((1, 5),), ((4, 9),)), 4, ()),
        ((((1, 5),), ((6, 9),)), 5, (1,)),
        ((((6, 9),), ((1, 5),)), None, (0, 1)),
        ((((6, 9),), (), ((1, 9),), ((2, 5),)), None, (0, 3)),
        ((((1, 2), (8, 9)), ((3, 4),)), None, ()),
    ],
)
def test_what_bars_every_dating_is_named(
    needs: tuple[sequence.Spans, ...], end: int | None, barred: tuple[int, ...]
) -> None:
    assert sequence.barred(needs, end) == barred
    assert (sequence.share(needs, end) == 0) == bool(barred)


def test_indicators_of_one_question_depend_on_its_answers() -> None:
    """By hand: both come with 0.5 * 0.9 * 0.9 + 0.5 * 0.1 * 0.1, not with 0.5 * 0.5."""
    some = [{"a": occurring.Chance(0.9, 0.8, 1.0), "b": occurring.Chance(0.1, 0.0, 0.2)}] * 2
    both = occurring.together(some, {"a": 0.5, "b": 0.5})
    assert both.middle == pytest.approx(0.41)
    assert (both.low, both.high) == (0.0, 1.0)
    assert occurring.together(some, {"a": 0.0, "b": 1.0}).high == pytest.approx(0.04)


@pytest.mark.parametrize(
    ("others", "says"),
    [
        ("", "; the case has no other to compare it with."),
        ("  less: {says: Less., likelihood: 0.1}\n", "; here it is the most probable, too."),
        ("  same: {says: Same., likelihood: 0.2}\n", "; here it is as probable as “Same”."),
        ("  more: {says: More., likelihood: 0.3}\n", "; here “More” is more probable, with 30\xa0%."),
        (
            "  more: {says: More., likelihood: 0.3}\n  also: {says: Also., likelihood: 0.3}\n",
            "; here “Also” and “More” are more probable, with 30\xa0%.",
        ),
    ],
)
def test_what_a_text_calls_most_probable_is_set_beside_the_others(
    others: str, says: str, tmp_path: Path
) -> None:
    more = (
        "scenarios:\n"
        "  run: {says: It runs., likelihood: 0.2, stated: {claim: says-so, as: the most likely of all}}\n"
    )
    (told,) = (one for one in sentences(compile_with(tmp_path, more + others)) if "text under test" in one)
    assert told == f"The text under test calls “It runs” “the most likely of all”{says}"


def test_a_scenario_is_the_product_of_all_that_it_needs_even_in_a_circle(tmp_path: Path) -> None:
    """By hand: 0.4 * 0.6 * 0.2, each likelihood once; one that needs nothing is what it states."""
    more = (
        "scenarios:\n"
        "  one: {says: One., needs: [other], likelihood: 0.4}\n"
        "  other: {says: Other., needs: [one, least], likelihood: 0.6}\n"
        "  least: {says: Least., likelihood: 0.1-0.3}\n"
    )
    found = rows(compile_with(tmp_path, more))
    assert [found[name]["probability"] for name in ("one", "other", "least")] == pytest.approx(
        [0.048, 0.048, 0.2]
    )
    assert (found["one"]["low"], found["one"]["high"]) == pytest.approx((0.024, 0.072))


def test_a_needed_scenario_holds_the_same_answer_once(tmp_path: Path) -> None:
    """By hand: 0.4 for the answer, 0.5 for the first course and 0.25 for the second where that has come."""
    more = (
        "scenarios:\n"
        "  run: {says: It runs., given: plan.plan, likelihood: 0.5}\n"
        "  pays: {says: It pays., given: plan.plan, needs: [run], likelihood: 0.25}\n"
        "  ends: {says: It ends., needs: [run], likelihood: 0.25}\n"
    )
    found = rows(compile_with(tmp_path, more))
    assert found["pays"]["probability"] == pytest.approx(0.4 * 0.5 * 0.25)
    assert found["ends"]["probability"] == found["pays"]["probability"]


def test_what_presupposes_another_answer_cannot_be_needed(tmp_path: Path) -> None:
    case = compile_with(
        tmp_path,
        "scenarios:\n"
        "  run: {says: It runs., given: plan.no-plan, likelihood: 0.5}\n"
        "  pays: {says: It pays., given: plan.plan, needs: [run], likelihood: 0.25}\n",
    )
    assert rows(case)["pays"]["probability"] == 0
    assert any("“It pays” cannot come with what it needs, “It runs”" in one for one in sentences(case))


def test_answers_of_joined_questions_are_presupposed_together(tmp_path: Path) -> None:
    """By hand: the plan has 0.4, and where there is one, somebody leads it with 0.75: 0.3 for both."""
    more = (
        "  lead:\n"
        "    asks: Who leads?\n"
        "    answers: {one: One, other: Other}\n"
        "    exhaustive: No third.\n"
        "    given: plan\n"
        "    prior: {plan: {one: 0.75, other: rest}, others: {one: 0.1, other: rest}}\n"
        "scenarios:\n"
        "  run: {says: It runs., given: plan.plan, likelihood: 0.5}\n"
        "  pays: {says: It pays., given: lead.one, needs: [run], likelihood: 0.5}\n"
    )
    assert rows(compile_with(tmp_path, more))["pays"]["probability"] == pytest.approx(0.3 * 0.25)
