"""Where a value of a record stands in its file, worked out only when somebody must be told."""

from collections.abc import Mapping

from wigmore.casefiles import nodes
from wigmore.diagnostics import span
from wigmore.model import record


class Locator:
    """Finds the span of `sources.0.quote` and the like in the texts of a case.

    Records keep the place of their id alone; the places inside a record are found by parsing its file once
    more, the first time one of them is asked for. Faults are rare, so this costs less than carrying every
    place along.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._roots: dict[str, nodes.Mapping | None] = {}

    def __call__(self, one: record.Record, path: str = "") -> span.Span:
        """The span of the value at a dotted path of a record, or of the record's id."""
        at_id = span.Span(one.file or "case.yaml", one.line, one.column, max(1, len(one.id)))
        if not path:
            return at_id
        node = self._record(one)
        best = None
        for step in path.split("."):
            node, key = _step(node, step)
            if node is None:
                break
            best = node if node.width > 1 or key is None else key
        return nodes.place(one.file, best) if best is not None else at_id

    def _record(self, one: record.Record) -> nodes.Node | None:
        if one.file not in self._roots:
            self._roots[one.file] = nodes.read_nodes(self._texts.get(one.file, ""), one.file).value
        root = self._roots[one.file]
        if root is None or one.KIND not in root.pairs:
            return None
        held = root.pairs[one.KIND][1]
        if one.KIND == "case":
            return held
        return held.pairs[one.id][1] if isinstance(held, nodes.Mapping) and one.id in held.pairs else None


def _step(node: nodes.Node | None, step: str) -> tuple[nodes.Node | None, nodes.Scalar | None]:
    """One step down; a list of one may be written without its list."""
    if isinstance(node, nodes.Mapping):
        key, held = node.pairs.get(step, (None, None))
        return held, key
    if isinstance(node, nodes.Sequence):
        inside = step.isdigit() and int(step) < len(node.items)
        return (node.items[int(step)] if inside else None), None
    return (node, None) if step == "0" else (None, None)
