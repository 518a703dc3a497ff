"""`explain`, `schema` and `completion`."""

import json
from importlib import resources
from typing import Any

import click


def _codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from wigmore.diagnostics import rules

    return [code for code in rules.BY_CODE if code.startswith(incomplete.upper())]


@click.command(epilog="Examples: `wigmore explain C008`, `wigmore explain` for the list of all codes.")
@click.argument("code", required=False, shell_complete=_codes)
def explain(code: str | None) -> int:
    """Explain a diagnostic by its code: what it means, a case that breaks it, and the repair."""
    from wigmore.diagnostics import rules
    from wigmore.kit import text as texts

    if code is None:
        for rule in rules.RULES:
            click.echo(f"{rule.code}  {rule.severity.value:<7}  {rule.name}: {rule.why}")
        return 0
    by_name = {one.name: one for one in rules.RULES}
    found = rules.BY_CODE.get(code.upper()) or by_name.get(code.lower())
    if found is None:
        near = texts.nearest(code.upper(), rules.BY_CODE)
        hint = f" Did you mean {near[0]}?" if near else ""
        retired = rules.RETIRED.get(code.upper())
        hint = f" It was retired: {retired}" if retired else hint
        raise click.UsageError(f"there is no diagnostic `{texts.visible(code)}`.{hint}")
    page = resources.files("wigmore") / "pages" / "diagnostics" / f"{found.code}-{found.name}.md"
    click.echo(page.read_text(encoding="utf-8"), nl=False)
    return 0


@click.command(epilog="Example: `wigmore schema > case.schema.json`; then name it to your editor.")
def schema() -> int:
    """Print the JSON Schema of the case format, for editors."""
    from wigmore.casefiles import schema as schemas

    click.echo(json.dumps(schemas.json_schema(), ensure_ascii=False, indent=1))
    return 0


@click.command(epilog='Example: `eval "$(wigmore completion bash)"` in ~/.bashrc.')
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the completion script of a shell."""
    from click import shell_completion

    made: Any = shell_completion.get_completion_class(shell)
    root = ctx.find_root()
    click.echo(made(root.command, {}, "wigmore", "_WIGMORE_COMPLETE").source())
    return 0
