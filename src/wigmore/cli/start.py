"""`demo` and `init`."""

from importlib import resources
from pathlib import Path
from typing import Any

import click

from wigmore.cli import common

EXAMPLES = ("nano-one-lg", "childbed-fever", "harbour-ownership", "municipal-procurement")
STARTER = "starter"


@click.command(epilog="Examples: `wigmore demo`, `wigmore demo childbed-fever --out /tmp/fever`.")
@click.argument("name", default=EXAMPLES[0], type=click.Choice(EXAMPLES))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write here; the folder `wigmore-demo` in the current one when left out.",
)
def demo(name: str, out: Path | None) -> int:
    """Build an example case and show what it finds."""
    from wigmore.build import building, pipeline

    target = out or Path("wigmore-demo")
    with resources.as_file(resources.files("wigmore") / "examples" / name) as root:
        try:
            with common.progress() as progress:
                built = building.build(root, target, pipeline.Settings(), progress)
        except OSError as error:
            raise common.cannot_write(error, target) from error
    if built.compiled is None or built.report is None:
        common.print_diagnostics(built.diagnostics, built.compiling.texts, err=True)
        return 1
    common.print_findings(built.compiled, target, most=20)
    _print_coverage(built.compiled, name)
    click.echo(f"made anew: {built.recomputed}")
    click.echo(f"report: {built.report.resolve()}")
    return 0


def _print_coverage(case: Any, name: str) -> None:
    """What an example is known to show, and what shows it; nothing for an example without such a list."""
    from wigmore.build import coverage

    known = resources.files("wigmore") / "examples" / "coverage" / f"{name}.csv"
    if not known.is_file():
        return
    lines = list(coverage.shown(case, coverage.read(known.read_text(encoding="utf-8"))))
    click.echo("\nWhere public sources contradict the text under test, and what shows it:")
    common.print_table(
        [(line.fact, line.what, found or f"waits for {line.waits_for}") for line, found in lines]
    )
    computed = sum(1 for _, found in lines if found)
    click.echo(f"{computed} of {len(lines)} shown by what is computed now")
    for table in case.data["tables"]:
        if table["analysis"] == "sections":
            click.echo("\nThe sections of the text under test, and the findings that speak of them:")
            common.print_table([(str(row[0]), str(row[-1]) or "none") for row in table["rows"]])
    click.echo()


@click.command(epilog="Examples: `wigmore init my-case`, `wigmore init fever --example childbed-fever`.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--example", type=click.Choice(EXAMPLES), help="Begin with a copy of this example instead.")
def init(folder: Path, example: str | None) -> int:
    """Begin a case: a small commented one that builds."""
    from wigmore.edit import files

    source = resources.files("wigmore") / "examples" / (example or STARTER)
    try:
        written = files.create(folder, _copy(source, ""))
    except files.Refused as refused:
        raise click.UsageError(f"{refused}; name a folder without it") from refused
    except OSError as error:
        raise common.cannot_write(error, folder) from error
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(f"now: wigmore check {folder}, then wigmore build {folder}")
    return 0


def _copy(source: Any, prefix: str) -> dict[str, bytes]:
    """The files of an example that belong to the case; what was built there is not copied."""
    made: dict[str, bytes] = {}
    for one in sorted(source.iterdir(), key=lambda one: str(one.name)):
        if one.name in ("out", "__pycache__") or one.name.startswith("."):
            continue
        if one.is_dir():
            made.update(_copy(one, f"{prefix}{one.name}/"))
        else:
            made[prefix + one.name] = one.read_bytes()
    return made
