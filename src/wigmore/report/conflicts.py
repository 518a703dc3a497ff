"""The chapter of conflicts: what the sources say against each other, side by side with its passages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wigmore.report import chapter, claims, items, markup, templating, trails, words

CONFLICTS, APART = "conflicts/conflicts", "conflicts/apart"
COLUMNS = ("conflict", "type", "subject", "property", "scope", "when", "value", "claim", "status", "speakers")
SHOWN = ("type", "subject", "property", "value", "when", "scope", "claim", "status")
"""The columns of the folded table of what does not exclude each other."""

OPEN = 12
"""How many conflicts of each type are shown; the others are folded."""

Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """What excludes each other, by type; and folded below it, what differs and does not."""
    held = grouped(gathering)
    apart = gathering.table(APART, COLUMNS)
    if not held and not apart:
        return None
    by_type: dict[str, list[dict[str, Any]]] = {}
    findings = _by_basis(gathering)
    for name, rows in held.items():
        by_type.setdefault(rows[0]["type"], []).append(_conflict(gathering, name, rows, findings))
    body = templating.render(
        "conflicts.html",
        types=[
            {"name": name, "about": words.CONFLICTS.get(name, ""), "held": by_type[name]} for name in by_type
        ],
        open=OPEN,
        columns=SHOWN,
        apart=[(None, [row[column] for column in SHOWN]) for row in apart],
        labels=gathering.known,
    )
    return chapter.Chapter("conflicts", "Conflicts", ABOUT, len(held), body, (CONFLICTS, APART))


ABOUT = (
    "Where the sources cannot all be right: each reading in a column of its own, with the passages behind it."
)


def grouped(gathering: items.Gathering) -> dict[str, list[Row]]:
    """The rows of each conflict by its number, in the order of the table."""
    made: dict[str, list[Row]] = {}
    for row in gathering.table(CONFLICTS, COLUMNS):
        made.setdefault(str(row["conflict"]), []).append(row)
    return made


def anchor(name: str) -> str:
    """Where a conflict stands on the page."""
    return trails.slug(f"conflict:{name}")


def values(rows: Iterable[Row]) -> list[str]:
    """The values of a conflict, each once."""
    return list(dict.fromkeys(str(row["value"]) for row in rows if row["value"]))


def _by_basis(gathering: items.Gathering) -> dict[str, list[Mapping[str, Any]]]:
    """The findings of the analysis by each record that they rest on."""
    made: dict[str, list[Mapping[str, Any]]] = {}
    for one in gathering.case.findings:
        if one["analysis"] == "conflicts":
            for name in one["basis"]:
                made.setdefault(name, []).append(one)
    return made


def _conflict(
    gathering: items.Gathering, name: str, rows: list[Row], findings: Mapping[str, list[Mapping[str, Any]]]
) -> dict[str, Any]:
    """One conflict: what it is about, what the analysis says of it, and its readings."""
    ids = {row["claim"] for row in rows}
    said = [one for one in findings.get(rows[0]["claim"], ()) if ids <= set(one["basis"])]
    return {
        "anchor": anchor(name),
        "subject": rows[0]["claim"] if len(ids) == 1 else rows[0]["subject"],
        "property": rows[0]["property"],
        "scope": rows[0]["scope"],
        "said": said,
        "sides": list(_sides(gathering, rows)),
    }


def _sides(gathering: items.Gathering, rows: list[Row]) -> Iterator[dict[str, Any]]:
    """The readings of a conflict; where somebody denies a claim, those who say so and those who do not."""
    by_value: dict[tuple[str, str], list[tuple[Row, items.Item]]] = {}
    for row in rows:
        if row["claim"] not in gathering.case.records.get("claims", {}):
            continue
        item = gathering.item("claims", row["claim"])
        for stance in _stances(item) if row["type"] == "denial" else ("",):
            by_value.setdefault((str(row["value"]), stance), []).append((row, item))
    for (value, stance), held in by_value.items():
        yield {
            "value": value,
            "stance": words.STANCES.get(stance, stance),
            "when": list(dict.fromkeys(str(row["when"]) for row, _ in held if row["when"])),
            "claims": [
                {
                    "id": row["claim"],
                    "status": row["status"],
                    "statements": markup.made(claims.statements(item, stance)),
                }
                for row, item in held
            ],
        }


def _stances(item: items.Item) -> Iterable[str]:
    """The stances of the reports of a claim, those who say so first."""
    held = {one["stance"] for one in item["derived"].get("reports", ())}
    return [one for one in words.STANCES if one in held] or ("",)
