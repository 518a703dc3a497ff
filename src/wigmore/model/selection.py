"""Which keys a selector may test, for each kind of record that can be selected."""

from collections.abc import Mapping

from wigmore.kit import frozen

TIME_TESTS = ("after", "before")
"""Strictly after or before a date; a record fits only when it certainly does."""

AMOUNT_TESTS = ("over", "under")
"""A claim's value, or a share of a relation, certainly above or below a quantity."""

WORD_TESTS: Mapping[str, tuple[str, ...]] = frozen.FrozenDict(
    {
        "events": ("kind", "who", "role", "matter", "state", "topics", "part_of"),
        "claims": ("about", "property", "value", "source", "by", "status"),
        "relations": ("kind", "from", "to", "state"),
    }
)
"""Equal fields; a list means any of. `part_of` takes the parts of parts as well."""

TESTS: Mapping[str, tuple[str, ...]] = frozen.FrozenDict(
    {
        "events": WORD_TESTS["events"] + TIME_TESTS,
        "claims": WORD_TESTS["claims"] + AMOUNT_TESTS + TIME_TESTS,
        "relations": WORD_TESTS["relations"] + AMOUNT_TESTS + TIME_TESTS,
    }
)
"""All tests of each kind."""

IDS: Mapping[str, tuple[str, ...]] = frozen.FrozenDict(
    {
        "who": ("entities",),
        "from": ("entities",),
        "to": ("entities",),
        "by": ("entities",),
        "part_of": ("events",),
        "source": ("sources",),
        "about": (),
    }
)
"""The tests whose words are ids, with the kinds of record they may name (empty: any)."""

VOCABULARY: Mapping[tuple[str, str], str] = frozen.FrozenDict(
    {
        ("claims", "status"): "status",
        ("events", "kind"): "event-kind",
        ("events", "state"): "event-state",
        ("relations", "kind"): "relation-kind",
        ("relations", "state"): "relation-state",
    }
)
"""The tests whose words are a closed list, by kind of record and key."""
