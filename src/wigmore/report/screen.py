"""The first screen: what is asked, answered, established, in dispute and open, and how claims stand."""

from collections.abc import Mapping
from typing import Any

from wigmore.model import compiled
from wigmore.report import answers, conflicts, items, labels, narrative, verdict, words

MOST = 4
"""How many of each thing the first screen shows; a link leads to the others."""


def view(gathering: items.Gathering) -> dict[str, Any]:
    """The values of its template."""
    case = gathering.case
    shown = [name for name, held in case.records.get("claims", {}).items() if not held.get("private")]
    statuses = _statuses(case, shown)
    by_status = {one["status"]: one["claims"] for one in statuses}
    odds = answers.by_question(gathering, "answers/answers")
    verdicts = answers.by_question(gathering, "verdict/verdict")
    openings = answers.by_question(gathering, "openings/openings")
    return {
        "most": MOST,
        "opening": narrative.opening(gathering),
        "under_test": _under_test(case),
        "questions": [
            {
                **_question(gathering, name, held),
                "odds": answers.first(verdict.odds(gathering, name, odds.get(name, [])), most=MOST),
                "said": verdicts[name][0] if name in verdicts else None,
                "telling": openings[name][0] if name in openings else None,
                "verdict": verdict.anchor(name),
            }
            for name, held in _in_order(case.records.get("questions", {}), odds)
        ],
        "statuses": statuses,
        "established": [_vouched(case, name) for name in _relied_on(case, by_status["established"])],
        "disputed": _disputed(gathering, by_status["disputed"]),
        "compared": any(one["name"] == "conflicts" and one["computed"] for one in case.data["analyses"]),
        "inquired": bool(case.records.get("inquiries")),
        "open": _open(case),
        "unsupported": [
            name
            for name in _relied_on(case, by_status["unsupported"])
            if case.derived.get(name, {}).get("resting")
        ],
    }


def _in_order(
    asked: Mapping[str, Mapping[str, Any]], odds: Mapping[str, Any]
) -> list[tuple[str, Mapping[str, Any]]]:
    """The questions: those with numbers first, what is presupposed before what needs it."""
    names = [*(name for name in odds if name in asked), *(name for name in asked if name not in odds)]
    return [(name, asked[name]) for name in names]


def _under_test(case: compiled.Compiled) -> Mapping[str, Any] | None:
    name = case.records["case"]["case"].get("under_test")
    held = case.records.get("sources", {}).get(name or "")
    return {"id": name, "held": held} if held else None


def _question(gathering: items.Gathering, name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """A question, its answers with what the text under test says of each, and what is weighed for it."""
    stated = held.get("stated", {})
    return {
        "id": name,
        "asks": held["asks"],
        "answers": [
            {
                "id": part,
                "label": label,
                "stated": _stated(gathering, stated[part]) if part in stated else None,
            }
            for part, label in labels.answers(gathering.case, held).items()
        ],
        "weighed": items.weighed(gathering, name),
    }


def _stated(gathering: items.Gathering, one: Mapping[str, Any]) -> dict[str, str]:
    """In what words the text under test states an answer, and the claim that holds them."""
    return {
        "claim": one["claim"],
        "words": str(one.get("as") or gathering.known.get(one["claim"], ["", "so"])[1]),
    }


def _statuses(case: compiled.Compiled, shown: list[str]) -> list[dict[str, Any]]:
    """The claims of each status, with where its part of the bar begins."""
    by_status: dict[str, list[str]] = {}
    for name in shown:
        by_status.setdefault(case.derived.get(name, {}).get("status", "unsupported"), []).append(name)
    order = [*words.STATUSES, *sorted(by_status.keys() - set(words.STATUSES))]
    made, start = [], 0
    for status in order:
        held = by_status.get(status, [])
        made.append({"status": status, "claims": held, "start": start})
        start += len(held)
    return made


def _relied_on(case: compiled.Compiled, names: list[str]) -> list[str]:
    """Claims, those on which most other records rest first."""
    return sorted(names, key=lambda name: (-len(case.derived.get(name, {}).get("resting", ())), name))


def _vouched(case: compiled.Compiled, name: str) -> dict[str, Any]:
    """A claim with those who vouch for it."""
    reports = [one for one in case.derived[name].get("reports", ()) if not one["under_test"]]
    said = [speaker["name"] for one in reports if one["stance"] == "asserts" for speaker in one["speakers"]]
    return {"id": name, "speakers": list(dict.fromkeys(said))}


def _disputed(gathering: items.Gathering, denied: list[str]) -> list[dict[str, Any]]:
    """The conflicts, one of each subject before a second; and disputed claims that stand in none."""
    made: list[tuple[int, dict[str, Any]]] = []
    seen: set[str] = set()
    turns: dict[str, int] = {}
    for name, rows in conflicts.grouped(gathering).items():
        subject, claims = rows[0]["subject"], {str(row["claim"]) for row in rows}
        turns[subject] = turn = turns.get(subject, -1) + 1
        seen |= claims
        shown = {
            "anchor": conflicts.anchor(name),
            "claim": rows[0]["claim"] if len(claims) == 1 else "",
            "subject": subject,
            "property": rows[0]["property"],
            "values": conflicts.values(rows),
        }
        made.append((turn, shown))
    by_turn = [one for _, one in sorted(made, key=lambda pair: pair[0])]
    return by_turn + [{"anchor": name, "claim": name} for name in denied if name not in seen]


def _open(case: compiled.Compiled) -> list[tuple[str, str]]:
    """What was not asked yet and what was looked for in vain."""
    held = case.records.get("inquiries", {})
    return [
        (name, state)
        for state in ("not asked", "nothing")
        for name, one in held.items()
        if one.get("found") == state and not one.get("private")
    ]
