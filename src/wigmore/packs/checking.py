"""What is wrong with the estimates of a case, each at its file and line."""

import re
from collections.abc import Callable, Iterator, Mapping

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import frozen, quantity, units
from wigmore.model import graph, inference, record, worked_view
from wigmore.packs import binding, estimating, needing, routes

Locate = Callable[[record.Record, str], span.Span]

RULES: Mapping[str, diagnostic.Rule] = frozen.FrozenDict(
    {
        "formula": rules.BAD_FORMULA,
        "input": rules.BAD_INPUT,
        "unit": rules.UNITS_DIFFER,
        "pack": rules.UNKNOWN_IN_PACK,
        "nought": rules.DIVIDED_BY_NOUGHT,
        "below": rules.BELOW_NOUGHT,
        "many": rules.TOO_MANY_TRIED,
        needing.FITS: rules.LEVELS_DIFFER,
        needing.PROPERTY: rules.UNKNOWN_PROPERTY,
    }
)
"""The rule that each fault of an estimate, or of a level of a chain, breaks."""


def context(the_graph: graph.CaseGraph) -> estimating.Context:
    """What the estimates of a case are bound to."""
    return estimating.Context(
        packs=the_graph.packs,
        amounts=worked_view.amounts(the_graph),
        reach=worked_view.reach(the_graph.policies),
    )


def check(
    the_graph: graph.CaseGraph, locate: Locate, broken: frozenset[str] = frozenset()
) -> Iterator[diagnostic.Diagnostic]:
    """Everything for which an estimate or a level cannot be worked out, and money without a year.

    Of `broken` records a part could not be read, which has been reported: what they lack is no news.
    """
    known = context(the_graph)
    yield from _levels(the_graph, known, locate)
    for one in the_graph.records.estimates.values():
        if one.id in broken:
            continue
        bound, faults = binding.bind(one, known)
        for fault in faults:
            where = _narrowed(locate(one, fault.path), fault)
            yield diagnostic.at(RULES[fault.rule], where, fault.message, fault.repair or None, one.id)
        if bound is not None:
            yield from _prices(one, the_graph, known.amounts, locate)
    yield from _routes(the_graph, locate)


_WORD = re.compile(r"\w+(?:-\w+)*|\*\*|\S")


def _narrowed(where: span.Span, fault: estimating.Fault) -> span.Span:
    """The wrong word alone, where the value stands in one line just as it was read, or in quotes."""
    quotes, left = divmod(where.width - len(fault.text), 2)
    if fault.place is None or left or quotes not in (0, 1):
        return where
    found = _WORD.match(fault.text, fault.place)
    width = len(found[0]) if found else 1
    return span.Span(where.path, where.line, where.column + quotes + fault.place, width)


def _routes(the_graph: graph.CaseGraph, locate: Locate) -> Iterator[diagnostic.Diagnostic]:
    """Routes that processes are said to follow, and that no pack has, or that do not make the product."""
    for one in the_graph.records.claims.values():
        if one.property != "follows-route" or one.id not in the_graph.values:
            continue
        fault = routes.fault(the_graph.packs, str(the_graph.values[one.id]), one.scope.get("product", ""))
        if fault is not None:
            path = "scope.product" if fault.of_product and "product" in one.scope else "value"
            yield diagnostic.at(
                rules.UNKNOWN_ROUTE, locate(one, path), fault.message, fault.repair or None, one.id
            )


def _prices(
    one: inference.Estimate,
    the_graph: graph.CaseGraph,
    amounts: Mapping[str, quantity.Quantity],
    locate: Locate,
) -> Iterator[diagnostic.Diagnostic]:
    """Amounts of money that are taken from a claim which names no time."""
    for name, some in one.inputs.items():
        for index, held in enumerate(some):
            if not isinstance(held, record.Binding):
                continue
            amount = amounts.get(held.claim)
            if amount is None or not units.is_money(amount.unit):
                continue
            if the_graph.records.claims[held.claim].when is None:
                message = f"`{held.claim}` is an amount of money of no year"
                where = locate(one, f"inputs.{name}.{index}")
                repair = f"give `{held.claim}` a `when`"
                yield diagnostic.at(rules.NO_PRICE_YEAR, where, message, repair, one.id)


def _levels(
    the_graph: graph.CaseGraph, known: estimating.Context, locate: Locate
) -> Iterator[diagnostic.Diagnostic]:
    """What the levels of chains make and need that does not fit together."""
    for one in the_graph.records.chains.values():
        for place in range(len(one.levels)):
            for fault in needing.step(one, place, known, the_graph.properties)[1]:
                where = locate(one, fault.path)
                yield diagnostic.at(RULES[fault.rule], where, fault.message, fault.repair or None, one.id)
