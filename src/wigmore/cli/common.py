"""What several commands share: options, the folder of a case, printing diagnostics, progress."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[Any]):
    """One certain day, as 2026-05-31; or, where it is a day `by` which something holds, a month or year."""

    name = "DATE"

    def __init__(self, *, by: bool = False) -> None:
        self.precisions = ("day", "month", "year") if by else ("day",)
        self.wanted = "a certain day, month or year" if by else "one certain day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the date; fails with the repair."""
        from wigmore.kit import edtf

        if not isinstance(value, str):
            return value
        try:
            date = edtf.parse(value)
        except edtf.EdtfError as error:
            hint = f"; write {error.repair}" if error.repair else ""
            self.fail(f"`{value}` is not a date: {error}{hint}", param, ctx)
        if date.precision not in self.precisions or date.uncertain or date.approximate:
            self.fail(f"`{value}` is not {self.wanted}, as 2026-05-31", param, ctx)
        return date


def case_argument(function: F) -> F:
    """The folder of the case: the current one when left out."""
    return click.argument("folder", default=".", type=click.Path(path_type=Path), metavar="[FOLDER]")(
        function
    )


def settings_options(function: F) -> F:
    """`--as-of`, `--known-on`, `--strict`."""
    for option in (
        click.option("--strict", is_flag=True, help="Make errors of warnings that the case does not accept."),
        click.option(
            "--known-on", type=Day(by=True), help="Use only claims whose source was out by this day."
        ),
        click.option("--as-of", type=Day(), help="Take this day for the case's own `as_of`."),
    ):
        function = option(function)
    return function


def case_folder(folder: Path) -> Path:
    """The folder meant by the argument, which may be the case.yaml itself; wrong usage when there is none."""
    if folder.name == "case.yaml" and folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is not a folder; name the folder that holds case.yaml")
    return folder


def width() -> int:
    """The columns of the terminal, or 110 where there is none."""
    return max(40, shutil.get_terminal_size((110, 24)).columns) if sys.stdout.isatty() else 110


def print_diagnostics(found: Any, texts: Any, *, err: bool = False) -> None:
    """Print diagnostics and their summary; accepted ones are counted alone, the report lists them."""
    from wigmore.diagnostics import text

    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not _no_colour()
    shown = [one for one in found if one.accepted is None]
    if shown:
        click.echo(text.render(shown, texts, width=width(), colour=colour), err=err)
    click.echo(text.summary(found), err=err)


def _no_colour() -> bool:
    import os

    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def print_findings(case: Any, out: Path, most: int) -> None:
    """The question, how the claims stand, and findings with their ids; then how to follow one of them."""
    import textwrap

    from wigmore.kit import text as texts

    click.echo(texts.visible(case.record("case")["title"]))
    counts = case.data["counts"]["status"]
    click.echo("claims: " + (", ".join(f"{count} {status}" for status, count in counts.items()) or "none"))
    by_analysis: dict[str, list[Any]] = {}
    for one in case.findings:
        by_analysis.setdefault(one["analysis"], []).append(one)
    each = max(1, most // max(1, len(by_analysis)))
    left = 0
    for held in by_analysis.values():
        left += len(held[each:])
        for one in held[:each]:
            told = f"- {texts.visible(one['sentence'])} [{one['id']}]"
            click.echo(textwrap.fill(told, width(), subsequent_indent="  ", break_on_hyphens=False))
    if left:
        click.echo(f"  and {left} more, in the report")
    if case.findings:
        click.echo(f"to follow one: wigmore trace {case.findings[0]['id']} {out}")


def print_wrapped(told: str, indent: str = "") -> None:
    """A sentence, broken at the width of the terminal; further lines begin with `indent`."""
    import textwrap

    from wigmore.kit import signed
    from wigmore.kit import text as texts

    wide = textwrap.fill(texts.visible(told), width(), subsequent_indent=indent, break_on_hyphens=False)
    click.echo(wide.replace(signed.FIXED, " "))


def print_table(rows: list[tuple[str, ...]]) -> None:
    """Rows in columns; the last column is wrapped, below the others where little room is left beside them."""
    import textwrap

    from wigmore.kit import signed
    from wigmore.kit import text as texts

    shown = [tuple(texts.visible(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(len(shown[0]) - 1)] if shown else []
    beside = sum(widths) + 2 * len(widths)
    indent = beside if beside + LEAST_ROOM <= width() else 4
    for row in shown:
        head = "  ".join(f"{cell:{wide}}" for cell, wide in zip(row, widths, strict=False))
        lines = textwrap.wrap(row[-1], width() - indent, break_on_hyphens=False) or [""]
        if indent == beside:
            click.echo(f"{head}  {lines.pop(0)}".rstrip().replace(signed.FIXED, " "))
        else:
            wrapped = textwrap.fill(head, width(), subsequent_indent=" " * indent)
            click.echo(wrapped.replace(signed.FIXED, " "))
        for line in lines:
            click.echo(" " * indent + line.replace(signed.FIXED, " "))


LEAST_ROOM = 24
"""How wide the last column of a table must be to stand beside the others."""


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress display on a terminal, and silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (bars.TextColumn("{task.description:<12}"), bars.BarColumn(40), bars.MofNCompleteColumn())
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, bars.TaskID] = {}

        def tell(what: str, done: int, all_: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=all_)
            shown.update(tasks[what], completed=done, total=all_)

        yield tell


def cannot_write(error: OSError, out: Path) -> click.ClickException:
    """What to say when the output folder cannot be written."""
    from wigmore.diagnostics import rules

    rule = rules.CANNOT_WRITE
    reason = error.strerror or str(error)
    head = f"error[{rule.code} {rule.name}]: {error.filename or out}: {reason}"
    message = f"{head}\n  = help: name another folder with --out"
    wrong = click.ClickException(message)
    wrong.show = lambda file=None: click.echo(message, err=True)  # type: ignore[method-assign]
    return wrong
