"""The strands put forward for an answer: what speaks for it, who vouches for each, and who acts in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, weighed
from wigmore.kit import edtf, frozen
from wigmore.methods import provenance
from wigmore.model import inference, question, views

COINCIDENCE = "coincidence"
"""The kind of a strand that is no item of the network."""

BEFORE, AFTER, OPEN, FREE = "before", "after", "unknown", "no favourite"
"""Whether a strand was chosen before or after an answer was favoured; where nobody did, it is free of it."""

Marks = Mapping[str, str]
"""What a strand may share with another: a key, and what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A piece of what is put forward: who vouches for it (documents and voices), and who acts in it.

    `decibans` is its weight for the answer, None for a coincidence: that is not weighed. `of_test`: nobody
    but the text under test vouches for it.
    """

    id: str
    kind: str
    label: str
    decibans: float | None
    claims: tuple[str, ...]
    vouching: Marks
    voices: tuple[str, ...]
    actors: Marks
    declared: edtf.Edtf | None
    chosen: str
    of_test: bool

    @property
    def is_out(self) -> bool:
        """Whether it is taken out as selected: chosen with the favourite in view, or the text's own word."""
        return self.chosen == AFTER or self.of_test


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that strands are made from."""

    beliefs: views.Beliefs
    coincidences: views.Coincidences
    reports: views.Reports
    parties: views.Parties
    behind: views.Behind
    calendar: views.Calendar


def answers(seen: Seen, name: str) -> tuple[str, ...]:
    """The answers of a question that are looked at.

    Those that the text under test states, that somebody favours, or that a coincidence is put forward for.
    """
    asked = seen.beliefs.questions[name]
    favoured = asked.favourite.answer if asked.favourite else None
    put = {one.for_ for one in seen.coincidences.records.values()}
    return tuple(
        one
        for one in seen.beliefs.network.questions[name].answers
        if one in asked.stated or one == favoured or f"{name}.{one}" in put
    )


def strands(seen: Seen, name: str, answer: str) -> tuple[Strand, ...]:
    """What speaks for an answer, sorted by id; weights are those of leaving each out.

    Whatever weighs nothing as weights are shown, with one decimal, does not speak for it. Raises ValueError
    where the network is too wide.
    """
    around = _around(seen, name)
    network = seen.beliefs.network
    weights = weighed.weights(network, name, answer) if network.of_question(name) else ()
    held = [_item(one, seen, around) for one in weights if round(one.decibans, 1) > 0]
    put = [one for one in seen.coincidences.records.values() if one.for_ == f"{name}.{answer}"]
    held += [_coincidence(one, seen, name, around) for one in put]
    return tuple(sorted(held, key=lambda one: one.id))


def _item(one: weighed.Weight, seen: Seen, around: frozenset[str]) -> Strand:
    item = one.item
    asked = seen.beliefs.questions[item.question]
    claims = tuple(name for name in item.claims if name in seen.reports.records)
    vouching, voices = _vouching(claims, seen)
    return Strand(
        id=item.id,
        kind=item.kind,
        label=beliefs.item_label(item.id, seen.beliefs),
        decibans=one.decibans,
        claims=claims,
        vouching=vouching,
        voices=voices,
        actors=_actors((*item.rests_on, *claims), seen, around),
        declared=item.declared,
        chosen=AFTER if item.is_late else _chosen(item.declared, asked, seen),
        of_test=item.of_test,
    )


def _coincidence(one: inference.Coincidence, seen: Seen, name: str, around: frozenset[str]) -> Strand:
    chosen = (*seen.coincidences.left.get(one.id, ()), *seen.coincidences.right.get(one.id, ()))
    claims = tuple(dict.fromkeys(held for record in chosen for held in _carriers(record, seen)))
    vouching, voices = _vouching(claims, seen)
    return Strand(
        id=one.id,
        kind=COINCIDENCE,
        label=one.asks,
        decibans=None,
        claims=claims,
        vouching=vouching,
        voices=voices,
        actors=_actors(chosen, seen, around),
        declared=one.declared,
        chosen=_chosen(one.declared, seen.beliefs.questions[name], seen),
        of_test=bool(claims) and all(seen.reports.records[held].is_of_test_alone for held in claims),
    )


def _carriers(name: str, seen: Seen) -> tuple[str, ...]:
    """The claims that carry a record that a selector chose; a claim carries itself."""
    return tuple(one for one in seen.behind.claims.get(name, (name,)) if one in seen.reports.records)


def _vouching(claims: Sequence[str], seen: Seen) -> tuple[Marks, tuple[str, ...]]:
    """The documents and voices behind claims, and the names of the voices.

    The text under test counts where nobody else vouches: all that it alone says is one strand.
    """
    marks: dict[str, str] = {}
    voices: dict[str, str] = {}
    for name in claims:
        held = seen.reports.records[name]
        reports = held.vouching or tuple(one for one in held.origins.reports if one.asserts)
        for report in reports:
            for root in report.roots:
                title = seen.behind.titles.get(root)
                marks[f"source:{root}"] = f"“{title}”" if title else root
            for speaker in report.speakers:
                marks[f"voice:{speaker.id}"] = voices[speaker.id] = speaker.name
    return frozen.FrozenDict(marks), tuple(sorted(set(voices.values())))


def _actors(names: Sequence[str], seen: Seen, around: frozenset[str]) -> Marks:
    """Who acts in some records, without those about whom the question is."""
    found = {actor for name in names for actor in seen.parties.records.get(name, ())} - around
    return frozen.FrozenDict({name: held for name, held in seen.behind.acting.items() if name in found})


def _around(seen: Seen, name: str) -> frozenset[str]:
    """The parties of a question, and of those it presupposes: whom it is about.

    Those are the unnamed party with its candidates and whoever dealt with it, who gains by an answer, whom
    the claims speak of that carry the question or state an answer, and the pairs whose ties are looked for.
    """
    found = {entity for pair in seen.behind.pairs for entity in pair}
    done: set[str] = set()
    here: str | None = name
    while here is not None and here in seen.beliefs.questions and here not in done:
        done.add(here)
        asked = seen.beliefs.questions[here]
        found.update(seen.parties.records.get(here, ()))
        found.update(entity for gaining in asked.favours.values() for entity in gaining)
        found.update(_dealing(asked.identifies, seen))
        for claim in (*asked.basis, *(stated.claim for stated in asked.stated.values())):
            found.update(seen.parties.records.get(claim, ()))
        here = asked.given
    return frozenset(found)


def _dealing(unnamed: str | None, seen: Seen) -> Iterator[str]:
    """Whoever stands in an event or relation with the unnamed party."""
    for name in seen.behind.claims:
        held = seen.parties.records.get(name, ())
        if unnamed in held:
            yield from held


def _chosen(declared: edtf.Edtf | None, asked: question.Question, seen: Seen) -> str:
    """Whether something was certainly declared before an answer was favoured, or on that day and after."""
    if asked.favourite is None:
        return FREE
    if declared is None:
        return OPEN
    day, since = (seen.calendar.dates.dated(date) for date in (declared, asked.favourite.since))
    if day.is_before(since):
        return BEFORE
    return AFTER if day.first >= since.last else OPEN


# --- what is one -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """The strands of an answer in groups: by who vouches for them, then also by who acts in them."""

    strands: tuple[Strand, ...]
    by_voice: tuple[tuple[str, ...], ...]
    by_actor: tuple[tuple[str, ...], ...]

    @property
    def left(self) -> tuple[tuple[str, ...], ...]:
        """The groups in which something is left when what was selected is taken out."""
        out = {one.id for one in self.strands if one.is_out}
        return tuple(held for held in self.by_actor if not out.issuperset(held))

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many strands there are, and how many remain after each step."""
        return len(self.strands), len(self.by_voice), len(self.by_actor), len(self.left)


def counted(held: Sequence[Strand]) -> Counted:
    """The strands in groups; a group that is joined at one step stays joined at the next."""
    ids = [one.id for one in held]
    vouching = [(f"strand:{one.id}", mark) for one in held for mark in one.vouching]
    acting = [(f"strand:{one.id}", f"actor:{mark}") for one in held for mark in one.actors]
    return Counted(tuple(held), _groups(ids, vouching), _groups(ids, [*vouching, *acting]))


def _groups(ids: Sequence[str], links: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    found = provenance.grouped([f"strand:{name}" for name in ids], links)
    return tuple(tuple(name.removeprefix("strand:") for name in group) for group in found)


def joining(held: Sequence[Marks]) -> Iterator[tuple[str, int]]:
    """What joins some strands: what each thing shared is called and how many share it, most first."""
    counts: dict[str, int] = {}
    called: dict[str, str] = {}
    for marks in held:
        for key, name in marks.items():
            counts[key] = counts.get(key, 0) + 1
            called[key] = name
    shared = sorted(
        (key for key in counts if counts[key] > 1), key=lambda key: (-counts[key], called[key], key)
    )
    return ((called[key], counts[key]) for key in shared)
