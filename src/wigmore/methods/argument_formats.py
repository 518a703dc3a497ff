"""An argument graph as text for other programs: Argdown, AIF JSON, Graphviz DOT, and a numbered key list."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = ("support", "attack", "undercut")
"""What a step does: the first two to a statement, the third to another step."""

_ARGDOWN_SIGNS = {"support": "<+", "attack": "<-", "undercut": "<_"}
_AIF_TYPES = {"support": "RA", "attack": "CA", "undercut": "CA"}
_TITLE = re.compile(r"[^\[\]<>\\\s](?:[^\[\]<>\\\r\n]*[^\[\]<>\\\s])?")
_ARGDOWN_MARKS = re.compile(r"([\\\[\]<>{}@#*_/:])")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is held or disputed, by its name."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Statements that together support or attack one, or undercut a step; `scheme` says by what right."""

    id: str
    kind: str
    sources: tuple[str, ...]
    target: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Statements and the steps between them; raises ValueError where a name is doubled, unfit or dangling."""

    statements: tuple[Statement, ...]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        statements = {one.id for one in self.statements}
        steps = {one.id for one in self.steps}
        names = _names(self)
        if len(set(names)) != len(names):
            raise ValueError("each statement and each step has a name of its own")
        for name in names:
            if not _TITLE.fullmatch(name):
                raise ValueError(f"`{name}` holds a bracket, a backslash or an edge that no format can write")
        for step in self.steps:
            if step.kind not in KINDS or not step.sources:
                raise ValueError(f"`{step.id}` is no support, attack or undercut from a statement")
            if not set(step.sources) <= statements:
                raise ValueError(f"`{step.id}` comes from statements")
            if step.target not in (steps if step.kind == "undercut" else statements):
                raise ValueError(f"`{step.id}` leads to no statement, or undercuts no step")


def _names(graph: Graph) -> list[str]:
    return [*(one.id for one in graph.statements), *(one.id for one in graph.steps)]


def to_argdown(graph: Graph) -> str:
    """The graph in Argdown (argdown.org): statements in square brackets, steps as arguments in angled ones.

    Below each stands what bears on it: `<+` supports, `<-` attacks, `<_` undercuts it.

    >>> one, other = Statement("a", "It rained."), Statement("b", "The street is wet.")
    >>> print(to_argdown(Graph((one, other), (Step("r1", "support", ("a",), "b", "cause"),))), end="")
    [a]: It rained.
    <BLANKLINE>
    [b]: The street is wet.
      <+ <r1>
    <BLANKLINE>
    <r1>: cause
      <+ [a]
    """
    bearing: dict[str, list[str]] = {}
    for step in graph.steps:
        bearing.setdefault(step.target, []).append(f"  {_ARGDOWN_SIGNS[step.kind]} <{step.id}>")
    blocks = [[_titled(f"[{one.id}]", one.text), *bearing.get(one.id, ())] for one in graph.statements]
    blocks += [
        [
            _titled(f"<{step.id}>", step.scheme),
            *(f"  <+ [{name}]" for name in step.sources),
            *bearing.get(step.id, ()),
        ]
        for step in graph.steps
    ]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _titled(title: str, text: str) -> str:
    words = _ARGDOWN_MARKS.sub(r"\\\1", " ".join(text.split()))
    return f"{title}: {words}" if words else title


def to_aif(graph: Graph) -> str:
    """The graph as JSON of the Argument Interchange Format, as AIFdb reads it (Chesñevar et al. 2006).

    Statements are I-nodes, supports RA-nodes, attacks and undercuts CA-nodes; edges are numbered in order.

    >>> held = to_aif(Graph((Statement("a", "It rained."),), ()))
    >>> json.loads(held)["nodes"]
    [{'nodeID': 'a', 'text': 'It rained.', 'type': 'I'}]
    """
    nodes = [{"nodeID": one.id, "text": one.text, "type": "I"} for one in graph.statements]
    nodes += [
        {"nodeID": step.id, "text": step.scheme or step.kind, "type": _AIF_TYPES[step.kind]}
        for step in graph.steps
    ]
    edges = [
        {"edgeID": str(number), "fromID": start, "toID": end}
        for number, (start, end) in enumerate(_edges(graph), start=1)
    ]
    return json.dumps({"nodes": nodes, "edges": edges, "locutions": []}, ensure_ascii=False, indent=1) + "\n"


def _edges(graph: Graph) -> Iterator[tuple[str, str]]:
    for step in graph.steps:
        for source in step.sources:
            yield source, step.id
        yield step.id, step.target


def to_dot(graph: Graph) -> str:
    """The graph in the language of Graphviz: statements as boxes, steps as ellipses with what they do.

    >>> print(to_dot(Graph((Statement("a", 'a "word"'),), ())), end="")
    digraph argument {
      rankdir=BT;
      "a" [shape=box, label="a \\"word\\""];
    }
    """
    lines = [f"{_quoted(one.id)} [shape=box, label={_quoted(one.text)}];" for one in graph.statements]
    lines += [f"{_quoted(step.id)} [shape=ellipse, label={_quoted(_told(step))}];" for step in graph.steps]
    lines += [f"{_quoted(start)} -> {_quoted(end)};" for start, end in _edges(graph)]
    return "\n".join(["digraph argument {", "  rankdir=BT;", *(f"  {line}" for line in lines), "}"]) + "\n"


def _told(step: Step) -> str:
    return f"{step.kind}: {step.scheme}" if step.scheme else step.kind


def _quoted(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def key_list(graph: Graph) -> tuple[str, ...]:
    """The numbered key list of a chart (J. H. Wigmore, The Science of Judicial Proof, 1937).

    Statements come first, then steps, which name by number what they join.

    >>> one, other = Statement("a", "It rained."), Statement("b", "The street is wet.")
    >>> key_list(Graph((one, other), (Step("r1", "support", ("a",), "b", "cause"),)))
    ('1. It rained.', '2. The street is wet.', '3. support: cause (1 to 2)')
    """
    number = {name: place for place, name in enumerate(_names(graph), start=1)}
    told = [" ".join(one.text.split()) for one in graph.statements]
    told += [
        f"{_told(step)} ({', '.join(str(number[name]) for name in step.sources)} to {number[step.target]})"
        for step in graph.steps
    ]
    return tuple(f"{place}. {text}" for place, text in enumerate(told, start=1))
