"""One breach of a rule at one place, and the list helpers that go with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

from wigmore.diagnostics import span as spans

T = TypeVar("T")


class Severity(Enum):
    """Errors stop the report, warnings mark the place in it, notes inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a case must keep to; declared once, in `wigmore.diagnostics.rules`."""

    code: str
    name: str
    severity: Severity
    why: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the same breach."""

    span: spans.Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A breach of `rule` at `span`.

    `on` is the id of the record it is about, by which a case may accept a warning and a report may
    mark a place; `help` is the smallest edit that repairs it. `severity` differs from the rule's
    only after `--strict`; `accepted` holds the reason the case gives for living with a warning.
    """

    rule: Rule
    span: spans.Span
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    on: str | None = None
    lifted: bool = False
    accepted: str | None = None

    @property
    def severity(self) -> Severity:
        """The rule's severity, or error where `--strict` lifted it."""
        return Severity.ERROR if self.lifted else self.rule.severity


def at(rule: Rule, where: spans.Span, message: str, repair: str | None, on: str | None = None) -> Diagnostic:
    """A breach of a rule at a place, with its repair, about the record `on`."""
    return Diagnostic(rule=rule, span=where, message=message, help=repair, on=on)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value together with all that is wrong with what it was made from."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, line, column, code and message, and drop exact repetitions."""

    def key(found: Diagnostic) -> tuple[spans.Span, str, str]:
        return (found.span, found.rule.code, found.message)

    return tuple(sorted(dict.fromkeys(diagnostics), key=key))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the report."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def lift(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What `--strict` does: a warning that the case did not accept becomes an error."""
    return tuple(
        replace(found, lifted=True)
        if found.severity is Severity.WARNING and found.accepted is None
        else found
        for found in diagnostics
    )
