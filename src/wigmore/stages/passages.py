"""How far each statement was seen with our own eyes, and whether its quote stands in the stored bytes."""

from collections.abc import Mapping

from wigmore.diagnostics import diagnostic, rules
from wigmore.documents import anchors, store
from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import claim, graph, record, source
from wigmore.stages import references

BY_READING = {"unread": "unread", "opening": "in-part", "quoted": "in-part"}
"""The state of a passage that no stored bytes verify, by how far its source was read."""

SHOWN = 120


def passages(
    records: graph.Records, captures: store.Store, locate: references.Locate
) -> diagnostic.Outcome[Mapping[str, tuple[graph.Passage, ...]]]:
    """The passage of every statement of every claim, in their order."""
    maker = _Maker(captures, locate)
    made = {}
    for one in records.claims.values():
        if one.sources:
            made[one.id] = tuple(
                maker.passage(one, index, statement, records.sources.get(statement.source))
                for index, statement in enumerate(one.sources)
            )
    return diagnostic.Outcome(frozen.FrozenDict(made), tuple(maker.found))


class _Maker:
    def __init__(self, captures: store.Store, locate: references.Locate) -> None:
        self.captures = captures
        self.locate = locate
        self.found: list[diagnostic.Diagnostic] = []

    def passage(
        self, one: claim.Claim, index: int, statement: claim.Statement, held: source.Source | None
    ) -> graph.Passage:
        if held is None:
            return graph.Passage("unread")
        document = self.captures.documents.get(held.capture or "")
        if document is not None:
            anchor = self._anchor(one, index, statement, document)
            if anchor is not None:
                return graph.Passage("verified", anchor)
        return graph.Passage(BY_READING.get(held.read or "", "link-only"))

    def _anchor(
        self, one: claim.Claim, index: int, statement: claim.Statement, document: anchors.Document
    ) -> graph.Anchor | None:
        path = f"sources.{index}"
        if statement.quote is None:
            if statement.at is None:
                message = f"`{one.id}` names no place in `{statement.source}`, which is stored here"
                self._report(rules.NO_PLACE, one, f"{path}.source", message, "add `at: p. 3`, or a `quote:`")
            return None
        places = document.occurrences(statement.quote)
        wanted = anchors.character_range(statement.at)
        if wanted is not None:
            places = [place for place in places if place == wanted]
        if not places:
            self._not_found(one, index, statement, document)
            return None
        if len(places) > 1:
            listed = ", ".join(f"char={start},{end}" for start, end in places[:3])
            message = f"the quote stands {len(places)} times in `{statement.source}`"
            repair = f"lengthen it, or name the place: {listed}"
            self._report(rules.QUOTE_AMBIGUOUS, one, f"{path}.quote", message, repair)
            return None
        start, end = places[0]
        prefix, suffix = anchors.context(document.text, start, end)
        return graph.Anchor(
            document.text[start:end], prefix, suffix, start, end, texts.WHITESPACE, document.digest
        )

    def _not_found(
        self, one: claim.Claim, index: int, statement: claim.Statement, document: anchors.Document
    ) -> None:
        assert statement.quote is not None
        quote = texts.normalise(statement.quote)[0]
        near = texts.closest_passage(quote, document.text)
        message = f"the quote does not stand in `{statement.source}`"
        repair = "correct the quote, or name the document it is taken from"
        if document.occurrences(statement.quote):
            message += f" at {statement.at}"
            start, end = document.occurrences(statement.quote)[0]
            repair = f"it stands at char={start},{end}"
        elif near is not None:
            start, end, likeness = near
            passage = texts.cut(document.text[start:end], SHOWN)
            repair = f"the closest passage ({likeness:.0%} alike, char={start},{end}) reads: {passage}"
        self._report(rules.QUOTE_NOT_FOUND, one, f"sources.{index}.quote", message, repair)

    def _report(
        self, rule: diagnostic.Rule, one: record.Record, path: str, message: str, repair: str
    ) -> None:
        where = self.locate(one, path)
        self.found.append(diagnostic.at(rule, where, message, repair, one.id))


def check(
    records: graph.Records, captures: store.Store, locate: references.Locate
) -> tuple[diagnostic.Diagnostic, ...]:
    """Captures whose bytes are here and are not plain text."""
    found = []
    for one in records.sources.values():
        if one.capture in captures.unreadable:
            message = f"the capture of `{one.id}` is not plain text in UTF-8, so its quotes are not verified"
            repair = "store its text as a capture of its own"
            where = locate(one, "capture")
            found.append(diagnostic.at(rules.CAPTURE_NOT_TEXT, where, message, repair, one.id))
    return tuple(found)
