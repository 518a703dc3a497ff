"""The pages that the browser tests look at: those of the examples, and of generated cases with packed lists."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import generate
from tests import cases
from wigmore.analyses import timeline
from wigmore.kit import edtf
from wigmore.model import compiled
from wigmore.report import html

LARGE, PACKED = "large", "packed"
SIZES = {LARGE: (10_000, 5_000), PACKED: (400, 320)}
"""Claims and events of the generated cases: a large one, and one that is just large enough to be packed."""

STATES = ("happened", "happened", "happened", "planned", "lapsed")


def clean(_name: str, _content: str, make: Callable[[], str]) -> str:
    """A memory that keeps nothing."""
    return make()


def write(name: str, folder: Path) -> Path:
    """The page of an example, or of a generated case, as a file in a folder."""
    root = cases.EXAMPLES / name
    if name in SIZES:
        root = generated(folder / f"case-{name}", *SIZES[name])
    path = folder / f"{name}.html"
    path.write_text(html.render(with_timeline(cases.compile_clean(root)), clean), encoding="utf-8")
    return path


def generated(root: Path, claims: int, events: int) -> Path:
    """Write a case of so many claims and events."""
    generate.case(root, claims, per_file=500)
    companies = -(-claims // generate.CLAIMS_A_COMPANY)
    with (root / "events.yaml").open("w", encoding="utf-8") as file:
        file.write("events:\n")
        file.writelines(_event(number, companies) for number in range(events))
    return root


def _event(number: int, companies: int) -> str:
    year, month, day = 1990 + number * 7 % 33, 1 + number * 5 % 12, 1 + number * 11 % 28
    dates = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}-{month:02}/{year + 1}")
    state = STATES[number % len(STATES)] if year < 2022 else "happened"
    who = sorted({number % companies, number * number % min(companies, 15)})
    return (
        f"  event-{number}:\n    kind: meeting\n    title: Meeting {number} on the supply of battery materials\n"
        f"    date: {dates[number % 4]}\n    state: {state}\n    topics: [topic {number % 9}]\n"
        f"    who: {{party: [{', '.join(f'company-{one}' for one in who)}]}}\n"
    )


def with_timeline(case: compiled.Compiled) -> compiled.Compiled:
    """A case with the table and figure of its events, also where no analysis made them."""
    if any((one["analysis"], one["name"]) == ("chronology", "timeline") for one in case.data["tables"]):
        return case
    bars = sorted(
        (_bar(case, name, row) for name, row in case.records.get("events", {}).items()), key=_by_date
    )
    if not bars:
        return case
    rows = [
        [bar.event, bar.date, "", "", "certain", bar.kind, bar.state, bar.matter, list(bar.who),
         "; ".join(bar.topics), bar.status]
        for bar in bars
    ]  # fmt: skip
    columns = [
        "event",
        "date",
        "earliest",
        "latest",
        "order",
        "kind",
        "state",
        "matter",
        "who",
        "topics",
        "status",
    ]
    own = {
        "analysis": "chronology",
        "name": "timeline",
        "title": "Timeline",
        "records": [bar.event for bar in bars],
    }
    names = {name: str(row["name"]) for name, row in case.records["entities"].items()}
    day = edtf.parse(case.data["settings"]["as_of"]).earliest
    drawn = timeline.figure(bars, names, None if isinstance(day, edtf.Bound) else day)
    figures = [{**own, "specification": dict(drawn.specification)}] if drawn else []
    return compiled.Compiled(
        {
            **case.data,
            "tables": [*case.data["tables"], {**own, "columns": columns, "rows": rows}],
            "figures": figures,
        }
    )


def _by_date(bar: timeline.Bar) -> tuple[str, str]:
    return bar.date or "~", bar.event


def _bar(case: compiled.Compiled, name: str, row: Mapping[str, Any]) -> timeline.Bar:
    dates = case.derived.get(name, {}).get("dates") or [None]
    date = edtf.parse(dates[0]) if dates[0] else None
    unknown = (edtf.UNKNOWN, edtf.UNKNOWN)
    low, high = date.padded(edtf.Padding(1, 1)) if date else unknown
    who = [one for held in row.get("who", {}).values() for one in ([held] if isinstance(held, str) else held)]
    topics = row.get("topics", ())
    return timeline.Bar(
        event=name,
        title=row["title"],
        date=date.text if date else "",
        start=(low, date.start_bounds[1]) if date else unknown,
        end=(date.end_bounds[0], high) if date else unknown,
        is_interval=date.is_interval if date else False,
        state=row.get("state", "happened"),
        kind=row["kind"],
        matter=row.get("matter", ""),
        who=tuple(who),
        topics=(topics,) if isinstance(topics, str) else tuple(topics),
        status="reported",
    )
