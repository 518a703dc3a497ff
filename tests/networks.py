"""Random belief networks for properties and for comparisons with other programs."""

import random

from wigmore.kit import frozen
from wigmore.model import belief

RATES = ((0.95, 0.02), (0.9, 0.05), (0.8, 0.1), (0.65, 0.25))


class Making:
    """Makes a network bit by bit; every number becomes a range of its own."""

    def __init__(self, seed: int, widest: float = 0.2) -> None:
        self.chance = random.Random(seed)
        self.widest = widest
        self.ranges: list[belief.Range] = []
        self.items: list[belief.Item] = []
        self.questions: dict[str, belief.Asked] = {}
        self.assumptions: dict[str, int] = {}

    def range(self, low: float | None = None, high: float | None = None) -> int:
        """The index of a new range; drawn where no bounds are given."""
        low = self.chance.uniform(0.02, 0.75) if low is None else low
        high = min(0.98, low + self.chance.uniform(0, self.widest)) if high is None else high
        self.ranges.append(belief.Range("somewhere", f"number {len(self.ranges)}", low, high))
        return len(self.ranges) - 1

    def ask(self, name: str, answers: int, given: str | None = None) -> None:
        """Add a question; its last answer takes what the others leave."""
        rows = len(self.questions[given].answers) if given else 1
        most = 0.9 / answers
        prior = tuple(
            (
                *(self.range(0.3 * most, self.chance.uniform(0.3, 1) * most) for _ in range(answers - 1)),
                belief.LEFT,
            )
            for _ in range(rows)
        )
        ids = tuple(f"{name}-{number}" for number in range(answers))
        self.questions[name] = belief.Asked(id=name, answers=ids, given=given, prior=prior)

    def witness(self, voice: str, denies: bool = False) -> belief.Witness:
        """A witness of some grade, who may gain by it."""
        hit, false_alarm = self.chance.choice(RATES)
        gains = self.chance.random() < 0.3
        return belief.Witness(voice, hit, (hit + false_alarm) / 2 if gains else false_alarm, denies)

    def weigh(
        self, question: str, voices: tuple[str, ...] = (), assumes: tuple[str, ...] = ()
    ) -> belief.Item:
        """Add an item: with voices a report of theirs, else a criterion or an absence."""
        count = len(self.questions[question].answers)
        for name in assumes:
            self.assumptions.setdefault(name, self.range(0.2, 0.6))
        name, kind = f"item-{len(self.items):03}", belief.EVIDENCE
        terms = tuple(self.range() for _ in range(count))
        links = tuple(self.witness(voice, self.chance.random() < 0.15) for voice in voices)
        made = belief.Item(id=name, kind=kind, question=question, terms=terms, assumes=assumes)
        if voices:
            made = belief.Item(
                id=name, kind=kind, question=question, terms=terms, assumes=assumes, links=(links,)
            )
        elif self.chance.random() < 0.5:
            found = self.range()
            made = belief.Item(
                id=name, kind=kind, question=question, terms=terms, assumes=assumes,
                is_absent=True, searches=(found,), elapsed=self.chance.uniform(0.1, 1),
            )  # fmt: skip
        else:
            shares = tuple(self.chance.choice((0.0, 0.5, 1.0, 0.3)) for _ in range(count))
            made = belief.Item(
                id=name, kind=belief.CRITERION, question=question, terms=(terms[0],) * count,
                shares=shares, base=0.3, assumes=assumes,
            )  # fmt: skip
        self.items.append(made)
        return made

    def network(self) -> belief.Network:
        """What was made."""
        voices = {one: one for item in self.items for one in item.voices}
        return belief.Network(
            questions=frozen.FrozenDict(self.questions),
            items=tuple(self.items),
            ranges=tuple(self.ranges),
            voices=frozen.FrozenDict(voices),
            assumptions=frozen.FrozenDict(self.assumptions),
        )


def mixed(seed: int, items: int = 8, answers: int = 3, voices: int = 3) -> belief.Network:
    """Two linked questions with items of every kind; speakers and assumptions are shared among them."""
    making = Making(seed)
    making.ask("first", answers)
    making.ask("second", 2, given="first")
    names = [f"voice-{number}" for number in range(voices)]
    for _ in range(items):
        count = min(voices, making.chance.choice((0, 1, 1, 2)))
        said = tuple(sorted(making.chance.sample(names, count)))
        assumed = ("assumption-0",) if making.chance.random() < 0.3 else ()
        making.weigh(making.chance.choice(("first", "second")), said, assumed)
    return making.network()
