"""`wigmore estimate`, as somebody without a case uses it: answers, lists, slips of the pen, hostile input."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs import pages
from wigmore.cli import common, estimate, main
from wigmore.methods import expression
from wigmore.packs import answers

GOLDEN = Path(__file__).parent / "estimate.txt"
CATHODE = ("battery.cathode_per_gwh", "chemistry=LFP")
VOYAGE = (
    "shipping.carbon_intensity", "fuel=HFO", "distance=1950 nmi", "speed=11.6 nmi/h",
    "known_speed=12.5 nmi/h", "known_fuel=13-15 t/day", "cargo=8000 t",
)  # fmt: skip
IMPOSSIBLE = ("shipping.needed_speed", "type=general-cargo", "distance=1950 nmi", "time=2 days")
OWN = ("energy / capacity", "energy=35 GWh/a", "capacity=150-160 Wh/kg", "--unit", "t/a")
ASKED = (VOYAGE, IMPOSSIBLE, OWN, ("x / 3", "x=over 6 t"), ("x - x * y", "x=1-2 t", "y=0.1-0.2"))


def said(*args: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a question that can be answered prints."""
    code = main.status(["estimate", *args])
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, ""), printed.err
    return printed.out


def refused(*args: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What is told of one that cannot: wrong usage, in few words, never a traceback."""
    assert main.status(["estimate", *args]) == main.EXIT_USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert "own-fault" not in printed.err
    (line,) = (line for line in printed.err.splitlines() if line.startswith("Error: "))
    assert len(line) < 600
    return line.removeprefix("Error: ")


# Answers


def test_answers_read_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    """UPDATE_GOLDENS=1 writes them anew; read the difference."""
    parts = [f"$ estimate {' '.join(args)}\n{said(*args, capsys=capsys)}" for args in ASKED]
    made = "\n".join(parts)
    if pages.UPDATES:
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8"), pages.TOLD


def test_the_answer_is_that_of_the_formula_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    """35 GWh at 150 to 160 Wh/kg: 35e9 Wh by 150 Wh/kg are 233,333 t."""
    made = json.loads(said(*OWN, "--json", capsys=capsys))
    assert made["low"] == pytest.approx(35e9 / 160 / 1000)
    assert made["central"] == pytest.approx(35e9 / 155 / 1000)
    assert made["high"] == pytest.approx(35e9 / 150 / 1000)
    assert (made["unit"], made["bounds"], made["floor"]) == ("t/a", "reached", None)


def test_json_holds_the_derivation_with_sources_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(said(*CATHODE, "yield=0.9", "--json", capsys=capsys))
    assert made["low"] < made["draws"]["p05"] < made["central"] < made["draws"]["p95"] < made["high"]
    assert made["floor"] < made["low"]
    assert made["words"]["chemistry"] == "LFP"
    by_name = {line["name"]: line for line in made["lines"]}
    assert by_name["yield"]["grade"] == "given"
    capacity = by_name["capacity"]
    assert capacity["rests_on"] == "pack:battery/chemistry.LFP.capacity"
    assert capacity["low"] <= capacity["central"] <= capacity["high"]
    assert capacity["sources"][0]["address"].startswith("https://")
    assert capacity["on"]


def keys_told(heading: str) -> set[str]:
    text = pages.read(pages.DOCS / "commands.md").partition("\n## estimate\n")[2].partition("\n## ")[0]
    table = text.partition(heading)[2].strip().partition("\n\n")[0]
    return {key for row in table.split("\n")[2:] for key in pages.code(row.split("|")[1])}


def test_json_is_as_the_page_tells(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(said(*VOYAGE, "--json", capsys=capsys))
    assert set(made) == keys_told("an end that is not known is `null`.")
    assert {key for line in made["lines"] for key in line} == keys_told("A line holds")
    listed = json.loads(said("--list", "--json", capsys=capsys))
    assert {key for one in listed for key in one} == {
        "name", "asks", "formula", "unit", "words", "quantities"
    }  # fmt: skip


def test_an_end_that_is_not_known_is_null_and_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(said("x / 3", "x=over 6 t", "--json", capsys=capsys))
    assert (made["high"], made["draws"]) == (None, None)
    assert made["low"] == pytest.approx(2)


def test_another_unit_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    tonnes, kilos = (
        json.loads(said(*CATHODE, "--unit", unit, "--json", capsys=capsys)) for unit in ("t/GWh", "g/Wh")
    )
    for key in ("low", "central", "high", "floor"):
        assert tonnes[key] == pytest.approx(kilos[key] * 1000)


def test_a_wider_input_gives_no_narrower_answer(capsys: pytest.CaptureFixture[str]) -> None:
    wide, narrow = (
        json.loads(said(*CATHODE, f"yield={held}", "--json", capsys=capsys)) for held in ("0.8-0.9", "0.85")
    )
    assert wide["low"] <= narrow["low"] <= narrow["high"] <= wide["high"]


def test_a_capacity_that_is_set_down_moves_no_floor(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody gets more out of a material by writing so."""
    plain = json.loads(said(*CATHODE, "--json", capsys=capsys))
    bold = json.loads(said(*CATHODE, "capacity=900 mAh/g", "--json", capsys=capsys))
    assert bold["floor"] == plain["floor"]
    assert bold["high"] < bold["floor"]
    assert "and so this is impossible" in said(*CATHODE, "capacity=900 mAh/g", capsys=capsys)


@pytest.mark.parametrize(
    ("intensity", "called"),
    [
        ("1000 t/GWh", ["physically impossible"]),
        ("2200 t/GWh", ["plausible"]),
        ("1900-2200 t/GWh", ["implausible", "plausible"]),
    ],
)
def test_an_answer_has_the_words_of_its_pack(
    intensity: str, called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("battery.implied_energy", "chemistry=LFP", f"intensity={intensity}")
    assert json.loads(said(*asked, "--json", capsys=capsys))["called"] == called
    words = " or ".join(f"“{one}”" for one in called)
    assert f"- the pack calls this {words}\n" in said(*asked, capsys=capsys)


def test_a_route_is_asked_for_the_material_that_it_makes(capsys: pytest.CaptureFixture[str]) -> None:
    """Na2SO4 over LiNi0.8Mn0.1Co0.1O2: 142.04 g/mol by 97.28 g/mol."""
    asked = ("battery.by_product", "route=nmc_hydroxide", "substance=Na2SO4", "cam=NMC811", "--json")
    assert json.loads(said(*asked, capsys=capsys))["central"] == pytest.approx(142.04 / 97.28, rel=1e-3)


# Lists


def test_every_formula_is_listed_and_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(said("--list", "--json", capsys=capsys))
    shown = said("--list", capsys=capsys)
    assert {one["name"].partition(".")[0] for one in listed} >= {"battery", "shipping"}
    assert all(one["name"] in shown for one in listed)
    for one in listed:
        if one["words"] or one["quantities"]:
            needed = (*one["words"], *one["quantities"])[0]
            assert f"`{needed}`" in refused(one["name"], capsys=capsys)
        else:
            said(one["name"], capsys=capsys)


def test_one_pack_or_one_formula_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "battery." not in said("--list", "shipping", capsys=capsys)
    (line,) = json.loads(said("--list", "shipping.laytime", "--json", capsys=capsys))
    assert (line["name"], line["quantities"]) == ("shipping.laytime", ["cargo", "rate"])
    assert "write `shipping`" in refused("--list", "shiping", capsys=capsys)


# Slips of the pen: each is told with its repair.

SLIPS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((), "--list"),
    (("battery",), "`battery` is a pack, no formula"),
    (("batery.cathode_per_gwh",), "write `battery`"),
    (("battery.cathode_per_gw",), "write `battery.cathode_per_gwh`"),
    (("battery.cathode_per_gwh",), "give `chemistry`: one of "),
    (("battery.cathode_per_gwh", "chemistry=LFPP"), "write `LFP`"),
    (("battery.cathode_per_gwh", "chemstry=LFP"), "write `chemistry`"),
    ((*CATHODE, "yeild=0.9"), "write `yield`"),
    ((*CATHODE, "yield=2 t"), "give `yield` without a unit"),
    ((*CATHODE, "capacity=150 Wh/kg"), "give `capacity` in mAh/g"),
    ((*CATHODE, "yield=high"), "`high` is not a quantity"),
    ((*CATHODE, "capacity=150 mah/g"), "write `150 mAh/g`"),
    ((*CATHODE, "yield=0-1"), "give `yield` a range without nought"),
    ((*CATHODE, "yield=0"), "nothing can be divided by it"),
    ((*CATHODE, "--unit", "t/gwh"), "write `t/GWh`"),
    ((*CATHODE, "--unit", "kg"), "told in t/GWh, which is not measured in kg"),
    ((*CATHODE, "chemistry=LFP"), "given twice"),
    ((*CATHODE, "LFP"), "`LFP` is no NAME=VALUE"),
    (("x * y", "x=5"), "add `y=…`"),
    (("x * 2", "x=5 kg", "y=3"), "does not use `y`"),
    (("energy * 2", "enrgy=5 kWh"), "write `energy`"),
    (("x + y", "x=5 kg", "y=3 m"), "mass and length cannot be added"),
    (("x + y", "x=5 EUR", "y=3 USD"), "cannot be added"),
    (("x * y", "x=5 kg", "y=3 m"), "as `--unit m*t`"),
    (("x / y", "x=5 MCAD", "y=3 kt/a"), "as `--unit CAD*a/t`"),
    (("x-y", "x=5 t", "y=3 t"), "as a difference write `x - y`"),
    (("x", "x="), "nothing is given for `x`"),
    (("battery.cathode-per-gwh", "chemistry=LFP"), "write `battery.cathode_per_gwh`"),
    (("battery.",), "`wigmore estimate --list battery` shows its formulas"),
    (("35 GWh/a * x", "x=5 t/GWh"), "a number with its unit is an input of its own"),
    (("x / y", "x=5 t", "y=-1 to 3"), "`y` may be nought"),
    (("x / 0", "x=5 t"), "nothing can be divided by it"),
    (("x^y", "x=5 t", "y=2"), "is a plain number, not mass"),
    (("sin(x)", "x=5"), "`sin` is no function"),
)


@pytest.mark.parametrize(("args", "told"), SLIPS, ids=lambda held: " ".join(held)[:60])
def test_a_slip_is_told_with_its_repair(
    args: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told in refused(*args, capsys=capsys)


# Hostile input

HOSTILE = (
    "9**9**9",
    "(((9^8)^8)^8)^8",
    "9" * 1_900,
    "1e99 * 1e99 * 1e99 * 1e99",
    "exp(exp(9)) * 0",
    "(" * 1_000 + "1" + ")" * 1_000,
    "+".join(["1"] * 900),
    "1" + "-" * 1_900,
    "2 ^ -9999",
    "ln(0)",
    "sqrt(0 - 1)",
    "__import__('os').system('true')",
    "\udce9t\udce9",
    "a\x00b",
    "x\u202ey",
    "",
    "   ",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_formula_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    refused(text, capsys=capsys)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_word_or_quantity_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    refused("battery.cathode_per_gwh", f"chemistry={text}", capsys=capsys)
    refused(*CATHODE, f"capacity={text}", capsys=capsys)
    refused(*CATHODE, f"{text}=5 t", capsys=capsys)
    refused(*CATHODE, "--unit", text or "%%", capsys=capsys)
    refused(f"battery.{text}", capsys=capsys)


MEGABYTE = "9*" * 500_000


@pytest.mark.parametrize(
    "args",
    [
        (MEGABYTE,),
        (f"battery.{'a' * 1_000_000}",),
        (*CATHODE, MEGABYTE),
        (*CATHODE, f"yield={MEGABYTE}"),
        (*CATHODE, "--unit", MEGABYTE),
        ("--list", MEGABYTE),
    ],
    ids=range(6),
)
def test_a_megabyte_is_refused_before_any_pack_is_read(
    args: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from wigmore.packs import known

    def reads() -> Any:
        raise AssertionError("a pack was read")

    monkeypatch.setattr(known, "installed", reads)
    assert f"at most {estimate.LONGEST:,} characters" in refused(*args, capsys=capsys)


def test_a_megabyte_of_formula_is_refused_before_its_second_character(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where it comes from a case: nothing of it is read but its length."""
    monkeypatch.setattr(expression, "_tokens", lambda text: pytest.fail("it was read"))
    with pytest.raises(expression.ExpressionError, match="at most 2,000 characters"):
        expression.parse(MEGABYTE)


def test_a_long_word_is_cut_where_it_is_shown() -> None:
    from wigmore.packs import known, working

    for name in ("a" * 1_000_000, f"battery.{'a' * 1_000_000}"):
        with pytest.raises(working.AskError) as refused:
            answers.of_formula(known.builtin(), name, {})
        assert len(refused.value.message + refused.value.repair) < 1_000


# Terminals and pipes


def wigmore(*args: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "wigmore", "estimate", *args], capture_output=True, check=False, **more
    )


def test_an_argument_that_is_no_utf_8_is_refused() -> None:
    latin = "chemistry=\u00c9tain".encode("latin-1")
    command = [os.fsencode(sys.executable), b"-m", b"wigmore", b"estimate", b"battery.cathode_per_gwh", latin]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is no chemistry" in done.stderr
    assert b"Traceback" not in done.stderr


def test_output_without_unicode_and_without_colour() -> None:
    done = wigmore(*IMPOSSIBLE, env={**os.environ, "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"})
    assert done.returncode == 0
    assert b"40.6 nmi/h" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"\\x" not in done.stdout


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    shell = f"{sys.executable} -m wigmore estimate --list | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Battery materials (battery")
    assert done.stderr == ""


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_lines_keep_within_the_terminal(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "width", lambda: columns)
    for args in (CATHODE, VOYAGE, OWN, ("--list",)):
        for line in said(*args, capsys=capsys).splitlines():
            assert len(line) <= columns, line


def test_a_list_reads_no_case_and_a_help_reads_no_pack() -> None:
    code = (
        "import sys; from wigmore.cli import main; main.status(['estimate', '--help']); "
        "print(sorted({'numpy', 'wigmore.packs.known', 'wigmore.methods.draws'} & set(sys.modules)));"
        "main.status(['estimate', '--list']); "
        "print(sorted({'yaml', 'jinja2', 'wigmore.build.pipeline'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert [line for line in done.stdout.splitlines() if line.startswith("[")] == ["[]", "[]"]
