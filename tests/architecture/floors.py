"""Reads the imports of a tree of packages: which room imports which, and which modules form a circle."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "wigmore"
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"kit"}),
    frozenset({"diagnostics"}),
    frozenset({"model", "vocab"}),
    frozenset({"methods", "casefiles", "documents"}),
    frozenset({"stages", "edit", "packs"}),
    frozenset({"analyses", "report"}),
    frozenset({"build"}),
    frozenset(),
    frozenset(),
    frozenset({"cli"}),
)
"""The rooms that exist, by floor; a floor without a room is one that later issues of the design fill."""

FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def files_on_disk() -> dict[str, str]:
    """The text of every module below the package, by path."""
    return {
        path.relative_to(SRC).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SRC.rglob("*.py"))
        if "examples" not in path.parts and "pages" not in path.parts
    }


def imports(path: str, text: str) -> Iterator[str]:
    """The modules of ours that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides the room"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name


def rooms(path: str, text: str) -> set[str]:
    """The other rooms that a file imports."""
    own = path.split("/", maxsplit=1)[0]
    found = {name.split(".")[1] for name in imports(path, text) if name.startswith("wigmore.")}
    return {room for room in found if room in FLOOR_OF} - {own}


def breaches(files: Mapping[str, str]) -> tuple[list[str], int]:
    """Imports that do not lead to a lower floor, and how many imports between rooms were looked at."""
    found, seen = [], 0
    for path, text in sorted(files.items()):
        own = path.split("/")[0]
        if own not in FLOOR_OF:
            continue
        for other in sorted(rooms(path, text)):
            seen += 1
            if FLOOR_OF[own] <= FLOOR_OF[other]:
                found.append(f"{path} imports {other}")
    return found, seen


def module_graph(files: Mapping[str, str]) -> dict[str, set[str]]:
    """Which module imports which, by dotted name."""
    names = {
        "wigmore." + path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): (path, text)
        for path, text in files.items()
    }
    graph: dict[str, set[str]] = {}
    for name, (path, text) in names.items():
        targets = set()
        for imported in imports(path, text):
            if imported in names:
                targets.add(imported)
            elif (parent := imported.rpartition(".")[0]) in names:
                targets.add(parent)
        graph[name] = targets - {name}
    return graph


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of more than one module that reach one another (strongly connected components)."""

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        stack = [start]
        while stack:
            for target in graph.get(stack.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        return seen

    reached = {name: reach(name) for name in graph}
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return [list(group) for group in sorted(groups)]
