"""By what the records of a section can be filtered: for each record the values of each facet, in words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.report import items, markup, words

Values = Callable[[items.Gathering, items.Item], Iterable[str]]
Facet = tuple[str, str, Values]
"""Its key in an address, its title, and the values of a record."""

TESTED = "the text under test"


def of_kind(kind: str) -> tuple[Facet, ...]:
    """The facets of a kind of record; none where only words are searched."""
    return FACETS.get(kind, ())


def titles(facets: Iterable[Facet]) -> list[list[str]]:
    """Key and title of each facet, as the page's script reads them."""
    return [[key, title] for key, title, _ in facets]


def row(gathering: items.Gathering, facets: Iterable[Facet], item: items.Item) -> list[Any]:
    """The id of a record, what it is called, and its values of every facet."""
    label = gathering.known[item["id"]][1]
    return [item["id"], label, *[visible(values(gathering, item)) for _, _, values in facets]]


def visible(values: Iterable[str]) -> list[str]:
    """The different values of a facet, as they may be seen."""
    return [markup.cut(texts.visible(value), 80) for value in dict.fromkeys(values) if value]


def _spelled(key: str) -> Values:
    """The words of a field of the record, without their hyphens."""

    def values(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
        return [str(one).replace("-", " ") for one in markup.names(item["held"].get(key))]

    return values


def _named(key: str) -> Values:
    """What the records are called that a field names."""

    def values(gathering: items.Gathering, item: items.Item) -> Iterable[str]:
        return names_of(gathering, markup.names(item["held"].get(key)))

    return values


def names_of(gathering: items.Gathering, names: Iterable[str]) -> list[str]:
    """What records are called, by id; an id without a record stays as it is."""
    return [gathering.known[name][1] if name in gathering.known else name for name in names]


def _status(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    return [item["derived"].get("status", "")]


def _speakers(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    for report in item["derived"].get("reports", ()):
        if report["under_test"]:
            yield TESTED
        else:
            yield from (speaker["name"] for speaker in report["speakers"])


def _passages(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    states = (passage["state"] for passage in item["derived"].get("passages", ()))
    return [words.PASSAGE_STATES.get(state, state) for state in states]


def _reliability(gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    """The reliabilities of the documents in which a claim is made."""
    known = gathering.case.records.get("sources", frozen.EMPTY)
    used = (known.get(one["source"], frozen.EMPTY) for one in item["held"].get("sources", ()))
    return sorted({str(source.get("reliability") or "not graded") for source in used})


def _graded(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    return [str(item["held"].get("reliability") or "not graded")]


def _read(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    read = item["held"].get("read")
    return [words.READ.get(read, str(read)) if read else "not said"]


def _found(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    found = item["held"].get("found")
    return [found if isinstance(found, str) else "found claims"]


def _state(_gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    return [str(item["held"].get("state") or "happened")]


def _participants(gathering: items.Gathering, item: items.Item) -> Iterable[str]:
    for held in item["held"].get("who", frozen.EMPTY).values():
        yield from names_of(gathering, markup.names(held))


FACETS: Mapping[str, tuple[Facet, ...]] = frozen.FrozenDict(
    {
        "claims": (
            ("status", "Status", _status),
            ("speaker", "Speaker", _speakers),
            ("about", "Subject", _named("about")),
            ("property", "Property", _spelled("property")),
            ("seen", "Passage", _passages),
            ("reliability", "Reliability", _reliability),
        ),
        "sources": (
            ("kind", "Kind", _spelled("kind")),
            ("publisher", "Publisher", _spelled("publisher")),
            ("read", "Read", _read),
            ("reliability", "Reliability", _graded),
        ),
        "inquiries": (("found", "Came back", _found),),
        "entities": (("kind", "Kind", _spelled("kind")), ("country", "Country", _spelled("country"))),
        "events": (
            ("kind", "Kind", _spelled("kind")),
            ("state", "State", _state),
            ("who", "Participant", _participants),
        ),
        "relations": (("kind", "Kind", _spelled("kind")),),
    }
)
