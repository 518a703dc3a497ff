"""Cells of a comparison: what is known of one feature of one thing, and how two cells stand to each other.

The text under test does not vouch for itself: what it alone says stands beside a cell and is no part of it.
A value that is said for a day holds from then until another value follows.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import comparing, differing, rates
from wigmore.kit import allen, edtf
from wigmore.kit import text as texts
from wigmore.model import inference, views, vocabulary

SAID, DENIED, CONTRADICTORY = "said", "denied", "contradictory"
SOUGHT, UNKNOWN = "looked for in vain", "not looked for"
STATES = (SAID, DENIED, CONTRADICTORY, SOUGHT, UNKNOWN)
"""What a cell may be: denied is a known no; the last two are unknown, and only one of them was searched."""

SAME, DIFFERS = "same", "differs"
VERDICTS = (SAME, DIFFERS, "unknown", CONTRADICTORY)
"""How the cells of one feature may stand to each other."""

NOTHING = "nothing is known of one of them"
ALONE = "nothing to compare it with"
OTHER_MEASURE, OTHER_TIME = "not comparable", "of different times"
OTHER_DEFINITION = "of different definitions"
MAYBE, OPEN = "it may be the same", "other words, and there may be more"
DENIES = "denies"
TESTED = "said by the text under test alone"


@dataclass(frozen=True, slots=True)
class Held:
    """One value as a claim gives it: its reach, what it may be compared with, and the days it holds."""

    said: views.Said
    reach: comparing.Reach
    measure: str
    period: comparing.Times

    @property
    def scope(self) -> tuple[tuple[str, str], ...]:
        """The definition of which it speaks, in a form that is equal for equal definitions."""
        return tuple(sorted((name, texts.fold(text)) for name, text in self.said.scope.items()))


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a feature of a thing.

    `held` are the values that somebody vouches for, `denied` those of which it is only said that they are
    not so, `tested` those of the text under test alone, `inquiries` the searches that found nothing.
    """

    subject: str
    feature: str
    state: str
    held: tuple[Held, ...] = ()
    denied: tuple[Held, ...] = ()
    tested: tuple[Held, ...] = ()
    inquiries: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it, be it a no."""
        return self.state in (SAID, DENIED)


@dataclass(frozen=True, slots=True)
class Compared:
    """How two cells stand to each other, why where that is unknown, and the values that are the same."""

    verdict: str
    why: str = ""
    shared: tuple[tuple[Held, Held], ...] = ()


class Reader:
    """Reads cells out of the claims of a case."""

    def __init__(
        self,
        values: views.Values,
        reports: views.Reports,
        inquiries: views.Inquiries,
        widths: comparing.Widths,
    ) -> None:
        self.values = values
        self.reports = reports
        self.inquiries = inquiries
        self.widths = widths
        self._by_cell: dict[tuple[str, str], list[views.Said]] = {}
        for one in values:
            for subject in dict.fromkeys(one.about):
                self._by_cell.setdefault((subject, one.property), []).append(one)

    def cell(self, subject: str, feature: str, sought: Sequence[inference.Sought] = ()) -> Cell:
        """What is known of a feature of a thing; `sought` are the searches of the comparison."""
        claims: dict[str, list[views.Said]] = {SAID: [], DENIED: [], TESTED: []}
        for one in self._by_cell.get((subject, feature), []):
            for word in _standing(self.reports.records[one.id]):
                claims[word].append(one)
        vouched, denied, tested = (self._held(claims[word]) for word in (SAID, DENIED, TESTED))
        searched = tuple(
            one.inquiry
            for one in sought
            if (one.of, one.feature) == (subject, feature) and self._is_in_vain(one.inquiry)
        )
        if vouched:
            clashes = self._is_contradicted(feature, vouched, denied)
            state = CONTRADICTORY if clashes else SAID
        else:
            state = DENIED if denied else SOUGHT if searched else UNKNOWN
        return Cell(subject, feature, state, tuple(vouched), tuple(denied), tuple(tested), searched)

    def _is_in_vain(self, inquiry: str) -> bool:
        held = self.inquiries.records.get(inquiry)
        return held is not None and held.found == "nothing"

    def _held(self, claims: Sequence[views.Said]) -> list[Held]:
        """The claims as values, each holding until a later one with another value begins."""
        made = []
        for one in claims:
            known = self.values.properties[one.property]
            reach = comparing.reach(one.value, self.widths)
            made.append(Held(one, reach, comparing.measure(one.value, known), self._period(one, claims)))
        return sorted(made, key=lambda one: (one.period, one.said.id))

    def _period(self, one: views.Said, claims: Sequence[views.Said]) -> comparing.Times:
        if one.when is None:
            return comparing.ALWAYS
        dated = self.widths.dates.dated(one.when)
        if self.widths.dates.ends(one.when)[1] is not None:
            return dated.first, dated.last
        later = (
            self.widths.dates.dated(other.when).first
            for other in claims
            if other.when is not None and other.value != one.value
        )
        return dated.first, min((day - 1 for day in later if day > dated.last), default=allen.FAR_FUTURE)

    def _is_contradicted(self, feature: str, held: Sequence[Held], denied: Sequence[Held]) -> bool:
        """Whether vouched claims exclude each other, or one is denied by somebody else."""
        known = self.values.properties[feature]
        if any(_is_disputed(self.reports.records[one.said.id]) for one in held):
            return True
        if any(pair(one, other, known) == SAME for one in held for other in denied):
            return True
        if not known.single or len(held) < 2:
            return False
        found = differing.Differing(self.values.properties, self.widths, rates.Exchange((), self.widths))
        return any(one.type == differing.ANOTHER_VALUE for one in found.all(one.said for one in held))

    def began(self, held: Sequence[Held]) -> tuple[int, int] | None:
        """The first and last day on which the earliest of these values may have begun; None without dates."""
        if not held or any(one.said.when is None for one in held):
            return None
        days = [
            allen.span(self.widths.dates.ends(one.said.when)[0]) for one in held if one.said.when is not None
        ]
        return min(first for first, _ in days), min(last for _, last in days)


def _standing(one: views.Reported) -> Iterator[str]:
    """What a claim is to a cell: said or denied by others than the text under test, or said by it alone."""
    if one.inferred_from or one.vouching:
        yield SAID
        return
    if any(report.stance == DENIES and not report.under_test for report in one.origins.reports):
        yield DENIED
    if any(report.asserts and report.under_test for report in one.origins.reports):
        yield TESTED


def _is_disputed(one: views.Reported) -> bool:
    return any(report.stance == DENIES and not report.under_test for report in one.origins.reports)


def compare(cells: Sequence[Cell], known: vocabulary.Property) -> Compared:
    """How the cells of one feature stand to each other: the same only where every two of them are."""
    if len(cells) < 2:
        return Compared("unknown", ALONE)
    pairs = [two(one, other, known) for index, one in enumerate(cells) for other in cells[index + 1 :]]
    for verdict in (CONTRADICTORY, "unknown", DIFFERS):
        found = [one for one in pairs if one.verdict == verdict]
        if found:
            return Compared(verdict, sorted(one.why for one in found)[-1])
    return Compared(SAME, "", tuple(shared for one in pairs for shared in one.shared))


def two(one: Cell, other: Cell, known: vocabulary.Property) -> Compared:
    """How two cells stand to each other, whichever comes first."""
    if CONTRADICTORY in (one.state, other.state):
        return Compared(CONTRADICTORY)
    if not (one.is_known and other.is_known):
        return Compared("unknown", NOTHING)
    if one.state != other.state:
        denied, held = (one.denied, other.held) if one.state == DENIED else (other.denied, one.held)
        is_of_it = any(pair(first, second, known) == SAME for first in denied for second in held)
        return Compared(DIFFERS) if is_of_it else Compared("unknown", MAYBE)
    sides = (one.held, other.held) if one.state == SAID else (one.denied, other.denied)
    found = [(first, second, pair(first, second, known)) for first in sides[0] for second in sides[1]]
    shared = tuple((first, second) for first, second, stands in found if stands == SAME)
    if shared:
        return Compared(SAME, "", shared)
    reasons = {stands for _, _, stands in found}
    if one.state == DENIED or reasons & {MAYBE, OPEN}:
        return Compared("unknown", OPEN if OPEN in reasons else MAYBE)
    return Compared(DIFFERS) if DIFFERS in reasons else Compared("unknown", sorted(reasons)[0])


def pair(one: Held, other: Held, known: vocabulary.Property) -> str:
    """How two values stand to each other: same, differs, or why neither can be told.

    Numbers and dates are as wide as their rounding: they are the same where one lies within the other, and
    differ where they have nothing in common.
    """
    if apart := _apart(one, other, known):
        return apart
    if isinstance(one.said.value, str):
        if one.reach == other.reach:
            return SAME
        return DIFFERS if known.single or known.values else OPEN
    (low, high), (other_low, other_high) = one.reach, other.reach
    if high < other_low or other_high < low:
        return DIFFERS
    within = (low <= other_low and other_high <= high) or (other_low <= low and high <= other_high)
    return SAME if within and _is_bounded(one) and _is_bounded(other) else MAYBE


def _apart(one: Held, other: Held, known: vocabulary.Property) -> str:
    """Why two values cannot be compared; empty where they can."""
    if one.scope != other.scope:
        return OTHER_DEFINITION
    if one.measure != other.measure:
        return OTHER_MEASURE
    return OTHER_TIME if known.single and not _meet(one.period, other.period) else ""


def _meet(one: comparing.Times, other: comparing.Times) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_bounded(one: Held) -> bool:
    if isinstance(one.said.value, edtf.Edtf):
        return bool(one.reach[0][0] > allen.FAR_PAST and one.reach[1][0] < allen.FAR_FUTURE)
    return not any(math.isinf(key[0]) for key in one.reach)


def claims(cells: Iterable[Cell]) -> Iterator[str]:
    """The claims that fill cells, the text under test's own left out."""
    for one in cells:
        yield from (held.said.id for held in (*one.held, *one.denied))


def shown(one: Held) -> str:
    """The value of a claim as it is written."""
    return " ".join(str(one.said.value).split())


def field_of(
    cells: Sequence[Cell], others: Sequence[Cell], known: vocabulary.Property
) -> Mapping[str, tuple[Cell, ...]]:
    """Others in the trade by how they stand to all the things compared: same, differs or unknown.

    Who has it as one of the things has it, and not as another, counts on no side: had it been counted as
    different, the feature would look rarer than it is.
    """
    made: dict[str, list[Cell]] = {SAME: [], DIFFERS: [], "unknown": []}
    for other in others:
        stands = {two(one, other, known).verdict for one in cells}
        if stands == {DIFFERS, "unknown"}:
            stands = {DIFFERS}
        word = stands.pop() if len(stands) == 1 else "unknown"
        made[word if word in made else "unknown"].append(other)
    return {name: tuple(held) for name, held in made.items()}
