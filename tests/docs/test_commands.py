"""docs/commands.md: usage, text and options are those that `--help` shows; examples parse."""

import shlex

import click

from tests.docs import pages
from wigmore.cli import main

PAGE = pages.DOCS / "commands.md"


def _command(name: str) -> click.Command:
    with click.Context(main.commands) as context:
        found = main.commands.get_command(context, name)
    assert found is not None
    return found


def _part(name: str) -> str:
    held = _command(name)
    # Below the program's own context, from which the names of the help option come.
    program = main.commands.make_context("wigmore", [], resilient_parsing=True)
    context = click.Context(held, info_name=name, parent=program)
    usage = " ".join([context.command_path, *held.collect_usage_pieces(context)])
    rows = [_row(one, context) for one in held.get_params(context) if isinstance(one, click.Option)]
    text = "\n".join(line.strip() for line in (held.help or "").split("\n"))
    return f"```text\n{usage}\n```\n\n{text}\n\n" + pages.table(("option", "meaning"), rows)


def _row(one: click.Option, context: click.Context) -> tuple[str, str]:
    shown = one.get_help_record(context)
    assert shown is not None
    return f"`{shown[0]}`", shown[1]


def test_parts_are_those_of_the_help() -> None:
    pages.compare(PAGE, {name: _part(name) for name in main.COMMANDS})


def test_every_command_has_a_heading_in_the_order_of_the_help() -> None:
    headings = [line.removeprefix("## ") for line in pages.read(PAGE).split("\n") if line.startswith("## ")]
    assert [name for name in headings if name in main.COMMANDS] == list(main.COMMANDS)


def test_exit_codes_are_those_of_the_program() -> None:
    told = {int(row[0]) for row in pages.rows(pages.read(PAGE), "Exit codes")}
    codes = {main.EXIT_ERRORS, main.EXIT_USAGE, main.EXIT_OWN_FAULT, main.EXIT_INTERRUPTED}
    assert told == codes | {0}


def test_examples_parse_and_show_every_command() -> None:
    shown = set()
    for info, body in pages.FENCE.findall(pages.read(PAGE)):
        if info != "sh":
            continue
        for line in body.splitlines():
            name, *args = shlex.split(line.partition(" > ")[0].removeprefix("wigmore "))
            _command(name).make_context(name, args)
            shown.add(name)
    assert shown == set(main.COMMANDS)
