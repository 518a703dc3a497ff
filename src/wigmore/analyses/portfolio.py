"""Patents: numbers and forms by office, the order of their days, who holds them, and what they are cited for.

A patent says what its claims cover. What a text cites it for stands beside that, and where nobody read the
claims it is said so. A filing in an office where the holder files anyway is no sign (policy table `filings`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import contract, filings, naming
from wigmore.kit import text as texts
from wigmore.model import finding, views, vocabulary

TABLE = "filings"
USUAL, UNUSUAL, TOO_FEW = "usual", "not usual", "too few to tell"
HABITS = (USUAL, UNUSUAL, TOO_FEW)
"""Whether a holder files in an office as a habit, by its other families."""

OUT_OF_ORDER, IMPOSSIBLE = "dates contradict", "number impossible"
UNREAD, READ, NOT_GRANTED = "claims not read", "claims read", "no grant known"
VERDICTS = (OUT_OF_ORDER, IMPOSSIBLE, UNREAD, READ, NOT_GRANTED)
"""What may be said of a patent; several stand beside each other, and none where there is nothing to say."""

LONGEST = 120
LISTED = 4
PATENTS = (
    "patent", "office", "number", "form", "kind code", "assignee", "priority", "filed", "published",
    "granted", "family", "claims", "cited for", "verdict", "basis", "kind means", "name", "claimed by",
    "cited by",
)  # fmt: skip
HOLDERS = ("holder", "office", "count", "usual", "of", "basis")


@dataclass(frozen=True, slots=True)
class Habit:
    """In how many of its families a holder stands in an office."""

    holder: str
    is_entity: bool
    office: str
    families: int
    of: int
    usual: str
    basis: tuple[str, ...]


@contract.analysis(
    name="portfolio",
    version=1,
    asks="Which patents are there, in which form and whose, and do they cover what they are cited for?",
)
def portfolio(
    *,
    network: views.Network,
    events: views.Events,
    values: views.Values,
    reports: views.Reports,
    calendar: views.Calendar,
    policies: views.Policies,
) -> finding.Result:
    """Set out every patent of the case with its number, days, holders, claims and what it is cited for."""
    held = filings.Gathering(network, events, values, reports, calendar.dates).patents()
    if not held:
        return finding.Result()
    pending = without_grant(held)
    usual = habits(held, policies.tables[TABLE])
    findings = [
        *(made for one in held for made in _contradictions(one)),
        *(made for one in held for made in _cited(one)),
        *_not_granted([one for one in held if one.id in pending and one.basis]),
        *(made for one in held for made in _holders(one)),
        *_habitual(usual),
    ]
    return finding.Result(findings=tuple(findings), tables=(_patents(held, pending), _table(usual)))


def habits(held: Sequence[filings.Patent], policy: vocabulary.Policy) -> list[Habit]:
    """Where each holder files as a habit, told by its families without the one that is looked at."""
    families: dict[str, dict[str, set[str]]] = {}
    bases: dict[tuple[str, str], dict[str, None]] = {}
    entities = {}
    for one in held:
        for holder in one.holders:
            entities[holder.name] = holder.is_entity
            families.setdefault(holder.name, {}).setdefault(one.family, set()).add(one.office)
            bases.setdefault((holder.name, one.office), {})[holder.basis] = None
    least = int(policy.row("known").cells["least"])
    share = float(policy.row("usual").cells["share"])
    made = []
    for name, known in sorted(families.items()):
        counts = Counter(office for offices in known.values() for office in offices if office)
        for office, count in sorted(counts.items()):
            others = len(known) - 1
            usual = TOO_FEW if others < least else USUAL if count - 1 >= share * others else UNUSUAL
            basis = tuple(bases[name, office])
            made.append(Habit(name, entities[name], office, count, len(known), usual, basis))
    return made


def verdicts(one: filings.Patent, pending: frozenset[str]) -> tuple[str, ...]:
    """What is to be said of a patent, in the order of `VERDICTS`; `pending` are those without a grant."""
    holds = {
        OUT_OF_ORDER: any(one.disorder()),
        IMPOSSIBLE: bool(one.faults) or any(one.misdated()),
        UNREAD: bool(one.cited) and not one.claimed,
        READ: bool(one.cited) and bool(one.claimed),
        NOT_GRANTED: one.id in pending,
    }
    return tuple(word for word in VERDICTS if holds[word])


def without_grant(held: Sequence[filings.Patent]) -> frozenset[str]:
    """The applications by number of which nothing tells a grant, nor of another of the family there."""
    granted = {(one.family, one.office) for one in held if one.is_granted}
    return frozenset(
        one.id
        for one in held
        if one.number is not None
        and "grant" not in one.number.forms
        and (one.family, one.office) not in granted
    )


# --- sentences ----------------------------------------------------------------------------------------------


def _contradictions(one: filings.Patent) -> Iterator[finding.Finding]:
    """Days that cannot come in this order, and numbers that cannot be of their day."""
    for first, second in one.disorder():
        yield finding.Finding(
            states="{patent} cannot have been {later} on {day} with its priority on {other}."
            if first.step == "priority"
            else "{patent} cannot have been {later} on {day} and {earlier} on {other}: that comes first.",
            values={
                "patent": finding.Ref(one.id),
                "later": second.step,
                "day": str(second.date),
                **({} if first.step == "priority" else {"earlier": first.step}),
                "other": str(first.date),
            },
            basis=tuple(
                dict.fromkeys((first.basis, second.basis, *first.date.widened, *second.date.widened))
            ),
        )
    for why, day in one.misdated():
        yield finding.Finding(
            states="The number of {patent} does not fit its day: {why}, and it is said to be {step} "
            "on {day}.",
            values={
                "patent": finding.Ref(one.id),
                "why": why,
                "step": day.step,
                "day": str(day.date),
            },
            basis=(day.basis, *day.date.widened),
        )


def _cited(one: filings.Patent) -> Iterator[finding.Finding]:
    """What a patent is cited for, beside what it claims."""
    if not one.cited:
        return
    values: dict[str, finding.Scalar] = {"patent": finding.Ref(one.id), "cited": _said(one.cited)}
    cited = tuple(said.id for said in one.cited)
    if not one.claimed:
        yield finding.Finding(
            states="{patent} is cited for {cited}; what its claims cover nobody here has read.",
            values=values,
            basis=cited,
        )
        return
    yield finding.Finding(
        states="{patent} is cited for {cited}; what its claims cover is {claimed}.",
        values={**values, "claimed": _said(one.claimed)},
        basis=(*cited, *(said.id for said in one.claimed)),
    )


def _said(some: Sequence[views.Said]) -> str:
    """Texts of claims in a sentence, each once."""
    found = dict.fromkeys(f"“{texts.cut_at_word(_flat(one), LONGEST)}”" for one in some)
    return texts.listed(list(found), LISTED)


def _flat(one: views.Said) -> str:
    return " ".join(str(one.value).split())


def _not_granted(found: Sequence[filings.Patent]) -> Iterator[finding.Finding]:
    """Which of the patents are applications, so that nothing tells of a right."""
    if found:
        names, values = naming.names([one.id for one in found])
        is_many = len(found) > 1
        yield finding.Finding(
            states=f"{names} {'are applications' if is_many else 'is an application'} by the number: "
            f"no grant of {'them' if is_many else 'it'} is known.",
            values=values,
            basis=tuple(dict.fromkeys(name for one in found for name in one.basis)),
        )


def _holders(one: filings.Patent) -> Iterator[finding.Finding]:
    """Those who hold a patent, where the sources name several, with their times."""
    by_name: dict[str, filings.Holder] = {}
    for holder in one.holders:
        by_name.setdefault(holder.name, holder)
    if len(by_name) < 2:
        return
    parts, values = [], dict[str, finding.Scalar]()
    for number, holder in enumerate(list(by_name.values())[: naming.MOST], start=1):
        values[f"holder_{number}"] = finding.Ref(holder.name) if holder.is_entity else holder.name
        values[f"since_{number}"] = _time(holder)
        parts.append(f"{{holder_{number}}} ({{since_{number}}})")
    yield finding.Finding(
        states=f"{{patent}} has had several holders by the sources: {'; '.join(parts)}.",
        values={"patent": finding.Ref(one.id), **values},
        basis=tuple(dict.fromkeys(holder.basis for holder in one.holders)),
    )


def _time(one: filings.Holder) -> str:
    since = f"from {one.since}" if one.since else "from a time not told"
    return f"{since} until {one.until}" if one.until else since


def _habitual(usual: Sequence[Habit]) -> Iterator[finding.Finding]:
    """Where each holder files as a habit, so that a patent there is no sign of anything else."""
    by_holder: dict[str, list[Habit]] = {}
    for one in usual:
        if one.usual == USUAL:
            by_holder.setdefault(one.holder, []).append(one)
    for name, some in by_holder.items():
        offices = texts.listed([f"{one.office} ({one.families} of {one.of})" for one in some])
        yield finding.Finding(
            states="{holder} files in {offices} families as a habit, as far as the case knows its patents: "
            "that a patent stands there is no sign of anything else.",
            values={"holder": finding.Ref(name) if some[0].is_entity else name, "offices": offices},
            basis=(
                *dict.fromkeys(basis for one in some for basis in one.basis),
                finding.policy_ref(TABLE, "known"),
                finding.policy_ref(TABLE, "usual"),
            ),
        )


# --- tables -------------------------------------------------------------------------------------------------


def _patents(held: Sequence[filings.Patent], pending: frozenset[str]) -> finding.Table:
    return finding.Table(
        name="patents",
        title="The patents of the case: number and form by office, days, holders, claims and citations",
        columns=PATENTS,
        rows=tuple(_row(one, pending) for one in held),
        records=tuple(one.id for one in held),
    )


def _row(one: filings.Patent, pending: frozenset[str]) -> tuple[finding.Cell, ...]:
    number = one.number
    return (
        one.id,
        one.office,
        one.written if number else "",
        number.form if number else "",
        number.kind if number else "",
        _assignee(one),
        *(_days(one, step) for step in filings.STEPS),
        one.entity.identifiers.get("family", ""),
        "; ".join(dict.fromkeys(_flat(said) for said in one.claimed)),
        "; ".join(dict.fromkeys(_flat(said) for said in one.cited)),
        "; ".join(verdicts(one, pending)),
        one.basis,
        number.means if number else "",
        one.entity.name,
        tuple(said.id for said in one.claimed),
        tuple(said.id for said in one.cited),
    )


def _assignee(one: filings.Patent) -> finding.Cell:
    """The holders by id; by name where one of them is no entity of the case."""
    if all(holder.is_entity for holder in one.holders):
        return tuple(dict.fromkeys(holder.name for holder in one.holders))
    return "; ".join(dict.fromkeys(holder.label for holder in one.holders))


def _days(one: filings.Patent, step: str) -> str:
    return "; ".join(dict.fromkeys(str(day.date) for day in one.of_step(step)))


def _table(usual: Sequence[Habit]) -> finding.Table:
    return finding.Table(
        name="holders",
        title="In how many of its families a holder stands in each office, and whether it files there anyway",
        columns=HOLDERS,
        rows=tuple((one.holder, one.office, one.families, one.usual, one.of, one.basis) for one in usual),
        records=tuple(one.holder if one.is_entity else one.basis[0] for one in usual),
    )
