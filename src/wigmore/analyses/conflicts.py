"""Claims that cannot all hold: other values for one thing, denials, amounts that lack a rate of exchange.

Nothing here says who is right, and no status is decided. What differs for a good reason, a period or a
definition, stands in a table of its own and is no finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.analyses import comparing, contract, differing, rates
from wigmore.kit import edtf, edtf_words, percent
from wigmore.kit import text as texts
from wigmore.model import finding, views

DENIAL = "denial"
ASSERTS, DENIES = "asserts", "denies"

LISTED = 6
"""How many values a sentence lists."""

LISTED_TIMES = 3
LONGEST_VALUE = 60
"""How many cells of a terminal a value may take in a sentence."""

COLUMNS = (
    "conflict", "type", "subject", "property", "scope", "when", "value", "claim", "status", "speakers",
)  # fmt: skip

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A conflict: its sentence, and a row for each of its claims (without the number that they share)."""

    finding: finding.Finding
    rows: tuple[_Row, ...]


@contract.analysis(
    name="conflicts", version=1, asks="Which claims cannot all hold, and which only seem to differ?"
)
def conflicts(values: views.Values, reports: views.Reports, policies: views.Policies) -> finding.Result:
    """Compare all values of one thing at one time, and name the claims that somebody denies."""
    widths = comparing.Widths.of(policies.tables)
    said = [one for one in values if reports.records[one.id].is_said]
    exchange = rates.Exchange((one for one in said if one.property == rates.PROPERTY), widths)
    comparer = differing.Differing(values.properties, widths, exchange)
    differences = sorted(
        comparer.all(one for one in said if values.properties[one.property].single),
        key=lambda one: (one.subjects, one.property, [claim.id for claim in one.claims]),
    )
    by_type = {
        kind: [one for one in differences if one.type == kind]
        for kind in (
            differing.ANOTHER_VALUE,
            differing.NOT_COMPARABLE,
            differing.ANOTHER_PERIOD,
            differing.ANOTHER_DEFINITION,
        )
    }
    found = (
        *(_another_value(one, values, reports) for one in by_type[differing.ANOTHER_VALUE]),
        *(_denial(one, values) for one in reports if _is_denied(one)),
        *(_not_comparable(one, reports) for one in by_type[differing.NOT_COMPARABLE]),
    )
    apart = (*by_type[differing.ANOTHER_PERIOD], *by_type[differing.ANOTHER_DEFINITION])
    return finding.Result(
        findings=tuple(one.finding for one in found),
        tables=(
            _table("conflicts", "Claims that cannot all hold", [one.rows for one in found]),
            _table(
                "apart",
                "Claims that differ in period or definition, and do not exclude each other",
                [_rows(one, reports) for one in apart],
            ),
        ),
    )


def _is_denied(one: views.Reported) -> bool:
    """Whether one report asserts and another denies it; those of private claims name no statements."""
    return {ASSERTS, DENIES} <= {report.stance for report in one.origins.reports if report.statements}


def _another_value(one: differing.Difference, values: views.Values, reports: views.Reports) -> _Found:
    """Values that exclude each other; of more than two it is said that they cannot all hold."""
    states, named = _opening(one)
    if one.rates:
        states += " at {rates}"
        named["rates"] = texts.listed([_shown(values.records[name]) for name in one.rates], LISTED)
    states += " exclude each other." if len(one.values) == 2 else " cannot all hold."
    timeless = sum(claim.when is None for claim in one.claims)
    if timeless and not isinstance(one.claims[0].value, edtf.Edtf):
        states += " {timeless}"
        named["timeless"] = _timeless(timeless, len(one.claims))
    qualified = [held for claim in one.claims for held in (claim.value, claim.when)]
    basis = (*sorted(claim.id for claim in one.claims), *one.rates, *comparing.policies(qualified))
    return _Found(finding.Finding(states=states, values=named, basis=basis), _rows(one, reports))


def _timeless(count: int, of: int) -> str:
    if count == of:
        return "None of the claims names a time."
    return f"{texts.plural(count, 'claim names', 'claims name')} no time, and may speak of any."


def _not_comparable(one: differing.Difference, reports: views.Reports) -> _Found:
    """Amounts in several currencies, and the fact that is missing."""
    states, named = _opening(one)
    states += " cannot be compared" if len(one.values) == 2 else " cannot all be compared"
    states += " without an exchange rate in {rates}"
    named["rates"] = texts.listed(one.missing, LISTED)
    when = sorted({edtf_words.said(claim.when) for claim in one.claims if claim.when is not None})
    if when:
        states += " for the time that they share ({when})" if len(when) > 1 else " for {when}"
        more = ["…"] if len(when) > LISTED_TIMES else []
        named["when"] = "; ".join([*when[:LISTED_TIMES], *more])
    basis = tuple(sorted(claim.id for claim in one.claims))
    return _Found(finding.Finding(states=f"{states}.", values=named, basis=basis), _rows(one, reports))


def _denial(one: views.Reported, values: views.Values) -> _Found:
    """Who asserts a claim and who denies it."""
    # In a draft the document at the root may be missing, and with it the speaker.
    asserting, denying = (_speakers(one, stance) or ["somebody"] for stance in (ASSERTS, DENIES))
    said = values.records.get(one.id)
    row = (
        DENIAL,
        one.about[0] if one.about else "",
        *(_said_cells(said) if said else ("", "", "", "")),
        one.id,
        one.standing.status,
        f"asserted by {'; '.join(asserting)}; denied by {'; '.join(denying)}",
    )
    made = finding.Finding(
        states="{claim} is asserted by {asserting}, and denied by {denying}.",
        values={
            "claim": finding.Ref(one.id),
            "asserting": texts.listed(asserting, LISTED),
            "denying": texts.listed(denying, LISTED),
        },
        basis=(one.id,),
    )
    return _Found(made, (row,))


def _opening(one: differing.Difference) -> tuple[str, dict[str, finding.Scalar]]:
    """The beginning of a sentence, up to the values: the property, its subjects and its definition."""
    subject, _, part = one.subjects[0].partition(".")
    named: dict[str, finding.Scalar] = {
        "property": _capitalised(one.property),
        "subject": finding.Ref(subject),
    }
    states = "{property} of {part} in {subject}" if part else "{property} of {subject}"
    if part:
        named["part"] = finding.Ref(part)
    if len(one.subjects) > 1:
        states += " and {others}"
        named["others"] = texts.plural(len(one.subjects) - 1, "other", "others")
    if one.claims[0].scope:
        states += " ({scope})"
        named["scope"] = one.claims[0].definition
    named["values"] = texts.listed(list(dict.fromkeys(_shown(claim) for claim in one.values)), LISTED)
    return states + ": {values}", named


def _capitalised(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _shown(said: views.Said) -> str:
    if isinstance(said.value, edtf.Edtf):
        return edtf_words.said(said.value)
    written = " ".join(str(said.value).split()).replace(" %", percent.PER_CENT)
    return texts.cut(written, LONGEST_VALUE)


def _speakers(one: views.Reported, stance: str) -> list[str]:
    """Who takes a stance, sorted by name; the text under test is called that."""
    found = {
        f"{speaker.name} (text under test)" if report.under_test else speaker.name
        for report in one.origins.reports
        if report.stance == stance
        for speaker in report.speakers
    }
    return sorted(found)


def _said_cells(said: views.Said) -> tuple[str, str, str, str]:
    """Property, scope, time and value."""
    when = "" if said.when is None else str(said.when)
    return said.property, said.definition, when, str(said.value)


def _rows(one: differing.Difference, reports: views.Reports) -> tuple[_Row, ...]:
    rows = []
    for said in one.claims:
        held = reports.records[said.id]
        speakers = "; ".join(_speakers(held, ASSERTS)) or "concluded by the authors of the case"
        cells = (*_said_cells(said), said.id, held.standing.status, speakers)
        rows.append((one.type, one.subjects[0], *cells))
    return tuple(rows)


def _table(name: str, title: str, blocks: Sequence[tuple[_Row, ...]]) -> finding.Table:
    """A table in which the rows of each block share a number."""
    rows = [(str(number), *row) for number, block in enumerate(blocks, start=1) for row in block]
    return finding.Table(
        name=name,
        title=title,
        columns=COLUMNS,
        rows=tuple(rows),
        records=tuple(row[COLUMNS.index("claim")] for row in rows),
    )
