"""How a sentence names records, answers and items: the first of them, and how many more there are."""

from collections.abc import Iterable, Mapping, Sequence

from wigmore.analyses import beliefs
from wigmore.kit import text as texts
from wigmore.model import belief, finding, views

MOST = 6
"""How many records, answers or items one sentence names."""


def listed(values: Sequence[finding.Scalar], of: str) -> tuple[str, Mapping[str, finding.Scalar]]:
    """The part of a sentence that names several things, in braces, and the values that belong to it.

    >>> listed(["acme", "bolt"], "leader")
    ('{leader_1} and {leader_2}', {'leader_1': 'acme', 'leader_2': 'bolt'})
    """
    named: dict[str, finding.Scalar] = {
        f"{of}_{number}": one for number, one in enumerate(values[:MOST], start=1)
    }
    parts = [f"{{{key}}}" for key in named]
    if len(values) > MOST:
        parts.append(f"{{more_{of}}} more")
        named[f"more_{of}"] = len(values) - MOST
    return texts.listed(parts), named


def names(records: Sequence[str]) -> tuple[str, Mapping[str, finding.Scalar]]:
    """The part of a sentence that names records by id, in braces, and the values that belong to it.

    >>> names(["acme", "bolt"])
    ('{name_1} and {name_2}', {'name_1': Ref('acme'), 'name_2': Ref('bolt')})
    """
    return listed([finding.Ref(name) for name in records], "name")


def answer(name: str, question: str, seen: views.Beliefs) -> str:
    """What an answer to a question is called, in quotation marks."""
    return beliefs.quoted(beliefs.label(seen.questions[question], name, seen.names))


def answers(names_: Iterable[str], question: str, seen: views.Beliefs) -> str:
    """What several answers to a question are called, as one value of a sentence."""
    return texts.listed([answer(one, question, seen) for one in names_], MOST)


def candidate(name: str, question: str, seen: views.Beliefs) -> finding.Scalar:
    """An answer as the value of a finding: the record of a candidate, else what the answer is called."""
    if name in seen.names and name not in seen.questions[question].answers:
        return finding.Ref(name)
    return answer(name, question, seen)


def item(one: belief.Item, seen: views.Beliefs) -> finding.Scalar:
    """An item as the value of a finding: the record it is, or the words of a criterion."""
    if one.kind == belief.CRITERION:
        return beliefs.quoted(beliefs.item_label(one.id, seen))
    return finding.Ref(one.id)
