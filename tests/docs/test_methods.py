"""docs/methods.md: it lists every public function and record of `wigmore.methods`, and its example runs."""

import contextlib
import importlib
import inspect
import io
import pkgutil
from types import ModuleType

from tests.docs import pages
from wigmore import methods

PAGE = pages.DOCS / "methods.md"


def modules() -> dict[str, ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(methods.__path__))
    return {name: importlib.import_module(f"wigmore.methods.{name}") for name in names}


def _first(held: object) -> str:
    return (inspect.getdoc(held) or "").split("\n")[0]


def _part(module: ModuleType) -> str:
    public = [
        (name, held)
        for name, held in vars(module).items()
        if not name.startswith("_") and getattr(held, "__module__", None) == module.__name__
    ]
    functions = [(f"`{name}`", _first(held)) for name, held in public if inspect.isfunction(held)]
    records = [f"`{name}`" for name, held in public if inspect.isclass(held)]
    told = f"{_first(module)}\n\n" + pages.table(("function", "what it gives"), functions)
    return told + (f"\nRecords: {', '.join(records)}.\n" if records else "")


def test_lists_are_those_of_the_code() -> None:
    pages.compare(PAGE, {name: _part(module) for name, module in modules().items()})


def test_every_module_has_a_heading() -> None:
    text = pages.read(PAGE)
    assert [name for name in modules() if f"### {name}\n" not in text] == []


def test_the_example_prints_what_the_page_says() -> None:
    fences = dict(pages.FENCE.findall(pages.read(PAGE)))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(fences["python"], PAGE.name, "exec"), {})
    assert printed.getvalue() == fences["text printed"]
