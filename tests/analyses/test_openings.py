"""What is open, held against numbers by hand and against the network worked out for each outcome."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from tests.behaviours import test_behaviours as behaviours
from wigmore.analyses import openings
from wigmore.build import pipeline
from wigmore.methods import voi, weighing
from wigmore.model import belief, compiled, graph

OWNER = behaviours.HERE / "openings"


def rows(case: compiled.Compiled) -> list[dict[str, Any]]:
    """The rows of the table by column."""
    (table,) = (one for one in case.data["tables"] if one["name"] == "openings")
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def sentences(case: compiled.Compiled) -> list[str]:
    return [one["sentence"] for one in case.findings if one["analysis"] == "openings"]


def held(root: Path) -> graph.CaseGraph:
    """The case graph of a folder."""
    case = pipeline.check(root, pipeline.Settings(draft=True), pipeline.new_cache(None))
    assert case.graph is not None
    return case.graph


def test_an_indicator_by_hand(tmp_path: Path) -> None:
    """Even odds, seen with 0.8 or 0.4: it is seen with 0.6, and then stands at 2 to 1, else at 1 to 3."""
    root = cases.write(
        tmp_path,
        {
            "a.yaml": "questions: {q: {asks: Which?, answers: {a: A, b: B}, exhaustive: Yes.}}\n"
            "indicators: {i: {says: It rains., on: q, likelihood: {a: 0.8, b: 0.4}}}\n"
        },
    )
    (row,) = rows(cases.compile_clean(root))
    yes, no = 2 / 3, 1 / 4
    left = 0.6 * voi.entropy_bits([yes, 1 - yes]) + 0.4 * voi.entropy_bits([no, 1 - no])
    assert row["bits"] == pytest.approx(1 - left, abs=1e-6)
    assert (row["if yes"], row["if no"]) == (0.666667, 0.25)


def test_what_was_looked_for_is_not_open(tmp_path: Path) -> None:
    head = (
        "sources: {s: {title: S, kind: news, publisher: S, read: whole}}\n"
        "entities: {north: {name: North, kind: company}}\n"
        "claims: {c: {says: C., about: north, sources: [{source: s}]}}\n"
        "inquiries:\n  vain: {asks: Is it there?, found: nothing}\n"
        "  unasked: {asks: Is it?, found: not asked}\n"
        "questions: {q: {asks: Which?, answers: {a: A, b: B}, exhaustive: Yes.}}\nindicators:\n"
    )
    ends = {
        "seen": ", seen: c",
        "watched": ", watch: {claims: {about: north}}",
        "missing": ", missing: vain",
        "open": "",
        "noted": ", missing: unasked",
    }
    text = head + "".join(
        f"  {name}: {{says: It rains., on: q, likelihood: {{a: 0.8, b: 0.4}}{end}}}\n"
        for name, end in ends.items()
    )
    case = cases.compile_folder(cases.write(tmp_path, {"a.yaml": text}), draft=True).compiled
    assert case is not None
    assert {one["what"]: one["asks"] for one in rows(case)} == {"open": "", "noted": "Is it?"}


def test_cells_are_as_the_network_with_them_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """P(answer | yes) is the network with that cell `yes`, and how probable a yes is follows from both."""
    monkeypatch.setattr(openings, "LEAST", 0.0)
    the_graph = held(OWNER)
    network = the_graph.network
    case = cases.compile_folder(OWNER, draft=True).compiled
    assert case is not None
    now = weighing.posterior(network, "owner")[0]
    leader = int(now.argmax())
    cells = [one for one in rows(case) if one["kind"] in ("cell", "inquiry")]
    assert len(cells) == 3
    for row in cells:
        answer, _, criterion = row["what"].partition(".")
        filled = [_filled(network, f"owner.{criterion}", answer, share) for share in (1.0, 0.0)]
        yes, no = (weighing.posterior(one, "owner")[0] for one in filled)
        assert row["if yes"] == pytest.approx(yes[leader], abs=1e-6)
        assert row["if no"] == pytest.approx(no[leader], abs=1e-6)
        place = network.questions["owner"].answers.index(answer)
        chance = (now[place] - no[place]) / (yes[place] - no[place])
        left = chance * _entropy(yes) + (1 - chance) * _entropy(no)
        assert row["bits"] == pytest.approx(_entropy(now) - left, abs=1e-5)


def _filled(network: belief.Network, name: str, answer: str, share: float) -> belief.Network:
    place = network.questions["owner"].answers.index(answer)
    items = tuple(
        replace(one, shares=(*one.shares[:place], share, *one.shares[place + 1 :])) if one.id == name else one
        for one in network.items
    )
    return replace(network, items=items)


def _entropy(shares: Any) -> float:
    return -sum(float(one) * math.log2(one) for one in shares if one)


def test_private_inquiries_are_not_open() -> None:
    case = cases.compile_folder(OWNER, draft=True).compiled
    assert case is not None
    assert "informant" not in str(case.data["tables"])


def test_the_first_twenty_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    """Ties stand by id."""
    names = [f"i{number:02}" for number in range(openings.SHOWN + 2)]
    text = "questions: {q: {asks: Which?, answers: {a: A, b: B}, exhaustive: Yes.}}\nindicators:\n"
    for name in reversed(names):
        text += f"  {name}: {{says: It rains., on: q, likelihood: {{a: 0.8, b: 0.4}}}}\n"
    case = cases.compile_clean(cases.write(tmp_path, {"a.yaml": text}))
    assert [one["what"] for one in rows(case)] == names[: openings.SHOWN]
    assert sentences(case)[-1] == "2 more openings on “Which?” would tell less, 0.12 bits each at most."


def test_what_tells_nothing_is_not_open(tmp_path: Path) -> None:
    text = "questions: {q: {asks: Which?, answers: {a: A, b: B}, exhaustive: Yes.}}\n"
    text += "indicators: {i: {says: It rains., on: q, likelihood: {others: 0.4}}}\n"
    case = cases.compile_clean(cases.write(tmp_path, {"a.yaml": text}))
    assert rows(case) == []
    assert sentences(case) == []


def test_an_assumption_tells_what_the_network_makes_of_it() -> None:
    """The mean of what would be if it held and if it failed is what is believed now."""
    case = cases.compile_folder(OWNER, draft=True).compiled
    assert case is not None
    (row,) = (one for one in rows(case) if one["kind"] == "assumption")
    network = held(OWNER).network
    numbers = weighing.middles(network)
    column = network.assumptions["same-ship"]
    now = float(weighing.posterior(network, "owner")[0].max())
    place = int(weighing.posterior(network, "owner")[0].argmax())
    for share, cell in ((1.0, "if yes"), (0.0, "if no")):
        numbers[0, column] = share
        assert row[cell] == pytest.approx(weighing.posterior(network, "owner", numbers)[0, place], abs=1e-6)
    assert min(row["if yes"], row["if no"]) < now < max(row["if yes"], row["if no"])
