"""The card of a claim. There are many of them, so they are put together by functions, not by a template."""

from collections.abc import Mapping
from typing import Any

from wigmore.report import fields, items, markup, trails, words

_text, _ref, _refs = markup.text, markup.ref, markup.refs


def render(item: items.Item) -> str:
    """One claim: what it says, how it stands, who says so and where, and what leans on it."""
    held, derived, labels, name = item["held"], item["derived"], item["labels"], item["id"]
    parts = [
        heading(item["head"], labels),
        f'<article class="card claim" id="{name}">\n<header><h4>{markup.line(held["says"])}</h4>',
        '<p class="tags">',
        chip(derived["status"], derived["row"]) if "status" in derived else "",
        f' <a class="self" href="#{name}" title="Link to this record"><code>{name}</code></a></p></header>\n',
    ]
    if markup.is_long(held["says"]):
        parts.append(f'<div class="whole-text">{_text(held["says"])}</div>\n')
    parts += [mark(one) for one in item["marks"]]
    if "property" in held or "when" in held or "scope" in held:
        parts.append(_value(held, labels))
    parts += [_report(one, held, derived, labels) for one in derived.get("reports", ())]
    parts += [_facts(item), "</article>\n"]
    return "".join(parts)


def heading(head: str | None, labels: markup.Labels) -> str:
    """The heading of a group of claims, where one begins."""
    if head is None:
        return ""
    shown = f'<span class="soft">About</span> {_ref(labels, head)}' if head else "About nothing named"
    return f'<h3 class="group">{shown}</h3>\n'


def chip(status: str, row: str = "") -> str:
    """The mark of a status; with a row, it leads to the rule that gave it."""
    name = markup.word(status)
    if not row:
        return f'<span class="chip s-{name}">{name}</span>'
    return (
        f'<a class="chip s-{name}" href="#{markup.escaped(trails.anchor(row))}" '
        f'title="The rule that gave this status">{name}</a>'
    )


def mark(one: Mapping[str, Any]) -> str:
    """What the checks say of a record, at its place."""
    severity = "accepted" if one["accepted"] else one["severity"]
    title = "Accepted warning" if one["accepted"] else severity.capitalize()
    more = ""
    if one["accepted"]:
        more = f'<div class="soft">Accepted because: {_text(one["accepted"])}</div>'
    elif one["help"]:
        more = f'<div class="soft">Help: {_text(one["help"])}</div>'
    return (
        f'<div class="mark m-{severity}"><div class="said"><b>{title} {markup.code(one["code"])}</b> '
        f'{_text(one["message"])} <a class="trail" href="#section:checks">checks</a></div>{more}</div>\n'
    )


def _value(held: Mapping[str, Any], labels: markup.Labels) -> str:
    """Property, value, time and scope, on one line."""
    parts = []
    named = held.get("property")
    if named is not None:
        shown = _ref(labels, named, named) if named in labels else markup.line(named, 80)
        parts.append(f'<span class="k">{shown}</span>')
    if "value" in held:
        value = held["value"]
        bound = isinstance(value, Mapping)
        parts.append(
            f"<strong>{fields.bound_claim(value['claim'], labels) if bound else _text(value)}</strong>"
        )
    if "when" in held:
        parts.append(f'<span class="when">{_text(held["when"])}</span>')
    for key, value in held.get("scope", {}).items():
        parts.append(
            f'<span class="scope"><span class="k">{markup.line(key, 60)}</span> {_text(value)}</span>'
        )
    return f'<div class="value">{" ".join(parts)}</div>\n'


def _report(
    one: Mapping[str, Any], held: Mapping[str, Any], derived: Mapping[str, Any], labels: markup.Labels
) -> str:
    """One report: its speakers, their stance, and its statements: copies, where several."""
    under_test, statements, roots = one["under_test"], one["statements"], one["roots"]
    role = '<span class="role">it does not vouch for itself</span>' if under_test else ""
    if len(statements) > 1:
        repeated = ", ".join([_ref(labels, root) for root in roots])
        role += f' <span class="role">copies, counted once: all repeat {repeated}</span>'
    stance = markup.word(one["stance"])
    passages = derived.get("passages", ())
    shown = [
        _statement(
            held["sources"][index],
            passages[index] if index < len(passages) else {"state": "unread"},
            roots if len(statements) == 1 else (),
            labels,
        )
        for index in statements
    ]
    return (
        f'<section class="report{" tested" if under_test else ""}" aria-label="One report">'
        f'<p class="who">{_speakers(one, labels)} <span class="stance st-{stance}">'
        f"{words.STANCES.get(stance, stance)}</span> {role}</p>\n{''.join(shown)}</section>\n"
    )


def _speakers(one: Mapping[str, Any], labels: markup.Labels) -> str:
    if one["under_test"]:
        return "<b>The text under test</b>"
    return ", ".join([_speaker(speaker["id"], speaker["name"], labels) for speaker in one["speakers"]])


def _speaker(name: str, shown: str, labels: markup.Labels) -> str:
    if name in labels:
        return _ref(labels, name, shown)
    if name.startswith("source:"):
        return "<b>A document of no named publisher</b>"
    return f"<b>{markup.line(shown, 110)}</b>"


def _statement(one: Mapping[str, Any], passage: Mapping[str, Any], roots: Any, labels: markup.Labels) -> str:
    """One statement: the document, the place, what it repeats, how far it was seen, and its words."""
    parts = [f'<div class="st"><div class="where">{_ref(labels, one["source"])}']
    if "at" in one:
        parts.append(f", {_text(one['at'])}")
    if "calls_it" in one:
        parts.append(f' <span class="role">calls it {markup.word(one["calls_it"])}</span>')
    if "by" in one:
        parts.append(f' <span class="role">word of {_ref(labels, one["by"])}</span>')
    repeated = markup.names(one.get("from")) or [root for root in roots if one["source"] not in roots]
    if repeated:
        listed = ", ".join([_ref(labels, root) for root in repeated])
        parts.append(f' <span class="role">repeats {listed}</span>')
    parts.append(
        f' <span class="seen">{trails.passage_state(passage["state"])}{_place(one, passage)}</span></div>'
    )
    if "quote" in one:
        parts.append(f"<blockquote>{_text(one['quote'])}</blockquote>")
    parts.append("</div>\n")
    return "".join(parts)


def _place(one: Mapping[str, Any], passage: Mapping[str, Any]) -> str:
    """Where in the stored text a verified passage stands."""
    for selector in passage.get("selectors", ()):
        if selector["type"] == "TextPositionSelector":
            return (
                f' <span class="said">at <a class="trail" href="#{markup.escaped(one["source"])}">'
                f"characters {int(selector['start'])} to {int(selector['end'])}</a></span>"
            )
    return ""


def _facts(item: items.Item) -> str:
    """What it is about besides its heading, what it is concluded from, and what leans on it."""
    held, derived, labels = item["held"], item["derived"], item["labels"]
    about = held.get("about", ())
    rows = []
    if len(about) > 1 or (about and "." in about[0]):
        rows.append(("About", _refs(about, labels)))
    if "said" in held:
        rows.append(("Said", _text(held["said"])))
    rows += [(title, _refs(markup.names(held[key]), labels)) for key, title in NAMED.items() if key in held]
    if "warrant" in held:
        rows.append(("Because", _text(held["warrant"])))
    rows += [(title, _refs(derived[key], labels)) for key, title in LEANING.items() if key in derived]
    if not rows:
        return ""
    shown = "".join([f"<div><dt>{title}</dt><dd>{value}</dd></div>\n" for title, value in rows])
    return f"<dl>\n{shown}</dl>\n"


NAMED = {"inferred_from": "Concluded from", "basis": "Carried by", "assumes": "Assumes"}
LEANING = {"resting": "What rests on it", "mentions": "Named by"}
