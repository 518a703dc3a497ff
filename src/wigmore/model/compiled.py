"""The compiled case: everything the report, other tools and later comparisons read, as plain JSON values.

The schema is `wigmore-compiled/1`. A version of it only ever gains keys; what would change or remove one
makes the next version. `docs/compiled.md` describes every key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wigmore.kit import frozen

SCHEMA = "wigmore-compiled/1"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled case; `data` is what `compiled.json` holds."""

    data: Mapping[str, Any]

    @property
    def records(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """Kind, then id, then the record as a case file would hold it."""
        return self.data["records"]  # type: ignore[no-any-return]

    @property
    def findings(self) -> list[Mapping[str, Any]]:
        """The findings of all analyses, in the order of the report."""
        return self.data["findings"]  # type: ignore[no-any-return]

    @property
    def derived(self) -> Mapping[str, Mapping[str, Any]]:
        """What the stages worked out about records, by id."""
        return self.data["derived"]  # type: ignore[no-any-return]

    @property
    def policies(self) -> Mapping[str, Any]:
        """The policy tables, with overridden rows marked."""
        return self.data["policies"]  # type: ignore[no-any-return]

    @property
    def packs(self) -> Mapping[str, Any]:
        """The packs on which findings rest, by name, with the parts that they name."""
        held: Mapping[str, Any] = self.data.get("packs", frozen.EMPTY)
        return held

    def told(self, name: str) -> list[str]:
        """Where the sentences of the narrative stand that cite the record: file and line, in order."""
        made: dict[str, None] = {}
        for told in self.data.get("narrative", ()):
            for block in told["blocks"]:
                cells = [cell for row in block.get("rows", ()) for cell in row]
                for some in (block["sentences"], *cells):
                    made.update(
                        {f"{told['file']}:{one['line']}": None for one in some if name in one["cites"]}
                    )
        return list(made)

    def kind_of(self, name: str) -> str | None:
        """The kind of the record of that id; None where there is none."""
        return next((kind for kind, held in self.records.items() if name in held), None)

    def record(self, name: str) -> Mapping[str, Any]:
        """The record of that id; empty where there is none."""
        kind = self.kind_of(name)
        return self.records[kind][name] if kind else frozen.EMPTY


def label(kind: str, name: str, record: Mapping[str, Any]) -> str:
    """What a record is called in a sentence: an entity by its name, a document by its title, and so on."""
    if record.get("private"):
        return f"a private {name.split('-')[1]}" if name.startswith("private-") else "a private record"
    key = LABELS.get(kind)
    return str(record.get(key) or name) if key else name


def title(records: Mapping[str, Mapping[str, Mapping[str, Any]]], kind: str, name: str) -> str:
    """What a record is called where all records are at hand.

    That is as `label`, but a relation by its two ends, and a ruling by its party and its rule.
    """
    held = records[kind][name]
    if kind == "relations":
        verb = held["kind"].replace("-", " ")
        return f"{entity(records, held['from'])} {verb} {entity(records, held['to'])}"
    if kind == "rulings":
        return f"{entity(records, held['of'])} under {held['regime']}"
    return label(kind, name, held)


def entity(records: Mapping[str, Mapping[str, Mapping[str, Any]]], name: str) -> str:
    """The name of an entity; its id where it has no record, as in a draft."""
    return str(records.get("entities", frozen.EMPTY).get(name, frozen.EMPTY).get("name", name))


LABELS: Mapping[str, str] = frozen.FrozenDict(
    {
        "case": "title",
        "sources": "title",
        "claims": "says",
        "inquiries": "asks",
        "entities": "name",
        "events": "title",
        "questions": "asks",
        "indicators": "says",
        "scenarios": "says",
        "coincidences": "asks",
        "estimates": "asks",
        "assumptions": "says",
        "evidence": "reason",
    }
)
"""The field that names a record of each kind; the others are called by their id."""
