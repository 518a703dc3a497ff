"""Numbers with their units in the page, and what they rest on: claims, parts of packs, rules."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from wigmore.kit import amount
from wigmore.kit import text as texts
from wigmore.model import compiled, pack
from wigmore.report import answers, items, lists, markup, trails

FIRST = 3
"""How many of the things on which a line rests stand beside it; the others are folded."""


def shown(value: Any, unit: Any = "") -> Markup:
    """A number with its unit; what is no number stays as it is."""
    held = answers.number(value)
    if held is None:
        return markup.line(value, 60)
    return markup.line(amount.amount(held, texts.visible(str(unit))), 60)


def span(low: Any, high: Any, unit: Any = "") -> Markup:
    """From one number to another with their unit; empty where neither is known."""
    ends = answers.number(low), answers.number(high)
    if ends == (None, None):
        return markup.made("")
    return markup.line(amount.interval(*ends, texts.visible(str(unit))), 80)


def factor(low: Any, high: Any) -> Markup:
    """A factor, or from one to the other of two; an end that is not known stays open."""
    ends = [one for one in (answers.number(low), answers.number(high)) if one is not None]
    if not ends:
        return markup.made("")
    if len(ends) == 1:
        return markup.line(f"{amount.times(ends[0])} or more", 60)
    return markup.line(amount.times(*ends), 60)


def citing(gathering: items.Gathering) -> Callable[[Any], Markup]:
    """Gives for names of claims, parts of packs and rules the links to where they stand in the page."""
    return lambda names: _cites([_cite(gathering, name) for name in markup.names(names)])


def _cites(links: Sequence[Markup]) -> Markup:
    """The links, as short as marks of footnotes."""
    shown = markup.join(links[:FIRST], " ")
    if not links[FIRST:]:
        return shown
    rest = lists.folded(markup.join(links[FIRST:], " "))
    return markup.made(f"{shown} <details><summary>more</summary>{rest}</details>")


def _cite(gathering: items.Gathering, name: str) -> Markup:
    """A link by its id where the page has the place, else the word alone."""
    if name in gathering.known:
        return markup.ref(gathering.known, name, name)
    if is_placed(gathering.case, name):
        short = markup.line(name.partition(":")[2], markup.LINK)
        return markup.made(f'<a href="#{markup.escaped(trails.anchor(name))}">{short}</a>')
    return markup.code(name)


def is_placed(case: compiled.Compiled, name: str) -> bool:
    """Whether a part of a pack, or a row of a policy table, stands in the page."""
    of_pack = pack.of_ref(name)
    if of_pack is not None:
        held, path = of_pack
        return path in case.packs.get(held, {}).get("parts", ())
    head, _, row = name.removeprefix("policy:").partition("/")
    rows = case.policies.get(head, {}).get("rows", ()) if name.startswith("policy:") else ()
    return any(one["id"] == row for one in rows)
