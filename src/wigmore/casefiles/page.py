"""What is being read, and the checks that every reader of a value uses."""

import re
from typing import Any

from wigmore.casefiles import nodes
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import text as texts

FAILED = object()
"""What a reader gives when the node cannot be read; the diagnostics then say why."""

# An id, and not one of the words that YAML editors take for a number or that the format itself uses.
ID = re.compile(r"(?!(?:\d+|\d+e\d+|0x[0-9a-f]+|0o[0-7]+)\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"none", "others", "equal", "rest", "unknown", "null", "true", "false", "yes", "no"})
LABEL = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
HASH = re.compile(r"sha256:[0-9a-f]{64}")
HASH_LIKE = re.compile(r"(?i)(?:sha-?256[:= ]*)?([0-9a-f]{64})")


class Page:
    """What is being read: the file's path and text, and the diagnostics found so far."""

    __slots__ = ("found", "on", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.found: list[diagnostic.Diagnostic] = []
        self.on: str | None = None

    def report(
        self, rule: diagnostic.Rule, node: nodes.Node, message: str, repair: str | None = None
    ) -> object:
        """Note a breach at a node; gives FAILED, so that a reader can return it."""
        where = nodes.place(self.path, node)
        self.found.append(
            diagnostic.Diagnostic(rule=rule, span=where, message=message, help=repair, on=self.on)
        )
        return FAILED

    def raw(self, node: nodes.Node) -> str:
        """The author's own characters of a node, on one line."""
        return " ".join(self.text[node.start : node.end].split())


def scalar(node: nodes.Node, page: Page, wanted: str) -> Any:
    """The text of a single value, or FAILED; `wanted` says in words what should stand here."""
    if type(node) is not nodes.Scalar:
        what = "a list" if type(node) is nodes.Sequence else "a mapping"
        return page.report(
            rules.WRONG_TYPE, node, f"{what} stands where {wanted} is expected", f"write {wanted}"
        )
    if not node.text.strip():
        if node.block and page.text[node.start : node.start + 1] == ">":
            page.found.append(nodes.bare_greater(nodes.place(page.path, node), page.raw(node) or ">"))
            return FAILED
        return page.report(
            rules.EMPTY_VALUE,
            node,
            f"nothing stands where {wanted} is expected",
            "fill it in, or remove the key",
        )
    return node.text


def is_id(text: str) -> bool:
    """Whether the text may be the id of a record."""
    return ID.fullmatch(text) is not None and text not in RESERVED


def suggest_id(text: str) -> str | None:
    """An id of right form that is near to the text."""
    made = re.sub(r"[^a-z0-9]+", "-", texts.fold(text)).strip("-")
    return made if is_id(made) else None
