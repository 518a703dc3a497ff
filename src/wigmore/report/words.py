"""The words of the page: headings, names of fields, and what statuses and states are called."""

from collections.abc import Mapping

from wigmore.kit import frozen
from wigmore.model import graph

SECTIONS: Mapping[str, tuple[str, str]] = frozen.FrozenDict(
    {
        "questions": ("Questions", "What the case asks, the rival answers, and what is weighed for them."),
        "claims": ("Claims", "A claim is that sources say something. It is never true by itself."),
        "sources": ("Sources", "Documents that someone published, and how far they were read."),
        "inquiries": ("Inquiries", "What was looked for or asked, where, and what came back."),
        "entities": ("Entities", "Companies, bodies, people, places and things that the case speaks of."),
        "events": ("Events", "What happened, was planned or lapsed, by its date."),
        "relations": ("Relations", "What holds between two entities, and from when to when."),
        "evidence": ("Evidence", "What is weighed across all the answers to a question."),
        "indicators": ("Indicators", "What should be seen, by when, under each answer."),
        "scenarios": ("Scenarios", "Possible courses of events, and what they need."),
        "coincidences": ("Coincidences", "Two series of events put to the test against chance."),
        "estimates": ("Estimates", "Quantities worked out from claims, packs and ranges."),
        "rulings": ("Rulings", "Dated legal tests applied to dated facts."),
        "chains": ("Chains", "Supply chains, level by level."),
        "comparisons": ("Comparisons", "Things side by side; the cells lead to the claims that fill them."),
        "assumptions": ("Assumptions", "What is taken as given, and how well that is supported."),
        "properties": ("Properties", "The words that this case adds to the vocabulary."),
    }
)
"""The kinds of record in the order of the page, each with its heading and what it holds."""

FIELDS: Mapping[str, str] = frozen.FrozenDict(
    {
        "of": "of",
        "by": "by",
        "on": "on",
        "at": "at",
        "part_of": "part of",
        "rests_on": "rests on",
        "would_find": "chance to find it",
        "as_of": "as of",
        "derives_from": "repeats",
        "inferred_from": "concluded from",
        "warrant": "because",
        "is": "is",
        "with": "with",
        "as": "in the words",
        "claim": "by the claim",
        "stated": "the text under test says",
        "who": "participants",
        "basis": "carried by",
        "found": "came back",
    }
)

TEST_WORDS: Mapping[str, str] = frozen.FrozenDict(
    {"after": "", "before": "", "over": "", "under": "", "who": "includes", "topics": "include"}
)
"""How the tests of a selector are read where `is` would not do."""

STATUSES = graph.STATUSES

STANCES: Mapping[str, str] = frozen.FrozenDict(
    {"asserts": "says so", "denies": "says that it is not so", "doubts": "doubts it"}
)

READ: Mapping[str, str] = frozen.FrozenDict(
    {
        "whole": "read whole",
        "opening": "only the opening was read",
        "quoted": "known from quotations only",
        "unread": "not read",
    }
)

PASSAGES: Mapping[str, str] = frozen.FrozenDict(
    {
        "verified": "A copy of the document is kept with the case, and the quoted words stand in it.",
        "link-only": "The place of the document is known, and no words of a kept copy bear it out.",
        "in-part": "The document was read only in its opening part, or through quotations by others.",
        "unread": "Nobody who worked on the case has read the document.",
    }
)
"""What each state of a passage means."""

PASSAGE_STATES = graph.PASSAGE_STATES

CONFLICTS: Mapping[str, str] = frozen.FrozenDict(
    {
        "another value": "The same thing at the same time is given values that cannot both be right.",
        "denial": "Somebody says so, and somebody else says that it is not so, or doubts it.",
        "not comparable": "The values are in different currencies, and no claim gives the rate between them.",
        "another period": "They speak of different times.",
        "another definition": "They measure different things under one name.",
    }
)
"""What each type of conflict means; the last two do not exclude each other."""

KIND_KEYS = ("kind", "state", "grade")
"""The fields that are shown as a mark beside the name of a record."""

PRIVATE: Mapping[str, tuple[str, str]] = frozen.FrozenDict(
    {
        "sources": ("source is", "sources are"),
        "claims": ("claim is", "claims are"),
        "inquiries": ("inquiry is", "inquiries are"),
    }
)


def field(key: str) -> str:
    """What a key of the case format is called on the page."""
    return FIELDS.get(key) or key.replace("_", " ").replace("-", " ")
