"""Which route of a pack a process follows, by what claims say of it, and what is claimed of the process."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wigmore.kit import frozen, quantity
from wigmore.methods import stoichiometry
from wigmore.model import finding, pack, views, worked_view
from wigmore.packs import leaves, routes

FOLLOWS = "follows-route"
FREE, FEED, BY_PRODUCT, WASTEWATER = "free-of", "feed-per-product", "by-product-per-product", "wastewater"
GASES, WATER, GAIN = "ghg-reduction", "water-reduction", "throughput-gain"
BALANCED = (FREE, FEED, BY_PRODUCT, WASTEWATER)
"""Properties of a process that its mass balance tells something of."""

TESTED = (*BALANCED, GASES, WATER, GAIN)
CAPACITY = "capacity"

AT_PLANT, NOT_OF_CHAIN, UPSTREAM = "supported at the plant", "not of the chain", "needs a change upstream"
PLANT, CHAIN = "plant", "chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A process that follows a route: its balance, the claim that says so, the ways chosen for its feeds."""

    process: str
    claim: str
    product: str
    held: pack.Pack
    balance: routes.Balance
    chosen: tuple[str, ...] = ()

    @property
    def route(self) -> str:
        """The route as a claim names it, `battery.lfp_one_pot`."""
        return f"{self.held.name}.{self.balance.route}"

    @property
    def basis(self) -> tuple[str, ...]:
        """What the balance rests on: the claim, the route, and the atomic weights."""
        return (self.claim, self.ref(f"routes.{self.balance.route}"), self.ref(pack.WEIGHTS))

    @property
    def behind(self) -> tuple[tuple[routes.Behind, ...], ...]:
        """For each feed whose making is known, the ways to make it."""
        return routes.behind(self.held, self.balance, self.chosen)

    def ref(self, path: str) -> str:
        """How a finding names a part of the pack."""
        return pack.ref(self.held.name, path)

    def makes(self, product: str) -> bool:
        """Whether a product of that name, or of a family of that name, is what the route makes."""
        names = {self.product, self.balance.product, *self._rows()}
        return any(one.casefold().startswith(product.casefold()) for one in names if one)

    def _rows(self) -> Iterator[str]:
        for rows in self.held.tables.values():
            for name, row in rows.items():
                if row.words.get("formula") == self.balance.product:
                    yield name


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One claim of a process held against its balance, within one boundary.

    `worked` is what comes out, `turns` at what value of what the verdict changes, `missing` what it would
    take to tell; each empty where there is none. `says` is the sentence on it, with `values` for its places.
    """

    process: str
    claim: str
    property: str
    stated: str
    verdict: str
    says: str
    values: Mapping[str, finding.Scalar] = field(default=frozen.EMPTY)
    worked: str = ""
    unit: str = ""
    boundary: str = ""
    turns: str = ""
    missing: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the tests look at."""

    values: views.Values
    packs: Mapping[str, pack.Pack]
    reach: Fraction
    agreement: float

    def of(self, process: str, *properties: str) -> Iterator[views.Said]:
        """The claims about a process with one of some properties, by id."""
        for said in self.values:
            if process in said.about and said.property in properties:
                yield said

    def hedges(self, *claims: str) -> tuple[str, ...]:
        """The policy that tells how far `~` goes, where a claim has such a number."""
        held = (self.values.records[one].value for one in claims)
        is_hedged = any(isinstance(one, quantity.Quantity) and one.approximate for one in held)
        return (worked_view.APPROXIMATE,) if is_hedged else ()

    @property
    def processes(self) -> tuple[str, ...]:
        """What follows a route, or is said to better another, by id."""
        told = {FOLLOWS, *TESTED} - {WASTEWATER}
        return tuple(sorted({one for said in self.values if said.property in told for one in said.about}))


def bound(seen: Seen, process: str) -> tuple[Bound, ...]:
    """The routes that a process follows, each with the ways that are named beside it for its feeds.

    What cannot be read is passed over: a diagnostic tells of it.
    """
    made = [one for said in seen.of(process, FOLLOWS) if (one := _bound(seen, process, said)) is not None]
    ways = {
        way for one in made for names in one.held.routes[one.balance.route].upstream.values() for way in names
    }
    chosen = tuple(sorted(one.balance.route for one in made if one.balance.route in ways))
    mains = [one for one in made if one.balance.route not in chosen]
    picked = tuple(one.claim for one in made if one.balance.route in chosen)
    return tuple(
        Bound(
            process=one.process,
            claim=one.claim,
            product=one.product,
            held=one.held,
            balance=one.balance,
            chosen=chosen if picked else (),
        )
        for one in mains
    )


def _bound(seen: Seen, process: str, said: views.Said) -> Bound | None:
    of, _, route = str(said.value).partition(".")
    held = seen.packs.get(of)
    if held is None or route not in held.routes:
        return None
    product = said.scope.get("product", "")
    words = {word: product for word in held.routes[route].words}
    try:
        balance = routes.balance(held, route, words)
    except stoichiometry.FormulaError:
        return None
    return Bound(process=process, claim=said.id, product=product, held=held, balance=balance)


def meant(some: Iterable[Bound], said: views.Said) -> tuple[Bound, ...]:
    """The routes of which a claim speaks: those that make the product that it names, or all."""
    product = said.scope.get("product", "")
    return tuple(one for one in some if not product or one.makes(product))


def ends(value: quantity.Quantity, reach: Fraction) -> tuple[float, float]:
    """The bounds of a stated quantity in base units, as wide as its digits allow.

    What is said as `up to` begins at nought, `over` has no end; a number after `~` reaches as far as `reach`,
    or as its digits, whichever is wider, as it does in estimates.
    """
    return leaves.of_quantity(value, name="", label="", reach=reach).rounded


def bounds(value: quantity.Quantity) -> tuple[float, float]:
    """The bounds of a stated quantity in base units as written, from nought, or without an end."""
    held = leaves.of_quantity(value, name="", label="")
    return held.low, held.high


def mass(value: float) -> str:
    """A mass per mass of the product as people read it."""
    return f"{value:.3g} kg/kg"
