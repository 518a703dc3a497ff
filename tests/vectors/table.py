"""One table from the names of the vectors to our functions, each with the adapter that fits its inputs."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.vectors import bayes_table, coattendance_table, events_table, evidence_table
from wigmore.documents import anchors
from wigmore.kit import allen, edtf
from wigmore.methods import provenance

Function = Callable[..., Any]


def _end(end: edtf.End) -> str:
    return edtf.show_end(end)


def edtf_bounds_strict(edtf: list[str]) -> list[list[str]]:
    return [[_end(one.earliest), _end(one.latest)] for one in map(_parse, edtf)]


def edtf_bounds_padded(edtf: list[str], pad: Mapping[str, Any]) -> list[list[str]]:
    assert pad["unit"] == "finest unit given"
    policy = _padding(int(pad["approximate"]), int(pad["uncertain"]))
    return [[_end(end) for end in _parse(text).padded(policy)] for text in edtf]


def _parse(text: str) -> edtf.Edtf:
    return edtf.parse(text)


def _padding(approximate: int, uncertain: int) -> edtf.Padding:
    return edtf.Padding(approximate=approximate, uncertain=uncertain)


def allen_relation(pairs: list[list[list[int]]], convention: str) -> list[str]:
    assert convention == "half-open [start,end)"
    return [allen.relation((a[0], a[1]), (b[0], b[1])) for a, b in pairs]


def allen_possible(A: Mapping[str, list[int]], B: Mapping[str, list[int]], grid: str) -> list[str]:  # noqa: N803
    assert grid == "integers"
    one, other = (
        allen.Ends(start=(held["start"][0], held["start"][1]), end=(held["end"][0], held["end"][1]))
        for held in (A, B)
    )
    return list(allen.possible(one, other))


def prob_before(A: str, B: str, model: str) -> dict[str, float]:  # noqa: N803
    assert model == "instants, independent uniform days"
    return allen.prob_before_uniform_days(_parse(A), _parse(B))


def gap_days(A: str, B: str) -> dict[str, int | None]:  # noqa: N803
    low, high = allen.gap_days(_parse(A), _parse(B))
    return {"min": low, "max": high}


def allen_compose(pairs: list[list[str]]) -> list[list[str]]:
    return [list(allen.compose(one, other)) for one, other in pairs]


def text_position(text: str, exact: str) -> dict[str, int]:
    ((start, end),) = anchors.find(text, exact)
    before = text[:start]
    return {
        "start": start,
        "end": end,
        "utf16_start": len(before.encode("utf-16-le")) // 2,
        "utf8_start": len(before.encode()),
    }


def text_quote_resolve(text: str, exact: str, prefix: str, suffix: str) -> dict[str, int]:
    ((start, end),) = anchors.resolve(text, exact, prefix, suffix)
    return {"start": start, "end": end, "matches_without_context": len(list(anchors.find(text, exact)))}


def independent_origins(documents: list[str], derived_from: list[list[str]]) -> dict[str, Any]:
    roots, upper, lower = provenance.independent_origins(documents, [(a, b) for a, b in derived_from])
    return {"roots": list(roots), "upper": upper, "lower": lower}


TABLE: Mapping[str, Function] = {
    "time.edtf_bounds_strict": edtf_bounds_strict,
    "time.edtf_bounds_padded": edtf_bounds_padded,
    "time.allen_relation": allen_relation,
    "time.allen_possible": allen_possible,
    "time.allen_compose": allen_compose,
    "time.prob_before_uniform_days": prob_before,
    "time.gap_days": gap_days,
    "cite.text_position": text_position,
    "cite.text_quote_resolve": text_quote_resolve,
    "provenance.independent_origins": independent_origins,
    **bayes_table.TABLE,
    **evidence_table.TABLE,
    **coattendance_table.TABLE,
    **events_table.TABLE,
}
