"""Claims about a process against its mass balance, at the gate of the plant and along the chain behind it."""

from collections.abc import Iterator, Mapping, Sequence

from wigmore.analyses import balancing, contract, reducing, routing, verdicts
from wigmore.model import finding, views, worked_view
from wigmore.packs import routes


@contract.analysis(
    name="process",
    version=1,
    asks="Can what is claimed of a process be so, at the plant and along the chain behind it?",
)
def process(
    values: views.Values, packs: views.Packs, entities: views.Entities, policies: views.Policies
) -> finding.Result:
    """The streams of each process that follows a route, and each claim of it with what its atoms tell."""
    agreement = float(policies.tables["process"].row("agreement").cells["share"])
    seen = routing.Seen(
        values=values, packs=packs.packs, reach=worked_view.reach(policies.tables), agreement=agreement
    )
    known = [name for name in seen.processes if name in entities.records]
    followed = {name: routing.bound(seen, name) for name in known}
    if not followed:
        return finding.Result()
    tested = [one for name, some in followed.items() for one in _tested(seen, name, some)]
    return finding.Result(
        findings=(
            *(_balance(one) for some in followed.values() for one in some),
            *(_said(same) for same in _alike(tested)),
        ),
        tables=(_streams(followed), _claims(tested)),
    )


def _alike(tested: Sequence[routing.Tested]) -> Iterator[list[routing.Tested]]:
    """Tests of one claim that come to the same by several routes, together."""
    made: dict[tuple[object, ...], list[routing.Tested]] = {}
    for number, one in enumerate(tested):
        alike = one.verdict == routing.AT_PLANT
        made.setdefault((one.process, one.claim) if alike else (number,), []).append(one)
    yield from made.values()


def _said(same: Sequence[routing.Tested]) -> finding.Finding:
    values = dict(same[0].values)
    if len(same) > 1:
        values["route"] = "” or “".join(str(one.values["route"]) for one in same)
    basis = tuple(name for one in same for name in one.basis)
    return finding.Finding(states=same[0].says, values=values, basis=_once(basis))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _tested(seen: routing.Seen, name: str, some: Sequence[routing.Bound]) -> Iterator[routing.Tested]:
    for said in seen.of(name, *routing.TESTED):
        meant = routing.meant(some, said)
        if said.property not in routing.BALANCED:
            yield from reducing.tested(seen, name, meant, said)
            continue
        for one in meant:
            yield from balancing.tested(seen, one, said)
        if not meant and said.property != routing.WASTEWATER:
            yield _unbound(name, said)


def _unbound(name: str, said: views.Said) -> routing.Tested:
    """A claim of which the case names no route."""
    return routing.Tested(
        process=name,
        claim=said.id,
        property=said.property,
        stated=str(said.value),
        verdict=verdicts.OPEN,
        boundary=said.scope.get("boundary", ""),
        missing=("a route that it follows",),
        says="What is said of {process}, {stated}, cannot be established: no route is named that it follows.",
        values={"process": finding.Ref(name), "stated": str(said.value)},
        basis=(said.id,),
    )


def _balance(one: routing.Bound) -> finding.Finding:
    """What a process takes and leaves for a kilogram of its product."""
    product = one.balance.product
    left = [
        f"{routing.mass(amount).removesuffix('/kg')} of {routes.title(one.held, name)}"
        for name, amount in one.balance.out.items()
        if name != product
    ]
    taken = [
        f"{routing.mass(amount).removesuffix('/kg')} of {routes.title(one.held, name)}"
        for name, amount in one.balance.into.items()
    ]
    return finding.Finding(
        states="In {process}, by “{route}”, 1 kg of {product} takes at least {taken}, and leaves {left}.",
        values={
            "route": one.held.routes[one.balance.route].title,
            "product": product,
            "taken": ", ".join(taken),
            "left": ", ".join(left) or "nothing",
            "process": finding.Ref(one.process),
        },
        basis=one.basis,
    )


def _streams(followed: Mapping[str, Sequence[routing.Bound]]) -> finding.Table:
    rows = [row for some in followed.values() for one in some for row in _rows(one)]
    return finding.Table(
        name="streams",
        title="What each process takes and leaves for a kilogram of product, at the plant and behind it",
        columns=("process", "route", "boundary", "side", "substance", "kg per kg", "kind", "rests on"),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _rows(one: routing.Bound) -> Iterator[tuple[finding.Cell, ...]]:
    """Streams at the plant, and of every way to make its feeds: each of several ways is told whole."""
    at = (one.process, one.route, routing.PLANT)
    for side, held in (("in", one.balance.into), ("out", one.balance.out)):
        for name, amount in held.items():
            yield (*at, side, name, round(amount, 6), _kind(one, side, name, one.balance.product), one.basis)
    for ways in one.behind:
        for way in ways:
            behind = (one.process, f"{one.held.name}.{way.route}", routing.CHAIN)
            basis = (*one.basis, one.ref(f"routes.{way.route}"))
            for side, held in (("in", way.into), ("out", way.out)):
                for name, amount in held.items():
                    yield (*behind, side, name, round(amount, 6), _kind(one, side, name, way.feed), basis)


def _kind(one: routing.Bound, side: str, name: str, product: str) -> str:
    if side == "in":
        return "water" if name == "H2O" else "feed"
    return "product" if name == product else routes.kind(one.held, name)


def _claims(tested: Sequence[routing.Tested]) -> finding.Table:
    return finding.Table(
        name="claims",
        title="What is claimed of each process, and what its balance tells",
        columns=(
            *("process", "claim", "property", "stated", "worked out", "unit", "boundary", "verdict"),
            *("turns at", "rests on", "missing"),
        ),
        rows=tuple(
            (
                *(one.process, one.claim, one.property, one.stated, one.worked, one.unit, one.boundary),
                *(one.verdict, one.turns, _once(one.basis), "; ".join(one.missing)),
            )
            for one in tested
        ),
        records=tuple(one.claim for one in tested),
    )
