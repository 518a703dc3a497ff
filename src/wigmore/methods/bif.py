"""Bayesian networks as text in the Interchange Format (BIF 0.15), written and read.

The format has no place for what is observed; it stands in comments, as `// observed: wet = yes`, which other
programs pass over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from wigmore.kit import frozen
from wigmore.methods.network import Node

OBSERVED = re.compile(r"^// observed: (\w+) = (\w+)$", re.MULTILINE)
TOKEN = re.compile(r'"[^"]*"|[\w.+-]+|[{}()\[\]|;,]')
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
WORD = re.compile(r"\W")


def write(nodes: Sequence[Node], observed: Mapping[str, str], title: str = "case") -> str:
    """The text of a network; names lose whatever is no letter, digit or underscore, and stay apart.

    Numbers are written so that they read back the same.
    """
    names = _plain([one.name for one in nodes])
    by_name = {one.name: one for one in nodes}
    lines = [f"network {_plain([title])[title]} {{", "}"]
    for one in nodes:
        states = _plain(one.states)
        lines.append(f"variable {names[one.name]} {{")
        lines.append(f"  type discrete [ {len(one.states)} ] {{ {', '.join(states.values())} }};")
        lines.append("}")
    for one in nodes:
        lines.extend(_table(one, by_name, names))
    for name, state in observed.items():
        lines.append(f"// observed: {names[name]} = {_plain(by_name[name].states)[state]}")
    return "\n".join(lines) + "\n"


def _plain(names: Sequence[str]) -> dict[str, str]:
    """Names as the format allows them, by the names that they had; two that would be one get a number."""
    made: dict[str, str] = {}
    for name in names:
        plain = WORD.sub("_", name)
        plain = plain if plain[:1].isalpha() else f"x{plain}"
        number, free = 2, plain
        while free in made.values():
            number, free = number + 1, f"{plain}_{number}"
        made[name] = free
    return made


def _table(one: Node, by_name: Mapping[str, Node], names: Mapping[str, str]) -> Iterator[str]:
    if not one.parents:
        yield f"probability ( {names[one.name]} ) {{"
        yield f"  table {_numbers(one.table)};"
    else:
        yield f"probability ( {names[one.name]} | {', '.join(names[name] for name in one.parents)} ) {{"
        above = [list(_plain(by_name[name].states).values()) for name in one.parents]
        rows = one.table.reshape(-1, len(one.states))
        for states, row in zip(product(*above), rows, strict=True):
            yield f"  ({', '.join(states)}) {_numbers(row)};"
    yield "}"


def _numbers(row: np.ndarray) -> str:
    return ", ".join(repr(float(value)) for value in row)


def read(text: str) -> tuple[tuple[Node, ...], Mapping[str, str]]:
    """The nodes of a network and what is observed, from its text; the nodes in the order of the text.

    Raises ValueError with the line where the text is not of the format, or a table does not fit its states.
    """
    reader = _Reader(text)
    while not reader.is_done:
        reader.block()
    return reader.nodes(), frozen.FrozenDict(dict(OBSERVED.findall(text)))


class _Reader:
    def __init__(self, text: str) -> None:
        # Comments become spaces and line ends, so that lines are counted right.
        bare = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        self._tokens = [(found[0], bare.count("\n", 0, found.start()) + 1) for found in TOKEN.finditer(bare)]
        self._at = 0
        self._states: dict[str, tuple[str, ...]] = {}
        self._tables: dict[str, tuple[tuple[str, ...], np.ndarray]] = {}

    @property
    def is_done(self) -> bool:
        return self._at >= len(self._tokens)

    def nodes(self) -> tuple[Node, ...]:
        missing = [name for name in self._states if name not in self._tables]
        if missing:
            raise ValueError(f"`{missing[0]}` has no table")
        return tuple(Node(name, states, *self._tables[name]) for name, states in self._states.items())

    def block(self) -> None:
        what = self._next()
        if what == "network":
            self._until("{")
            self._until("}")
        elif what == "variable":
            self._variable()
        elif what == "probability":
            self._probability()
        else:
            raise self._fault(f"`{what}` begins no block")

    def _variable(self) -> None:
        name = self._next()
        self._expect("{")
        while (word := self._next()) != "}":
            words = self._until(";")
            if word == "type":
                self._states[name] = tuple(one for one in words[words.index("{") :] if one not in "{},")

    def _probability(self) -> None:
        head = [one for one in self._until(")") if one not in "(,"]
        name, parents = head[0], tuple(head[2:])
        for one in (name, *parents):
            if one not in self._states:
                raise self._fault(f"there is no variable `{one}`")
        shape = tuple(len(self._states[one]) for one in (*parents, name))
        table = np.full(shape, np.nan)
        self._expect("{")
        while (word := self._next()) != "}":
            if word == "table":
                values = self._floats(self._until(";"))
                if len(values) != table.size:
                    raise self._fault(f"`{name}` has {table.size} numbers, not {len(values)}")
                table = np.array(values).reshape(shape)
            elif word == "(":
                states = [one for one in self._until(")") if one != ","]
                place = tuple(self._index(one, state) for one, state in zip(parents, states, strict=True))
                table[place] = self._floats(self._until(";"))
        if np.isnan(table).any():
            raise self._fault(f"the table of `{name}` has gaps")
        self._tables[name] = (parents, table)

    def _index(self, name: str, state: str) -> int:
        if state not in self._states[name]:
            raise self._fault(f"`{name}` has no state `{state}`")
        return self._states[name].index(state)

    def _floats(self, words: list[str]) -> list[float]:
        try:
            return [float(one) for one in words if one != ","]
        except ValueError as error:
            raise self._fault(str(error)) from None

    def _next(self) -> str:
        if self.is_done:
            raise ValueError("the text ends within a block")
        self._at += 1
        return self._tokens[self._at - 1][0]

    def _expect(self, wanted: str) -> None:
        if (word := self._next()) != wanted:
            raise self._fault(f"`{wanted}` is missing before `{word}`")

    def _until(self, end: str) -> list[str]:
        words = []
        while (word := self._next()) != end:
            words.append(word)
        return words

    def _fault(self, message: str) -> ValueError:
        return ValueError(f"line {self._tokens[self._at - 1][1]}: {message}")
