"""The chapter of profiles: what is known of each entity, line by line with its claims."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.kit import text as texts
from wigmore.report import chapter, items, templating

OPEN = 6
"""How many entities are shown; those of which less is known are folded."""

CALLED = "also called"
NOW = frozenset({"as of the day", "no time given"})

Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A sheet for each entity, those of which most is known first."""
    sheets = [_sheet(gathering, name, rows) for name, rows in gathering.profiles.items()]
    if not sheets:
        return None
    sheets.sort(key=lambda one: (-one["known"], texts.fold(one["name"]), one["id"]))
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for one in sorted(sheets, key=lambda one: (one["kind"], texts.fold(one["name"]), one["id"])):
        by_kind.setdefault(one["kind"], []).append(one)
    body = templating.render(
        "profiles.html", sheets=sheets[:OPEN], rest=sheets[OPEN:], kinds=by_kind, labels=gathering.known
    )
    return chapter.Chapter("profiles", "Profiles", ABOUT, len(sheets), body, (items.PROFILES,))


ABOUT = "What is known of each company, person, place and thing as of the day of the case, line by line."


def _sheet(gathering: items.Gathering, name: str, rows: Sequence[Row]) -> dict[str, Any]:
    """What one entity is called, its facts and ties, and what held at other times, is planned, or lapsed."""
    held = gathering.case.records["entities"][name]
    facts = [row for row in rows if row["fact"] != CALLED]
    now = [row for row in facts if row["state"] in NOW]
    return {
        "id": name,
        "name": str(held["name"]),
        "kind": str(held["kind"]).replace("-", " "),
        "called": list(dict.fromkeys(str(row["value"]) for row in rows if row["fact"] == CALLED)),
        "known": len(facts),
        "facts": [row for row in now if not row["other"]],
        "ties": [row for row in now if row["other"]],
        "other_times": [row for row in facts if row["state"] not in NOW],
    }
