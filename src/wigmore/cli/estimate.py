"""`estimate`."""

import json
from typing import Any

import click

from wigmore.cli import common

LONGEST = 2_000
"""Characters of one argument."""


def _names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from wigmore.packs import known, listing

    names = (one["name"] for one in listing.listed(known.installed()))
    return [name for name in names if name.startswith(incomplete)]


@click.command(
    epilog="Examples: `wigmore estimate battery.cathode_per_gwh chemistry=LFP yield=0.9`, "
    '`wigmore estimate "energy * need" "energy=35 GWh/a" "need=2,100-2,500 t/GWh" --unit t/a`, '
    "`wigmore estimate --list battery`."
)
@click.argument("formula", required=False, shell_complete=_names)
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--unit", default="", help="Tell the answer in this unit.")
@click.option("--list", "is_list", is_flag=True, help="List the formulas of all packs, or of the one named.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer, or the list, as JSON.")
def estimate(formula: str | None, given: tuple[str, ...], *, unit: str, is_list: bool, as_json: bool) -> int:
    """Work out a quantity from a pack of a field, without a case.

    FORMULA is one of a pack, as `battery.cathode_per_gwh`, or arithmetic over names. NAME=VALUE gives a word
    (`chemistry=LFP`) or a quantity (`yield=0.9`), which takes the place of the pack's own.
    """
    from wigmore.packs import known, reading

    for text in (formula or "", unit, *given):
        if len(text) > LONGEST:
            raise click.UsageError(f"an argument has at most {LONGEST:,} characters")
    try:
        packs = known.installed()
    except reading.PackError as error:
        raise click.UsageError(f"a pack that is installed cannot be used: {error}") from error
    if is_list:
        _print_list(packs, formula, as_json=as_json)
    elif not (formula or "").strip():
        raise click.UsageError("name a formula; `wigmore estimate --list` shows all")
    else:
        _print_answer(_answer(packs, str(formula), _pairs(given), unit), as_json=as_json)
    return 0


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    """What is given, by name; wrong usage where it is no NAME=VALUE."""
    from wigmore.kit import text as texts

    made: dict[str, str] = {}
    for one in given:
        name, is_pair, value = one.partition("=")
        if not is_pair or not name.strip():
            shown = texts.visible(texts.cut(one, 60))
            raise click.UsageError(f"`{shown}` is no NAME=VALUE; write `chemistry=LFP` or `yield=0.9`")
        if name.strip() in made:
            raise click.UsageError(f"`{texts.visible(texts.cut(name.strip(), 60))}` is given twice")
        made[name.strip()] = value.strip()
    return made


def _answer(packs: Any, formula: str, given: dict[str, str], unit: str) -> Any:
    """The answer; wrong usage, with the repair, where the question cannot be answered."""
    from wigmore.packs import answers, working

    name = formula.strip()
    first, dot, rest = name.partition(".")
    is_of_pack = first in packs or bool(dot and first.isidentifier() and rest.isidentifier())
    try:
        if is_of_pack:
            return answers.of_formula(packs, name, given, unit)
        return answers.of_expression(name, given, unit)
    except working.AskError as error:
        raise _usage(error) from error


def _usage(error: Any) -> click.UsageError:
    """What is wrong with a question, and what to write."""
    return click.UsageError("; ".join(part for part in (error.message, error.repair) if part))


def _print_answer(answer: Any, *, as_json: bool) -> None:
    from wigmore.packs import answers

    if as_json:
        click.echo(json.dumps(answers.plain(answer), ensure_ascii=False, indent=1))
        return
    words = "".join(f", {word} {value}" for word, value in answer.words.items())
    if answer.name:
        common.print_wrapped(answer.asks)
        common.print_wrapped(f"({answer.name}{words})")
        click.echo()
    first, *others = answers.sentences(answer)
    common.print_wrapped(first)
    for sentence in others:
        common.print_wrapped(f"- {sentence}", indent="  ")
    click.echo()
    common.print_table(list(answers.rows(answer)))


def _print_list(packs: Any, name: str | None, *, as_json: bool) -> None:
    from wigmore.packs import listing, working

    if name is not None and name not in packs:
        try:
            working.find(packs, name)
        except working.AskError as error:
            raise _usage(error) from error
    of = name.partition(".")[0] if name else None
    shown = {one: held for one, held in packs.items() if of in (None, one)}
    listed = [one for one in listing.listed(shown) if name in (None, of, one["name"])]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for held in shown.values():
        common.print_wrapped(f"{held.title} ({held.name}, {held.on}): {held.about}")
        rows = [one for one in listed if one["name"].startswith(f"{held.name}.")]
        common.print_table([(f"  {one['name']}", _asks(one)) for one in rows])


def _asks(one: dict[str, Any]) -> str:
    """What a formula answers, and what must be given for it."""
    needed = ", ".join((*one["words"], *one["quantities"]))
    return f"{one['asks']} ({one['unit']}" + (f"; give {needed})" if needed else ")")
