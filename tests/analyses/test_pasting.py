"""What could be weighed is printed as YAML that a case takes as it stands."""

from pathlib import Path

import pytest

from tests import cases
from wigmore.analyses import pasting
from wigmore.kit import edtf

DAY = edtf.parse("2026-01-01")
CASE = """
sources: {log: {title: Log of the fair, kind: news, published: 2025-07-01}}
claims: {both-came: {says: Both came., sources: [{source: log}]}}
questions:
  tie:
    asks: Are they tied?
    answers: {tied: They are}
    residual: They are not
    prior: {tied: 0.5, none: rest}
"""


def offer(**changes: object) -> pasting.Offer:
    """Both came to a fair to which one of three comes."""
    held: dict[str, object] = {
        "record": "fair-coincidence",
        "says": "Both came: as one of three does.",
        "rests_on": ("both-came",),
        "linked": 0.9,
        "chance": 0.3,
        "ceiling": 2.5,
        "answer": "tie.tied",
    }
    return pasting.Offer(**{**held, **changes})  # type: ignore[arg-type]


def test_what_is_printed_can_be_pasted(tmp_path: Path) -> None:
    case = cases.compile_clean(
        cases.write(tmp_path, {"c.yaml": CASE, "pasted.yaml": pasting.yaml(offer(), DAY)})
    )
    assert "fair-coincidence-weighed" in case.records["evidence"]


def test_the_ceiling_holds() -> None:
    """0.9 against 0.3 would be a ratio of 3; no link can give more than 2.5, so 0.75 stands there."""
    (made,) = pasting.table([offer()], DAY)
    row = dict(zip(made.columns, made.rows[0], strict=True))
    assert (row["ratio"], row["ceiling"]) == (2.5, 2.5)
    assert "likelihood: {tied: 0.75, others: 0.3}" in str(row["yaml"])


def test_without_an_answer_a_place_is_left_for_it() -> None:
    printed = pasting.yaml(offer(answer=None), DAY)
    assert "on: a-question" in printed
    assert "an-answer: 0.75" in printed


@pytest.mark.parametrize("changes", [{"chance": 0.0}, {"chance": 1.0}, {"linked": 0.0}])
def test_a_likelihood_leaves_room(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        pasting.yaml(offer(**changes), DAY)


def test_a_link_that_is_taken_for_certain_still_leaves_room() -> None:
    (made,) = pasting.table([offer(linked=1.0, ceiling=1 / 0.3)], DAY)
    row = dict(zip(made.columns, made.rows[0], strict=True))
    assert "likelihood: {tied: 0.9999, others: 0.3}" in str(row["yaml"])
    assert row["ratio"] == round(0.9999 / 0.3, 4)


def test_what_chance_brings_about_is_not_offered() -> None:
    assert pasting.table([offer(chance=1.0)], DAY) == ()
