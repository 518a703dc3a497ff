"""Events that live from who is there, and of which nobody says who was there."""

from collections.abc import Iterator, Mapping

from wigmore.diagnostics import diagnostic, rules
from wigmore.model import graph, thing
from wigmore.stages import references

KINDS = ("mission", "session", "table", "meeting")
"""Kinds of event that say nothing but who met."""


def check(records: graph.Records, locate: references.Locate) -> Iterator[diagnostic.Diagnostic]:
    """One diagnostic for each event of such a kind that happened, without participants in any part of it."""
    peopled = _peopled(records.events)
    for event in records.events.values():
        happened = (event.state or "happened") == "happened"
        if event.kind in KINDS and happened and event.id not in peopled:
            yield diagnostic.at(
                rules.NOBODY_THERE,
                locate(event, "kind"),
                f"`{event.id}` is a {event.kind}, and nobody is named who was there",
                "add `who: {participant: […]}`, or give it another `kind`",
                event.id,
            )


def _peopled(events: Mapping[str, thing.Event]) -> set[str]:
    """The events with participants, by a part too."""
    found: set[str] = set()
    for name, event in events.items():
        held: str | None = name if any(event.who.values()) else None
        while held is not None and held not in found:
            found.add(held)
            held = events[held].part_of if held in events else None
    return found
