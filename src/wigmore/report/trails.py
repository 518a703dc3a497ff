"""Trails as nested lists: from a sentence down to passages, policy rows, inquiries and assumptions."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import compiled, finding, trace
from wigmore.report import lists, markup, words

NOUNS: Mapping[str, str] = frozen.FrozenDict(
    {"passage": "passage in", "policy": "rule", "missing": "missing"}
)
WIDTH = 220
LONG = 40_000
"""Above so many characters the trails of all findings are packed together."""

MOST = 20
"""How many of the records that a finding rests on its trail follows; `wigmore trace` follows them all."""
SLUG = re.compile(r"[^\w:/.-]")


def render(case: compiled.Compiled, one: Mapping[str, Any]) -> Markup:
    """The trail of a finding below its sentence."""
    return markup.made(f'<ul class="steps">{"".join(_steps(case, one))}</ul>')


@dataclass(frozen=True, slots=True)
class Packed:
    """The trails of all findings in one inert script, each step once; `of`: the steps of each finding."""

    script: Markup
    of: Mapping[str, str]


def packed(case: compiled.Compiled) -> Packed | None:
    """All trails packed, where they are long; the page's script puts one together when it is opened."""
    places: dict[str, int] = {}
    of = {}
    for one in case.findings:
        numbers = [str(places.setdefault(step, len(places))) for step in _steps(case, one)]
        of[one["id"]] = " ".join(numbers)
    text = json.dumps(list(places), ensure_ascii=False)
    if len(text) <= LONG:
        return None
    held = lists.packed(text)
    return Packed(markup.made(f'<script type="text/plain" class="steps-of-all">{held}</script>\n'), of)


def _steps(case: compiled.Compiled, one: Mapping[str, Any]) -> list[str]:
    """The first steps of a trail, each with all that is below it."""
    top = trace.trace_finding(case, one, MOST)
    against, assumes = set(one["against"]), set(one["assumes"])
    parts = []
    for step in top.below:
        role = "speaks against it" if step.id in against else "taken as given" if step.id in assumes else ""
        parts.append(_step(step, role))
    records = [ref for ref in (*one["basis"], *one["against"], *one["assumes"]) if finding.is_record(ref)]
    if records[MOST:]:
        more = f"and {len(records[MOST:])} more"
        parts.append(f'<li class="more"><a class="trail" href="#section:claims">{more}</a></li>')
    return parts


ELSEWHERE: Mapping[str, str] = frozen.FrozenDict({trace.ABOVE: "as above", trace.BELOW: "see below"})
"""What is said of a step whose own trail is told elsewhere."""


def _step(step: trace.Step, role: str) -> str:
    """One step with those below it."""
    elsewhere = ELSEWHERE.get(step.state)
    end = f' data-end="{step.kind}"' if not step.below and elsewhere is None else ""
    below = "".join([_step(one, "") for one in step.below])
    inner = f"<ul>{below}</ul>" if below else ""
    return f"<li{end}>{_line(step, elsewhere or role)}{inner}</li>\n"


def _line(step: trace.Step, role: str) -> str:
    shown = markup.escaped(markup.cut(texts.visible(step.text), WIDTH))
    link = f'<a href="#{markup.escaped(anchor(step.id))}"><bdi>{shown}</bdi></a>'
    if step.kind == "missing":
        link = markup.code(step.id)
    marks = _state(step) if step.state and step.state not in ELSEWHERE else ""
    if role:
        marks += f'<span class="role">{role}</span>'
    return f'<span class="noun">{NOUNS.get(step.kind, step.kind)}</span> {link}{marks}'


def _state(step: trace.Step) -> str:
    if step.kind == "passage":
        return passage_state(step.state)
    state = markup.word(step.state)
    return f' <span class="chip{" s-" + state if state in words.STATUSES else ""}">{state}</span>'


def passage_state(state: str) -> Markup:
    """The state of a passage in words."""
    name = markup.word(state)
    return markup.made(f' <span class="state p-{name}">{words.PASSAGE_STATES.get(state, name)}</span>')


def anchor(name: str) -> str:
    """Where a record, a part of one, or a policy row stands on the page."""
    return name if finding.is_record(name) else slug(name)


def slug(name: str) -> str:
    """A name as an anchor: no blanks, nothing to escape."""
    return SLUG.sub("_", name)
