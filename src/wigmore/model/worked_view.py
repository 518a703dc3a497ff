"""The views of what is worked out in figures: estimates, levels of chains, amounts of claims, packs."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from wigmore.kit import edtf, frozen, quantity
from wigmore.model import facets, finding, graph, inference, pack, thing, vocabulary
from wigmore.model.view import ALL_STATEMENTS, View


@dataclass(frozen=True, slots=True)
class Packs(View):
    """The packs that are installed, by name."""

    packs: Mapping[str, pack.Pack]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.packs)


@dataclass(frozen=True, slots=True)
class Estimates(View):
    """The estimates by id, and what they are bound to: packs, and the quantity of each claim that has one.

    `reach` is how far, relative to it, a number after `~` goes, and `when` the time for which a claim speaks.
    `lost` names for an estimate the inputs of which nothing is left, for it was not known yet.
    """

    kinds: ClassVar[tuple[str, ...]] = ("estimates", "claims")
    facets: ClassVar[tuple[str, ...]] = ("estimates", *ALL_STATEMENTS, facets.VALUE, "properties")

    records: Mapping[str, inference.Estimate]
    packs: Mapping[str, pack.Pack]
    amounts: Mapping[str, quantity.Quantity]
    when: Mapping[str, edtf.Edtf]
    reach: Fraction
    lost: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        claims = the_graph.records.claims
        return cls(
            the_graph.records.estimates,
            the_graph.packs,
            amounts(the_graph),
            frozen.FrozenDict({name: one.when for name, one in claims.items() if one.when is not None}),
            reach(the_graph.policies),
            frozen.FrozenDict(
                {
                    name: tuple(
                        held for held in the_graph.whole.estimates[name].inputs if held not in one.inputs
                    )
                    for name, one in the_graph.records.estimates.items()
                }
            ),
        )


def amounts(the_graph: graph.CaseGraph) -> Mapping[str, quantity.Quantity]:
    """The quantity of each claim that has one."""
    held = the_graph.values.items()
    return frozen.FrozenDict({name: one for name, one in held if isinstance(one, quantity.Quantity)})


APPROXIMATE = finding.policy_ref("approximate", "about")
"""The policy of `reach`, on which everything rests that takes a number after `~`."""


def reach(tables: Mapping[str, vocabulary.Policy]) -> Fraction:
    """How far, relative to it, a number after `~` goes."""
    return Fraction(str(tables["approximate"].row("about").cells["share"]))


@dataclass(frozen=True, slots=True)
class Levels(View):
    """The supply chains by id, and what it takes to work out what their levels need and can make.

    `amounts` has the quantity of each claim that has one, `reach` says how far, relative to it, a number
    after `~` goes, and `properties` in which unit each property is measured.
    """

    kinds: ClassVar[tuple[str, ...]] = ("chains", "claims", "entities")
    facets: ClassVar[tuple[str, ...]] = ("chains", *ALL_STATEMENTS, facets.VALUE, "properties")

    records: Mapping[str, inference.Chain]
    entities: Mapping[str, thing.Entity]
    lifetimes: Mapping[str, graph.Lifetime]
    amounts: Mapping[str, quantity.Quantity]
    properties: Mapping[str, vocabulary.Property]
    packs: Mapping[str, pack.Pack]
    reach: Fraction

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(
            the_graph.records.chains,
            the_graph.records.entities,
            the_graph.lifetimes,
            amounts(the_graph),
            the_graph.properties,
            the_graph.packs,
            reach(the_graph.policies),
        )
