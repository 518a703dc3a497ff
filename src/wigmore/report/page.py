"""The page: its sections in order, each rendered from templates that escape everything, and its policy."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from wigmore.model import compiled
from wigmore.report import (
    chapter,
    chapters,
    charts,
    claims,
    facets,
    items,
    labels,
    lists,
    markup,
    overview,
    remembering,
    templating,
    words,
)


def render(case: compiled.Compiled, remember: remembering.Remember) -> str:
    """The text of the page."""
    gathering = items.Gathering(case, remember)
    told = [one for make in chapters.CHAPTERS if (one := make(gathering)) is not None]
    sections = [
        {
            "kind": kind,
            "title": title,
            "about": about,
            "items": held,
            "listed": _cards(kind, gathering, held),
        }
        for kind, (title, about) in words.SECTIONS.items()
        if (held := gathering.items(kind))
    ]
    view = overview.view(gathering, frozenset(name for one in told for name in one.draws))
    style, script = assets("styles"), assets("scripts")
    bundle = assets("vega") if case.data["figures"] else ""
    text = templating.text(
        "page.html",
        view=view,
        case=case,
        labels=gathering.known,
        contents=list(_contents(case, view, told, sections)),
        answering=[one for one in told if one.name in chapters.ANSWERING],
        weighing=[one for one in told if one.name in chapters.WEIGHING],
        telling=[one for one in told if one.name not in (*chapters.ANSWERING, *chapters.WEIGHING)],
        sections=sections,
        style=markup.made(style),
        script=markup.made(script),
        bundle=_packed(bundle, remember),
        specifications=charts.specifications(case.data["figures"]),
        policy=content_policy(style, [script, bundle] if bundle else [script]),
    )
    return text.rstrip() + "\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `count` stands beside it, where it is one of what the section holds."""

    name: str
    title: str
    count: int | None = None


def _contents(
    case: compiled.Compiled,
    view: dict[str, Any],
    told: list[chapter.Chapter],
    sections: list[dict[str, Any]],
) -> Iterator[tuple[str, list[Entry]]]:
    """The groups of the contents, in the order of the page."""
    by_name = {one.name: Entry(one.name, one.title, one.count or None) for one in told}
    kinds = {one["kind"]: Entry(one["kind"], one["title"], len(one["items"])) for one in sections}
    answering = [by_name.pop(name) for name in chapters.ANSWERING if name in by_name]
    weighing = [by_name.pop(name) for name in chapters.WEIGHING if name in by_name]
    asked = [kinds.pop("questions")] if "questions" in kinds else []
    found = Entry("findings", "Findings", len(case.findings))
    yield "The answer", [Entry("overview", "Overview"), *answering, *asked, found]
    yield "How it is weighed", weighing
    yield "What the sources say", list(by_name.values())
    yield "Records", list(kinds.values())
    tables = [Entry("tables", "Tables", len(view["tables"]))] if view["tables"] else []
    checks = Entry("checks", "Checks", len(case.data["diagnostics"]))
    made = [Entry("legend", "How to read this"), Entry("rules", "Rules of judgement")]
    yield "How it was made", [*tables, checks, *made, Entry("settings", "Settings")]


def _cards(kind: str, gathering: items.Gathering, held: list[items.Item]) -> lists.Listed:
    """The cards of one kind, chunk by chunk, each remembered under all that it shows."""
    if lists.is_long(len(held)):
        items.head_each(held)
    known = facets.of_kind(kind)
    pieces = []
    for chunk in items.chunks(held):
        names = labels.used(gathering.known, chunk)
        shown = json.dumps(
            [templating.digest(), kind, names, chunk], ensure_ascii=False, separators=(",", ":")
        )
        rows = [facets.row(gathering, known, item) for item in chunk]
        pieces.append(lists.Piece(rows, shown, _maker(kind, chunk, names)))
    return lists.listed(facets.titles(known), pieces, gathering.remember)


def _maker(kind: str, chunk: list[items.Item], names: markup.Labels) -> Callable[[], str]:
    """Renders a chunk when it is called; the cards know only the labels under which they are remembered."""

    def make() -> str:
        cards = [{**item, "labels": names} for item in chunk]
        if kind == "claims":
            return "".join([claims.render(item) for item in cards])
        template = "sources.html" if kind == "sources" else "records.html"
        return templating.text(template, kind=kind, items=cards)

    return make


def _packed(bundle: str, remember: remembering.Remember) -> Markup | None:
    """What draws charts, packed: the page's script unfolds it where the first chart comes near."""
    if not bundle:
        return None
    return markup.made(remember(lists.RENDERED, f"packed {_hash(bundle)}", lambda: lists.packed(bundle)))


def content_policy(style: str, scripts: Sequence[str]) -> str:
    """What the page may run: nothing but its own style and scripts, told by their hashes, packed or not."""
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def assets(folder: str) -> str:
    """All styles or scripts in a folder of this room, one after the other, in the order of their names."""
    held = resources.files("wigmore.report").joinpath(folder).iterdir()
    used = [one for one in held if one.name.endswith((".css", ".js"))]
    return "".join(one.read_text(encoding="utf-8") for one in sorted(used, key=lambda one: one.name))
