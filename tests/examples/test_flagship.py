"""The flagship case is whole, its quotes are short and stand in the report, and nobody is judged in it."""

import csv
import itertools
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from tests import cases
from wigmore.casefiles import folder, read
from wigmore.kit import text as texts
from wigmore.model import claim, record, source

NAME = "nano-one-lg"
REPORT = "seed-report"
MOST_WORDS = 12
DOCUMENT = "WIGMORE_SEED_REPORT"
"""The environment variable that names the text under test, where it is not in `captures/` of the case."""

LEAST = {"claims": 220, "sources": 100, "inquiries": 25, "entities": 70, "events": 90, "relations": 60}
FROM_THE_REPORT, FROM_OTHERS = 90, 130
ROWS_OF_SECTION_8 = 22

VERDICTS = re.compile(
    r"\b(contradict\w*|wrong\w*|false\w*|debunk\w*|refut\w*|incorrect\w*|mislead\w*|mistaken\w*|erroneous\w*"
    r"|untrue|inaccura\w*|disprove[nds]|fabricat\w*|bogus)\b",
    re.IGNORECASE,
)
CONTRADICTED = 47
"""So many facts that were looked up differ from the report."""

LEAST_COMPUTED = 30


def load() -> dict[str, dict[str, record.Record]]:
    """The records of the flagship by kind and id."""
    made: dict[str, dict[str, record.Record]] = {}
    for path, text in folder.load(cases.EXAMPLES / NAME).value.texts.items():
        for one in read.read_records(text, path).value.records:
            made.setdefault(one.KIND, {})[one.id] = one
    return made


RECORDS = load()


def claims() -> Iterator[claim.Claim]:
    for one in RECORDS["claims"].values():
        assert isinstance(one, claim.Claim)
        yield one


def quotes() -> list[tuple[str, str]]:
    """Every quote of the report, with the claim that it stands under."""
    return [
        (one.id, statement.quote)
        for one in claims()
        for statement in one.sources
        if statement.source == REPORT and statement.quote is not None
    ]


def document() -> str | None:
    """The text under test with blanks made one, if this machine has it."""
    stored = (cases.EXAMPLES / NAME / "captures").glob("*")
    named = os.environ.get(DOCUMENT)
    for path in [Path(named)] if named else stored:
        return texts.normalise(path.read_text(encoding="utf-8"))[0]
    return None


def words(value: object) -> Iterator[str]:
    """Every text of a record but its id and the quotes, which are somebody else's words."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("id", "quote"):
                yield from words(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield from itertools.chain.from_iterable(map(words, (*value, *value.values())))
    elif isinstance(value, tuple | list):
        yield from itertools.chain.from_iterable(map(words, value))


@pytest.mark.parametrize("kind", LEAST)
def test_it_is_large_enough(kind: str) -> None:
    assert len(RECORDS[kind]) >= LEAST[kind]


def test_enough_claims_come_from_the_report_and_enough_from_others() -> None:
    spoken = [{statement.source for statement in one.sources} for one in claims()]
    assert sum(REPORT in some for some in spoken) >= FROM_THE_REPORT
    assert sum(bool(some - {REPORT}) for some in spoken) >= FROM_OTHERS


def test_every_source_is_used_and_says_how_far_it_was_read() -> None:
    used = {statement.source for one in claims() for statement in one.sources}
    held = {one.id: one for one in RECORDS["sources"].values() if isinstance(one, source.Source)}
    used |= {origin for one in held.values() for origin in one.derives_from}
    assert sorted(held.keys() - used) == []
    assert [one.id for one in held.values() if one.read is None and one.id != REPORT] == []


def test_a_claim_whose_id_says_so_comes_from_the_report() -> None:
    without = [
        one.id
        for one in claims()
        if one.id.startswith("r-") and REPORT not in {statement.source for statement in one.sources}
    ]
    assert without == []


def test_no_quote_of_the_report_is_longer_than_a_fragment() -> None:
    assert [(name, quote) for name, quote in quotes() if len(quote.split()) > MOST_WORDS] == []


def test_every_quote_stands_in_the_report_once(capsys: pytest.CaptureFixture[str]) -> None:
    text = document()
    if text is None:
        pytest.skip(f"the text under test is not here; name it in {DOCUMENT}")
    counts = {(name, quote): text.count(texts.normalise(quote)[0]) for name, quote in quotes()}
    assert {place: count for place, count in counts.items() if count != 1} == {}
    with capsys.disabled():
        print(f"\nquotes of the report found exactly once: {len(quotes())}")


def test_no_record_carries_the_words_of_a_verdict() -> None:
    found = [
        (one.id, text)
        for some in RECORDS.values()
        for one in some.values()
        for text in words(one)
        if VERDICTS.search(text)
    ]
    assert found == []


def test_every_row_of_section_8_is_an_event() -> None:
    about: dict[int, set[str]] = {}
    for one in claims():
        for statement in one.sources:
            row = re.match(r"§ 8, row (\d+): ", statement.at or "")
            if statement.source == REPORT and row:
                about.setdefault(int(row[1]), set()).update(one.about)
    assert sorted(about) == list(range(1, ROWS_OF_SECTION_8 + 1))
    assert [row for row, some in about.items() if not some & RECORDS["events"].keys()] == []


def test_the_pairs_that_the_report_mixes_up_are_kept_apart() -> None:
    pairs = (
        ("lg-chem", "lges"),
        ("sumitomo-metal-mining", "sumitomo-chemical"),
        ("chemetics", "comprimo"),
        ("candiac", "jmbm"),
        ("lpf", "lfp"),
        ("lmr", "lnmo"),
    )
    assert [one for pair in pairs for one in pair if one not in RECORDS["entities"]] == []


def test_what_differs_is_computed() -> None:
    """Each row of the coverage names records that one finding of its analysis rests on, or an inquiry."""
    path = cases.EXAMPLES / "coverage" / f"{NAME}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["fact"] for row in rows}) == len(rows) == CONTRADICTED
    case = cases.example(NAME)
    bases = [(one["analysis"], {*one["basis"], *one["against"]}) for one in case.findings]
    missing = []
    for row in rows:
        wanted = set(row["claims"].split())
        assert bool(row["analysis"]) is not bool(row["waits for"]), row
        if row["analysis"] == "inquiry":
            held = wanted <= RECORDS["inquiries"].keys()
        elif row["analysis"]:
            held = any(name == row["analysis"] and wanted <= basis for name, basis in bases)
        else:
            held = wanted <= RECORDS["claims"].keys()
        missing += [] if held else [row["fact"]]
    assert missing == []
    assert sum(bool(row["analysis"]) for row in rows) >= LEAST_COMPUTED
