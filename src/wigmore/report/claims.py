"""The card of a claim. There are many of them, so they are put together by functions, not by a template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wigmore.kit import frozen
from wigmore.report import fields, items, markup, trails, words

_text, _ref, _refs = markup.text, markup.ref, markup.refs


def render(item: items.Item) -> str:
    """One claim: what it says, how it stands, who says so and where, and what leans on it."""
    held, derived, labels, name = item["held"], item["derived"], item["labels"], item["id"]
    parts = [
        heading(item["head"], labels),
        f'<article class="card claim" id="{name}">\n<h4>{markup.line(held["says"])}</h4><p class="tags">',
        chip(derived["status"], derived["row"]) if "status" in derived else "",
        f' <a class="self" href="#{name}" title="Link to this record"><code>{name}</code></a></p>\n',
    ]
    if markup.is_long(held["says"]):
        parts.append(f'<div class="whole-text">{_text(held["says"])}</div>\n')
    parts += [mark(one) for one in item["marks"]]
    if "property" in held or "when" in held or "scope" in held:
        parts.append(_value(held, labels))
    parts += [statements(item), _facts(item), "</article>\n"]
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


def statements(item: items.Item, stance: str = "") -> str:
    """Who says so and where, statement by statement; of a stance only, where one is named."""
    reports = [one for one in item["derived"].get("reports", ()) if stance in ("", one["stance"])]
    return "".join([_report(one, item) for one in reports])


def _report(one: Mapping[str, Any], item: items.Item) -> str:
    """One report: its statements, and what makes them copies, where several go back to one root."""
    held, labels, roots = item["held"], item["labels"], one["roots"]
    passages = item["derived"].get("passages", ())
    copies = len(one["statements"]) > 1
    shown = [
        _statement(
            Statement(
                held["sources"][index],
                one,
                passages[index] if index < len(passages) else UNSEEN,
                () if copies else roots,
            ),
            item,
        )
        for index in one["statements"]
    ]
    if not copies:
        return shown[0] if shown else ""
    repeated = ", ".join([_ref(labels, root) for root in roots])
    return (
        f'<div class="report"><p class="copies">copies, counted once: all repeat {repeated}</p>\n'
        f"{''.join(shown)}</div>\n"
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a claim, the report it belongs to, how far it was seen, and the roots it repeats."""

    held: Mapping[str, Any]
    report: Mapping[str, Any]
    passage: Mapping[str, Any]
    roots: Sequence[str]


UNSEEN: Mapping[str, Any] = frozen.FrozenDict({"state": "unread"})


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


def _statement(one: Statement, item: items.Item) -> str:
    """Speaker, stance, document and place; the words; and how far it was seen, and how reliable it is."""
    held, labels = one.held, item["labels"]
    under_test, stance = one.report["under_test"], markup.word(one.report["stance"])
    cited = item["more"]["cited"].get(held["source"], {})
    where = [_ref(labels, held["source"])]
    if "published" in cited:
        where.append(markup.line(cited["published"], 40))
    if "at" in held:
        where.append(_text(held["at"]))
    said = f'<span class="stance st-{stance}">{words.STANCES.get(stance, stance)}</span>'
    quote = f"<blockquote>{_text(held['quote'])}</blockquote>" if "quote" in held else ""
    return (
        f'<div class="st{" tested" if under_test else ""}"><div class="who">{_speakers(one.report, labels)} '
        f"{said} in {', '.join(where)}</div>\n"
        f'{quote}<div class="seen">{_seen(one, cited, labels)}</div></div>\n'
    )


def _seen(one: Statement, cited: Mapping[str, Any], labels: markup.Labels) -> str:
    """How far a statement was seen, the kind and reliability of its source, and what it repeats."""
    held = one.held
    parts = [f"{trails.passage_state(one.passage['state'])}{_place(held, one.passage)}"]
    if "kind" in cited:
        parts.append(f'<span class="role">{markup.line(cited["kind"].replace("-", " "), 40)}</span>')
    parts.append(grade(cited.get("reliability")))
    if "calls_it" in held:
        parts.append(f'<span class="role">calls it {markup.word(held["calls_it"])}</span>')
    if "by" in held:
        parts.append(f'<span class="role">word of {_ref(labels, held["by"])}</span>')
    repeated = markup.names(held.get("from")) or [
        root for root in one.roots if held["source"] not in one.roots
    ]
    if repeated:
        listed = ", ".join([_ref(labels, root) for root in repeated])
        parts.append(f'<span class="role">repeats {listed}</span>')
    if one.report["under_test"]:
        parts.append('<span class="role">does not vouch for itself</span>')
    return " ".join(parts)


def grade(reliability: str | None) -> str:
    """The reliability of a source, leading to its row of the policy table."""
    if reliability is None:
        return '<span class="role">reliability not graded</span>'
    row = markup.escaped(trails.anchor(f"policy:reliability/{reliability}"))
    return f'<span class="role"><a href="#{row}">reliability {markup.word(reliability)}</a></span>'


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
