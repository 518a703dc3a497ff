"""The author's own words as plain values of the compiled case."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from wigmore.model import graph, narrative

STATUSES = (*graph.STATUSES, narrative.LOOKED_FOR, narrative.UNCITED)


def compile_narratives(the_graph: graph.CaseGraph) -> list[dict[str, Any]]:
    """Every file of prose with its blocks; what is private is already replaced by marks."""
    return [
        {"file": one.path, "blocks": [_block(block) for block in one.blocks]} for one in the_graph.narratives
    ]


def counts(the_graph: graph.CaseGraph) -> dict[str, int]:
    """How many sentences have each status, and how many are left out for each reason."""
    sentences = [one for held in the_graph.narratives for one in held]
    found = Counter(one.left_out or one.status for one in sentences)
    return {name: found[name] for name in (*STATUSES, *narrative.NOT_SHOWN) if found[name]}


def _block(one: narrative.Block) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": one.kind, "level": one.level, "ordered": one.ordered, "line": one.line}
    if one.kind == "code":
        made["text"] = one.text
    made["sentences"] = _sentences(one.sentences)
    if one.kind == "table":
        made["rows"] = [[_sentences(cell) for cell in row] for row in one.rows]
    return made


def _sentences(some: Iterable[narrative.Sentence]) -> list[dict[str, Any]]:
    return [_sentence(one) for one in some]


def _sentence(one: narrative.Sentence) -> dict[str, Any]:
    made: dict[str, Any] = {
        "parts": [_part(part) for part in one.parts],
        "cites": list(one.cites),
        "status": one.status,
        "line": one.line,
        "marks": list(one.marks),
    }
    if one.left_out:
        made["left_out"] = one.left_out
    return made


def _part(one: narrative.Part) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": one.kind, "text": one.text, "styles": list(one.styles)}
    if one.url is not None:
        made["url"] = one.url
    if one.id is not None:
        made["id"] = one.id
    return made
