"""`trace`, `show` and `diff`."""

import json
from pathlib import Path
from typing import Any

import click

from wigmore.cli import common


def _compiled(folder: Path, name: str) -> Any:
    """The compiled case of a folder, in draft where it has errors, or one that was written before.

    Wrong usage where the record that is asked for is a private one.
    """
    from wigmore.build import building, comparing, pipeline
    from wigmore.stages import privacy

    if folder.is_file() or ((folder / "compiled.json").is_file() and not (folder / "case.yaml").exists()):
        try:
            return comparing.load(folder)
        except comparing.NotCompiled as wrong:
            raise click.UsageError(str(wrong)) from wrong
    root = common.case_folder(folder)
    settings = pipeline.Settings(draft=True)
    with common.progress() as progress:
        built = building.compile_folder(root, settings, pipeline.new_cache(None), progress)
    if built.compiled is None:
        common.print_diagnostics(built.diagnostics, built.compiling.texts, err=True)
        raise click.exceptions.Exit(1)
    alias = privacy.aliases(built.compiling.graph.records).get(name) if built.compiling.graph else None
    if alias:
        raise click.UsageError(f"`{name}` is private: the report counts it as `{alias}` and never shows it")
    return built.compiled


def _unknown(case: Any, name: str) -> click.UsageError:
    from wigmore.kit import text as texts

    known = [held for rows in case.records.values() for held in rows] + [one["id"] for one in case.findings]
    near = texts.nearest(name, known)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return click.UsageError(f"there is no record or finding `{texts.visible(name)}`.{hint}")


@click.command(epilog="Examples: `wigmore trace rio-amount`, `wigmore trace provenance-1a2b3c4d my-case`.")
@click.argument("name", metavar="ID")
@common.case_argument
@click.option("--json", "as_json", is_flag=True, help="Print the trail as JSON.")
def trace(name: str, folder: Path, as_json: bool) -> int:
    """Follow a finding or record down to what it rests on.

    Each trail ends in passages of sources, rows of policy tables, inquiries or assumptions.
    """
    from dataclasses import asdict

    from wigmore.model import trace as traces

    case = _compiled(folder, name)
    try:
        trail = traces.trace(case, name)
    except KeyError as error:
        raise _unknown(case, name) from error
    if as_json:
        click.echo(json.dumps(asdict(trail), ensure_ascii=False, indent=1))
    else:
        _print_step(trail, "", "")
    return 0


def _print_step(step: Any, first: str, rest: str) -> None:
    """One step of a trail and those below it, drawn as a tree; long lines wrap below their beginning."""
    import textwrap

    from wigmore.kit import text as texts
    from wigmore.model import graph

    state = f" [{graph.PASSAGE_STATES.get(step.state, step.state)}]" if step.state else ""
    name = f" {step.id}" if step.kind not in ("passage", "policy") else ""
    told = texts.visible(f"{step.kind}{name}{state}: {step.text}")
    room = max(30, common.width() - len(first))
    lines = textwrap.wrap(told, room, break_long_words=False, break_on_hyphens=False) or [told]
    follow = rest + ("│  " if step.below else "   ")
    click.echo("\n".join([first + lines[0], *(follow + line for line in lines[1:])]))
    for index, below in enumerate(step.below):
        last = index == len(step.below) - 1
        _print_step(below, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


@click.command(epilog="Examples: `wigmore show lg-chem`, `wigmore show rio-amount my-case`.")
@click.argument("name", metavar="ID")
@common.case_argument
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def show(name: str, folder: Path, as_json: bool) -> int:
    """Show a record with what was worked out about it."""
    from wigmore.model import finding

    name = name.partition(".")[0] if finding.is_record(name) else name
    case = _compiled(folder, name)
    kind = case.kind_of(name)
    found = next((one for one in case.findings if one["id"] == name), None)
    if kind is None and found is None:
        raise _unknown(case, name)
    held = case.records[kind][name] if kind else found
    derived = case.derived.get(name, {})
    if as_json:
        whole = {"kind": kind or "finding", "id": name, "record": held, "derived": derived}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        _print_record(kind or "findings", name, held, {**derived, "told": case.told(name)})
    return 0


def _print_record(kind: str, name: str, held: Any, derived: Any) -> None:
    from wigmore.casefiles import write
    from wigmore.kit import text as texts
    from wigmore.model import graph

    states = [graph.PASSAGE_STATES.get(one["state"], "unread") for one in derived.get("passages", ())]
    click.echo(texts.visible(f"{kind}:\n" + write.print_plain(name, held, 2)), nl=False)
    lines = {
        "status": derived.get("status"),
        "value": derived.get("value"),
        "from and until": " and ".join(str(date or "not said") for date in derived.get("dates", ())),
        "independent reports": derived.get("observers"),
        "copies merged": derived.get("copies"),
        "passages": ", ".join(states),
        "what rests on it": ", ".join(derived.get("resting", ())),
        "mentioned by": ", ".join(derived.get("mentions", ())),
        "told in": ", ".join(derived["told"]),
    }
    if any(lines.values()):
        click.echo("\nworked out:")
    for what, text in lines.items():
        if text not in (None, ""):
            click.echo(f"  {what}: {text}")


@click.command(
    epilog="Examples: `wigmore diff old/compiled.json out/compiled.json`, `wigmore diff out-may out`."
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything changed.")
def diff(old: Path, new: Path, as_json: bool, exit_code: bool) -> int:
    """Tell what changed between two compiled cases: findings, statuses, values, words, records."""
    from dataclasses import asdict

    from wigmore.build import comparing
    from wigmore.kit import text as texts

    try:
        changes = comparing.compare(comparing.load(old), comparing.load(new))
    except comparing.NotCompiled as wrong:
        raise click.UsageError(str(wrong)) from wrong
    if as_json:
        click.echo(json.dumps([asdict(one) for one in changes], ensure_ascii=False, indent=1))
    else:
        for one in changes:
            click.echo(texts.visible(_line(one)))
        click.echo(texts.plural(len(changes), "change", "changes"))
    return 1 if exit_code and changes else 0


def _line(one: Any) -> str:
    if one.before is None:
        return f"+ {one.what} {one.id}: {one.after}"
    if one.after is None:
        return f"- {one.what} {one.id}: {one.before}"
    name = "" if one.id in one.what else f" {one.id}"
    return f"~ {one.what}{name}\n    before: {one.before}\n    after:  {one.after}"
