"""Tables of the vocabulary that speak of the same words have the same words."""

from wigmore.model import graph
from wigmore.vocab import tables


def test_every_kind_of_relation_has_its_phrases() -> None:
    assert sorted(tables.phrases()) == sorted(tables.words()["relation-kind"])


def test_phrases_name_a_share_at_both_ends_or_at_none() -> None:
    named = {kind: ["{share}" in one for one in pair] for kind, pair in tables.phrases().items()}
    assert all(first == second for first, second in named.values())
    assert any(first for first, _ in named.values())


def test_every_kind_of_entity_can_be_asked_or_not() -> None:
    rows = tables.policies()["answers"]["rows"]
    assert [row["id"] for row in rows] == list(tables.words()["entity-kind"])
    assert {row["answers"] for row in rows} == {"yes", "no"}


def test_a_source_grades_by_the_statuses() -> None:
    assert tuple(tables.words()["status"]) == graph.STATUSES
