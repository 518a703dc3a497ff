"""Which parts of the text under test the findings speak to, and which nobody has looked into."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wigmore.analyses import contract
from wigmore.kit import text as texts
from wigmore.model import finding, views

NO_PLACE = "no place named"
WIDEST = 60
"""How much of the name of a section is shown."""

NAMED = 6
"""How many sections a sentence names."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {sections: …}`."""

    most_records: int = 12
    """How many records a finding may rest on; one with more speaks of the whole text, not of a section."""


@dataclass(slots=True)
class Section:
    """A part of the text under test: what is entered from it, and how many findings rest on that."""

    name: str
    claims: list[str] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)
    unspoken: int = 0


@contract.analysis(
    name="sections",
    version=1,
    asks="Which parts of the text under test do the findings speak to?",
)
def sections(
    findings: views.Findings, reports: views.Reports, sources: views.Sources, options: Options
) -> finding.Result:
    """Set the places at which the text under test makes its claims against the findings about them."""
    found = _sections(reports, sources.under_test)
    if not found:
        return finding.Result()
    # Who was asked is no test of what the text says.
    tests = {name: held for name, held in findings.by_analysis.items() if name != "reply"}
    _count(found, tests, options)
    return finding.Result(findings=tuple(_findings(found)), tables=(_table(found),))


def _sections(reports: views.Reports, under_test: str | None) -> list[Section]:
    """The sections in the order of their numbers; a place is `SECTION, closer place`."""
    made: dict[str, Section] = {}
    for one in reports:
        for statement in one.statements:
            if statement.source == under_test:
                place = (statement.at or NO_PLACE).partition(",")[0].strip()
                section = made.setdefault(texts.fold(place), Section(place))
                if one.id not in section.claims[-1:]:
                    section.claims.append(one.id)
    return sorted(made.values(), key=lambda one: _order(one.name))


def _order(name: str) -> tuple[bool, list[int], str]:
    """By the numbers in a name, so that § 10 comes after § 9; names without one, and no place, come last."""
    numbers = [int(digits[:9]) for digits in _NUMBER.findall(name)]
    return (not numbers, numbers, texts.fold(name))


def _count(
    found: Sequence[Section], findings: Mapping[str, Sequence[finding.Finding]], options: Options
) -> None:
    """Count for each section the findings that rest on its claims."""
    held: defaultdict[str, list[Section]] = defaultdict(list)
    for section in found:
        for name in section.claims:
            held[name].append(section)
    spoken: set[str] = set()
    for analysis, some in findings.items():
        for one in some:
            records = {name for name in finding.refs(one) if finding.policy_row(name) is None}
            if len(records) <= options.most_records and not one.is_total:
                spoken |= records
                touched = {section.name: section for name in sorted(records) for section in held[name]}
                for section in touched.values():
                    section.findings[analysis] += 1
    for section in found:
        section.unspoken = sum(1 for name in section.claims if name not in spoken)


def _findings(found: Sequence[Section]) -> Iterator[finding.Finding]:
    silent = [one for one in found if not one.findings]
    yield finding.Finding(
        states="Findings speak of {spoken} of {all} sections of the text under test "
        "from which claims are entered.",
        values={"spoken": len(found) - len(silent), "all": len(found)},
        basis=tuple(sorted({name for one in found for name in one.claims})),
    )
    if silent:
        claims = sorted({name for one in silent for name in one.claims})
        yield finding.Finding(
            states="No finding speaks of {claims} in {sections}.",
            values={
                "claims": texts.plural(len(claims), "claim", "claims"),
                "sections": texts.listed([f"“{_shown(one)}”" for one in silent], NAMED),
            },
            basis=tuple(claims),
        )


def _table(found: Sequence[Section]) -> finding.Table:
    rows = [
        (
            _shown(one),
            len(one.claims),
            one.unspoken,
            _by_analysis(one.findings),
        )
        for one in found
    ]
    return finding.Table(
        name="sections",
        title="Sections of the text under test, and the findings that speak of them",
        columns=("section", "claims", "claims that no finding speaks of", "findings"),
        rows=tuple(rows),
    )


def _shown(one: Section) -> str:
    return texts.cut(texts.visible(one.name), WIDEST)


def _by_analysis(findings: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in findings.items())
