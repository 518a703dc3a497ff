"""A room imports only rooms on lower floors; inside a room modules form no circle."""

import re
from pathlib import Path

from tests.architecture import floors

ARCHITECTURE = Path(__file__).parents[2] / "ARCHITECTURE.md"


def test_every_room_has_a_floor() -> None:
    held = {path.split("/")[0] for path in floors.files_on_disk() if "/" in path}
    assert held == set(floors.FLOOR_OF)


def test_no_room_imports_upwards() -> None:
    found, seen = floors.breaches(floors.files_on_disk())
    assert found == []
    assert seen > 50, "the check looked at next to nothing"


def test_the_check_can_fail() -> None:
    planted = {"model/claim.py": "def f():\n    from wigmore.report import html\n"}
    assert floors.breaches(planted) == (["model/claim.py imports report"], 1)


def test_rooms_on_one_floor_do_not_import_each_other() -> None:
    planted = {"model/claim.py": "import wigmore.vocab.tables\n"}
    assert floors.breaches(planted) == (["model/claim.py imports vocab"], 1)


def test_modules_form_no_circle() -> None:
    graph = floors.module_graph(floors.files_on_disk())
    assert sum(map(len, graph.values())) > 100, "the check looked at next to nothing"
    assert floors.circles(graph) == []


def test_the_circle_check_can_fail() -> None:
    planted = {
        "kit/a.py": "from wigmore.kit import b\n",
        "kit/b.py": "def f():\n    from wigmore.kit import a\n",
        "kit/c.py": "from wigmore.kit import a\n",
    }
    assert floors.circles(floors.module_graph(planted)) == [["wigmore.kit.a", "wigmore.kit.b"]]


def test_no_room_is_imported_by_nobody() -> None:
    """No package without a module that another room or cli imports; cli itself is the entry point."""
    used = {room for path, text in floors.files_on_disk().items() for room in floors.rooms(path, text)}
    assert set(floors.FLOOR_OF) - used <= {"cli"}


def test_nothing_inside_imports_the_path_promised_to_plugins() -> None:
    for path, text in floors.files_on_disk().items():
        assert not any(name.startswith("wigmore.api") for name in floors.imports(path, text)), path


def test_the_table_of_the_architecture_page_is_the_one_tested() -> None:
    rows = re.findall(r"^\| *(\d) *\| *`(\w+)` *\|", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {room: int(floor) for floor, room in rows} == floors.FLOOR_OF


def test_files_and_functions_can_be_seen_whole() -> None:
    """Files to 400 lines, functions to 40; a longer one is split."""
    import ast

    long = []
    for path, text in floors.files_on_disk().items():
        if text.count("\n") > 400:
            long.append(f"{path}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                if lines > 40:
                    long.append(f"{path}:{node.lineno} {node.name}: {lines} lines")
    assert long == []
