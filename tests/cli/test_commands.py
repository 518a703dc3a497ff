"""Every command, as a user meets it: on broken cases, in pipes, in a small terminal, interrupted."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import cases
from tests.diagnostics import test_gallery as gallery
from wigmore.cli import main
from wigmore.diagnostics import diagnostic, rules

FOLDER = "FOLDER"
ON_A_CASE = (
    ("check", FOLDER),
    ("check", FOLDER, "--json"),
    ("check", FOLDER, "--sarif", "--strict"),
    ("build", FOLDER, "--out", "OUT"),
    ("build", FOLDER, "--out", "OUT", "--draft", "--as-of", "2030-01-01"),
    ("build", FOLDER, "--out", "OUT", "--known-on", "2020"),
    ("trace", "case", FOLDER),
    ("show", "case", FOLDER),
    ("show", "no-such-record", FOLDER, "--json"),
    ("init", FOLDER),
    ("diff", FOLDER, FOLDER),
    ("explain", "B001"),
    ("schema",),
    ("completion", "bash"),
    ("demo", "childbed-fever", "--out", "DEMO"),
)


def run(args: tuple[str, ...], root: Path, demo: Path) -> int:
    """Run a command with the folders put in."""
    places = {FOLDER: str(root / "case"), "OUT": str(root / "out"), "DEMO": str(demo)}
    return main.status([places.get(word, word) for word in args])


@pytest.mark.parametrize("path", gallery.PATHS, ids=lambda path: path.stem)
def test_no_command_trips_over_a_broken_case(
    path: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the fixture of every diagnostic: an exit code of the table, no traceback, no file changed."""
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text(gallery.DEFAULT_CASE)
    gallery.read_page(path).write(tmp_path / "case", gallery.BREAKS)
    monkeypatch.chdir(tmp_path / "case")
    before = gallery.snapshot(tmp_path / "case")
    for args in ON_A_CASE:
        if args[0] == "init" and not (tmp_path / "case" / "case.yaml").exists():
            continue  # there, beginning a case is what was asked for
        code = run(args, tmp_path, tmp_path_factory.getbasetemp() / "demo")
        said = capsys.readouterr()
        assert code in (0, 1, 2), (args, code, said.err)
        assert "Traceback" not in said.out + said.err, args
        assert gallery.snapshot(tmp_path / "case") == before, args


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases.write(tmp_path / "good", {})
    cases.write(tmp_path / "bad", {"x.yaml": "claim: {}\n"})
    assert main.status(["check", str(tmp_path / "good")]) == 0
    assert main.status(["check", str(tmp_path / "bad")]) == 1
    assert main.status(["check", str(tmp_path / "nowhere")]) == main.EXIT_USAGE
    assert main.status(["chek"]) == main.EXIT_USAGE
    assert "Did you mean `check`?" in capsys.readouterr().err


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.status(["check", str(tmp_path)]) == 1
    assert "wigmore init" in capsys.readouterr().out


def test_errors_leave_the_last_good_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = cases.write(tmp_path / "case", {})
    assert main.status(["build", str(root)]) == 0
    before = report_files(root / "out")
    (root / "more.yaml").write_text("claims: {a: {says: Something.}}\n")
    assert main.status(["build", str(root)]) == 1
    assert report_files(root / "out") == before
    assert "C001" in capsys.readouterr().err


def test_strict_lifts_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "sources: {s: {title: S, kind: news, reliability: B}}\n"
    root = cases.write(tmp_path, {"s.yaml": source})
    assert main.status(["check", str(root)]) == 0
    assert main.status(["check", str(root), "--strict"]) == 1
    assert "error[S008" in capsys.readouterr().out


def test_an_output_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = cases.write(tmp_path / "case", {})
    (tmp_path / "file").write_text("in the way")
    assert main.status(["build", str(root), "--out", str(tmp_path / "file" / "out")]) == 1
    assert "error[B032 cannot-write]" in capsys.readouterr().err


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = cases.write(tmp_path, {"x.yaml": "claim: {}\n"})
    main.status(["check", str(root), "--json"])
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["code"], found["path"], found["line"], found["column"]) == ("B013", "x.yaml", 1, 1)


def test_show_and_trace_read_a_compiled_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main.status(["demo", "childbed-fever", "--out", str(tmp_path)])
    capsys.readouterr()
    assert main.status(["show", "washing-lowers-deaths", str(tmp_path)]) == 0
    assert "status: established" in capsys.readouterr().out
    assert main.status(["trace", "washing-lowers-deaths", str(tmp_path / "compiled.json")]) == 0
    assert "└─" in capsys.readouterr().out
    assert main.status(["show", "washing-lower-deaths", str(tmp_path)]) == main.EXIT_USAGE
    assert "Did you mean `washing-lowers-deaths`?" in capsys.readouterr().err


def test_diff_tells_statuses_values_and_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main.status(["init", str(tmp_path / "case")])
    main.status(["build", str(tmp_path / "case"), "--out", str(tmp_path / "old")])
    path = tmp_path / "case" / "case.yaml"
    text = (
        path.read_text().replace("value: 1.2 MEUR", "value: 1.3 MEUR").replace("kind: filing", "kind: news")
    )
    path.write_text(text)
    main.status(["build", str(tmp_path / "case"), "--out", str(tmp_path / "new")])
    capsys.readouterr()
    assert main.status(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--exit-code"]) == 1
    said = capsys.readouterr().out
    assert "~ status berth-cost\n    before: established\n    after:  reported" in said
    assert "~ berth-cost.value\n    before: 1.2 MEUR\n    after:  1.3 MEUR" in said
    assert "finding provenance-" in said
    assert main.status(["diff", str(tmp_path / "new"), str(tmp_path / "new"), "--exit-code"]) == 0
    assert capsys.readouterr().out == "0 changes\n"


def test_a_private_record_is_told_to_be_private(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "sources: {jane: {title: Jane, kind: note, private: yes}}\n"
    root = cases.write(tmp_path, {"s.yaml": source})
    assert main.status(["show", "jane", str(root)]) == main.EXIT_USAGE
    assert "counts it as `private-source-1`" in capsys.readouterr().err


def test_a_hostile_folder_runs_no_code(tmp_path: Path) -> None:
    """`python -m wigmore` in somebody's folder does not import what lies there."""
    for name in ("click", "yaml", "json", "jinja2"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\n")
    cases.write(tmp_path, {})
    assert wigmore("check", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", ["XXXX", "[2024,2025]", "2024-01/2025-01", "2024~", "soon"])
@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
def test_a_day_must_be_one(
    option: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.status(["check", str(cases.write(tmp_path, {})), option, text]) == main.EXIT_USAGE
    assert "2026-05-31" in capsys.readouterr().err or text == "soon"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema":"wigmore-compiled/1","records":[],"derived":{},"findings":[1],"policies":{}}',
    ],
)
def test_a_damaged_compiled_case_is_told(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "compiled.json").write_text(text)
    for args in (
        ["diff", str(tmp_path), str(tmp_path)],
        ["trace", "x", str(tmp_path)],
        ["show", "x", str(tmp_path)],
    ):
        assert main.status(args) == main.EXIT_USAGE
        assert "compiled.json" in capsys.readouterr().err


OVERRIDES = (
    "padding: {approximate: {units: -40, why: w}}",
    "reliability: {A: {hit: nan, why: w}}",
    "reliability: {A: {hit: 7, why: w}}",
    "icd203: {likely: {low: 9e999, why: w}}",
    "status: {two-speakers: {status: blessed, why: w}}",
    "status: {two-speakers: {asserting: 1.5, why: w}}",
    "primary: {court: {of: nonsense, why: w}}",
)


@pytest.mark.parametrize("override", OVERRIDES)
def test_an_override_that_makes_no_sense_is_refused(
    override: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = f"case: {{title: T, as_of: 2026-01-31, policy: {{{override}}}}}\n"
    assert main.status(["check", str(cases.write(tmp_path, {"case.yaml": head}))]) == 1
    assert "error[B030 bad-policy]" in capsys.readouterr().out


def test_init_refuses_to_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "case.yaml").write_text("mine")
    assert main.status(["init", str(tmp_path)]) == main.EXIT_USAGE
    assert (tmp_path / "case.yaml").read_text() == "mine"
    assert "already there" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "case.yaml"]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_explain_prints_the_page(rule: diagnostic.Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.status(["explain", rule.code.lower()]) == 0
    assert capsys.readouterr().out.startswith(f"# {rule.code} {rule.name}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.status(["completion", shell]) == 0
    assert "_WIGMORE_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize("name", main.COMMANDS)
def test_help_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.status([name, "--help"]) == 0
    assert "Example" in capsys.readouterr().out


def wigmore(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "wigmore", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    shell = f"{sys.executable} -m wigmore schema | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_output_in_a_locale_without_unicode(tmp_path: Path) -> None:
    root = cases.write(tmp_path, {"s.yaml": "sources: {s: {title: Überseehafen, kind: newspäper}}\n"})
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = wigmore("check", str(root), env=environment)
    assert done.returncode == 1
    assert "`newsp" in done.stdout
    assert "Traceback" not in done.stderr


def test_no_colour_outside_a_terminal(tmp_path: Path) -> None:
    root = cases.write(tmp_path, {"x.yaml": "claim: {}\n"})
    assert "\x1b" not in wigmore("check", str(root)).stdout


def test_interrupting_leaves_the_last_good_report(tmp_path: Path) -> None:
    """Interrupted while a large file is read: the file before it is already in the cache then."""
    root = cases.write(tmp_path / "case", {})
    assert wigmore("build", str(root)).returncode == 0
    before = report_files(root / "out")
    entries = len(list((root / "out" / ".cache").iterdir()))
    claim = "  c-{0}: {{says: Claim {0}., sources: [{{source: s}}]}}\n"
    many = "".join(claim.format(number) for number in range(100_000))
    (root / "first.yaml").write_text("sources: {s: {title: S, kind: news}}\n")
    (root / "many.yaml").write_text(f"claims:\n{many}")
    # Tests that run in the background of a shell inherit that interrupts are ignored.
    heed = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{heed}; runpy.run_module('wigmore', run_name='__main__')"]
    command += ["build", str(root)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while len(list((root / "out" / ".cache").iterdir())) == entries and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == main.EXIT_INTERRUPTED, said
    assert "Traceback" not in said
    assert "the last good report is as it was" in said
    assert report_files(root / "out") == before


def report_files(out: Path) -> dict[str, str]:
    """What an output folder holds beside its cache."""
    return {name: held for name, held in gallery.snapshot(out).items() if ".cache" not in name}


def test_a_fault_of_ours_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from wigmore.build import checking

    def crash(*_args: object) -> None:
        raise RuntimeError("a planted fault")

    monkeypatch.setattr(checking, "check_folder", crash)
    assert main.status(["check", str(cases.write(tmp_path, {}))]) == main.EXIT_OWN_FAULT
    said = capsys.readouterr().err
    assert said.startswith("error[X001 own-fault]: RuntimeError in crash, line ")
    assert "Traceback" not in said
