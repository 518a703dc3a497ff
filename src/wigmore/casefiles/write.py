"""Records back to text: the printer, and the edit that replaces one record and leaves every other byte."""

import json
import re
from typing import Any

from wigmore.casefiles import nodes, read
from wigmore.model import kinds, record

WIDTH = 80
"""What is longer is not written on one line between brackets."""

LONGEST_KEY = 1000
"""A longer key is written behind `? `, for the parser looks no further for its colon."""

# What may stand unquoted in block style: no indicator at the front, no ": " or " #" inside, not a word or a
# number-like form that an editor would change.
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^\n\r\t]*|[~<=][^\n\r\t]+|-[^\s\n\r\t][^\n\r\t]*")
UNSAFE = re.compile(
    "[: ]$|: | #|\\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^---|^\\.\\.\\.|^<<$"
)
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
IN_FLOW = re.compile(r"[,\[\]{}]")
# Chapter 10.3.2 of YAML 1.2, generously: what an editor may take for something else than a text.
EDITOR_WORDS = re.compile(
    r"(?i:null|true|false|~|[-+]?\.(?:inf|nan))|[-+]?[0-9.][0-9_.eE+-]*|0x[0-9a-fA-F]+|0o[0-7]+"
)
SAFE_NUMBERS = re.compile(r"[0-9]{4}|[0-9]{4}-[0-9]{2}(-[0-9]{2})?|0\.[0-9]*[1-9]|[1-9][0-9]{0,8}")


def print_records(records: list[record.Record]) -> str:
    """Print records as the text of a file: kinds in the order of the format, records as they are given."""
    blocks = []
    for kind in kinds.KINDS:
        of_kind = [one for one in records if type(one) is kind]
        if not of_kind:
            continue
        if kind.KIND == "case":
            blocks.append(_entry("case", record.plain(of_kind[0]), 0))
        else:
            printed = [_entry(one.id, record.plain(one), 2) for one in of_kind]
            blocks.append(f"{kind.KIND}:\n" + "".join(printed))
    return "\n".join(blocks)


def print_plain(name: str, held: dict[str, Any], indent: int) -> str:
    """Print a record that is at hand as plain values (of a compiled case), with its id, as lines."""
    return _entry(name, held, indent)


def print_record(one: record.Record, indent: int) -> str:
    """Print one record with its id, its lines after the first indented; without a line end at its end."""
    return _entry(one.id, record.plain(one), indent).rstrip("\n")[indent:]


def replace_record(text: str, one: record.Record) -> str:
    """The text of a file with the record of that id replaced, and every other character as it was.

    Raises KeyError when the text holds no such record, ValueError when it cannot be parsed, or when the
    record is written in a way (behind `? `) in which it cannot be replaced.
    """
    bare = nodes.without_mark(text)
    declared = _find(bare, one)
    key = declared.name or declared.kind
    first, last = nodes.start(key), _last(bare, declared.node)
    if declared.in_flow:
        body = _pair(one.id, _flow(record.plain(one)))
    else:
        newline = "\r\n" if "\r\n" in bare else "\n"
        body = print_record(one, nodes.line_and_column(key)[1] - 1).replace("\n", newline)
    made = bare[:first] + body + bare[last:]
    if _others(made, one) != _others(bare, one) or one not in read.read_records(made, "").value.records:
        raise ValueError(f"the record `{one.id}` cannot be replaced where it stands")
    return text[: len(text) - len(bare)] + made


def _find(text: str, one: record.Record) -> nodes.Declared:
    tree = nodes.Tree(text, "")
    found = None
    for declared in tree.records(read.KEPT_BY_ID):
        name = (declared.name or declared.kind).value
        if found is None and (declared.kind.value, name) == (one.KIND, one.id):
            found = declared
    if tree.failed:
        raise ValueError("the text cannot be parsed")
    if found is None:
        raise KeyError(one.id)
    return found


def _last(text: str, node: nodes.Node) -> int:
    """The index after a record; to the parser, a block of text also takes the line ends that follow it."""
    last = nodes.end(node)
    while last > 0 and text[last - 1] in "\r\n \t":
        last -= 1
    return last


def _others(text: str, one: record.Record) -> list[record.Record]:
    """The records of a text but for the one of that id."""
    return [held for held in read.read_records(text, "").value.records if held.id != one.id]


def _entry(key: str, value: Any, indent: int) -> str:
    """`key: value` in block style; what is small goes on one line in flow style."""
    pad = " " * indent
    name = _scalar(key, flow=False)
    colon = f"{pad}{name}:" if len(name) <= LONGEST_KEY else f"{pad}? {name}\n{pad}:"
    if isinstance(value, (dict, list)) and value and not _is_small(value, indent + len(name) + 2):
        if isinstance(value, dict):
            return f"{colon}\n" + "".join(_entry(k, held, indent + 2) for k, held in value.items())
        return f"{colon}\n" + "".join(_item(held, indent + 2) for held in value)
    return f"{colon} {_on_one_line(value)}\n"


def _item(value: Any, indent: int) -> str:
    pad = " " * indent
    if isinstance(value, dict) and value and not _is_small(value, indent + 2):
        lines = "".join(_entry(k, held, indent + 2) for k, held in value.items())
        return f"{pad}- {lines[indent + 2 :]}"
    return f"{pad}- {_on_one_line(value)}\n"


def _on_one_line(value: Any) -> str:
    return _flow(value) if isinstance(value, (dict, list)) else _scalar(value, flow=False)


def _is_small(value: Any, used: int) -> bool:
    """Whether a collection reads well on one line: short, and no records of several keys inside a list."""
    if isinstance(value, list) and any(isinstance(one, dict) and len(one) > 1 for one in value):
        return False
    return used + len(_flow(value)) <= WIDTH


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(_pair(key, _flow(held)) for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return _scalar(value, flow=True)


def _pair(key: str, value: str) -> str:
    name = _scalar(key, flow=True)
    return f"{name}: {value}" if len(name) <= LONGEST_KEY else f"? {name} : {value}"


def _scalar(value: Any, *, flow: bool) -> str:
    """A value as it must be written to be read back the same, by us and by an editor's YAML 1.2."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if text in ("yes", "no"):
        return text
    if EDITOR_WORDS.fullmatch(text) and not SAFE_NUMBERS.fullmatch(text):
        return _quoted(text)
    plain = PLAIN.fullmatch(text) and not UNSAFE.search(text)
    if plain and not (flow and (IN_FLOW.search(text) or text.endswith(":"))):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's, with what JSON leaves bare escaped as well."""
    made = json.dumps(text, ensure_ascii=False)
    return ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", made)
