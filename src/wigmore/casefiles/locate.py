"""Where a value of a record stands in its file, worked out only when somebody must be told."""

from collections.abc import Mapping

from wigmore.casefiles import nodes, read
from wigmore.diagnostics import span
from wigmore.model import record

Found = tuple[nodes.Node, nodes.Scalar | None]
"""A node, and the key it stands under where it stands under one."""


class Locator:
    """Finds the span of `sources.0.quote` and the like in the texts of a case.

    Records keep the place of their id alone; the places inside a record are found by parsing its file once
    more, the first time one of them is asked for. Faults are rare, so this costs less than carrying every
    place along.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._files: dict[str, dict[tuple[str, str], nodes.Node]] = {}

    def __call__(self, one: record.Record, path: str = "") -> span.Span:
        """The span of the value at a dotted path of a record, or of what is nearest above it.

        A path that ends in `:` means the last key itself: `likelihood.lg-chem:`.
        """
        at_id = span.Span(one.file or "case.yaml", one.line, one.column, max(1, len(one.id)))
        node = self._file(one.file).get((one.KIND, one.id)) if path else None
        if node is None:
            return at_id
        wants_key = path.endswith(":")
        found: Found | None = None
        for step in path.removesuffix(":").split("."):
            below = _step(found[0] if found else node, step)
            if below is None:
                wants_key = False
                break
            found = below
        if found is None:
            return at_id
        held, key = found
        is_scalar = isinstance(held, nodes.Scalar) and not wants_key and held.value
        return nodes.place(one.file, held if is_scalar or key is None else key)

    def _file(self, path: str) -> dict[tuple[str, str], nodes.Node]:
        """The nodes of all records of a file, by kind and id; parsed when first asked for."""
        if path not in self._files:
            tree = nodes.Tree(nodes.without_mark(self._texts.get(path, "")), path)
            self._files[path] = {}
            for one in tree.records(read.KEPT_BY_ID):
                name = one.name or one.kind
                self._files[path].setdefault((one.kind.value, name.value), one.node)
        return self._files[path]


def _step(node: nodes.Node, step: str) -> Found | None:
    """One step down; a list of one may be written without its list."""
    if isinstance(node, nodes.Mapping):
        if step in node.pairs:
            key, held = node.pairs[step]
            return held, key
        return (node, None) if step == "0" else None
    if isinstance(node, nodes.Sequence):
        inside = step.isdecimal() and step.isascii() and int(step) < len(node.items)
        return (node.items[int(step)], None) if inside else None
    return (node, None) if step == "0" else None
