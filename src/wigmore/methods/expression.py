"""Small arithmetic over named quantities: a grammar of its own, units checked before any number.

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/" | "·" | "×" | "÷") signed)*
    signed  = ("+" | "-")* power
    power   = atom (("**" | "^") "-"? atom)?         never a power of a power
    atom    = number | name | FUNCTION "(" sum ("," sum)* ")" | "(" sum ")"

Nothing else is read: no attributes, no text. Names are words of a-z, 0-9, `_` and `-`
inside a word; a minus sign between names needs blanks. What is read is bounded in length, in depth of
brackets, in the number of words and signs and in the size of numbers and exponents, so that no text takes
long.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from wigmore.kit import text as texts

LONGEST = 2_000
"""Characters of an expression."""
DEEPEST = 32
"""Brackets within brackets."""
MOST_TOKENS = 500
"""Names, numbers, signs and brackets of an expression: a chain of operations is as deep as it is long."""
MOST_DIGITS = 60
"""Digits of a number, before and after the point together."""
WIDEST_POWER = 60
"""Powers of ten of the greatest number, and below one of the least."""
GREATEST_POWER = 8
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "min": (2, 40),
    "max": (2, 40),
    "sqrt": (1, 1),
    "ln": (1, 1),
    "exp": (1, 1),
    "ceil": (1, 1),
}
"""By name, the fewest and the most arguments of each function."""


class ExpressionError(ValueError):
    """A text is no expression, or its units do not fit.

    `place` is the offset in the text, counted from nought, or None for the text as a whole; `repair` says
    what to write, or is empty. `part` is what the error is about where a value, and not the text, is refused.
    """

    def __init__(
        self, message: str, place: int | None = None, repair: str = "", part: "Node | None" = None
    ) -> None:
        super().__init__(message)
        self.message, self.place, self.repair, self.part = message, place, repair, part


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number, exactly as written."""

    value: Fraction
    place: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity by its name."""

    name: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """A sum, difference, product, quotient or power of two parts; `sign` is one of + - * / ^."""

    sign: str
    left: "Node"
    right: "Node"
    place: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or more parts."""

    function: str
    arguments: tuple["Node", ...]
    place: int = 0


Node = Number | Name | Operation | Call

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:_[0-9]{3})*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?(?![\w.]))"
    r"|(?P<name>[^\W\d¹²³][^\W¹²³]*(?:-[^\W\d_¹²³][^\W¹²³]*)*)"
    r"|(?P<sign>\*\*|[-+*/^(),·×÷−]))"
)
_SPELT = str.maketrans({"·": "*", "×": "*", "÷": "/", "−": "-"})
_RUN_ON = re.compile(r"(?P<number>[0-9][0-9_]*(?:\.[0-9]+)?)(?P<name>[^\W\d]\w*)|[0-9][\w.]*")
_INSTEAD: Mapping[str, str] = {
    "%": "give a share as an input, as `share: 40 %`",
    ".": "give what a pack knows as an input, as `{pack: NAME.FORMULA}`",
    "=": "write only what stands behind it",
    "[": "write round brackets",
    "{": "write round brackets",
    "–": "write `-`",
    "²": "write `^2`",
    "³": "write `^3`",
    "'": "write the name without quotes",
    '"': "write the name without quotes",
    "$": "give money as an input, as `price: 5 USD`",
    "€": "give money as an input, as `price: 5 EUR`",
}
"""What to write for signs that people use elsewhere."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """Read an expression; raises ExpressionError with the place and, where it can, the repair."""
    if len(text) > LONGEST:
        raise ExpressionError(f"a formula has at most {LONGEST:,} characters")
    tokens = list(itertools.islice(_tokens(text), MOST_TOKENS + 1))
    if len(tokens) > MOST_TOKENS:
        raise ExpressionError(f"a formula has at most {MOST_TOKENS} names, numbers and signs", tokens[-1][2])
    return _Reader(tokens).whole()


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            raise _unread(text, place + len(text[place:]) - len(text[place:].lstrip()))
        kind = str(found.lastgroup)
        written = found[kind].translate(_SPELT) if kind == "sign" else found[kind]
        yield kind, "^" if written == "**" else written, found.start(kind)
        place = found.end()


def _unread(text: str, at: int) -> ExpressionError:
    """What to say of characters that begin no name, number or sign."""
    found = _RUN_ON.match(text, at)
    if found is None:
        shown = texts.visible(text[at])
        return ExpressionError(f"`{shown}` cannot stand here", at, _INSTEAD.get(text[at], ""))
    repair = f"write `{found['number']} * {found['name']}`" if found["name"] else ""
    return ExpressionError(f"`{texts.cut(found[0], 40)}` is no number", at, repair)


class _Reader:
    """Reads tokens from left to right, never deeper than allowed."""

    def __init__(self, tokens: list[tuple[str, str, int]]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0
        self.end = ("end", "", tokens[-1][2] if tokens else 0)

    @property
    def next(self) -> tuple[str, str, int]:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def take(self) -> tuple[str, str, int]:
        held = self.next
        self.at += 1
        return held

    def takes(self, *signs: str) -> tuple[str, int] | None:
        kind, written, place = self.next
        if kind != "sign" or written not in signs:
            return None
        self.at += 1
        return written, place

    def whole(self) -> Node:
        node = self.sum()
        if self.next[0] != "end":
            raise self.stray()
        return node

    def stray(self) -> ExpressionError:
        """What to say of a token that does not go on with what stands before it."""
        kind, written, place = self.next
        if written == ")":
            return ExpressionError("`)` closes nothing", place, "remove it")
        if written == ",":
            message = "a comma stands between the arguments of a function only"
            return ExpressionError(message, place, "remove it")
        repair = f"write `* {written}`"
        if kind == "name" and self.tokens[self.at - 1][0] == "number":
            repair += "; a number with its unit is an input of its own"
        return ExpressionError(f"an operation is missing before `{written}`", place, repair)

    def sum(self) -> Node:
        node = self.product()
        while found := self.takes("+", "-"):
            node = Operation(found[0], node, self.product(), found[1])
        return node

    def product(self) -> Node:
        node = self.signed()
        while found := self.takes("*", "/"):
            node = Operation(found[0], node, self.signed(), found[1])
        return node

    def signed(self) -> Node:
        is_turned, place = False, self.next[2]
        while found := self.takes("+", "-"):
            is_turned ^= found[0] == "-"
        node = self.power()
        return Operation("-", Number(Fraction(0)), node, place) if is_turned else node

    def power(self) -> Node:
        node = self.atom()
        found = self.takes("^")
        if found is None:
            return node
        if self.takes("-"):
            raised: Node = Operation("-", Number(Fraction(0)), self.atom(), found[1])
        else:
            raised = self.atom()
        if self.next[1] == "^":
            raise ExpressionError("a power of a power is not read", self.next[2], "write brackets")
        return Operation("^", node, raised, found[1])

    def atom(self) -> Node:
        kind, written, place = self.take()
        if kind == "number":
            return self.number(written, place)
        if kind == "name":
            return self.call(written, place) if self.takes("(") else Name(written, place)
        if written == "(":
            return self.inner(place)
        if kind == "end":
            raise ExpressionError("the formula ends where a name or number is expected", place)
        raise ExpressionError(f"`{written}` stands where a name or number is expected", place)

    def number(self, written: str, place: int) -> Number:
        digits = written.lower().partition("e")[0].replace("_", "").replace(".", "")
        if len(digits) > MOST_DIGITS:
            raise ExpressionError(f"a number has at most {MOST_DIGITS} digits", place)
        value = Fraction(written.replace("_", ""))
        if value and not Fraction(1, 10**WIDEST_POWER) <= value <= 10**WIDEST_POWER:
            raise ExpressionError(f"a number has powers of ten to {WIDEST_POWER}", place)
        return Number(value, place)

    def inner(self, place: int) -> Node:
        self.deeper(place)
        node = self.sum()
        self.close(place)
        return node

    def close(self, place: int) -> None:
        if self.next[0] == "end":
            raise ExpressionError("this bracket is not closed", place, "add `)`")
        if not self.takes(")"):
            raise self.stray()
        self.depth -= 1

    def call(self, name: str, place: int) -> Node:
        if name not in FUNCTIONS:
            near = texts.nearest(name, FUNCTIONS)
            known = ", ".join(f"`{one}`" for one in FUNCTIONS)
            repair = f"write `{near[0]}`" if near else f"functions: {known}; a product is written with `*`"
            raise ExpressionError(f"`{name}` is no function", place, repair)
        self.deeper(place)
        arguments = [self.sum()]
        while self.takes(","):
            arguments.append(self.sum())
        self.close(place)
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(arguments) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
            raise ExpressionError(f"`{name}` takes {wanted} arguments", place)
        return Call(name, tuple(arguments), place)

    def deeper(self, place: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(f"brackets are nested deeper than {DEEPEST}", place)


def parts(node: Node) -> tuple[Node, ...]:
    """The parts directly below."""
    if isinstance(node, Operation):
        return (node.left, node.right)
    return node.arguments if isinstance(node, Call) else ()


def names(node: Node) -> tuple[str, ...]:
    """The names in an expression, each once, in the order of the text."""
    return tuple(places(node))


def places(node: Node) -> dict[str, int]:
    """The names in an expression, in the order of the text, with the place where each stands first."""
    found: dict[str, int] = {}
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, Name):
            found.setdefault(one.name, one.place)
        stack.extend(reversed(parts(one)))
    return found


def replaced(node: Node, by: Mapping[str, Node]) -> Node:
    """The expression with names replaced by other expressions."""
    if isinstance(node, Name):
        return by.get(node.name, node)
    if isinstance(node, Operation):
        return Operation(node.sign, replaced(node.left, by), replaced(node.right, by), node.place)
    if isinstance(node, Call):
        return Call(node.function, tuple(replaced(one, by) for one in node.arguments), node.place)
    return node


_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}


def text(node: Node, said: Mapping[str, str] | None = None, binds: int = 0) -> str:
    """The expression as text, with as few brackets as it needs; `said` renames names."""
    if isinstance(node, Number):
        return _decimal(node.value)
    if isinstance(node, Name):
        return (said or {}).get(node.name, node.name)
    if isinstance(node, Call):
        return f"{node.function}({', '.join(text(one, said) for one in node.arguments)})"
    own = _BINDS[node.sign]
    if node.sign == "-" and isinstance(node.left, Number) and not node.left.value:
        made, own = "-" + text(node.right, said, 4), 3
    else:
        left = text(node.left, said, own + (node.sign == "^"))
        right = text(node.right, said, own + (node.sign in "-/^"))
        made = f"{left}^{right}" if node.sign == "^" else f"{left} {node.sign} {right}"
    return f"({made})" if own < binds else made


def _decimal(value: Fraction) -> str:
    """A number as text that reads back as the same number; one that never ends, to 17 figures."""
    if value.denominator == 1:
        return str(value)
    for shown in (f"{float(value):.12g}", f"{float(value):.17g}"):
        if Fraction(shown) == value:
            return shown
    places = next((n for n in range(1, 100) if 10**n % value.denominator == 0), None)
    return shown if places is None else f"{value.numerator * 10**places // value.denominator}e-{places}"
