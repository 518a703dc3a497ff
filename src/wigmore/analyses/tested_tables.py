"""Tables of the text under test: are their rows in the order of time, and what do they pass over?

A statement stands in a row of a table where its place says so: `§ 8, row Nov. 2021`, `Table 3, row 4`,
`§ 8, row 3: Aug. 2020`. What follows a further comma, as `column 2`, is a closer place in the same row.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wigmore.analyses import ordering
from wigmore.kit import text as texts
from wigmore.model import claim, dating, finding

ROW = re.compile(r",\s*row\b", re.IGNORECASE)
NUMBERED = re.compile(r"([0-9]{1,3})(?:\s*:|$)")
"""A row called by its number, alone or before a colon and a label; more digits are a year."""

MOST_CELLS = 100
"""How much of the name of a table or row is shown."""

STEPS_BACK = 2
"""How many steps back in time, and more of them than forward, make a table that runs from late to early."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one claim says in a row of a table, and where the row stands.

    `number` is that of a row which is called by one; `start` the position of the quote in the stored text.
    `dates` are the claim's own `when`, else those of the events it speaks of.
    """

    row: str
    claim: str
    number: int | None
    start: int | None
    dates: tuple[dating.Dated, ...]

    @property
    def same_row(self) -> str:
        """What it shares with every other line of its row: the number, else what the row is called."""
        return texts.fold(self.row) if self.number is None else str(self.number)

    @property
    def first(self) -> int:
        """The first day that is possible; raises ValueError without a date."""
        return min(date.first for date in self.dates)

    @property
    def last(self) -> int:
        """The last day that is possible; raises ValueError without a date."""
        return max(date.last for date in self.dates)

    @property
    def shown(self) -> str:
        """Its date as text."""
        return "; ".join(dict.fromkeys(str(date) for date in self.dates))


@dataclass(frozen=True, slots=True)
class Row:
    """All lines of one row, and its place among rows that are placed in the same way."""

    name: str
    place: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """A line that is certainly earlier than a line of a row on the other `side` of it."""

    line: Line
    later: Line
    side: str


@dataclass(frozen=True, slots=True)
class Tested:
    """A table of the text under test: its lines, and those of them that are out of order."""

    name: str
    lines: tuple[Line, ...]
    breaches: tuple[Breach, ...]

    @property
    def unplaced(self) -> tuple[Line, ...]:
        """The lines of which nobody can tell where they stand."""
        return tuple(one for one in self.lines if one.number is None and one.start is None)


def tested_tables(known: ordering.Chronicle) -> tuple[Tested, ...]:
    """The tables of the text under test by their names."""
    found: dict[str, list[tuple[str, Line]]] = {}
    for one in known.claims.records.values():
        for index, statement in known.tested(one):
            where = ROW.search(statement.at or "")
            if statement.at is None or where is None:
                continue
            name = _called(statement.at[: where.start()])
            row = statement.at[where.end() :].partition(",")[0]
            line = _line(known, one, index, _called(row))
            found.setdefault(texts.fold(name), []).append((name, line))
    made = []
    for _, held in sorted(found.items()):
        lines = _lines(line for _, line in held)
        made.append(Tested(min(name for name, _ in held), lines, tuple(_breaches(lines))))
    return tuple(made)


def _lines(found: Iterable[Line]) -> tuple[Line, ...]:
    """Lines in their order; of what one claim says in one row, the first place counts."""
    made: dict[tuple[str, str], Line] = {}
    for one in sorted(found, key=lambda one: (*_place(one), one.claim)):
        made.setdefault((one.same_row, one.claim), one)
    return tuple(made.values())


def _called(words: str) -> str:
    """What a table or row is called, on one line."""
    return texts.cut(" ".join(words.split()), MOST_CELLS)


def _line(known: ordering.Chronicle, one: claim.Claim, index: int, row: str) -> Line:
    numbered = NUMBERED.match(row)
    passages = known.reports.records[one.id].passages
    anchor = passages[index].anchor if index < len(passages) else None
    dates = [known.calendar.dates.dated(one.when)] if one.when is not None else []
    if not dates:
        entries = [known.by_id[name] for name in known.spoken_of.get(one.id, ())]
        dates = [entry.dated for entry in entries if entry.dated is not None]
    number, start = int(numbered[1]) if numbered else None, anchor.start if anchor else None
    return Line(row, one.id, number, start, tuple(dates))


def _place(one: Line) -> tuple[int, int, str]:
    """By what lines are sorted: numbered ones, then those with a position, then the others by their row."""
    if one.number is not None:
        return 0, one.number, one.row
    return (1, one.start, one.row) if one.start is not None else (2, 0, one.row)


def _breaches(lines: tuple[Line, ...]) -> Iterator[Breach]:
    """Lines out of order: among rows with a number, and apart from them among rows with a position."""
    for wanted in (0, 1):
        rows = _rows(one for one in lines if _place(one)[0] == wanted and one.dates)
        backwards = _runs_backwards(rows)
        yield from _sweep(rows[::-1] if backwards else rows, "above" if backwards else "below")


def _rows(lines: Iterable[Line]) -> list[Row]:
    """Lines by their row, in the order of their first places: what stands in one row is not compared."""
    found: dict[str, list[Line]] = {}
    for one in lines:
        found.setdefault(one.same_row, []).append(one)
    made = [Row(held[0].row, min(_place(one)[1] for one in held), tuple(held)) for held in found.values()]
    return sorted(made, key=lambda row: (row.place, row.name))


def _runs_backwards(rows: list[Row]) -> bool:
    """Whether a table runs from late to early: most of its certain steps lead back."""
    forward = back = 0
    for above, below in itertools.pairwise(rows):
        forward += max(one.last for one in above.lines) < min(one.first for one in below.lines)
        back += max(one.last for one in below.lines) < min(one.first for one in above.lines)
    return back >= STEPS_BACK and back > forward


def _sweep(rows: list[Row], side: str) -> Iterator[Breach]:
    """Each line that is certainly earlier than one of a row before it, with the latest such line."""
    latest: Line | None = None
    for row in rows:
        for one in row.lines:
            if latest is not None and one.last < latest.first:
                yield Breach(one, latest, side)
        latest = max((*row.lines, *([latest] if latest else [])), key=lambda one: one.first)


def findings(known: ordering.Chronicle, found: tuple[Tested, ...]) -> Iterator[finding.Finding]:
    """Rows out of the table's own order, and tables whose order cannot be tested as a whole."""
    for table_ in found:
        called = f"“{table_.name}”"
        for one in table_.breaches:
            yield finding.Finding(
                states="In table {table} of the text under test the row {row} ({date}) stands "
                f"{one.side} the row {{other}} ({{other_date}}), though it is earlier.",
                values={
                    "table": called,
                    "row": f"“{one.line.row}”",
                    "date": one.line.shown,
                    "other": f"“{one.later.row}”",
                    "other_date": one.later.shown,
                },
                basis=(
                    one.line.claim,
                    one.later.claim,
                    *_speaks_of(known, one.line, one.later),
                    *ordering.widened(*one.line.dates, *one.later.dates),
                ),
            )
        if table_.unplaced:
            yield finding.Finding(
                states="{unplaced} of {all} in table {table} of the text under test cannot be placed, for "
                "the row has no number and no quote stands in stored bytes: their order is not tested.",
                values={
                    "unplaced": len(table_.unplaced),
                    "all": texts.plural(len(table_.lines), "statement", "statements"),
                    "table": called,
                },
                basis=tuple(one.claim for one in table_.unplaced),
            )


def _speaks_of(known: ordering.Chronicle, *lines: Line) -> tuple[str, ...]:
    """The events that give lines their dates."""
    found = (
        name
        for one in lines
        if known.claims.records[one.claim].when is None
        for name in known.spoken_of.get(one.claim, ())
    )
    return tuple(dict.fromkeys(found))


def table(found: tuple[Tested, ...]) -> finding.Table:
    """Every statement in a row of a table of the text under test, in its order."""
    rows: list[tuple[finding.Cell, ...]] = []
    for one in found:
        wrong = {breach.line: breach for breach in one.breaches}
        rows.extend(_cells(one, line, wrong.get(line)) for line in one.lines)
    return finding.Table(
        name="tables-tested",
        title="Tables of the text under test, row by row",
        columns=("table", "row", "claim", "date", "position", "what is wrong"),
        rows=tuple(rows),
        records=tuple(str(row[2]) for row in rows),
    )


def _shown_place(line: Line) -> str:
    if line.number is not None:
        return f"row {line.number}"
    return "unknown" if line.start is None else f"character {line.start}"


def _cells(table_: Tested, line: Line, breach: Breach | None) -> tuple[finding.Cell, ...]:
    shown = (line.shown, _shown_place(line), _what_is_wrong(line, breach))
    return (table_.name, line.row, line.claim, *shown)


def _what_is_wrong(line: Line, breach: Breach | None) -> str:
    if breach is not None:
        other = "above" if breach.side == "below" else "below"
        return f"earlier than the row “{breach.later.row}” {other} it"
    wrong = ("" if line.dates else "no date", "" if _place(line)[0] < 2 else "place not known")
    return ", ".join(filter(None, wrong))
