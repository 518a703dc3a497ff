"""A declared coincidence put to the test: every window and lag, what was tried, and how it was collected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.analyses import series, tried
from wigmore.kit import quantity, units
from wigmore.methods import multiple
from wigmore.model import inference, views, vocabulary

TABLE = "coincidence"
"""The policy table with the limits of this house."""

COVERED, BY_CHANCE, MORE, NOTHING = (
    "covers too much", "not told from chance", "more than chance", "not tested",
)  # fmt: skip
VERDICTS = (COVERED, BY_CHANCE, MORE, NOTHING)
"""What is said of one window: open too often; chance may give as much; chance hardly does; nothing to test.

That chance may give as much does not say that it did: few events seldom show more.
"""

BEFORE, AFTER, SAME, UNDATED, NO_FAVOURITE = "before", "after", "open", "not dated", "no favourite"
DECLARED = (BEFORE, AFTER, SAME, UNDATED, NO_FAVOURITE)
"""When a test was set down: certainly before or after the favourite, either, or not to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The rows of the policy table, as numbers."""

    coverage: float
    linked: float
    adjusted: float
    events: int
    pairs: int


def limits(policies: views.Policies) -> Limits:
    """What the policy table of the case says."""

    def value(name: str) -> vocabulary.Cell:
        return policies.tables[TABLE].row(name).cells["value"]

    return Limits(
        coverage=float(value("coverage")),
        linked=float(value("linked")),
        adjusted=float(value("adjusted")),
        events=int(value("events")),
        pairs=int(value("pairs")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bias:
    """How the events of a test were collected: those on the word of the text under test alone, by side."""

    left_of_test: int
    right_of_test: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A coincidence with its series and every window and lag that was tried.

    `adjusted` has the p of each after all tries of the whole case (Benjamini-Yekutieli); `best` how often
    chance gives as good a best window of this one, None where there is no choice.
    """

    record: inference.Coincidence
    series: series.Series
    tries: tuple[tried.Tried, ...]
    adjusted: tuple[float, ...] = ()
    best: float | None
    declared: str
    bias: Bias

    @property
    def id(self) -> str:
        """The id of the coincidence."""
        return self.record.id

    def verdict(self, number: int, held: Limits) -> str:
        """What can be said of one of its tries."""
        if self.tries[number].coverage > held.coverage:
            return COVERED
        told = self.adjusted[number] <= held.adjusted and not self.is_clustered(number, held)
        return MORE if told else BY_CHANCE

    def is_clustered(self, number: int, held: Limits) -> bool:
        """Whether clusters of the later events may explain a try: several on one day are one match."""
        return self.tries[number].clustered > held.adjusted

    def collected(self, one: tried.Tried) -> tuple[float, int]:
        """How many of all events of both series coincide or stand in both, and how many there are.

        Whoever searched for joint events alone finds them: each raises the share of the two.
        """
        joint = len(self.series.joint)
        every = len(one.hit) + len(one.triggers) + joint
        return sum(one.hit) + sum(one.triggers) + joint, every


def tested(
    seen: views.Coincidences,
    things: views.Events,
    relations: views.Relations,
    reports: views.Reports,
    calendar: views.Calendar,
) -> tuple[Trial, ...]:
    """Every coincidence of the case, adjusted over all that was tried in it."""
    reading = series.Reading(seen, calendar)
    bases = {name: one.basis for name, one in things.records.items()}
    bases |= {name: one.basis for name, one in relations.records.items()}
    made = []
    for one in seen.records.values():
        held = reading.series(one)
        drawn = tried.draws(held) if held.can_be_tested else ()
        tries = tuple(
            tried.tried(held, drawn, window=window, lag=lag) for window, lag in _asked(one) if drawn
        )
        made.append(
            Trial(
                record=one,
                series=held,
                tries=tries,
                best=tried.best_of(held, drawn, tries) if len(tries) > 1 else None,
                declared=_declared(one, seen, calendar),
                bias=_bias(held, bases, reports),
            )
        )
    return _adjusted(made)


def _asked(one: inference.Coincidence) -> Iterator[tuple[int, int]]:
    """Every window with every lag, in whole days, each once."""
    windows = dict.fromkeys(days(held) for held in one.within)
    lags = dict.fromkeys(days(held) for held in one.lag) or {0: None}
    return ((window, lag) for window in windows for lag in lags)


def days(length: quantity.Quantity) -> int:
    """A length of time in whole days, of a range its middle; a month is a twelfth of a year."""
    central = units.convert(length.central, length.unit, units.parse("day"))
    return min(series.MOST_DAYS, max(0, round(central)))


def _declared(one: inference.Coincidence, seen: views.Coincidences, calendar: views.Calendar) -> str:
    since = seen.favourites.get(one.id)
    if one.declared is None:
        return UNDATED
    if since is None:
        return NO_FAVOURITE
    day, favoured = calendar.dates.dated(one.declared), calendar.dates.dated(since)
    if day.is_before(favoured):
        return BEFORE
    return AFTER if favoured.is_before(day) else SAME


def _bias(held: series.Series, bases: Mapping[str, Sequence[str]], reports: views.Reports) -> Bias:
    def count(side: series.Side) -> int:
        return sum(_is_of_test(one.id, bases, reports) for one in side.entries)

    return Bias(left_of_test=count(held.left), right_of_test=count(held.right))


def _is_of_test(name: str, bases: Mapping[str, Sequence[str]], reports: views.Reports) -> bool:
    """Whether a record stands on the word of the text under test alone; without a word, it does not."""
    claims = bases.get(name, (name,) if name in reports.records else ())
    said = [reports.records[one] for one in claims if one in reports.records]
    return bool(said) and all(one.is_of_test_alone for one in said)


def _adjusted(made: Sequence[Trial]) -> tuple[Trial, ...]:
    """Each with the p of its tries after all tries of the case."""
    raised = iter(multiple.benjamini_yekutieli([one.calendar for held in made for one in held.tries]))
    return tuple(replace(held, adjusted=tuple(next(raised) for _ in held.tries)) for held in made)
