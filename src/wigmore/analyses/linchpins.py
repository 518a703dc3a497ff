"""What an answer hangs on: items and voices without which another answer leads, or its word is another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, weighed
from wigmore.kit import frozen
from wigmore.methods import weighing, words
from wigmore.model import belief, views

ITEM, VOICE = "item", "voice"
LEADER, WORD = "leader", "word"


@dataclass(frozen=True, slots=True)
class Linchpin:
    """An item or a voice (`kind`) that an answer hangs on, and what becomes of the question without it.

    `breaks` is LEADER or WORD; `leads` are the answers that then lead, `probability` that of the answer in
    question, `lead` that of those that lead.
    """

    kind: str
    id: str
    breaks: str
    leads: tuple[str, ...]
    probability: float
    lead: float


def linchpins(seen: views.Beliefs, name: str, found: Sequence[beliefs.Answer]) -> tuple[Linchpin, ...]:
    """The linchpins of the leading answer: those that take the lead first, then by what they take, by id.

    A voice is not told beside an item that nobody else says, for leaving out either is the same. Raises
    ValueError where the network is too wide.
    """
    network, own = seen.network, seen.network.of_question(name)
    shares = weighed.taken_last(network, name)[1:]
    tried = [(ITEM, one.id, row) for one, row in zip(own, shares, strict=True)]
    tried += [
        (VOICE, voice, weighing.posterior(bare, name)[0]) for voice, bare in _without_voices(network, own)
    ]
    scale, ids = beliefs.bands_of(seen.scale), network.questions[name].answers
    base = tuple(sorted(one.id for one in weighed.leading(found)))
    made = []
    for kind, one, row in tried:
        by_id = {answer: beliefs.rounded(share) for answer, share in zip(ids, row, strict=True)}
        lead = max(by_id.values())
        leads = tuple(sorted(answer for answer, share in by_id.items() if share == lead))
        share = by_id[found[0].id]
        word = words.band(share, scale) or ""
        if leads != base or word != found[0].word:
            made.append(Linchpin(kind, one, LEADER if leads != base else WORD, leads, share, lead))
    return tuple(sorted(made, key=lambda one: (one.breaks != LEADER, one.probability, one.kind, one.id)))


def _without_voices(
    network: belief.Network, own: Sequence[belief.Item]
) -> Iterator[tuple[str, belief.Network]]:
    """The network without each voice that speaks for a question; one that one item alone needs is left."""
    before = {one.id: one for one in network.items}
    for voice in sorted({name for one in own for name in one.voices}):
        bare = weighing.without(network, weighing.LeftOut(voices=frozenset((voice,))))
        after = frozen.FrozenDict({one.id: one for one in bare.items})
        touched = [name for name, one in before.items() if after.get(name) != one]
        if len(touched) > 1 or (touched and touched[0] in after):
            yield voice, bare


def may_name(network: belief.Network, voice: str) -> bool:
    """Whether a voice may be named: it stands behind nothing private."""
    return all(voice in one.told for one in network.items if voice in one.voices)
