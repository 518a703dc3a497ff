"""Records back to text: the printer, and the edit that replaces one record and leaves every other byte."""

import json
import re
from typing import Any

from wigmore.casefiles import nodes
from wigmore.model import kinds, record

WIDTH = 110
# What may stand unquoted in block style: no indicator at the front, no ": " or " #" inside, not a word or a
# number-like form that an editor would change.
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^\n\r\t]*|[~<=][^\n\r\t]+|-[^\s\n\r\t][^\n\r\t]*")
UNSAFE = re.compile(r": |:$| #|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^---|^\.\.\.|^- ")
IN_FLOW = re.compile(r"[,\[\]{}]")
EDITOR_WORDS = re.compile(r"(?i:null|true|false|~)|[-+]?[0-9.][0-9_.eExXoO+-]*")
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
    """Print a record that is at hand as plain values (of a compiled case), with its id, as lines of a file."""
    return _entry(name, held, indent)


def print_record(one: record.Record, indent: int) -> str:
    """Print one record with its id, its lines after the first indented by `indent`; no line end at its end."""
    return _entry(one.id, record.plain(one), indent).rstrip("\n")[indent:]


def replace_record(text: str, one: record.Record) -> str:
    """The text of a file with the record of that id replaced, and every other character as it was.

    Raises KeyError when the text holds no such record, ValueError when it cannot be parsed.
    """
    first, last, column, in_flow = _span_of(text, one)
    if in_flow:
        body = f"{_scalar(one.id, flow=True)}: {_flow(record.plain(one))}"
    else:
        newline = "\r\n" if "\r\n" in text else "\n"
        body = print_record(one, column).replace("\n", newline)
    return text[:first] + body + text[last:]


def _span_of(text: str, one: record.Record) -> tuple[int, int, int, bool]:
    parsed = nodes.read_nodes(text, "").value
    if parsed is None:
        raise ValueError("the text cannot be parsed")
    key, held = parsed.pairs[one.KIND]
    if one.KIND != "case":
        assert isinstance(held, nodes.Mapping)
        in_flow = text[held.start : held.start + 1] == "{"
        key, held = held.pairs[one.id]
    else:
        in_flow = False
    last = held.end
    if isinstance(held, nodes.Scalar) and held.block:
        last = held.start + len(text[held.start : held.end].rstrip())
    return key.start, _trim_block(text, key.start, last), key.column, in_flow


def _trim_block(text: str, first: int, last: int) -> int:
    """A block text ends after its line end; the record ends before it."""
    while last > first and text[last - 1] in "\r\n \t":
        last -= 1
    return last


def _entry(key: str, value: Any, indent: int) -> str:
    """`key: value` in block style; what is small goes on one line in flow style."""
    pad = " " * indent
    name = _scalar(key, flow=False)
    if isinstance(value, dict) and value and not _is_small(value, len(pad) + len(name) + 2):
        return f"{pad}{name}:\n" + "".join(_entry(k, v, indent + 2) for k, v in value.items())
    if isinstance(value, list) and value and not _is_small(value, len(pad) + len(name) + 2):
        return f"{pad}{name}:\n" + "".join(_item(one, indent + 2) for one in value)
    return f"{pad}{name}: {_flow(value) if isinstance(value, (dict, list)) else _scalar(value, flow=False)}\n"


def _item(value: Any, indent: int) -> str:
    pad = " " * indent
    if isinstance(value, dict) and value and not _is_small(value, len(pad) + 2):
        lines = "".join(_entry(k, v, indent + 2) for k, v in value.items())
        return f"{pad}- {lines[indent + 2 :]}"
    return f"{pad}- {_flow(value) if isinstance(value, (dict, list)) else _scalar(value, flow=False)}\n"


def _is_small(value: Any, used: int) -> bool:
    """Whether a collection reads well on one line: short, and no records of several keys inside a list."""
    if isinstance(value, list) and any(isinstance(one, dict) and len(one) > 1 for one in value):
        return False
    return used + len(_flow(value)) <= 80


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(k, flow=True)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return _scalar(value, flow=True)


def _scalar(value: Any, *, flow: bool) -> str:
    """A value as it must be written to be read back the same, by us and by an editor's YAML 1.2."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if text in ("yes", "no"):
        return text
    if EDITOR_WORDS.fullmatch(text) and not SAFE_NUMBERS.fullmatch(text):
        return _quoted(text)
    plain = PLAIN.fullmatch(text) and not UNSAFE.search(text) and text[0] not in " " and text[-1] not in " "
    if plain and not (flow and (IN_FLOW.search(text) or text.endswith(":"))):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's, with what JSON leaves bare escaped as well."""
    made = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found.group()):04x}", made)
