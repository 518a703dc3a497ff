"""docs/diagnostics.md: every rule with its severity and reason, each linking to its page."""

from tests.docs import pages
from wigmore.diagnostics import rules

PAGE = pages.DOCS / "diagnostics.md"
FOLDER = "../src/wigmore/pages/diagnostics"


def _part(letter: str) -> str:
    rows = [
        (f"[{one.code}]({FOLDER}/{one.code}-{one.name}.md)", one.name, one.severity.value, one.why)
        for one in sorted(rules.RULES, key=lambda one: one.code)
        if one.code[0] == letter
    ]
    return pages.table(("code", "name", "severity", "why"), rows)


def test_list_is_that_of_the_rules() -> None:
    letters = {one.code[0] for one in rules.RULES}
    pages.compare(PAGE, {letter: _part(letter) for letter in letters})


def test_retired_codes_are_told() -> None:
    assert [code for code in rules.RETIRED if f"`{code}`" not in pages.read(PAGE)] == []
