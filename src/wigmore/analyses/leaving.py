"""What the leading answer hangs on: everything that is weighed, left out once, one after the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.analyses import beliefs, leading, naming, weighed
from wigmore.kit import text as texts
from wigmore.methods import variants, weighing
from wigmore.model import belief, finding, views

ITEM, VOICE, SOURCE, ASSUMPTION = "item", "voice", "source", "assumption"
KINDS = (ITEM, VOICE, SOURCE, ASSUMPTION)
LEADER, WORD = "leader", "word"

NAMED = 6
"""How many linchpins without which another answer leads get a sentence each, for one question."""

WITHOUT: Mapping[str, str] = {
    ITEM: "{what}",
    VOICE: "what {what} says",
    SOURCE: "the source {what}",
    ASSUMPTION: "what assumes {what}",
}
"""What a sentence says is left out, by its kind."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something left out: what it is called, the items it touches, how the answers stood and stand now."""

    kind: str
    id: str
    label: str
    touched: tuple[belief.Item, ...]
    base: leading.Stand
    stand: leading.Stand

    @property
    def linchpin(self) -> str:
        """What changes without it: who leads, or else the word for an answer that led, or nothing."""
        if set(self.stand.leaders) != set(self.base.leaders):
            return LEADER
        led = self.base.leaders
        return WORD if any(self.stand.word(one) != self.base.word(one) for one in led) else ""

    @property
    def most(self) -> float:
        """How far an answer that led moves at most, without a sign."""
        return max(abs(self.change(one)) for one in self.base.leaders)

    def change(self, answer: str) -> float:
        """How far an answer moves."""
        return beliefs.rounded(self.stand.share(answer) - self.base.share(answer))

    @property
    def what(self) -> str:
        """What a sentence calls it."""
        return WITHOUT[self.kind].format(
            what=self.label if self.kind == VOICE else beliefs.quoted(self.label)
        )


@dataclass(frozen=True, slots=True)
class Linchpin:
    """An item or a voice (`kind`) that an answer hangs on, and what becomes of the question without it.

    `breaks` is LEADER or WORD; `leads` are the answers that then lead, with `lead` each; `probability` and
    `word` are those of the answer in question.
    """

    kind: str
    id: str
    breaks: str
    leads: tuple[str, ...]
    probability: float
    lead: float
    word: str = ""


def linchpins(held: Sequence[LeftOut], answer: str) -> tuple[Linchpin, ...]:
    """The items and voices that a leading answer hangs on: what takes the lead first, then by what it takes.

    A voice is not told beside an item that nobody else says, for leaving out either is the same.
    """
    items = {one.id: one for one in held if one.kind == ITEM}
    made = []
    for one in held:
        if one.kind not in (ITEM, VOICE) or not one.linchpin:
            continue
        if one.kind == VOICE and len(one.touched) == 1:
            single = items.get(one.touched[0].id)
            if single is not None and single.stand == one.stand:
                continue
        stand = one.stand
        leads = (stand.leaders, stand.share(answer), stand.share(stand.leaders[0]), stand.word(answer))
        made.append(Linchpin(one.kind, one.id, one.linchpin, *leads))
    return tuple(sorted(made, key=lambda one: (one.breaks != LEADER, one.probability, one.kind, one.id)))


class Leaving:
    """Leaves out everything on which questions may hang, for all questions that are joined at once."""

    def __init__(self, seen: views.Beliefs, sources: views.Sources) -> None:
        self._seen = seen
        self._sources = sources
        self._joined: dict[tuple[str, ...], _Joined] = {}

    def left_out(self, name: str, base: leading.Stand) -> tuple[LeftOut, ...]:
        """What a question may hang on, left out: by kind, then what moves most, then by id.

        What is weighed for other questions is there where leaving it out changes anything. Voices and
        sources are left out of what may name them: what rests on something private stays.
        """
        near = weighing.relevant(self._seen.network, name)
        joined = self._joined.get(tuple(near.questions))
        if joined is None:
            joined = self._join(near)
            self._joined[tuple(near.questions)] = joined
        made = []
        rows = joined.variants.posteriors(name)
        for (kind, id_, label), touched, row in zip(joined.tried, joined.touched, rows, strict=True):
            stand = leading.stand(base.answers, row, base.scale)
            one = LeftOut(kind, id_, label, touched, base, stand)
            if one.most or any(item.question == name for item in touched):
                made.append(one)
        return tuple(sorted(made, key=lambda one: (KINDS.index(one.kind), -one.most, one.id)))

    def _join(self, near: belief.Network) -> "_Joined":
        tried = tuple(_tried(near, self._seen, self._sources))
        networks = [_without(near, kind, name) for kind, name, _ in tried]
        touched = tuple(_touched(near, one) for one in networks)
        return _Joined(tried, touched, variants.Variants(near, networks))


@dataclass(frozen=True, slots=True)
class _Joined:
    """All that may be left out of questions that are joined: kind, id and label, and the items it touches."""

    tried: tuple[tuple[str, str, str], ...]
    touched: tuple[tuple[belief.Item, ...], ...]
    variants: variants.Variants


def _tried(
    near: belief.Network, seen: views.Beliefs, sources: views.Sources
) -> Iterator[tuple[str, str, str]]:
    """What is to be left out: its kind, its id and what it is called."""
    for one in near.items:
        yield ITEM, one.id, beliefs.item_label(one.id, seen)
    for name in sorted({voice for one in near.items for voice in one.told}):
        yield VOICE, name, near.voices.get(name, name)
    for name in sorted({root for one in near.items if not one.is_private for root in one.roots}):
        held = sources.records.get(name)
        yield SOURCE, name, held.title if held is not None else name
    for name in sorted({assumed for one in near.items for assumed in one.assumes}):
        yield ASSUMPTION, name, seen.assumptions[name].says if name in seen.assumptions else name


def _without(network: belief.Network, kind: str, name: str) -> belief.Network:
    only = frozenset({name})
    if kind == ITEM:
        return weighing.without(network, weighing.LeftOut(items=only))
    if kind == ASSUMPTION:
        return weighing.without(network, weighing.LeftOut(assumptions=only))
    what = weighing.LeftOut(voices=only) if kind == VOICE else weighing.LeftOut(roots=only)
    open_ = replace(network, items=tuple(one for one in network.items if not one.is_private))
    kept = {one.id: one for one in weighing.without(open_, what).items}
    made = (one if one.is_private else kept.get(one.id) for one in network.items)
    return replace(network, items=tuple(one for one in made if one is not None))


def _touched(near: belief.Network, without: belief.Network) -> tuple[belief.Item, ...]:
    """The items that are gone or otherwise in a network that lacks something."""
    kept = {id(one) for one in without.items}
    return tuple(one for one in near.items if id(one) not in kept)


COLUMNS = ("question", "kind", "id", "label", "answer", "probability", "change", "word", "linchpin")


def rows(name: str, held: Iterable[LeftOut]) -> Iterator[tuple[finding.Cell, ...]]:
    """A row for each thing left out and each answer that leads with it."""
    for one in held:
        for answer in one.base.leaders:
            yield (
                name,
                one.kind,
                one.id,
                one.label,
                answer,
                one.stand.share(answer),
                one.change(answer),
                one.stand.word(answer),
                one.linchpin,
            )


def findings(name: str, held: Sequence[LeftOut], seen: views.Beliefs) -> Iterator[finding.Finding]:
    """What changes the leading answer, what changes its word alone, or that nothing does either."""
    leaders = sorted((one for one in held if one.linchpin == LEADER), key=lambda one: -one.most)
    for one in leaders[:NAMED]:
        yield _another_leads(name, one, seen)
    if len(leaders) > NAMED:
        yield _others_lead(name, leaders[NAMED:], seen)
    changing = sorted((one for one in held if one.linchpin == WORD), key=lambda one: -one.most)
    if changing:
        yield _another_word(name, changing, seen)
    if held and not leaders and not changing:
        yield _nothing(name, held, seen)


def _another_leads(name: str, one: LeftOut, seen: views.Beliefs) -> finding.Finding:
    answer, other = one.base.leaders[0], one.stand.leaders[0]
    leads = "lead" if len(one.stand.leaders) > 1 else "leads"
    return finding.Finding(
        states=f"Without {{what}}, {{others}} {leads} on {{question}} with {{after}}; {{answer}} "
        "goes from {before} to {now}.",
        values={
            "what": one.what,
            "others": naming.answers(one.stand.leaders, name, seen),
            "question": finding.Ref(name),
            "after": leading.told(one.stand.share(other), one.stand.word(other)),
            "answer": naming.answer(answer, name, seen),
            "before": beliefs.percent(one.base.share(answer)),
            "now": leading.told(one.stand.share(answer), one.stand.word(answer)),
        },
        basis=weighed.basis(one.touched, seen),
        assumes=weighed.assumed(one.touched, seen),
    )


def _others_lead(name: str, held: Sequence[LeftOut], seen: views.Beliefs) -> finding.Finding:
    touched = _all(name, held)
    return finding.Finding(
        states="Another answer leads on {question} also without any one of {more}.",
        values={
            "question": finding.Ref(name),
            "more": texts.listed([one.what for one in held], naming.MOST),
        },
        basis=weighed.basis(touched, seen),
        assumes=weighed.assumed(touched, seen),
    )


def _another_word(name: str, held: Sequence[LeftOut], seen: views.Beliefs) -> finding.Finding:
    base, touched = held[0].base, _all(name, held)
    answer = base.leaders[0]
    shares = [one.stand.share(answer) for one in held]
    values: dict[str, finding.Scalar] = {
        "answer": naming.answers(base.leaders, name, seen),
        "question": finding.Ref(name),
        "told": leading.told(base.share(answer), base.word(answer)),
        "what": texts.listed([one.what for one in held], naming.MOST),
    }
    states = "The word for {answer} on {question} ({told}) hangs on "
    if len(held) == 1:
        states += "{what}: without it, {now}."
        values["now"] = leading.told(shares[0], held[0].stand.word(answer))
    else:
        states += "each of {count} things: {what}. Without one of them it stands at {now}."
        values |= {"count": len(held), "now": beliefs.interval(min(shares), max(shares))}
    return finding.Finding(
        states=states,
        values=values,
        basis=weighed.basis(touched, seen),
        assumes=weighed.assumed(touched, seen),
    )


def _nothing(name: str, held: Sequence[LeftOut], seen: views.Beliefs) -> finding.Finding:
    base, touched = held[0].base, _all(name, held)
    answer, leads = base.leaders[0], "leads" if len(base.leaders) == 1 else "lead"
    return finding.Finding(
        states="Nothing that is weighed for {question} is a linchpin: without any one item, voice, source or "
        f"assumption {{answer}} still {leads}, in the same words ({{told}}).",
        values={
            "question": finding.Ref(name),
            "answer": naming.answers(base.leaders, name, seen),
            "told": leading.told(base.share(answer), base.word(answer)),
        },
        basis=weighed.basis(touched, seen),
        assumes=weighed.assumed(touched, seen),
    )


def _all(name: str, held: Iterable[LeftOut]) -> tuple[belief.Item, ...]:
    """The items that any of them touches, once; those of other questions where there are no others."""
    every = {item.id: item for one in held for item in one.touched}
    own = [item for item in every.values() if item.question == name]
    return tuple(own or every.values())
