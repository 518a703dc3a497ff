"""How the analyses of rival answers name answers and items in sentences, and what their findings rest on."""

from collections.abc import Iterable, Mapping, Sequence

from wigmore.analyses import beliefs
from wigmore.kit import text as texts
from wigmore.model import belief, finding, views

CELLS = finding.policy_ref("cells")
NAMED = 6
"""How many answers or items one sentence names."""


def ref(name: str) -> finding.Scalar:
    """The value of a finding that names a record."""
    return finding.Ref(name)


def called(seen: views.Beliefs, question: str, answer: str) -> finding.Scalar:
    """An answer as the value of a finding: the record of a candidate, else its text in quotation marks."""
    asked = seen.questions[question]
    if answer in seen.names and answer not in asked.answers:
        return ref(answer)
    return f"“{beliefs.label(asked, answer, seen.names)}”"


def item_called(seen: views.Beliefs, item: belief.Item) -> finding.Scalar:
    """An item as the value of a finding: the record it is, or the words of a criterion."""
    if item.kind == belief.CRITERION:
        return f"“{beliefs.item_label(item.id, seen)}”"
    return ref(item.id)


def listed(values: Sequence[finding.Scalar], of: str) -> tuple[str, Mapping[str, finding.Scalar]]:
    """The part of a sentence that names several things, in braces, and the values that belong to it.

    >>> listed(["acme", "bolt"], "leader")
    ('{leader_1} and {leader_2}', {'leader_1': 'acme', 'leader_2': 'bolt'})
    """
    named: dict[str, finding.Scalar] = {
        f"{of}_{number}": one for number, one in enumerate(values[:NAMED], start=1)
    }
    parts = [f"{{{key}}}" for key in named]
    if len(values) > NAMED:
        parts.append(f"{{more_{of}}} more")
        named[f"more_{of}"] = len(values) - NAMED
    return texts.listed(parts), named


def leading(shares: Mapping[str, float]) -> tuple[str, ...]:
    """All answers that tie at the top, in the order given; `shares` as results hold them, rounded."""
    most = max(shares.values())
    return tuple(name for name, share in shares.items() if share == most)


def basis(items: Iterable[belief.Item]) -> tuple[str, ...]:
    """What a finding about a question rests on: evidence, the claims behind all that is weighed, searches.

    How far candidates meet criteria counts by the policy table `cells`.
    """
    names: dict[str, None] = {}
    for one in items:
        own = {belief.EVIDENCE: (one.id,), belief.CRITERION: (CELLS,)}.get(one.kind, ())
        names.update(dict.fromkeys((*own, *one.claims, *one.rests_on)))
    return tuple(names) or (CELLS,)


def record(one: belief.Item) -> str:
    """The record of a row about an item: evidence, an indicator, or the question of a criterion."""
    return one.question if one.kind == belief.CRITERION else one.id


def assumed(items: Iterable[belief.Item]) -> tuple[str, ...]:
    """All assumptions that items need, sorted."""
    return tuple(sorted({name for one in items for name in one.assumes}))
