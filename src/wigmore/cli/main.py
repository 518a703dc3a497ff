"""The command `wigmore`: its subcommands, and what the user sees when something goes wrong."""

import importlib
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

import wigmore
from wigmore.diagnostics import rules

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("wigmore.cli.start", "Build an example case and show what it finds."),
    "init": ("wigmore.cli.start", "Begin a case: a small commented one that builds."),
    "check": ("wigmore.cli.work", "Show every mistake of a case, with its repair."),
    "build": ("wigmore.cli.work", "Compile a case into a report."),
    "trace": ("wigmore.cli.look", "Follow a finding or record down to what it rests on."),
    "show": ("wigmore.cli.look", "Show a record with what was worked out about it."),
    "estimate": ("wigmore.cli.estimate", "Work out a quantity from a pack of a field, without a case."),
    "explain": ("wigmore.cli.reference", "Explain a diagnostic by its code."),
    "schema": ("wigmore.cli.reference", "Print the JSON Schema of the case format, for editors."),
    "diff": ("wigmore.cli.look", "Tell what changed between two compiled cases."),
    "completion": ("wigmore.cli.reference", "Print the completion script of a shell."),
}
"""Each command, the module that holds it, and its help in one line: `--help` imports none of them."""

EXIT_ERRORS, EXIT_USAGE, EXIT_OWN_FAULT, EXIT_INTERRUPTED = 1, 2, 3, 130


class Commands(click.Group):
    """The subcommands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        held: click.Command = getattr(importlib.import_module(COMMANDS[name][0]), name)
        return held

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; a misspelt one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from wigmore.kit import text as texts

            near = texts.nearest(args[0], tuple(COMMANDS))
            hint = f" Did you mean `{near[0]}`?" if near else f" Commands: {', '.join(COMMANDS)}."
            ctx.fail(f"there is no command `{texts.visible(args[0])}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `wigmore demo`, then `wigmore init my-case`. Exit codes: 0 good, "
    "1 errors in the case, 2 wrong usage, 3 a fault of ours, 130 interrupted.",
)
@click.version_option(wigmore.__version__, prog_name="wigmore")
def commands() -> None:
    """Compile evidence: a folder of plain text becomes a report that leads back to its sources."""


def run(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; no traceback reaches the user for a mistake of theirs."""
    sys.exit(status(args))


def status(args: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        held: Any = commands.main(args=list(args) if args is not None else None, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted; the last good report is as it was", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        sys.stdout = None
        return 0
    except Exception as error:
        # Whatever it is, it is our fault, and the user gets one line.
        return _own_fault(error)
    return held if isinstance(held, int) else 0


def _own_fault(error: Exception) -> int:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.name}, line {last.lineno}"
    rule = rules.OWN_FAULT
    click.echo(f"error[{rule.code} {rule.name}]: {type(error).__name__} in {place}: {error}", err=True)
    help_ = "this is a fault of Wigmore, not of your case; please report it with this line"
    click.echo(f"  = help: {help_}", err=True)
    return EXIT_OWN_FAULT
