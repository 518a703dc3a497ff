"""What is being read, and the checks that every reader of a value uses."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from wigmore.casefiles import nodes, syntax
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
LONGEST_ID = 100
"""Above this length nothing is an id or a word: it is compared with none, and shown cut."""


class Page:
    """What is being read: the file's path and text, and the diagnostics found so far."""

    __slots__ = ("found", "on", "path", "text")

    def __init__(self, path: str, text: str, found: list[diagnostic.Diagnostic]) -> None:
        self.path = path
        self.text = text
        self.found = found
        self.on: str | None = None

    def report(
        self, rule: diagnostic.Rule, node: nodes.Node, message: str, repair: str | None = None
    ) -> object:
        """Note a breach at a node; gives FAILED, so that a reader can return it.

        What could not even be taken from the text has been reported, and is not reported again.
        """
        if type(node) is not nodes.Unread:
            where = nodes.place(self.path, node)
            self.found.append(
                diagnostic.Diagnostic(rule=rule, span=where, message=message, help=repair, on=self.on)
            )
        return FAILED

    def report_instead(self, node: nodes.Mapping, message: str, repair: str) -> object:
        """Note that no mapping may stand here, in place of what was said of its keys."""
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        self.found[:] = [
            one
            for one in self.found
            if one.rule is not rules.DOUBLED_KEY or not first <= one.span.line <= last
        ]
        return self.report(rules.WRONG_TYPE, node, message, repair)

    def raw(self, node: nodes.Node) -> str:
        """The author's own characters of a node, on one line."""
        return shown(" ".join(self.text[nodes.start(node) : nodes.end(node)].split()))


def shown(text: str) -> str:
    """A text as a message quotes it: not longer than a line takes."""
    return texts.cut(text[:LONGEST_ID], LONGEST_ID - 1)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The nearest of some known words, where one is near."""
    near = texts.nearest(text, known) if len(text) <= LONGEST_ID else ()
    return near[0] if near else None


def glued_dash(text: str) -> str | None:
    """The repair for a list whose dashes no blank follows, so that YAML takes them for text."""
    found = re.match(r"-(\w\S*)", text)
    return f"write `- {found.group(1)}`, with a blank after each dash" if found else None


def listed(words: Iterable[str]) -> str:
    """Words one after the other, for a repair."""
    return ", ".join(f"`{word}`" for word in words)


def scalar(node: nodes.Node, page: Page, wanted: str) -> Any:
    """The text of a single value, or FAILED; `wanted` says in words what should stand here."""
    if type(node) is not nodes.Scalar:
        what = "a list" if type(node) is nodes.Sequence else "a mapping"
        return page.report(
            rules.WRONG_TYPE, node, f"{what} stands where {wanted} is expected", f"write {wanted}"
        )
    text: str = node.value
    return text if text and not text.isspace() else _report_empty(node, page, wanted)


def _report_empty(node: nodes.Scalar, page: Page, wanted: str) -> Any:
    """Nothing stands here, for the author left it out, or YAML took what was meant for something else."""
    first = nodes.start(node)
    if page.text[first : first + 1] == ">" and nodes.is_block_text(node):
        page.found.append(syntax.bare_greater(nodes.place(page.path, node), page.raw(node) or ">"))
        return FAILED
    line, _, _ = page.text[first:].partition("\n")
    repair = "fill it in, or remove the key"
    if line.lstrip().startswith("#"):
        repair = f"write {syntax.quoted(line.strip())}, or fill it in before the comment"
    return page.report(rules.EMPTY_VALUE, node, f"nothing stands where {wanted} is expected", repair)


@lru_cache(maxsize=65_536)
def is_id(text: str) -> bool:
    """Whether the text may be the id of a record."""
    return ID.fullmatch(text) is not None and text not in RESERVED


@lru_cache(maxsize=65_536)
def is_label(text: str) -> bool:
    """Whether the text is a word of a-z, 0-9, `-` and `_`."""
    return LABEL.fullmatch(text) is not None


@lru_cache(maxsize=65_536)
def is_reference(text: str) -> bool:
    """Whether the text may name a record."""
    return is_id(text) or text == "case"


@lru_cache(maxsize=65_536)
def is_part(text: str) -> bool:
    """Whether the text may name a record or a part of one, as `jda-partner.lnmo`."""
    head, dot, tail = text.partition(".")
    return is_reference(head) and (not dot or is_label(tail))


def suggest_id(text: str) -> str | None:
    """An id of right form that is near to the text."""
    made = re.sub(r"[^a-z0-9]+", "-", texts.fold(text[:LONGEST_ID])).strip("-")
    return made if is_id(made) else None
