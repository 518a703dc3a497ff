# ruff: noqa: E501 - a row of a table stands on one line
"""The flagship with tables of estimates, capacity and processes by hand, as analyses make them."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from tests import cases
from wigmore.kit import frozen
from wigmore.model import compiled
from wigmore.report import capacity, estimates, process

Change = Callable[[str, Any], Any]
Rows = list[list[Any]]

GAP, MASS, OPEN, CHAIN = "cathode-gap", "lfp-mass", "unfilled", "lfp-to-lges"
FLOOR = "pack:battery/chemistry.LFP.capacity"
ABSENT = "pack:battery/chemistry.NMC811.capacity"
"""A part of a pack on which no finding rests: the page has no place for it."""

HOLLAND = ((16.5, "holland-capacity"), (30.0, "r-holland-capacity"))
CANDIAC = ((200.0, "candiac-pilot"), (800.0, "r-candiac-800"), (2400.0, "candiac-capacity"))
MORE = (
    {"id": MASS, "asks": "How much LFP cathode does a gigawatt hour take?", "formula": "a * b"},
    {"id": OPEN, "asks": "What does nobody state?", "formula": "a * b"},
)


def _tried() -> Iterator[list[Any]]:
    """Six combinations of two lists: two lie inside what is stated."""
    for number, ((cells, first), (plant, second)) in enumerate(itertools.product(HOLLAND, CANDIAC), 1):
        answer = (cells + 49.5) * 2264 / plant
        against = "above" if answer > 100 else "below" if answer < 60 else "inside"
        choices = f"holland {cells} GWh/a; candiac {plant:.0f} t/a"
        claims = [first, second, "r-windsor-capacity"]
        yield [GAP, number, choices, claims, "1", answer, 0.88 * answer, 1.15 * answer, against, "no"]


def _step(estimate: str, number: int, step: int, what: str, *cells: Any) -> list[Any]:
    return [estimate, number, step, what, *cells]


def _steps(number: int) -> Rows:
    return [
        _step(GAP, number, 1, "holland", "16.5 GWh/a", "GWh/a", 16.5, 16.5, 16.5, ["holland-capacity"], "reported"),
        _step(GAP, number, 2, "windsor", "49.5 GWh/a", "GWh/a", 49.5, 49.5, 49.5, ["r-windsor-capacity"], "unsupported"),
        _step(GAP, number, 3, "holland + windsor", "holland + windsor", "GWh/a", 66.0, 66.0, 66.0, [], "worked out"),
        _step(GAP, number, 4, "capacity", "143-158 mAh/g, most likely 150 mAh/g", "mAh/g", 143.0, 150.0, 158.0, [FLOOR], "assumed"),
        _step(GAP, number, 5, "capacity of another", "188-205 mAh/g", "mAh/g", 188.0, 195.0, 205.0, [ABSENT], "read"),
        _step(GAP, number, 6, "intensity", "1 / (capacity * voltage * yield)", "t/GWh", 2008.0, 2264.0, 2612.0, [FLOOR], "worked out"),
        _step(GAP, number, 7, "candiac", "200 t/a", "t/a", 200.0, 200.0, 200.0, ["candiac-pilot"], "reported"),
        _step(GAP, number, 8, "(holland + windsor) * intensity / candiac", "", "1", 657.0, 747.0, 861.0, [], "worked out"),
    ]  # fmt: skip


def rows() -> dict[str, tuple[Sequence[str], Rows]]:
    """Columns and rows of each table that the three chapters draw."""
    return {
        estimates.ANSWERS: (
            (*estimates.COLUMNS[estimates.ANSWERS], estimates.FLOOR, estimates.CEILING),
            [
                [GAP, "By what factor does the demand exceed Candiac?", "1", 747.0, 54.0, 1033.0, 670.0, 840.0,
                 "reached", "60-100", "r-gap-factor", "not reproducible", "", "", 6, 2, "", ""],
                [MASS, MORE[0]["asks"], "t/GWh", 2264.0, 2008.0, 2612.0, 2154.0, 2414.0,
                 "enclosing", "~1,500 t/GWh", "r-lfp-per-gwh", "impossible", 1.34, 1.74, 1, 0, 1706.0, ""],
                [OPEN, MORE[1]["asks"], "t/a", "", 5.0, "", "", "",
                 "enclosing", "", "", "cannot be established", "", "", 1, 0, "", ""],
            ],
        ),
        estimates.TRIED: (
            estimates.COLUMNS[estimates.TRIED],
            [*_tried(), [MASS, 1, "", [], "t/GWh", 2264.0, 2008.0, 2612.0, "above", "no"]],
        ),
        estimates.STEPS: (estimates.COLUMNS[estimates.STEPS], [*_steps(1), *_steps(2)]),
        estimates.SWINGS: (
            estimates.COLUMNS[estimates.SWINGS],
            [
                [GAP, 1, "capacity", "143-158 mAh/g", [FLOOR], 783.0, 709.0, "1", 0.42, -1.0],
                [GAP, 1, "yield", "0.85-0.97", [ABSENT], 808.0, 708.0, "1", 0.58, -1.0],
                [GAP, 1, "holland", "16.5 GWh/a", ["holland-capacity"], 747.0, 747.0, "1", 0.0, 0.25],
                [GAP, 2, "capacity", "143-158 mAh/g", [FLOOR], 195.0, 177.0, "1", 0.42, -1.0],
            ],
        ),
        estimates.OWN: (
            estimates.COLUMNS[estimates.OWN],
            [
                ["seed-report", GAP, "ratio", 60.0, 149.0, "1", "off by a factor"],
                ["seed-report", "r-lfp-per-gwh", "rate", 1500.0, 1500.0, "t/GWh", "consistent"],
            ],
        ),
        capacity.YEARS: (
            capacity.COLUMNS[capacity.YEARS],
            [
                [CHAIN, "cells", "lfp-capacity", "2026", "demand", "all", "t/a", 33000.0, 37400.0, "", ["holland-capacity"]],
                [CHAIN, "cells", "cathode-capacity", "2026", "supply", "operating", "t/a", 200.0, 200.0, 200.0, ["candiac-pilot"]],
                [CHAIN, "cells", "cathode-capacity", "2026", "supply", "planned", "t/a", 0.0, 600.0, 600.0, ["r-candiac-800"]],
            ],
        ),
        capacity.GAPS: (
            capacity.COLUMNS[capacity.GAPS],
            [
                [CHAIN, "cells", "2026", "t/a", 33000.0, 37400.0, "", 200.0, 200.0, 800.0, 200.0, 41.0, "", "off by a factor"],
                [CHAIN, "cells", "2027", "t/a", 55000.0, 62300.0, 71800.0, 800.0, 800.0, 800.0, 200.0, 68.8, 89.8, "off by a factor"],
                [CHAIN, "cells", "2028", "t/a", "", "", "", "", "", "", "", "", "", "cannot be established"],
            ],
        ),
        capacity.SUPPLIERS: (
            capacity.COLUMNS[capacity.SUPPLIERS],
            [
                [CHAIN, "cells", "changzhou-liyuan", "2026", "operating", "t/a", 160000.0, 160000.0, 160000.0, 4.28, "all", []],
                [CHAIN, "cells", "nano-one", "2026", "operating", "t/a", 200.0, 200.0, 200.0, 0.0053, "part", ["candiac-pilot"]],
                [CHAIN, "cells", "lbm-indonesia", "2026", "unknown", "t/a", "", "", "", "", "unknown", []],
            ],
        ),
        process.STREAMS: (
            process.COLUMNS[process.STREAMS],
            [
                ["one-pot", "battery.lfp_one_pot", "plant", "in", "iron", 0.354, "feed", [FLOOR]],
                ["one-pot", "battery.lfp_one_pot", "plant", "in", "phosphoric acid", 0.621, "feed", [ABSENT]],
                ["one-pot", "battery.lfp_one_pot", "plant", "in", "lithium carbonate", 0.234, "feed", []],
                ["one-pot", "battery.lfp_one_pot", "plant", "out", "LFP", 1.0, "product", []],
                ["one-pot", "battery.lfp_one_pot", "plant", "out", "hydrogen", 0.0128, "gas", []],
                ["one-pot", "battery.lfp_one_pot", "plant", "out", "carbon dioxide", 0.139, "gas", []],
                ["one-pot", "battery.lfp_one_pot", "plant", "out", "water", 0.0571, "water", []],
                ["one-pot", "battery.lfp_one_pot", "chain", "in", "phosphate rock as fluorapatite", 1.1, "feed", []],
                ["one-pot", "battery.lfp_one_pot", "chain", "in", "sulphuric acid", 1.03, "feed", []],
                ["one-pot", "battery.lfp_one_pot", "chain", "out", "phosphogypsum", 1.82, "by-product", []],
                ["one-pot", "battery.lfp_one_pot", "chain", "out", "phosphoric acid", 0.621, "product", []],
                ["lpf", "battery.nmc_direct", "plant", "out", "NMC811", 1.0, "product", []],
                ["lpf", "battery.nmc_direct", "plant", "in", "metal", "", "feed", []],
            ],
        ),
        process.CLAIMS: (
            process.COLUMNS[process.CLAIMS],
            [
                ["one-pot", "one-pot-waste", "free-of", "sodium sulfate", 0.0, "kg/kg", "plant", "supported at the plant", "", [FLOOR]],
                ["one-pot", "one-pot-waste", "free-of", "sodium sulfate", 1.82, "kg/kg", "chain", "not of the chain", "", [FLOOR]],
                ["one-pot", "r-one-pot-water", "water-saving", 80.0, 82.0, "%", "plant", "consistent", "a recycling of 77 % in the usual route", ["one-pot-water"]],
                ["one-pot", "r-ghg-any", "ghg-saving", "up to 60 %", "", "%", "", "cannot be established", "", []],
            ],
        ),
    }  # fmt: skip


@cache
def base() -> compiled.Compiled:
    """Of the flagship what these tables name, so that a page is made quickly."""
    held = cases.example("nano-one-lg")
    names = set(_names(rows()))
    records = {
        kind: {
            name: one for name, one in some.items() if name in names or kind in ("case", "sources", "chains")
        }
        for kind, some in held.records.items()
    }
    known = {name for some in records.values() for name in some}
    derived = {name: one for name, one in held.derived.items() if name in known}
    quiet: dict[str, Any] = {
        "findings": [],
        "tables": [],
        "figures": [],
        "narrative": [],
        "selected": {},
        "diagnostics": [],
    }
    return compiled.Compiled({**held.data, "records": records, "derived": derived, **quiet})


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    ):
        yield from _names(one)


def _finding(number: int, analysis: str, sentence: str, basis: Sequence[str]) -> dict[str, Any]:
    return {
        "id": f"{analysis}-by-hand-{number}", "analysis": analysis, "states": sentence, "sentence": sentence,
        "values": {}, "basis": list(basis), "against": [], "assumes": [], "is_total": False,
    }  # fmt: skip


def findings() -> list[dict[str, Any]]:
    """What the analyses would say."""
    said = "Of 6 combinations 2 lie between 60 and 100; neither end is reached."
    return [
        *(_finding(n, "estimates", said, (GAP, "r-gap-factor")) for n in range(4)),
        _finding(1, "capacity", "In 2026 the cells need 165 times what operates.", (CHAIN, "candiac-pilot")),
        _finding(1, "process", "No sodium sulfate leaves the plant.", ("one-pot-waste",)),
    ]


def case(change: Change = lambda _column, cell: cell, *, without: Sequence[str] = ()) -> compiled.Compiled:
    """The flagship with these tables, each cell as `change` leaves it; `without` leaves analyses out."""
    held = base()
    mine = ("estimates", "capacity", "process")
    tables = [one for one in held.data["tables"] if one["analysis"] not in mine]
    for name, (columns, some) in rows().items():
        analysis, _, short = name.partition("/")
        if analysis not in without:
            made = [[change(column, cell) for column, cell in zip(columns, row, strict=True)] for row in some]
            tables.append({"analysis": analysis, "name": short, "title": short, "columns": list(columns),
                           "rows": made, "records": []})  # fmt: skip
    records = {**held.records}
    records["estimates"] = {**records["estimates"], **{str(one["id"]): dict(one) for one in MORE}}
    part = {"title": "LFP: capacity", "says": "143-158 mAh/g", "grade": "assumed", "on": "2026-01",
            "sources": [], "note": ""}  # fmt: skip
    packs = {"battery": {"title": "Batteries", "about": "Cells", "on": "2026-01",
                         "parts": {"chemistry.LFP.capacity": part}}}  # fmt: skip
    named = [one for one in held.data["analyses"] if one["name"] not in mine]
    added = [{**named[0], "name": name, "asks": "By hand?", "computed": True} for name in mine]
    kept = [one for one in held.findings if one["analysis"] not in mine]
    return compiled.Compiled(
        frozen.FrozenDict(
            {**held.data, "tables": tables, "records": records, "packs": packs,
             "analyses": [*named, *added], "findings": [*kept, *findings()],
             "figures": [*(one for one in held.data["figures"] if one["analysis"] not in mine), figure()]}
        )
    )  # fmt: skip


def figure() -> dict[str, Any]:
    """A figure of the capacity of one chain, small."""
    return {
        "analysis": "capacity", "name": f"{CHAIN} years", "title": "Needed and supplied", "records": [CHAIN],
        "specification": {"height": 120, "data": {"values": [{"year": "2026", "t": 37400}]}, "mark": "bar",
                          "encoding": {"x": {"field": "year"}, "y": {"field": "t", "type": "quantitative"}}},
    }  # fmt: skip
