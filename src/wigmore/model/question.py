"""Rival answers to a question, what is weighed for them, and what is taken as given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf, quantity
from wigmore.model import record, shape

PROBABILITY = shape.Probability()
PRIOR = shape.Probability(words=("equal", "rest"))
ANSWER = shape.Ref(("questions",), part=True)
WEIGHED = shape.Ref(("claims", "events", "inquiries"), carries=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Whether a candidate meets a criterion, and what shows it."""

    is_: str = shape.entry(shape.Word("cell"), "yes, weak, no or unknown", required=True)
    basis: tuple[str, ...] = shape.entry(
        shape.Many(shape.Ref(("claims", "inquiries"), carries=True), or_one=True),
        "claims or an inquiry that show it",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What is known of an unnamed party, by which candidates are told apart."""

    says: str = shape.entry(shape.Text(), "the criterion in words", required=True)
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)
    declared: edtf.Edtf | None = shape.entry(
        shape.Date(), "when it was declared; after the favourite: exploratory"
    )
    error: quantity.Probability | None = shape.entry(PROBABILITY, "the chance that the criterion misleads")
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Favourite:
    """The answer somebody favoured, and since when."""

    answer: str = shape.entry(shape.Text(), "the id of the answer", required=True)
    since: edtf.Edtf = shape.entry(shape.Date(), "since when", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What was said earlier about the answers, for the record."""

    on: edtf.Edtf = shape.entry(shape.Date(), "the day of the forecast", required=True)
    by: str | None = shape.entry(shape.Text(), "who made it")
    answers: Mapping[str, quantity.Probability | str] = shape.entry(
        shape.Table(shape.Text(), PRIOR), "a probability for each answer, by the answer's id", rest=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a question was settled."""

    answer: str = shape.entry(shape.Text(), "the id of the answer that holds", required=True)
    on: edtf.Edtf = shape.entry(shape.Date(), "the day", required=True)
    claim: str = shape.entry(record.CLAIM, "the claim that shows it", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(record.Record):
    """Rival answers and the residual `none`; for an unnamed party its criteria and candidates."""

    KIND: ClassVar[str] = "questions"
    NOUN: ClassVar[str] = "question"

    asks: str = shape.entry(shape.Text(), "the question", required=True)
    identifies: str | None = shape.entry(record.ENTITY, "the unnamed party whose identity is asked for")
    at: edtf.Edtf | None = shape.entry(shape.Date(), "the day on which a candidate must exist")
    answers: Mapping[str, str] = shape.entry(shape.Table(shape.Label(), shape.Text()), "the rival answers")
    residual: str | None = shape.entry(
        shape.Text(), "what remains if none of the answers holds; its id is `none`"
    )
    exhaustive: str | None = shape.entry(
        shape.Text(), "why no other answer is possible, in place of a residual"
    )
    resolves: edtf.Edtf | None = shape.entry(shape.Date(), "when it will be settled")
    given: str | None = shape.entry(shape.Ref(("questions",)), "the question it presupposes")
    prior: Mapping[str, object] = shape.entry(
        shape.Table(shape.Text(), shape.OrTable(PRIOR)),
        "a probability for each answer; with `given`, such a table for each of its answers",
    )
    favourite: Favourite | None = shape.entry(
        shape.Part(Favourite), "the answer somebody favoured, and since when"
    )
    favours: Mapping[str, tuple[str, ...]] = shape.entry(
        shape.Table(shape.Text(), shape.Many(record.ENTITY, or_one=True)),
        "by answer, the entities that gain if it holds; their word for it is tempered",
    )
    stated: Mapping[str, record.Stated] = shape.entry(
        shape.Table(shape.Text(), record.STATED), "what the text under test asserts, by answer"
    )
    criteria: Mapping[str, Criterion] = shape.entry(
        shape.Table(shape.Label(), shape.Part(Criterion)), "what is known of the unnamed party"
    )
    candidates: Mapping[str, Mapping[str, Cell]] = shape.entry(
        shape.Table(record.ENTITY, shape.Table(shape.Label(), shape.Part(Cell, short="is"))),
        "entities, each with a cell for each criterion",
    )
    forecasts: tuple[Forecast, ...] = shape.entry(shape.Many(shape.Part(Forecast)), "what was said earlier")
    resolved: Resolution | None = shape.entry(shape.Part(Resolution), "how it was settled")
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(record.Record):
    """A claim, event or inquiry weighed across all answers of one question, once."""

    KIND: ClassVar[str] = "evidence"
    NOUN: ClassVar[str] = "evidence"

    on: str = shape.entry(shape.Ref(("questions",)), "the question it is weighed for", required=True)
    rests_on: tuple[str, ...] = shape.entry(
        shape.Many(WEIGHED, or_one=True), "what is weighed", required=True
    )
    likelihood: Mapping[str, quantity.Probability | str] = shape.entry(
        shape.Table(shape.Text(), PROBABILITY), "how probable it is under each answer", required=True
    )
    ratings: Mapping[str, str] = shape.entry(
        shape.Table(shape.Text(), shape.Word("rating")),
        "how it sits with each answer, in place of what follows from the likelihoods",
    )
    credibility: str | None = shape.entry(shape.Word("weight"), "for the matrix; without it, Medium")
    relevance: str | None = shape.entry(shape.Word("weight"), "for the matrix; without it, Medium")
    reason: str | None = shape.entry(shape.Text(), "why these numbers")
    declared: edtf.Edtf | None = shape.entry(shape.Date(), "when they were set down")
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(record.Record):
    """Taken as given, graded; what falls with it is computed from `assumes`."""

    KIND: ClassVar[str] = "assumptions"
    NOUN: ClassVar[str] = "assumption"

    says: str = shape.entry(shape.Text(), "what is taken as given", required=True)
    grade: str = shape.entry(shape.Word("grade"), "supported, with caveats or unsupported", required=True)
    why: str | None = shape.entry(shape.Text(), "the reason for the grade")
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(record.Record):
    """What should be seen, by when, with its likelihood under each answer, and a watch that runs."""

    KIND: ClassVar[str] = "indicators"
    NOUN: ClassVar[str] = "indicator"

    says: str = shape.entry(shape.Text(), "what should be seen", required=True)
    on: str = shape.entry(shape.Ref(("questions",)), "the question it bears on", required=True)
    by: edtf.Edtf | None = shape.entry(shape.Date(), "by when")
    likelihood: Mapping[str, quantity.Probability | str] = shape.entry(
        shape.Table(shape.Text(), PROBABILITY), "how probable it is under each answer"
    )
    watch: record.Selector | None = shape.entry(shape.Selector(), "the records in which it would show")
    seen: str | None = shape.entry(
        shape.Ref(("claims", "events"), carries=True), "the claim or event in which it was seen"
    )
    missing: str | None = shape.entry(
        shape.Ref(("inquiries",), carries=True), "the inquiry that looked for it in vain"
    )
    declared: edtf.Edtf | None = shape.entry(
        shape.Date(), "when it was set down; from here on, silence counts"
    )
    owner: str | None = shape.entry(shape.Text(), "who watches")
    check: edtf.Edtf | None = shape.entry(shape.Date(), "when it is looked at next")
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(record.Record):
    """A possible course: window, needs, likelihood under an answer."""

    KIND: ClassVar[str] = "scenarios"
    NOUN: ClassVar[str] = "scenario"

    says: str = shape.entry(shape.Text(), "the course in words", required=True)
    window: edtf.Edtf | None = shape.entry(shape.Date(), "the time in which it would happen")
    given: str | None = shape.entry(ANSWER, "the answer it presupposes, as `licence.signed`")
    needs: tuple[str, ...] = shape.entry(
        shape.Many(shape.Ref(("indicators", "events", "scenarios"), carries=True), or_one=True),
        "what it needs, in this order",
    )
    likelihood: quantity.Probability | str | None = shape.entry(
        PROBABILITY, "within the window, under `given`"
    )
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)
