"""Checks of supply chains: levels at which nobody stands, members named twice, links that nobody entered."""

from collections import Counter
from collections.abc import Iterator

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import text as texts
from wigmore.model import graph, inference, thing
from wigmore.stages import references

Found = Iterator[diagnostic.Diagnostic]


def check(known: references.Known, locate: references.Locate) -> Found:
    """What makes a chain look broken, or closed, by the way it is written.

    Of a chain that could not be read whole nothing is said; nor of links where files may be lost.
    """
    for one in known.records.chains.values():
        if known.is_whole(one.id):
            yield from _levels(one, locate)
            if not known.may_exist(""):
                yield from _link(one, known.records, locate)


def _levels(one: inference.Chain, locate: references.Locate) -> Found:
    """Levels without a member, and members that were named before."""
    first: dict[str, str] = {}
    for place, level in enumerate(one.levels):
        if not level.members:
            yield diagnostic.at(
                rules.EMPTY_LEVEL,
                locate(one, f"levels.{place}.level"),
                f"nobody stands at the level `{level.level}`",
                "add `members:`, or take the level out",
                one.id,
            )
        for number, name in enumerate(level.members):
            if name in first:
                where = "at the same level" if first[name] == level.level else f"at `{first[name]}`"
                # A single member may be written without a list.
                path = (
                    f"levels.{place}.members.{number}"
                    if len(level.members) > 1
                    else f"levels.{place}.members"
                )
                yield diagnostic.at(
                    rules.TWICE_IN_CHAIN,
                    locate(one, path),
                    f"`{name}` stands in the chain already, {where}",
                    "take one of the two out",
                    one.id,
                )
            first.setdefault(name, level.level)


def _link(one: inference.Chain, records: graph.Records, locate: references.Locate) -> Found:
    """A kind of link of which the case has no relation, read from either end."""
    if any(thing.ends(held, one.link) for held in records.relations.values()):
        return
    members = {name for level in one.levels for name in level.members}
    near = Counter(
        held.kind for held in records.relations.values() if held.from_ in members and held.to in members
    )
    repair = f"add a relation of the kind `{one.link}`"
    if near:
        kind, count = min(near.items(), key=lambda pair: (-pair[1], pair[0]))
        repair = f"write `{kind}`: {texts.plural(count, 'relation', 'relations')} of it between its members"
    message = f"the case has no relation of the kind `{one.link}`"
    yield diagnostic.at(rules.UNUSED_LINK, locate(one, "link"), message, repair, one.id)
