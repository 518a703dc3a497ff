"""What is checked of the routes of a pack once all are read: that they balance, and lead to one another."""

from collections.abc import Mapping

from wigmore.kit import text as texts
from wigmore.methods import stoichiometry
from wigmore.model import pack
from wigmore.packs import parts, routes

Routes = Mapping[str, pack.Route]


def check(known: Routes) -> None:
    """Every route balances, for each product named, and its feeds are made by routes that make them.

    Raises PackError with the place of the first fault.
    """
    for name, one in known.items():
        place = f"routes.{name}"
        if bool(one.words) != bool(one.checked) or len(one.words) > 1:
            raise parts.PackError(f"{place}: a route with a word in `words` names in `checked` what it makes")
        into = {feed for made in one.checked or (one.product,) for feed in _feeds(place, one, made)}
        for feed, some in one.upstream.items():
            if feed not in into:
                raise parts.PackError(f"{place}.upstream: the route takes no `{feed}`")
            for way in some:
                _check_way(known, f"{place}.upstream.{feed}", way, feed, (name,))


def _feeds(place: str, one: pack.Route, made: str) -> frozenset[str]:
    try:
        return frozenset(routes.of_formula(one, made).into)
    except stoichiometry.FormulaError as error:
        repair = f"; {error.repair}" if error.repair else ""
        raise parts.PackError(f"{place}: {error}{repair}") from None


def _check_way(known: Routes, place: str, way: str, feed: str, seen: tuple[str, ...]) -> None:
    held = known.get(way)
    if held is None:
        near = texts.nearest(way, known)
        repair = f"; write `{near[0]}`" if near else ""
        raise parts.PackError(f"{place}: there is no route `{way}`{repair}")
    if held.words or held.product != feed:
        raise parts.PackError(f"{place}: `{way}` makes `{held.product}`, not `{feed}`")
    if way in seen:
        raise parts.PackError(f"{place}: `{way}` lies behind itself")
    for inner, some in held.upstream.items():
        for one in some:
            _check_way(known, place, one, inner, (*seen, way))


def check_limits(known: Routes, formulas: Mapping[str, pack.Formula]) -> None:
    """The formulas that tell where claims turn are there; raises PackError."""
    for route in known.values():
        for about, limit in route.limits.items():
            if limit not in formulas:
                near = texts.nearest(limit, formulas)
                repair = f"; write `{near[0]}`" if near else ""
                place = f"routes.{route.id}.limits.{about}"
                raise parts.PackError(f"{place}: there is no formula `{limit}`{repair}")
