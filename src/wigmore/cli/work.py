"""`check` and `build`."""

from pathlib import Path
from typing import Any

import click

from wigmore.cli import common


@click.command(
    epilog="Examples: `wigmore check`, `wigmore check my-case --strict`, `wigmore check --sarif > my.sarif`."
)
@common.case_argument
@common.settings_options
@click.option("--json", "as_json", is_flag=True, help="Print diagnostics as one JSON document.")
@click.option("--sarif", is_flag=True, help="Print diagnostics as SARIF 2.1.0.")
def check(folder: Path, *, as_of: Any, known_on: Any, strict: bool, as_json: bool, sarif: bool) -> int:
    """Show every mistake of a case, with its repair.

    Reads the folder and works the case out, without running its analyses; writes nothing. Exit code 1 when
    there are errors.
    """
    from wigmore.build import checking, pipeline

    root = common.case_folder(folder)
    settings = pipeline.Settings(as_of=as_of, known_on=known_on, strict=strict)
    with common.progress() as progress:
        built = checking.check_folder(root, settings, pipeline.new_cache(None), progress)
    if as_json or sarif:
        _print_for_tools(built.diagnostics, sarif)
    else:
        common.print_diagnostics(built.diagnostics, built.compiling.texts)
    return 1 if built.has_errors else 0


def _print_for_tools(found: Any, as_sarif: bool) -> None:
    import json

    import wigmore
    from wigmore.diagnostics import sarif

    if as_sarif:
        made: Any = sarif.sarif(found, wigmore.__version__)
    else:
        made = {"diagnostics": [sarif.plain(one) for one in found]}
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))


@click.command(
    epilog="Examples: `wigmore build`, `wigmore build my-case --out /tmp/report`, "
    "`wigmore build --known-on 2021-12-31`."
)
@common.case_argument
@common.settings_options
@click.option("--out", type=click.Path(path_type=Path), help="Write here, not to the case's own `out`.")
@click.option("--draft", is_flag=True, help="Build a marked report even when the case has errors.")
def build(folder: Path, *, as_of: Any, known_on: Any, strict: bool, out: Path | None, draft: bool) -> int:
    """Compile a case into a report.

    Writes report.html, compiled.json, tables/*.csv and figures/*.svg. Errors stop the report (exit code 1)
    and leave the last good one as it was; with --draft it is written all the same, with a mark on every page.
    """
    from wigmore.build import building, pipeline

    root = common.case_folder(folder)
    target = out or root / "out"
    settings = pipeline.Settings(as_of=as_of, known_on=known_on, strict=strict, draft=draft)
    try:
        with common.progress() as progress:
            built = building.build(root, target, settings, progress)
    except OSError as error:
        raise common.cannot_write(error, target) from error
    common.print_diagnostics(built.diagnostics, built.compiling.texts, err=True)
    if built.report is not None:
        common.print_findings(built.compiled, target, most=8)
        click.echo(f"made anew: {built.recomputed}")
        click.echo(f"report: {built.report}")
    return 1 if built.has_errors else 0
