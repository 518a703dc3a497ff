"""The paragraph of a verdict: sentences chosen by the facts, every number a named value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wigmore.analyses import beliefs, leaving, stating, weighed
from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import belief, finding, question, views

MOST_WORDS = 120
"""How many words a paragraph has at most."""


@dataclass(frozen=True, slots=True)
class Room:
    """How long a paragraph may be: characters of a question, an answer, an item; whether all is told.

    Where not `all_told`, what the text states besides, and what speaks against the leading answer while the
    text states another, are left to the tables; where not `side_told`, so is how many items are like the one
    the answer hangs on, and that the prior decides.
    """

    question: int
    answer: int
    item: int
    all_told: bool = True
    side_told: bool = True


ROOMS = (
    Room(100, 60, 70),
    Room(100, 60, 48),
    Room(100, 60, 48, all_told=False),
    Room(70, 44, 42, all_told=False),
    Room(60, 36, 34, all_told=False),
    Room(44, 30, 26, all_told=False),
    Room(24, 18, 16, all_told=False),
    Room(10, 8, 8, all_told=False),
    Room(10, 8, 8, all_told=False, side_told=False),
)
"""The rooms that are tried, the widest first; the first in which a paragraph is short enough is taken."""

MOST_NAMED = 4
"""How many of several leading answers are named; the analysis of answers names all."""

SPEAKS = 0.05
"""From how many decibans on an item speaks for or against an answer: less is shown as none."""


NEAR = 0.02
"""Answers whose probabilities differ by no more are told as about as probable."""

LITTLE = 1.0
"""Where no item weighs so many decibans, the prior decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a paragraph tells: answers by probability, what is stated, weights, and what the answer hangs on.

    `stated` is the statement it is held against, `others` how many more there are; `weights` are those for
    the first answer, `against_stated` for the stated one. `unweighed` is the sentence where nothing is
    weighed, `says` what the one claim says that some evidence rests on, by the id of that evidence.
    """

    asked: question.Question
    found: tuple[beliefs.Answer, ...]
    has_text: bool
    stated: stating.Stated | None
    others: int
    weights: tuple[weighed.Weight, ...]
    against_stated: tuple[weighed.Weight, ...]
    linchpins: tuple[leaving.Linchpin, ...]
    unweighed: str = ""
    says: Mapping[str, str] = frozen.EMPTY


@dataclass(slots=True)
class Paragraph:
    """Sentences with named values."""

    states: str = ""
    values: dict[str, finding.Scalar] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The paragraph with its values put in."""
        return self.states.format(**self.values)

    def add(self, states: str, **values: finding.Scalar) -> None:
        """Append a sentence."""
        self.states += f"{' ' if self.states else ''}{states}"
        self.values.update(values)


def paragraph(facts: Facts, seen: views.Beliefs) -> Paragraph:
    """The paragraph on one question, of at most MOST_WORDS words."""
    made = Paragraph()
    for room in ROOMS:
        made = _Writer(facts, seen, room).written()
        if len(made.text.split()) <= MOST_WORDS:
            break
    return made


class _Writer:
    """Writes the sentences into one room."""

    def __init__(self, facts: Facts, seen: views.Beliefs, room: Room) -> None:
        self.facts = facts
        self.seen = seen
        self.room = room
        self.made = Paragraph()
        self.by_id = {one.id: one for one in facts.found}
        # Of several that lead together, the first is spoken of.
        self.it = "it" if len(beliefs.leading(facts.found)) == 1 else "{leading_1}"

    def written(self) -> Paragraph:
        """All sentences in their order."""
        self._leading()
        self._stated()
        if self.facts.weights:
            self._weights()
        else:
            self.made.add(self.facts.unweighed)
            if self.facts.linchpins:
                self._hangs_on()
        self._residual()
        return self.made

    def _answer(self, name: str) -> str:
        return beliefs.quoted(beliefs.label(self.facts.asked, name, self.seen.names), self.room.answer)

    def _answers(self, ids: Sequence[str], key: str) -> str:
        """Some answers as part of a sentence; their names become values with numbered keys."""
        self.made.values |= {
            f"{key}_{place}": self._answer(one) for place, one in enumerate(ids[:MOST_NAMED], 1)
        }
        parts = [f"{{{key}_{place}}}" for place in range(1, len(ids[:MOST_NAMED]) + 1)]
        if len(ids) > MOST_NAMED:
            parts.append(f"{{{key}_more}} more")
            self.made.values[f"{key}_more"] = len(ids) - MOST_NAMED
        return texts.listed(parts)

    def _item(self, one: belief.Item) -> str:
        return self._called(one.id)

    def _called(self, item: str) -> str:
        """An item by what its one claim says, else by its label."""
        return beliefs.quoted(
            self.facts.says.get(item) or beliefs.item_label(item, self.seen), self.room.item
        )

    def _leading(self) -> None:
        leads = beliefs.leading(self.facts.found)
        first = leads[0]
        self.made.values |= {
            "question": beliefs.quoted(self.facts.asked.asks, self.room.question),
            "probability": beliefs.percent(first.probability),
        }
        word = ""
        if first.word:
            word, self.made.values["word"] = ", {word}", first.word
        bounds = self._bounds(min(one.low for one in leads), max(one.high for one in leads), "bounds")
        named = self._answers([one.id for one in leads], "leading")
        near = self._near(leads)
        if near is not None:
            self.made.values["near"] = self._answer(near.id)
            self.made.values["near_probability"] = beliefs.percent(near.probability)
            told = f"{named} is about as probable as {{near}}: {{probability}} against {{near_probability}}"
        elif len(leads) > 1:
            told = f"{named} lead together: {{probability}} each"
        else:
            told = f"{named} leads{self._by_one()}: {{probability}}"
        self.made.add(f"On {{question}} {told}{word}, {bounds}.")

    def _near(self, leads: Sequence[beliefs.Answer]) -> beliefs.Answer | None:
        """The second answer where it is about as probable as the one that leads alone."""
        if len(leads) > 1 or len(self.facts.found) < 2:
            return None
        first, second = self.facts.found[:2]
        return second if beliefs.rounded(first.probability - second.probability) <= NEAR else None

    def _by_one(self) -> str:
        """That a lead hangs on one thing alone."""
        some = self.facts.linchpins
        if not some or some[0].breaks == leaving.WORD:
            return ""
        return f" by a single {some[0].kind}"

    def _bounds(self, low: float, high: float, key: str) -> str:
        """Bounds as the end of a clause."""
        if low == high:
            return "and no number behind it is a range"
        self.made.values[key] = beliefs.interval(low, high)
        return f"bounds {{{key}}}"

    def _stated(self) -> None:
        stated = self.facts.stated
        if stated is None:
            self.made.add(
                "The text under test states none of the answers."
                if self.facts.has_text
                else "There is no text under test to hold this against."
            )
            return
        says = "states it"
        if stated.words:
            says = "says {stated} of it"
            self.made.values["stated"] = beliefs.quoted(stated.words, self.room.answer)
        meant = ", in words that mean no number" if stated.words else ""
        if stated.band is not None:
            meant, self.made.values["band"] = ", which means {band}", stated.band.shown
        one = self.by_id[stated.answer]
        is_first = one.probability == self.facts.found[0].probability
        if is_first and len(beliefs.leading(self.facts.found)) == 1:
            self.made.add(f"The text under test {says}{meant}{_by_comparison(stated, one)}.")
        else:
            says = says.replace("of it", "of {answer}").replace("states it", "states {answer}")
            self.made.values |= {
                "answer": self._answer(stated.answer),
                "its_probability": beliefs.percent(one.probability),
            }
            word = ""
            if one.word:
                word, self.made.values["its_word"] = ", {its_word}", one.word
            bounds = self._bounds(one.low, one.high, "its_bounds")
            self.made.add(
                f"The text under test {says}{meant}; here that has {{its_probability}}{word}, {bounds}"
                f"{_by_comparison(stated, one)}."
            )
        if self.facts.others and self.room.all_told:
            self.made.add(
                "It states {others} as well.",
                others=texts.plural(self.facts.others, "other answer", "other answers"),
            )

    def _weights(self) -> None:
        """What speaks most for the leading answer and against it, and against another one that is stated."""
        best, worst = _extremes(self.facts.weights)
        for_it, against = best.decibans >= SPEAKS, worst.decibans <= -SPEAKS
        counter = _extremes(self.facts.against_stated)[1] if self._is_another else None
        told = best.item.id if for_it else ""
        both = counter is not None and counter.decibans <= -SPEAKS and counter.item.id == told
        if counter is not None and counter.decibans <= -SPEAKS:
            self.made.values["counter_weight"] = _decibans(counter)
        if for_it:
            also = ", most against what the text states, too ({counter_weight})" if both else ""
            self.made.add(
                f"Most for {self.it} speaks {{best}} ({{best_weight}}){also}.",
                best=self._item(best.item),
                best_weight=_decibans(best),
            )
        else:
            self.made.add(f"Nothing weighed speaks for {self.it}.")
        is_told = self._hangs_on_item(told)
        if against and (self.room.all_told or not for_it or not self._is_another):
            self.made.add(
                f"Most against {self.it} speaks {{worst}} ({{worst_weight}}).",
                worst=self._item(worst.item),
                worst_weight=_decibans(worst),
            )
        if counter is not None and not both:
            self._against_stated(counter)
        if self.room.side_told and max(abs(best.decibans), abs(worst.decibans)) < LITTLE:
            self.made.add(
                "No item of its own weighs {little} or more: the prior decides.",
                little=f"{LITTLE:g}\N{NO-BREAK SPACE}dB",
            )
        if not is_told:
            self._hangs_on()

    @property
    def _is_another(self) -> bool:
        """Whether the text under test states another answer than the leading one."""
        return self.facts.stated is not None and self.facts.stated.answer != self.facts.found[0].id

    def _against_stated(self, counter: weighed.Weight) -> None:
        if counter.decibans > -SPEAKS:
            self.made.add("Nothing weighed speaks against what the text states.")
            return
        self.made.add(
            "Most against what the text states speaks {counter} ({counter_weight}).",
            counter=self._item(counter.item),
        )

    def _hangs_on_item(self, told: str) -> bool:
        """Whether what was told last is what the answer hangs on most; then that is told."""
        some = self.facts.linchpins
        if not some or (some[0].kind, some[0].id) != (leaving.ITEM, told):
            return False
        self._without(f"Without what speaks most for {self.it}", some[0])
        return True

    def _hangs_on(self) -> None:
        """What the lead or its word hangs on most."""
        if not self.facts.linchpins:
            self.made.add("No single item or voice changes who leads, or the word.")
            return
        first = self.facts.linchpins[0]
        self.made.values["without"] = self._linchpin(first)
        self._without("Without {without}", first)

    def _without(self, without: str, first: leaving.Linchpin) -> None:
        values = self.made.values
        if first.breaks == leaving.WORD:
            values["then"] = beliefs.percent(first.probability)
            states = f"{without}, {self.it} would have {{then}}"
            if first.word:
                states, values["then_word"] = f"{states}, {{then_word}}", first.word
            else:
                states += ", for which there is no word"
        else:
            states = f"{without}, {self._answers(first.leads, 'then_leads')} would lead with {{then_lead}}"
            values["then_lead"] = beliefs.percent(first.lead)
            if self.facts.found[0].id not in first.leads:
                values["then"] = beliefs.percent(first.probability)
                states += " and {leading_1} would have {then}"
        others = len(self.facts.linchpins) - 1
        if others and self.room.side_told:
            states += "; {more} like that"
            self.made.values["more"] = texts.plural(others, "more item or voice is", "more are")
        self.made.add(f"{states}.")

    def _linchpin(self, one: leaving.Linchpin) -> str:
        if one.kind == leaving.ITEM:
            return self._called(one.id)
        return f"the word of {texts.cut_at_word(self.seen.network.voices[one.id], self.room.item)}"

    def _residual(self) -> None:
        """The share of none of these, where there is such an answer and it does not lead."""
        none = self.by_id.get("none")
        if none is None or none.probability == self.facts.found[0].probability:
            return
        self.made.add(
            "{residual} keeps {remains}.",
            residual=self._answer("none"),
            remains=beliefs.percent(none.probability),
        )


def _by_comparison(stated: stating.Stated, one: beliefs.Answer) -> str:
    reach = ""
    if stated.band is not None and one.low <= stated.band.high and one.high >= stated.band.low:
        reach = ", though the bounds reach into what the text means"
    match stated.difference(one.probability):
        case stating.SURER:
            return f": the text is surer than what is weighed{reach}"
        case stating.LESS_SURE:
            return f": the text is less sure than what is weighed{reach}"
        case stating.AS_SURE:
            return ": the text is as sure as what is weighed"
        case _:
            return ""


def _decibans(one: weighed.Weight) -> str:
    return beliefs.decibans(one.decibans)


def _extremes(some: Sequence[weighed.Weight]) -> tuple[weighed.Weight, weighed.Weight]:
    """The greatest weight and the least; of equals the first by id."""
    ordered = sorted(some, key=lambda one: one.item.id)
    return max(ordered, key=lambda one: one.decibans), min(ordered, key=lambda one: one.decibans)
