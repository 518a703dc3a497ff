"""Features of things side by side: same, different, unknown or contradictory, and how common in the trade.

A feature that everybody in the trade has is no tie. What a shared one is worth at most is one over the share
of the known trade that has it, by the rule of succession, so that nothing is certain (policy table `shared`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import comparing, contract, features, naming, pasting
from wigmore.kit import edtf_words
from wigmore.kit import text as texts
from wigmore.model import finding, graph, inference, views, vocabulary

TABLE = "shared"
NOBODY = finding.policy_ref("status", "nobody")
CERTAIN, POSSIBLE, UNKNOWN = "certain", "possible", "unknown"
"""How sure it is who had a feature first, by the bounds of the dates."""

SUBJECT, FIELD = "compared", "in the trade"
LISTED = 4
CELLS = (
    "comparison", "feature", "subject", "value", "when", "status", "basis", "state", "role", "stated",
)  # fmt: skip
FEATURES = (
    "comparison", "feature", "verdict", "first", "shared by", "of", "others unknown",
    "value", "first is", "why", "ratio",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One feature of a comparison: its cells, how they stand, who was first, and the trade beside them."""

    comparison: inference.Comparison
    feature: str
    cells: tuple[features.Cell, ...]
    stands: features.Compared
    field: Mapping[str, tuple[features.Cell, ...]]
    first: tuple[str, ...]
    first_is: str

    @property
    def known(self) -> int:
        """Of how many others in the trade it is known whether they have it."""
        return len(self.field[features.SAME]) + len(self.field[features.DIFFERS])

    @property
    def is_shared(self) -> bool:
        """Whether all things compared are known to have it: that they all lack it is another matter."""
        return self.stands.verdict == features.SAME and all(one.state == features.SAID for one in self.cells)

    @property
    def basis(self) -> tuple[str, ...]:
        """The claims of the cells and of the others in the trade; where there are none, who lacks them."""
        others = [*self.field[features.SAME], *self.field[features.DIFFERS]]
        held = tuple(dict.fromkeys(features.claims([*self.cells, *others])))
        searched = tuple(dict.fromkeys(name for one in self.cells for name in one.inquiries))
        return (*held, *searched) or (NOBODY,)


@dataclass(frozen=True, slots=True)
class Known:
    """What findings and tables are made with."""

    values: views.Values
    reports: views.Reports
    policies: Mapping[str, vocabulary.Policy]

    def number(self, row: str, cell: str) -> float:
        """A number of the policy table `shared`."""
        return float(self.policies[TABLE].row(row).cells[cell])


@contract.analysis(
    name="convergence",
    version=1,
    asks="Which features do things share, who had them first, and does everybody in the trade have them?",
)
def convergence(
    *,
    comparisons: views.Comparisons,
    values: views.Values,
    reports: views.Reports,
    inquiries: views.Inquiries,
    policies: views.Policies,
    today: views.Today,
) -> finding.Result:
    """Set the features of each comparison side by side, from what others than the text under test say."""
    widths = comparing.Widths.of(policies.tables)
    reader = features.Reader(values, reports, inquiries, widths)
    known = Known(values, reports, policies.tables)
    rows = [
        _row(one, feature, reader)
        for one in comparisons.records.values()
        for feature in dict.fromkeys(one.features)
        if feature in values.properties
    ]
    if not rows:
        return finding.Result()
    offers = [made for row in rows if (made := offer(row, known)) is not None]
    by_comparison: dict[str, list[Row]] = {}
    for row in rows:
        by_comparison.setdefault(row.comparison.id, []).append(row)
    return finding.Result(
        findings=tuple(one for some in by_comparison.values() for one in _findings(some, known)),
        tables=(_cells(rows, known), _features(rows, known), *pasting.table(offers, today.day)),
    )


def _row(one: inference.Comparison, feature: str, reader: features.Reader) -> Row:
    known = reader.values.properties[feature]
    subjects = tuple(dict.fromkeys(one.subjects))
    others = [name for name in dict.fromkeys(one.field) if name not in subjects]
    cells = tuple(reader.cell(name, feature, one.sought) for name in subjects)
    stands = features.compare(cells, known)
    field = features.field_of(cells, [reader.cell(name, feature, one.sought) for name in others], known)
    return Row(one, feature, cells, stands, field, *_first(cells, stands, reader))


def _first(
    cells: Sequence[features.Cell], stands: features.Compared, reader: features.Reader
) -> tuple[tuple[str, ...], str]:
    """Who may have had a shared value first, by the times of the claims, and how sure that is."""
    if stands.verdict != features.SAME:
        return (), ""
    same = {held.said.id for both in stands.shared for held in both}
    began = {one.subject: reader.began([held for held in one.held if held.said.id in same]) for one in cells}
    spans = {name: days for name, days in began.items() if days is not None}
    if len(spans) < len(cells):
        return (), UNKNOWN
    may_be = tuple(
        name for name, (start, _) in spans.items() if all(start <= last for _, last in spans.values())
    )
    return may_be, CERTAIN if len(may_be) == 1 else POSSIBLE


def chance(row: Row) -> float:
    """The share of the trade that has a feature, by the rule of succession: never none and never all."""
    return (len(row.field[features.SAME]) + 1) / (row.known + 2)


def offer(row: Row, known: Known) -> pasting.Offer | None:
    """What a shared feature could be weighed as; None where none is shared, or too little of the trade known.

    Of one more in the trade that has the feature the ratio falls: it is at most one over their share.
    """
    if not row.is_shared or row.known < known.number("known", "least"):
        return None
    share = chance(row)
    count = texts.plural(len(set(row.comparison.features)), "feature", "features")
    return pasting.Offer(
        record=row.comparison.id,
        part=row.feature,
        says=f"They share {_words(row.feature)}, one of {count} compared: "
        f"{len(row.field[features.SAME])} of {row.known} others in the trade have it too.",
        rests_on=tuple(dict.fromkeys(features.claims(row.cells))),
        linked=max(known.number("linked", "share"), share),
        chance=share,
        ceiling=1 / share,
    )


# --- sentences ----------------------------------------------------------------------------------------------


def _findings(rows: Sequence[Row], known: Known) -> Iterator[finding.Finding]:
    yield _total(rows)
    for row in rows:
        yield from _told(row, known)


def _total(rows: Sequence[Row]) -> finding.Finding:
    """How many features stand how, with what the text under test says of the whole beside it."""
    names, values = naming.names([one.subject for one in rows[0].cells])
    verdicts = [row.stands.verdict for row in rows]
    states = f"Of {{features}} compared between {names}, the same: {{same}}; different: {{differs}}"
    named: dict[str, finding.Scalar] = {
        **values,
        "features": texts.plural(len(rows), "feature", "features"),
        "same": verdicts.count(features.SAME),
        "differs": verdicts.count(features.DIFFERS),
    }
    for key, says in ((features.CONTRADICTORY, "contradicted among the sources"), (UNKNOWN, "unknown")):
        if key in verdicts:
            states += f"; {says}: {{{key}}}"
            named[key] = verdicts.count(key)
    basis = tuple(dict.fromkeys(name for row in rows for name in row.basis))
    stated = rows[0].comparison.stated
    if stated is None:
        return finding.Finding(states=f"{states}.", values=named, basis=basis)
    named["stated"] = stated.as_ or finding.Ref(stated.claim)
    return finding.Finding(
        states=f"{states}. The text under test says: {{stated}}.",
        values=named,
        basis=(*basis, stated.claim),
    )


def _told(row: Row, known: Known) -> Iterator[finding.Finding]:
    """What is said of one feature; of one that is unknown the total and the table tell enough."""
    names, values = naming.names([one.subject for one in row.cells])
    named: dict[str, finding.Scalar] = {"feature": _words(row.feature, capital=True), **values}
    if row.is_shared:
        trade, more = _trade(row, known)
        first, who = _who_was_first(row)
        yield finding.Finding(
            states=f"{{feature}} is the same for {names}: {{value}}.{first}{trade}",
            values={**named, "value": _value(row), **who, **more},
            basis=(*row.basis, finding.policy_ref(TABLE, "common")) if row.known else row.basis,
            assumes=row.comparison.assumes,
        )
    elif row.stands.verdict == features.DIFFERS:
        parts, sides = _sides(row)
        yield finding.Finding(
            states=f"{{feature}} differs: {parts}.",
            values={"feature": named["feature"], **sides},
            basis=row.basis,
            assumes=row.comparison.assumes,
        )
    elif row.stands.verdict == features.CONTRADICTORY:
        torn = [one for one in row.cells if one.state == features.CONTRADICTORY]
        torn_names, torn_values = naming.names([one.subject for one in torn])
        yield finding.Finding(
            states=f"Whether {{feature}} is shared cannot be told: the sources contradict each other about "
            f"{torn_names}.",
            values={"feature": _words(row.feature), **torn_values},
            basis=tuple(dict.fromkeys(features.claims(torn))),
        )


def _who_was_first(row: Row) -> tuple[str, dict[str, finding.Scalar]]:
    if row.first_is == UNKNOWN:
        return " Who had it first is not known.", {}
    if row.first_is == POSSIBLE:
        return " By the dates of the claims, no one of them certainly had it first.", {}
    return " {first} is said to have had it first.", {"first": finding.Ref(row.first[0])}


def _trade(row: Row, known: Known) -> tuple[str, dict[str, finding.Scalar]]:
    """The end of a sentence: how many others in the trade have the feature, and what follows."""
    have, unknown = len(row.field[features.SAME]), len(row.field["unknown"])
    if not row.known:
        said = " Nothing is known of others in the trade" if unknown else " No others in the trade are named"
        return f"{said}, so that it may be common.", {}
    states = " Of {known} in the trade that are known, {have} it too"
    named: dict[str, finding.Scalar] = {
        "known": texts.plural(row.known, "other", "others"),
        "have": f"{have} {'has' if have == 1 else 'have'}",
    }
    if unknown:
        states += "; of {unknown} more it is not known"
        named["unknown"] = unknown
    made = offer(row, known)
    if made is None:
        return f"{states}: too few to say whether it is common.", named
    if have >= known.number("common", "share") * row.known:
        return f"{states}: a feature of the trade, and no sign of a tie.", named
    named["ratio"] = f"{made.ratio:.1f}"
    return f"{states}: sharing it speaks for a tie by a factor of {{ratio}} at most.", named


def _sides(row: Row) -> tuple[str, dict[str, finding.Scalar]]:
    """What each of the things has, as the end of a sentence."""
    parts: list[str] = []
    named: dict[str, finding.Scalar] = {}
    for number, one in enumerate(row.cells[: naming.MOST], start=1):
        parts.append(f"{{name_{number}}} {{value_{number}}}")
        named[f"name_{number}"] = finding.Ref(one.subject)
        named[f"value_{number}"] = _shown(one)
    more = len(row.cells) - len(parts)
    return "; ".join([*parts, *([f"{more} more"] if more else [])]), named


def _shown(one: features.Cell) -> str:
    """The values of a cell in a sentence; of a known no, that it is not so."""
    held = one.held if one.state != features.DENIED else one.denied
    listed = texts.listed(list(dict.fromkeys(features.shown(value) for value in held)), LISTED)
    return texts.cut(f"not {listed}" if one.state == features.DENIED else listed, 80)


def _value(row: Row) -> str:
    """What is shared, as it is written of each of the things compared."""
    found = dict.fromkeys(features.shown(held) for both in row.stands.shared for held in both)
    return texts.cut(texts.listed(list(found), LISTED), 80)


def _words(name: str, *, capital: bool = False) -> str:
    said = name.replace("-", " ").replace("_", " ")
    return said[:1].upper() + said[1:] if capital else said


# --- tables -------------------------------------------------------------------------------------------------


def _cells(rows: Sequence[Row], known: Known) -> finding.Table:
    made = [line for row in rows for line in _lines(row, known)]
    return finding.Table(
        name="cells",
        title="What is known of each feature of each thing compared, and of others in the trade",
        columns=CELLS,
        rows=tuple(made),
        records=tuple(str(line[2]) for line in made),
    )


def _lines(row: Row, known: Known) -> Iterator[tuple[finding.Cell, ...]]:
    """A line for each value of a cell, and one for a cell without any."""
    others = [one for some in row.field.values() for one in some]
    order = {name: place for place, name in enumerate(row.comparison.field)}
    roles = [(one, SUBJECT) for one in row.cells]
    roles += [(one, FIELD) for one in sorted(others, key=lambda one: order[one.subject])]
    for cell, role in roles:
        held = [*cell.held, *cell.denied]
        stated = "; ".join(dict.fromkeys(features.shown(one) for one in cell.tested))
        start = (row.comparison.id, row.feature, cell.subject)
        for one in held:
            claim = one.said.id
            value = f"not {features.shown(one)}" if one in cell.denied else features.shown(one)
            when = edtf_words.said(one.said.when) if one.said.when else ""
            status = known.reports.records[claim].standing.status
            yield (*start, value, when, status, (claim,), cell.state, role, stated)
        if not held:
            basis = (*cell.inquiries, *(one.said.id for one in cell.tested))
            yield (*start, "", "", graph.NO_CLAIM, basis, cell.state, role, stated)


def _features(rows: Sequence[Row], known: Known) -> finding.Table:
    return finding.Table(
        name="features",
        title="How the things compared stand in each feature, and how many others in the trade have it",
        columns=FEATURES,
        rows=tuple(_verdict(row, known) for row in rows),
        records=tuple(row.comparison.id for row in rows),
    )


def _verdict(row: Row, known: Known) -> tuple[finding.Cell, ...]:
    made = offer(row, known)
    counts: tuple[finding.Cell, ...] = (
        len(row.field[features.SAME]), row.known, len(row.field["unknown"]),
    )  # fmt: skip
    return (
        row.comparison.id,
        row.feature,
        row.stands.verdict,
        row.first,
        *(counts if row.is_shared else ("", "", "")),
        _value(row) if row.stands.verdict == features.SAME else "",
        row.first_is,
        row.stands.why,
        round(made.ratio, 4) if made else "",
    )
