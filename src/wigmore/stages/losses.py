"""What reading may have lost, so that one mistake is not reported once more by all that leans on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from wigmore.diagnostics import diagnostic, rules

LOSING = frozenset(
    rule.code
    for rule in (
        rules.NOT_UTF8,
        rules.FILE_TOO_LARGE,
        rules.LINK_OUT,
        rules.YAML_SYNTAX,
        rules.BARE_GREATER,
        rules.SECOND_DOCUMENT,
        rules.TOO_DEEP,
        rules.DOUBLED_KEY,
        rules.UNKNOWN_KIND,
        rules.CONTROL_CHARACTER,
        rules.UNREADABLE,
        rules.KIND_IS_LIST,
    )
)
"""Errors after which records may be missing that the author did declare."""


READING = frozenset(
    rule.code
    for rule in (
        rules.UNKNOWN_KEY,
        rules.WRONG_TYPE,
        rules.BAD_ID,
        rules.UNQUOTED_SET,
        rules.BAD_DATE,
        rules.UNKNOWN_WORD,
        rules.EMPTY_VALUE,
    )
)
"""Errors after which a record may lack a value that its author did write."""

ECHOES = frozenset(
    rule.code for rule in (rules.NO_SOURCE, rules.HALF_STATEMENT, rules.NO_WARRANT, rules.BAD_RELIABILITY)
)
"""What is said of a record that lacks something: no news where it stands there and could not be read."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Files that may have held more records than were read, and records that may have held more."""

    files: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()


NOTHING = Lost()


def lost(found: Iterable[diagnostic.Diagnostic]) -> Lost:
    """What may be missing, by all that was found wrong while reading."""
    errors = [one for one in found if one.severity is diagnostic.Severity.ERROR]
    return Lost(
        # Files of prose hold no records.
        files=frozenset(
            one.span.path for one in errors if one.rule.code in LOSING and not one.span.path.endswith(".md")
        ),
        records=frozenset(one.on for one in errors if one.on is not None),
    )


def without_echoes(found: Iterable[diagnostic.Diagnostic]) -> list[diagnostic.Diagnostic]:
    """All but what is said to be missing from records of which a part could not be read."""
    found = list(found)
    at_fault = frozenset(one.on for one in found if one.on and one.rule.code in READING)
    return [one for one in found if one.rule.code not in ECHOES or one.on not in at_fault]
