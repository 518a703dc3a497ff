"""Confidence in the basis of an answer, by a rubric of policy tables; never how probable the answer is."""

from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.analyses import weighed
from wigmore.kit import text as texts
from wigmore.model import finding, question, source, views, vocabulary

TABLE, LEVELS = "confidence", "levels"
GOOD, FAIR = 2, 1


@dataclass(frozen=True, slots=True)
class Point:
    """One row of the rubric: the value that was found, the points for it, and the reason of the table."""

    row: str
    value: float
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """The level of confidence, the points of each row, and the counts behind them."""

    level: str
    points: tuple[Point, ...]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All points."""
        return sum(one.points for one in self.points)


def rated(
    asked: question.Question,
    seen: views.Beliefs,
    sources: views.Sources,
    tables: Mapping[str, vocabulary.Policy],
    linchpins: int,
) -> Confidence:
    """Rate what an answer to a question rests on; where nothing is weighed, there are no points.

    What is weighed for questions that presuppose each other counts for each of them.
    A row whose `good` is not below its `fair` asks for at least so much, another for at most.
    """
    own = weighed.joined(seen.network, asked.id)
    counts = _counts(asked.id, seen, sources, {row.id for row in tables["primary"].rows})
    counts["linchpins"] = linchpins
    read = max(1, counts["sources"])
    values = {
        **counts,
        "primary": counts["primary"] / read,
        "read": counts["read"] / read,
    }
    points = []
    for row in tables[TABLE].rows:
        value = round(float(values[row.id]), 6)
        given = _points(value, float(row.cells["good"]), float(row.cells["fair"])) if own else 0
        points.append(Point(row.id, value, given, row.why))
    total = sum(one.points for one in points)
    levels = tables[LEVELS].rows
    level = next((row.id for row in levels if total >= int(row.cells["points"])), levels[-1].id)
    return Confidence(level, tuple(points), counts)


def _counts(name: str, seen: views.Beliefs, sources: views.Sources, primary: set[str]) -> dict[str, int]:
    """Speakers, sources, how many of these speak at first hand and were read whole, bare assumptions.

    The text under test does not vouch for itself: what it alone says has neither speaker nor source.
    """
    own = weighed.joined(seen.network, name)
    test = {sources.under_test}
    heard = [held for one in own for link in one.links for held in link if not test.issuperset(held.roots)]
    roots = {root for held in heard for root in held.roots} - test
    known: list[source.Source] = [sources.records[root] for root in sorted(roots) if root in sources.records]
    needed = {held for one in own for held in one.assumes}
    return {
        "speakers": len({held.voice for held in heard if not held.denies}),
        "sources": len(known),
        "primary": sum(one.kind in primary for one in known),
        "read": sum(one.read == "whole" for one in known),
        "assumptions": sum(
            one not in seen.assumptions or seen.assumptions[one].grade == "unsupported" for one in needed
        ),
    }


def _points(value: float, good: float, fair: float) -> int:
    if good >= fair:
        return GOOD if value >= good else FAIR if value >= fair else 0
    return GOOD if value <= good else FAIR if value <= fair else 0


def told(asked: question.Question, held: Confidence, basis: tuple[str, ...]) -> finding.Finding:
    """The level as a finding of its own, with the counts behind it."""
    rows = tuple(finding.policy_ref(TABLE, one.row) for one in held.points)
    counts = held.counts
    return finding.Finding(
        states="Confidence in what the answer to {question} rests on: {level}, by {points} of {most} points. "
        "Counted are {speakers} and {sources}, {primary} first-hand and {read} read in whole; {assumptions}; "
        "{linchpins}.",
        values={
            "question": f"“{asked.asks}”",
            "level": held.level,
            "points": held.total,
            "most": GOOD * len(held.points),
            "speakers": texts.plural(counts["speakers"], "independent speaker", "independent speakers"),
            "sources": texts.plural(counts["sources"], "source", "sources"),
            "primary": counts["primary"],
            "read": counts["read"],
            "assumptions": texts.plural(
                counts["assumptions"], "unsupported assumption", "unsupported assumptions"
            ),
            "linchpins": texts.plural(counts["linchpins"], "linchpin", "linchpins"),
        },
        basis=(*basis, *rows, finding.policy_ref(LEVELS, held.level)),
        is_total=True,
    )
