"""Laws of the chronology: order and gaps are those of the days, whatever the files, and never too certain."""

import datetime
import itertools
import random
import re
import shutil
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from benchmarks import chronology as bench
from tests import cases
from tests.properties import test_building
from wigmore.analyses import chronology
from wigmore.casefiles import folder, read
from wigmore.kit import allen, edtf
from wigmore.model import compiled, dating, vocabulary
from wigmore.stages import policies

BEHAVIOURS = Path(__file__).parents[1] / "behaviours"
FOLDERS = sorted(path for path in BEHAVIOURS.iterdir() if path.name.startswith("chronology-"))
WIDTHS = {"approximate": 1, "uncertain": 2}


def widths() -> dict[str, vocabulary.Policy]:
    """The policy tables, with another width for each mark."""
    table = policies.builtin_policies()["padding"]
    rows = tuple(vocabulary.Row(row.id, {"units": WIDTHS[row.id]}, row.why) for row in table.rows)
    return {"padding": vocabulary.Policy(table.name, table.title, table.about, table.source, rows)}


DATES = dating.Dates(widths())


def dated(text: str) -> dating.Dated:
    """A date as it is compared."""
    return DATES.dated(edtf.parse(text))


# --- an oracle that counts days one by one ------------------------------------------------------------------

START = datetime.date(2020, 1, 25)
days = some.integers(0, 40).map(lambda number: START + datetime.timedelta(number))
single = some.builds(
    lambda day, mark: day.isoformat() + mark, days, some.sampled_from(["", "", "~", "?", "%"])
)
months = some.sampled_from(["2020-01", "2020-02", "2020-03", "2020-02~"])
intervals = some.tuples(days, days).map(lambda two: "/".join(day.isoformat() for day in sorted(two)))
sets = some.lists(days, min_size=2, max_size=4, unique=True).map(
    lambda held: "[" + ",".join(day.isoformat() for day in sorted(held)) + "]"
)
short = single | months | intervals | sets


def possible_days(text: str) -> set[int]:
    """Every day that a short date can mean, counted; a mark widens a day by days, a month by months."""
    if text[0] == "[":
        return {datetime.date.fromisoformat(day).toordinal() for day in text[1:-1].split(",")}
    plain = text.rstrip("~?%")
    wide = sum(
        WIDTHS[name] for name, marks in (("approximate", "~%"), ("uncertain", "?%")) if text[-1] in marks
    )
    first, _, last = plain.partition("/")
    if len(plain) == len("2020-01"):
        return {
            day.toordinal()
            for day in (datetime.date(2019, 1, 1) + datetime.timedelta(number) for number in range(900))
            if abs(day.year * 12 + day.month - int(plain[:4]) * 12 - int(plain[5:])) <= wide
        }
    begin = datetime.date.fromisoformat(first).toordinal() - wide
    end = datetime.date.fromisoformat(last or first).toordinal() + wide
    return set(range(begin, end + 1))


@given(one=short, other=short)
def test_order_and_gap_are_those_of_all_pairs_of_days(one: str, other: str) -> None:
    pairs = list(itertools.product(possible_days(one), possible_days(other)))
    distances = [abs(first - second) for first, second in pairs]
    a, b = dated(one), dated(other)
    assert a.distance(b) == (min(distances), max(distances)) == b.distance(a)
    wanted = {
        "before": any(first < second for first, second in pairs),
        "same day": any(first == second for first, second in pairs),
        "after": any(first > second for first, second in pairs),
    }
    assert a.order(b) == tuple(name for name, holds in wanted.items() if holds)
    assert a.is_before(b) == all(first < second for first, second in pairs)


# --- translating, and saying less ---------------------------------------------------------------------------


def moved(text: str, by: int) -> str:
    """A date of whole days, all of them moved by so many days."""

    def later(day: re.Match[str]) -> str:
        return (datetime.date.fromisoformat(day[0]) + datetime.timedelta(by)).isoformat()

    return re.sub(r"\d{4}-\d\d-\d\d", later, text)


@given(one=single | intervals | sets, other=single | intervals | sets, by=some.integers(-800, 800))
def test_moving_all_dates_moves_nothing_between_them(one: str, other: str, by: int) -> None:
    a, b, c, d = (dated(text) for text in (one, other, moved(one, by), moved(other, by)))
    assert a.distance(b) == c.distance(d)
    assert a.order(b) == c.order(d)


VAGUER = (
    lambda day: f"{day}~",
    lambda day: f"{day}?",
    lambda day: day[:7],
    lambda day: f"{day[:7]}~",
    lambda day: day[:4],
    lambda day: day[:3] + "X",
    lambda day: f"[{day},2031-01-01]",
    lambda day: f"2019/{day}",
    lambda day: f"{day}/..",
    lambda day: f"../{day}",
    lambda day: f"{day}/",
)


@given(day=days, other=short, vaguer=some.sampled_from(VAGUER))
def test_saying_less_of_a_date_never_makes_it_more_certain(
    day: datetime.date, other: str, vaguer: Any
) -> None:
    exact, vague, b = dated(day.isoformat()), dated(vaguer(day.isoformat())), dated(other)
    assert set(exact.order(b)) <= set(vague.order(b))
    assert exact.is_before(b) or not vague.is_before(b)
    (fewest, most), (vague_fewest, vague_most) = exact.distance(b), vague.distance(b)
    assert vague_fewest <= fewest
    assert vague_most is None or (most is not None and most <= vague_most)


def test_only_marks_with_a_width_are_named_as_widening() -> None:
    assert dated("2020-08-10%").widened == ("policy:padding/approximate", "policy:padding/uncertain")
    assert dated("2020-08-10").widened == ()
    assert dated("2020-08-10/..").last == allen.FAR_FUTURE


def test_an_interval_begins_and_ends_within_its_two_dates() -> None:
    ends = [DATES.ends(edtf.parse(text)) for text in ("2020-08/2021-04~", "2020-08", "../2020", "2020/")]
    assert ends == [
        (((2020, 8, 1), (2020, 8, 31)), ((2021, 3, 1), (2021, 5, 31))),
        (((2020, 8, 1), (2020, 8, 31)), None),
        ((edtf.OPEN, edtf.OPEN), ((2020, 1, 1), (2020, 12, 31))),
        (((2020, 1, 1), (2020, 12, 31)), (edtf.UNKNOWN, edtf.UNKNOWN)),
    ]


# --- the whole analysis -------------------------------------------------------------------------------------


def told(case: compiled.Compiled) -> list[Any]:
    """The findings and tables of the chronology."""
    findings = [one["sentence"] for one in case.findings if one["analysis"] == "chronology"]
    return [findings, *(one for one in case.data["tables"] if one["analysis"] == "chronology")]


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: str(path.name))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.integers(0, 2**32))
def test_shuffled_files_change_nothing(
    path: Path, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("scattered")
    texts = folder.load(path).value.texts
    records = [one for name, text in texts.items() for one in read.read_records(text, name).value.records]
    test_building.scatter(records, root, random.Random(seed))
    if (path / "captures").is_dir():
        shutil.copytree(path / "captures", root / "captures")
    assert told(cases.compile_clean(root)) == told(cases.compile_clean(path))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dates=some.lists(single | intervals | sets, min_size=2, max_size=5), by=some.integers(-800, 800))
def test_the_gaps_of_a_moved_case_are_the_same(
    dates: list[str], by: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def gaps(shift: int) -> Any:
        names = [f"event-{number}" for number in range(len(dates))]
        events = "".join(
            f'  {name}: {{kind: meeting, title: T, date: "{moved(date, shift)}"}}\n'
            for name, date in zip(names, dates, strict=True)
        )
        claim = f"claims:\n  all: {{says: S., about: [{', '.join(names)}], sources: [{{source: it}}]}}\n"
        head = "case: {title: T, as_of: 2026-01-01, under_test: it}\nsources: {it: {title: It, kind: news}}\n"
        root = cases.write(
            tmp_path_factory.mktemp("moved"), {"case.yaml": head, "e.yaml": f"events:\n{events}{claim}"}
        )
        tables = {one["name"]: one["rows"] for one in cases.compile_clean(root).data["tables"]}
        order = [(row[0], row[4]) for row in tables["timeline"]]
        return tables["gaps"], order

    assert gaps(by) == gaps(0)


def test_the_work_grows_with_the_case_and_not_with_its_pairs(tmp_path: Path) -> None:
    """One company takes part in every event, and the tables of the study reach over all of them."""
    small, large = (_calls(tmp_path / str(size), size) for size in (400, 1600))
    assert large < 4 * 1.25 * small
    assert small > 10_000, "nothing was counted, so nothing is tested"


def _calls(root: Path, size: int) -> int:
    """How many calls the analysis makes over a case of so many events and claims, built-in ones included."""
    graph = bench.compiled(root, size)
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        chronology.chronology.run(graph)
    finally:
        sys.setprofile(before)
    return counted


def test_an_empty_case_and_one_without_dates_are_no_trouble(tmp_path: Path) -> None:
    assert told(cases.compile_clean(cases.write(tmp_path / "empty", {})))[0] == []
    events = "events:\n  a: {kind: meeting, title: A}\n  b: {kind: meeting, title: B, state: lapsed}\n"
    made = told(cases.compile_clean(cases.write(tmp_path / "undated", {"e.yaml": events})))
    assert made[0] == ["“B” was announced or expected, and lapsed."]
    assert [row[4] for row in made[1]["rows"]] == ["", "no date"]
