"""The invariants of the architecture that are not a matter of imports, each with its test."""

import ast
import hashlib
import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import cases
from tests.architecture import floors
from wigmore.analyses import builtin
from wigmore.build import building, cache, pipeline
from wigmore.model import kinds, trace, views

NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "asyncio"}
WRITERS = {
    "kit/canonical.py",  # the one atomic write that the others call
    "build/outputs.py",  # out/
    "build/cache.py",  # out/.cache/, and this user's secret
    "edit/files.py",  # what people author
}
WRITING_CALLS = {
    "write_text",
    "write_bytes",
    "write_atomic",
    "unlink",
    "replace_file",
    "mkdir",
    "rmtree",
    "rename",
}


def outputs(out: Path) -> dict[str, str]:
    """A digest of every file of an output folder but the cache."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


@pytest.mark.parametrize("name", cases.NAMES)
def test_building_opens_no_socket(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    built = building.build(cases.EXAMPLES / name, tmp_path, pipeline.Settings())
    assert built.report is not None


def test_no_module_imports_the_network() -> None:
    """`fetch` will be the only one."""
    for path, text in floors.files_on_disk().items():
        used = {
            name for name in floors.imports(path, text) if name in NETWORK or name.split(".")[0] in NETWORK
        }
        assert not used, f"{path} imports {used}"


def test_a_case_runs_no_code_through_its_yaml(tmp_path: Path) -> None:
    planted = "claims:\n  a: !!python/object/apply:os.system ['touch " + str(tmp_path / "ran") + "']\n"
    cases.write(tmp_path / "case", {"claims.yaml": planted})
    assert "B009" in cases.codes(tmp_path / "case")
    assert not (tmp_path / "ran").exists()


class Bomb:
    """Unpickling this makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.path),))


def test_a_case_runs_no_code_through_its_cache(tmp_path: Path) -> None:
    """A cache that comes with a case is not looked into: its entries lack this user's seal."""
    root = cases.write(tmp_path / "case", {})
    building.build(root, root / "out", pipeline.Settings())
    entries = list((root / "out" / ".cache").iterdir())
    assert entries, "nothing was cached, so nothing is tested"
    for entry in entries:
        seal = entry.read_bytes()[: cache.SEAL]
        entry.write_bytes(seal + pickle.dumps(Bomb(tmp_path / "ran")))
    built = building.build(root, root / "out", pipeline.Settings())
    assert built.report is not None
    assert not (tmp_path / "ran").exists()


def test_the_bomb_would_go_off(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Bomb(tmp_path / "ran")))
    assert (tmp_path / "ran").exists()


def test_no_module_evaluates_text() -> None:
    """Neither eval nor exec nor compile; modules are imported by fixed names and entry points alone."""
    for path, text in floors.files_on_disk().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, f"{path}:{node.lineno}"


def test_each_kind_of_file_has_one_writer() -> None:
    looked_at = set()
    for path, text in floors.files_on_disk().items():
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in WRITING_CALLS or (name == "open" and _opens_for_writing(node)):
                looked_at.add(path)
                assert path in WRITERS, f"{path}:{node.lineno} writes"
    assert looked_at == WRITERS


def _opens_for_writing(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and set(str(mode.value)) & set("wax+") for mode in modes)


@pytest.mark.parametrize("name", cases.NAMES)
def test_same_input_gives_same_bytes(name: str, tmp_path: Path) -> None:
    """Whatever the seed of hashes, the time zone, and the order in which the folder is listed."""
    seen = []
    for seed, zone in (("0", "UTC"), ("4242", "Pacific/Kiritimati")):
        out = tmp_path / seed
        code = (
            "from pathlib import Path; from wigmore.build import building, pipeline; "
            f"building.build(Path({str(cases.EXAMPLES / name)!r}), Path({str(out)!r}), pipeline.Settings())"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        seen.append(outputs(out))
    assert len(seen[0]) > 5
    assert seen[0] == seen[1]


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_finding_traces(name: str) -> None:
    case = cases.example(name)
    for one in case.findings:
        trail = trace.trace(case, one["id"])
        ends = list(trail.ends())
        # A thing of which nobody says anything ends its trail, and is never all that a finding rests on.
        assert {end.kind for end in ends} - {"entity", "event", "relation"}
        for end in ends:
            assert end.kind in trace.ENDS, f"{one['id']} ends in {end.kind} {end.id}"


def test_a_finding_never_becomes_a_claim() -> None:
    """No kind of record can hold a finding, and nothing can rest on one: it can only be looked at."""
    assert "findings" not in kinds.BY_KEY
    assert views.Findings.kinds == ()
    readers = [one.name for one in builtin.BUILTIN if one.reads_findings]
    assert readers == ["reply", "sections"]
    last = [one.name for one in builtin.BUILTIN[-len(readers) :]]
    assert last == readers, "they must see the findings of all the others"


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_finding_rests_on_records_and_policies_alone(name: str) -> None:
    case = cases.example(name)
    made = {one["id"] for one in case.findings}
    assert made
    for one in case.findings:
        assert made.isdisjoint(one["basis"])


def test_the_report_computes_nothing() -> None:
    """No arithmetic over what it shows: neither products nor quotients, nor sums of more than text."""
    looked_at = 0
    for path, text in floors.files_on_disk().items():
        if not path.startswith("report/"):
            continue
        for node in ast.walk(ast.parse(text)):
            looked_at += 1
            if isinstance(node, ast.BinOp):
                assert not isinstance(node.op, (ast.Mult, ast.Div, ast.FloorDiv, ast.Pow, ast.Mod)), (
                    f"{path}:{node.lineno} calculates"
                )
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"sum", "round", "pow", "divmod"}, (
                    f"{path}:{node.lineno} calculates"
                )
    assert looked_at > 500


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'numpy', 'scipy', 'pint', 'rapidfuzz', 'rich', 'jinja2', 'yaml', 'edtf', 'markdown_it'}"
    code = (
        "import sys; from wigmore.cli import main; main.status(['--help']); "
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
