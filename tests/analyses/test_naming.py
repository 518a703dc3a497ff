"""How sentences name answers and items, which answers lead, and what a finding about items rests on."""

from dataclasses import replace
from pathlib import Path

from tests import cases
from wigmore.analyses import beliefs, naming, weighed
from wigmore.build import pipeline
from wigmore.model import finding, views

CASE = """\
case: {title: T, as_of: 2026-01-31}
sources: {paper: {title: Paper, kind: news, publisher: Gazette}}
claims: {one: {says: One., sources: [{source: paper}]}}
inquiries: {search: {asks: Is it there?, found: nothing, would_find: 0.5}}
entities:
  ada: {kind: person, name: Ada}
  bob: {kind: person, name: Bob}
assumptions:
  b: {says: B holds., grade: supported}
  a: {says: A holds., grade: supported}
questions:
  who:
    asks: Who is it?
    residual: Nobody listed.
    prior: {none: 0.2, others: equal}
    criteria: {tall: {says: is tall., error: 0.1, basis: one}}
    candidates: {ada: {tall: yes}, bob: {tall: no}}
evidence:
  said: {on: who, rests_on: one, assumes: [b, a], likelihood: {ada: 0.9, others: 0.5}}
  sought: {on: who, rests_on: search, likelihood: {bob: 0.9, others: 0.5}}
"""


def known(folder: Path) -> views.Beliefs:
    """What is known of the case."""
    root = cases.write(folder, {"case.yaml": CASE})
    checked = pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None))
    assert checked.graph is not None
    return views.Beliefs.of(checked.graph)


def test_a_candidate_is_named_by_its_record_an_answer_in_quotation_marks(tmp_path: Path) -> None:
    seen = known(tmp_path)
    assert naming.candidate("ada", "who", seen) == finding.Ref("ada")
    assert naming.candidate("none", "who", seen) == naming.answer("none", "who", seen) == "“Nobody listed”"
    assert naming.answers(("ada", "bob", "none"), "who", seen) == "“Ada”, “Bob” and “Nobody listed”"
    shown = [naming.item(one, seen) for one in seen.network.items]
    assert shown == [finding.Ref("said"), finding.Ref("sought"), "“is tall”"]


def test_items_rest_on_their_records_claims_and_searches_and_a_criterion_on_the_table(tmp_path: Path) -> None:
    seen = known(tmp_path)
    said, sought, tall = seen.network.items
    assert weighed.basis([said, sought], seen) == ("said", "one", "sought", "search")
    assert weighed.basis([tall], seen) == ("policy:cells", "one")
    assert weighed.basis([], seen) == ("policy:icd203",)
    assert weighed.asked_basis(seen, "who") == ("who", "said", "one", "sought", "search", "policy:cells")


def test_assumptions_are_sorted_and_what_is_no_record_is_not_named(tmp_path: Path) -> None:
    seen = known(tmp_path)
    assert weighed.assumed(seen.network.items, seen) == ("a", "b")
    without = replace(seen, assumptions={"a": seen.assumptions["a"]})
    assert weighed.assumed(seen.network.items, without) == ("a",)


def test_all_that_tie_lead_and_none_stands_last() -> None:
    found = [beliefs.Answer(name, 0.3, 0.0, 1.0, "exact", (0.0, 1.0), "", ()) for name in ("none", "b", "a")]
    assert [one.id for one in beliefs.leading(found)] == ["a", "b", "none"]
    assert beliefs.leaders({"a": 0.3, "b": 0.3001}) == ("b",)
