"""The analysis chronology over 10,000 and 100,000 claims and as many events: its time, and how it grows."""

import gc
import math
import shutil
import time
from pathlib import Path

from benchmarks import runs, table
from wigmore.analyses import chronology as analysis
from wigmore.build import pipeline
from wigmore.model import graph

SIZES = (10_000, 100_000)
PER_FILE = 500
EVENTS_A_COMPANY = 20
EVENTS_A_MATTER = 5
TABLES = 10
MOST_EXPONENT = 1.2

HEAD = """case: {title: What happened when?, as_of: 2026-01-01, under_test: study}
sources:
  study: {title: A study, kind: report, published: 2025-06, read: whole}
"""

SOURCE = (
    "  report-{n}: {{title: Report {n}, kind: news, publisher: Publisher {n}, published: {year}-0{digit}}}\n"
)
COMPANY = "  company-{n}: {{kind: company, name: Company {n}}}\n"

EVENT = """  event-{n}:
    kind: meeting
    title: Meeting {n}
    date: {date}
    state: {state}
    matter: matter-{matter}
    who: {{party: [company-{company}, company-0]}}
    basis: [claim-{n}]
"""

CLAIM = """  claim-{n}:
    says: Meeting {n} came before meeting {other}.
    about: [event-{n}, event-{other}]
    property: order
    value: before
    sources:
      - {{source: report-{source}, at: p. {n}}}
"""

TESTED = """      - {{source: study, at: "Table {table}, row {row}"}}
"""

PREMISE = """    inferred_from: claim-{other}
    warrant: One followed from the other.
"""

DATES = (
    "{year}-{month:02}-{day:02}",
    "{year}-{month:02}",
    "{year}-{month:02}-{day:02}?",
    "{year}-{month:02}~",
    "{year}-{month:02}/{after}-01",
    '"[{year}-{month:02}-{day:02},{year}-12-31]"',
    "{year}/..",
)
SOURCES = 100


def case(root: Path, size: int) -> None:
    """Write a case of so many events, and as many claims: one company takes part in all of them."""
    root.mkdir(parents=True)
    sources = "".join(SOURCE.format(n=n, year=1990 + n % 35, digit=1 + n % 9) for n in range(SOURCES))
    (root / "case.yaml").write_text(HEAD + sources, encoding="utf-8")
    companies = "".join(COMPANY.format(n=n) for n in range(-(-size // EVENTS_A_COMPANY)))
    (root / "companies.yaml").write_text("entities:\n" + companies, encoding="utf-8")
    for start in range(0, size, PER_FILE):
        numbers = range(start, min(start + PER_FILE, size))
        events = "".join(EVENT.format(**_words(n, size)) for n in numbers)
        claims = "".join(_claim(n).format(**_words(n, size)) for n in numbers)
        text = f"events:\n{events}claims:\n{claims}"
        (root / f"part-{start:06}.yaml").write_text(text, encoding="utf-8")


def _claim(number: int) -> str:
    """The template of a claim: every tenth stands in the study, every other is concluded from the next."""
    tested = TESTED if number % 10 == 0 else ""
    return CLAIM + tested + (PREMISE if number % 2 == 0 else "")


def _words(number: int, size: int) -> dict[str, str | int]:
    """Everything that the templates name, for the event and claim of a number."""
    year, month, day = 1990 + number * 11 % 31, 1 + number % 12, 1 + number % 28
    date = DATES[number % len(DATES)].format(year=year, month=month, day=day, after=year + 1)
    return {
        "n": number,
        "date": date,
        "state": ("happened", "happened", "happened", "planned", "lapsed")[number % 5],
        "matter": number // EVENTS_A_MATTER,
        "company": number // EVENTS_A_COMPANY,
        "other": (number + 1) % size,
        "source": number % SOURCES,
        "table": number // 10 % TABLES,
        "row": number // 10 // TABLES,
    }


def compiled(root: Path, size: int) -> graph.CaseGraph:
    """The case graph of so many events and claims; raises FailedRunError when the case has errors."""
    case(root, size)
    found = pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None))
    shutil.rmtree(root)
    if found.graph is None or found.has_errors:
        raise runs.FailedRunError(f"the generated case has errors: {found.diagnostics[:3]}")
    return found.graph


def chronology(folder: Path, smaller: int) -> table.Section:
    """The processor time of the analysis alone, the case being read, and its growth between two sizes."""
    rows, taken = [], []
    for size in (size // smaller for size in SIZES):
        held = compiled(folder / f"chronology-{size}", size)
        gc.collect()
        begun = time.process_time()
        made = analysis.chronology.run(held)
        taken.append(time.process_time() - begun)
        name = f"chronology, {size:,} claims and events ({len(made.findings):,} findings)"
        rows.append(table.Row(name, table.seconds(taken[-1]), table.NO_PEER))
    exponent = math.log(taken[1] / taken[0]) / math.log(SIZES[1] / SIZES[0])
    rows.append(
        table.Row(
            "growth exponent",
            table.plain(exponent),
            table.NO_PEER,
            goal=f"ours <= {MOST_EXPONENT}",
            met=exponent <= MOST_EXPONENT,
        )
    )
    return table.Section("Analysis `chronology`, processor time of the analysis alone", tuple(rows))
