"""An answer without a case: worked out from packs and quantities, line by line, ready to be told."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wigmore.kit import amount, frozen, units
from wigmore.kit import text as texts
from wigmore.methods import dimensions, draws, expression, intervals
from wigmore.model import pack
from wigmore.packs import asking, blaming, judging, leaves, suggesting, working

DRAWS, SEED = 10_000, 1
REACHED = "the bounds are reached: some choice of the inputs gives the one, another the other"
APPROACHED = (
    "the bounds are the nearest that hold: some choice of the inputs comes as near to each as one likes"
)
ENCLOSING = (
    "the bounds hold every value, and may be wider than what is reached: "
    "an input stands in the formula more than once"
)
DRAWN = (
    "if the inputs vary independently of one another, each mostly about its most likely value, "
    "or evenly where none is named"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a derivation: an input or a nested formula, with its value in `unit`.

    `says` is the value as it is written, of a formula its expression. `known` tells in words how it is
    known; `rests_on` is the `pack:` reference, `sources` have title and address each.
    """

    depth: int
    name: str
    title: str
    says: str
    unit: str
    low: float
    central: float
    high: float
    grade: str
    known: str
    on: str = ""
    rests_on: str = ""
    sources: tuple[Mapping[str, str], ...] = ()
    note: str = ""

    @property
    def value(self) -> str:
        """What the line comes to, as people read it."""
        return self.says if self.grade else told(self.low, self.central, self.high, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a formula comes to, in its unit; `floor` and `ceiling` are what nothing lies below or above.

    `called` has the words that the pack has for it, the highest band first.
    """

    name: str
    asks: str
    formula: str
    words: Mapping[str, str]
    unit: str
    central: float
    bounds: intervals.Enclosed
    floor: float | None = None
    ceiling: float | None = None
    drawn: draws.Summary | None = None
    lines: tuple[Line, ...] = ()
    called: tuple[str, ...] = ()


# From words and quantities to an answer.


def of_formula(packs: working.Packs, name: str, given: Mapping[str, str], unit: str = "") -> Answer:
    """The answer of a formula of a pack for words and quantities by name; raises AskError with the repair."""
    held, formula = working.find(packs, name)
    words, replaced = asking.quantities(given, formula, asking.words_of_routes(held, formula), "given.")
    question = working.Question(name=name, words=words, given=replaced)
    worked = working.ask(packs, question)
    if unit:
        told_in = _unit(unit, worked.unit.dimension, f"told in {worked.unit}")
        worked = leaves.Worked(node=worked.node, leaves=worked.leaves, unit=told_in)
    made = _answer(name, worked)
    floor, ceiling = working.limits(packs, question)
    return Answer(
        name=made.name,
        asks=formula.asks,
        formula=formula.expression,
        words=frozen.FrozenDict({**formula.defaults, **words}),
        unit=made.unit,
        central=made.central,
        bounds=made.bounds,
        floor=None if floor is None else worked.shown(_checked(floor).bounds.low),
        ceiling=None if ceiling is None else worked.shown(_checked(ceiling).bounds.high),
        drawn=made.drawn,
        lines=tuple(_lines(held, working.steps(packs, question), 1)),
        called=judging.words(packs, question),
    )


def of_expression(text: str, given: Mapping[str, str], unit: str = "") -> Answer:
    """What an expression over quantities by name comes to; raises AskError with the repair."""
    try:
        node = expression.parse(text)
        held = _given(node, given)
        known = {name: leaf.unit.dimension for name, leaf in held.items()}
        dimension = dimensions.of(node, known)
    except expression.ExpressionError as error:
        where = f" (character {error.place + 1} of the formula)" if error.place else ""
        raise working.AskError(f"{error.message}{where}", repair=error.repair) from None
    alike = (leaf.unit for leaf in held.values() if leaf.unit.dimension == dimension)
    said = dimensions.said(dimension)
    told_in = _unit(unit, dimension, said) if unit or not dimension else next(alike, None)
    if told_in is None:
        message = f"the formula gives {said}, and no unit is named for it"
        raise working.AskError(
            message, repair=suggesting.of_unit("name one with `--unit`", "--unit ", dimension)
        )
    worked = leaves.Worked(node=node, leaves=frozen.FrozenDict(held), unit=told_in)
    made = _answer(text, worked)
    steps = (working.Step(name=name, worked=leaves.single(leaf)) for name, leaf in held.items())
    return Answer(
        name="",
        asks=text,
        formula=text,
        words=frozen.EMPTY,
        unit=made.unit,
        central=made.central,
        bounds=made.bounds,
        drawn=made.drawn,
        lines=tuple(_lines(None, tuple(steps), 1)),
    )


def _given(node: expression.Node, given: Mapping[str, str]) -> dict[str, leaves.Leaf]:
    """A leaf for each name of an expression; raises AskError where one has no quantity, or is not used."""
    used = expression.names(node)
    for name in used:
        if name not in given and set(name.split("-")) & given.keys():
            written = working.cut(name.replace("-", " - "))
            raise working.AskError(
                f"`{working.cut(name)}` is one name", name, f"as a difference write `{written}`"
            )
    for name in given:
        if name not in used:
            near = texts.nearest(name[: working.LONGEST], used)
            repair = f"write `{near[0]}`" if near else "leave it out, or use it"
            raise working.AskError(f"the formula does not use `{working.cut(name)}`", name, repair)
    made = {}
    for name in used:
        if name not in given:
            message = f"the formula names `{working.cut(name)}`, and no quantity is given for it"
            raise working.AskError(message, name, f"add `{working.cut(name)}=…`, as `{name[:20]}=5 t`")
        read = asking.read(name, given[name])
        made[name] = leaves.of_quantity(read, name=name, label=name)
    return made


def _unit(text: str, dimension: units.Dimension, said: str) -> units.Unit:
    try:
        made = units.parse(text or "1")
    except units.UnitError as error:
        repair = f"write `{error.suggestion}`" if error.suggestion else ""
        raise working.AskError(
            f"the answer cannot be told in `{working.cut(text)}`: {error}", "unit", repair
        ) from None
    if not dimensions.compare(made.dimension, dimension):
        message = f"the answer is {said}, which is not measured in {made}"
        raise working.AskError(message, "unit", "name a unit of that kind, or leave it out")
    return made


def _checked(worked: leaves.Worked) -> intervals.Enclosed:
    """The bounds of what can be worked out; raises AskError for what cannot."""
    try:
        worked.check()
        return worked.bounds()
    except expression.ExpressionError as error:
        part = blaming.blamed(error, worked.leaves)
        message, repair = blaming.said(error, worked.leaves, part)
        raise working.AskError(worked.called(message), repair=worked.called(repair)) from None


def _answer(name: str, worked: leaves.Worked) -> Answer:
    """The numbers of an answer, in its unit."""
    found = _checked(worked)
    bounds = intervals.Interval(worked.shown(found.bounds.low), worked.shown(found.bounds.high))
    return Answer(
        name=name,
        asks="",
        formula="",
        words=frozen.EMPTY,
        unit=str(worked.unit),
        central=worked.shown(worked.central()),
        bounds=intervals.Enclosed(bounds, found.is_reached),
        drawn=_drawn(worked),
    )


def _drawn(worked: leaves.Worked) -> draws.Summary | None:
    """What draws come to; None where no input varies, or one has no end."""
    if all(leaf.low == leaf.high for leaf in worked.leaves.values()):
        return None
    try:
        made = draws.summary(worked.draws(DRAWS, SEED))
    except ValueError:
        return None
    mean, low, middle, high = (worked.shown(one) for one in (made.mean, made.p05, made.p50, made.p95))
    return draws.Summary(mean, low, middle, high)


# Line by line.


def _lines(held: pack.Pack | None, steps: tuple[working.Step, ...], depth: int) -> Iterator[Line]:
    """The steps of an answer, each above those that it leans on."""
    for one in steps:
        yield _of_formula(held, one, depth) if held and one.formula else _of_leaf(held, one, depth)
        yield from _lines(held, one.steps, depth + 1)


def _of_formula(held: pack.Pack, one: working.Step, depth: int) -> Line:
    assert one.formula is not None
    about = pack.told(held, f"formulas.{one.formula.name}")
    return Line(
        depth=depth,
        name=one.name,
        title=about["title"],
        says=one.formula.expression,
        grade="",
        known="worked out",
        rests_on=pack.ref(held.name, f"formulas.{one.formula.name}"),
        sources=tuple(about["sources"]),
        note=about["note"],
        **_values(one.worked),
    )


def _of_leaf(held: pack.Pack | None, one: working.Step, depth: int) -> Line:
    (leaf,) = one.worked.leaves.values()
    part = pack.of_ref(leaf.basis)
    about = pack.told(held, part[1]) if held and part else None
    return Line(
        depth=depth,
        name=one.name,
        title=about["title"] if about else "",
        says=leaf.text,
        grade=leaf.grade or "given",
        known=pack.GRADES.get(leaf.grade, "given here"),
        on=about["on"] if about else "",
        rests_on=leaf.basis,
        sources=tuple(about["sources"]) if about else (),
        note=about["note"] if about else "",
        **_values(one.worked),
    )


def _values(worked: leaves.Worked) -> dict[str, Any]:
    found = _checked(worked).bounds
    low, central, high = (worked.shown(one) for one in (found.low, worked.central(), found.high))
    return {"low": low, "central": central, "high": high, "unit": str(worked.unit)}


# In words.


def told(low: float, central: float, high: float, unit: str) -> str:
    """A value with its range: `2,264 t/GWh (2,008 to 2,612)`."""
    first = amount.amount(central, unit)
    ends = amount.interval(low, high)
    return first if ends == amount.number(central) else f"{first} ({ends})"


def sentences(answer: Answer) -> Iterator[str]:
    """The answer, what bounds it, and how its range came about."""
    yield told(answer.bounds.bounds.low, answer.central, answer.bounds.bounds.high, answer.unit)
    if answer.called:
        yield "the pack calls this " + " or ".join(f"“{one}”" for one in answer.called)
    yield from _limits(answer)
    if math.isclose(answer.bounds.bounds.low, answer.bounds.bounds.high, rel_tol=1e-9):
        return
    found = APPROACHED if answer.drawn is None else REACHED
    yield found if answer.bounds.is_reached else ENCLOSING
    if answer.drawn is None:
        yield "nothing is drawn, since an input has no end"
        return
    ends = amount.interval(answer.drawn.p05, answer.drawn.p95, answer.unit)
    yield f"of {DRAWS:,} draws nine in ten lie within {ends}, {DRAWN}"


def _limits(answer: Answer) -> Iterator[str]:
    low, high = answer.bounds.bounds.low, answer.bounds.bounds.high
    floor, ceiling = _finite(answer.floor), _finite(answer.ceiling)
    if floor is not None:
        yield _limit("below", amount.amount(floor, answer.unit), (high < floor, low < floor))
    if ceiling is not None:
        yield _limit("above", amount.amount(ceiling, answer.unit), (low > ceiling, high > ceiling))


def _limit(side: str, limit: str, out: tuple[bool, bool]) -> str:
    """What a bound says of an answer; `out` tells whether all of its range, or part of it, is beyond."""
    said = f"nothing lies {side} {limit}"
    is_wholly, is_partly = out
    if is_wholly:
        return f"{said}, and so this is impossible"
    return f"{said}; the part of the range {side} it is impossible" if is_partly else said


def rows(answer: Answer) -> Iterator[tuple[str, str, str]]:
    """The derivation as rows: name, value, and what it rests on; the formula itself first."""
    low, high = answer.bounds.bounds.low, answer.bounds.bounds.high
    name = answer.name.partition(".")[2] or "answer"
    yield name, told(low, answer.central, high, answer.unit), f"= {answer.formula}"
    for one in answer.lines:
        yield "  " * one.depth + one.name, one.value, _rests(one)


def _rests(one: Line) -> str:
    if not one.grade:
        return f"= {one.says}"
    titles = texts.listed([source["title"] for source in one.sources])
    head = ", ".join(part for part in (one.title, one.on) if part)
    parts = (head, one.known, titles and f"from {titles}", one.note)
    return "; ".join(part for part in parts if part)


# For programs.


def plain(answer: Answer) -> dict[str, Any]:
    """The answer as plain values for JSON; an end that is not known is null."""
    bounds = answer.bounds.bounds
    drawn = answer.drawn
    return {
        "name": answer.name,
        "asks": answer.asks,
        "formula": answer.formula,
        "words": dict(answer.words),
        "unit": answer.unit,
        "central": answer.central,
        "low": _finite(bounds.low),
        "high": _finite(bounds.high),
        "bounds": "reached" if answer.bounds.is_reached else "enclosing",
        "floor": _finite(answer.floor),
        "ceiling": _finite(answer.ceiling),
        "called": list(answer.called),
        "draws": {
            "count": DRAWS,
            "seed": SEED,
            "mean": drawn.mean,
            "p05": drawn.p05,
            "p50": drawn.p50,
            "p95": drawn.p95,
        }
        if drawn
        else None,
        "lines": [_plain(one) for one in answer.lines],
    }


def _plain(one: Line) -> dict[str, Any]:
    names = ("depth", "name", "title", "says", "unit", "central", "grade", "known", "on", "rests_on", "note")
    made = {name: getattr(one, name) for name in names}
    sources = [dict(source) for source in one.sources]
    return {**made, "low": _finite(one.low), "high": _finite(one.high), "sources": sources}


def _finite(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else value
