"""The belief network of a case: questions, evidence, criteria, indicators and speakers as plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wigmore.kit import edtf, frozen, quantity
from wigmore.model import belief, dating, graph, inquiry, question, vocabulary
from wigmore.stages import references, witnesses

LEFT_WORDS = ("equal", "rest")


def network(the_graph: graph.CaseGraph) -> belief.Network:
    """The network; what is at fault in the case is left out of it, and reported by `stages/weighed`.

    A network too wide for exact inference has the part named at which it stops.
    """
    made = _Maker(the_graph).network()
    return replace(made, wide=_widest(made)) if made.items else made


def _widest(made: belief.Network) -> str:
    """The variable at which exact inference stops; empty where it does not."""
    # Arrays are only imported where something is weighed: most checks are over before they are loaded.
    from wigmore.methods import elimination, weighing

    for name in made.questions:
        near = weighing.relevant(made, name)
        plan = elimination.plan(weighing.scopes(near), weighing.states(near), (name,))
        if plan.largest > elimination.MOST_CELLS:
            return plan.widest or name
    return ""


def read_probability(
    held: quantity.Probability | str, scale: vocabulary.Policy
) -> tuple[float, float] | None:
    """The bounds of a stated probability; a word of the scale has those of its band, another word None."""
    if isinstance(held, quantity.Probability):
        return float(held.low), float(held.high)
    for row in scale.rows:
        if row.id == held:
            return float(row.cells["low"]), float(row.cells["high"])
    return None


class _Maker:
    def __init__(self, the_graph: graph.CaseGraph) -> None:
        self.graph = the_graph
        self.records = the_graph.records
        self.scale = the_graph.policies[the_graph.records.case.scale or "icd203"]
        self.cells = {row.id: float(row.cells["share"]) for row in the_graph.policies["cells"].rows}
        self.flat = witnesses.Flattening(the_graph.records, the_graph.origins)
        self.heard = witnesses.Witnesses(the_graph.records, the_graph.origins, the_graph.policies)
        self.dates = dating.Dates(the_graph.policies)
        self.ranges: list[belief.Range] = []

    def network(self) -> belief.Network:
        questions = sorted(self.records.questions.values(), key=lambda one: (len(self._above(one)), one.id))
        asked = {one.id: self._asked(one) for one in questions if _answers(one)}
        bare = [one for one in self._items(asked) if one is not None]
        self.heard.hear(name for one in bare for name in one.claims)
        heard = (self._with_links(one, asked[one.question]) for one in bare)
        # A claim whose sources are all unknown is said by nobody, and never a fact that was seen.
        items = tuple(one for one in heard if all(one.links) and (one.links or not one.claims))
        return belief.Network(
            questions=frozen.FrozenDict(asked),
            items=tuple(sorted(items, key=lambda one: one.id)),
            assumptions=self._assumptions(items),
            voices=self.heard.names(),
            ranges=tuple(self.ranges),
        )

    def _range(self, of: str, what: str, held: quantity.Probability | str | None) -> int | None:
        """The index of a new range; None where a word is not one of the scale."""
        bounds = (0.0, 1.0) if held is None else read_probability(held, self.scale)
        if bounds is None:
            return None
        self.ranges.append(belief.Range(of, what, *bounds))
        return len(self.ranges) - 1

    def _asked(self, one: question.Question) -> belief.Asked:
        answers = _answers(one)
        favoured = (one.favourite.answer,) if one.favourite else ()
        named = tuple(name for name in answers if name in (*one.stated, *favoured))
        given = self._given(one)
        if given is None:
            row = self._row(one, answers, one.prior, "")
            return belief.Asked(id=one.id, answers=answers, prior=(row,), named=named)
        made: dict[str, tuple[int, ...]] = {}
        states = [state if state in one.prior else "others" for state in _answers(given)]
        for key in states:
            if key not in made:
                held = one.prior.get(key)
                table = held if isinstance(held, Mapping) else frozen.EMPTY
                made[key] = self._row(one, answers, table, key)
        rows = tuple(made[key] for key in states)
        return belief.Asked(id=one.id, answers=answers, given=given.id, prior=rows, named=named)

    def _given(self, one: question.Question) -> question.Question | None:
        """The question that one presupposes; None where it has no answers, or leads back to the first."""
        above = self._above(one)
        return above[0] if above and _answers(above[0]) else None

    def _above(self, one: question.Question) -> tuple[question.Question, ...]:
        """What a question presupposes, the nearest first; nothing where that leads in a circle."""
        found: dict[str, question.Question] = {}
        here = self.records.questions.get(one.given) if one.given else None
        while here is not None:
            if here.id in found or here.id == one.id:
                return ()
            found[here.id] = here
            here = self.records.questions.get(here.given) if here.given else None
        return tuple(found.values())

    def _row(
        self, one: question.Question, answers: tuple[str, ...], table: Mapping[str, object], state: str
    ) -> tuple[int, ...]:
        known: dict[str, int] = {}
        row = []
        for answer in answers:
            key = answer if answer in table else "others"
            if key not in known:
                held = table.get(key, "rest")
                index = None
                if not isinstance(held, Mapping) and held not in LEFT_WORDS:
                    what = f"prior of {key}" + (f" given {state}" if state else "")
                    index = self._range(one.id, what, held)  # type: ignore[arg-type]
                known[key] = belief.LEFT if index is None else index
            row.append(known[key])
        return tuple(row)

    def _items(self, asked: Mapping[str, belief.Asked]) -> Iterator[belief.Item | None]:
        for one in self.records.evidence.values():
            if one.on in asked:
                yield self._evidence(one, asked[one.on].answers)
        for held in self.records.questions.values():
            if held.id in asked:
                for name in held.criteria:
                    yield self._criterion(held, name, asked[held.id].answers)
        weighed = {
            (one.on, name)
            for one in self.records.evidence.values()
            for name in (*self.flat.claims(one.rests_on), *filter(self._search, one.rests_on))
        }
        for watched in self.records.indicators.values():
            if watched.on in asked and watched.likelihood:
                made = self._indicator(watched, asked[watched.on].answers)
                # What evidence weighs already is not weighed again because an indicator saw or missed it.
                if made and not any((watched.on, name) in weighed for name in (*made.claims, *made.rests_on)):
                    yield made

    def _terms(
        self, one: question.Evidence | question.Indicator, answers: tuple[str, ...]
    ) -> tuple[int, ...] | None:
        """The index of the likelihood under each answer; None where one is missing or cannot be used."""
        known: dict[str, int] = {}
        row = []
        for answer in answers:
            key = answer if answer in one.likelihood else "others"
            if key not in one.likelihood:
                return None
            if key not in known:
                index = self._range(one.id, f"likelihood under {key}", one.likelihood[key])
                if index is None or not 0 < self.ranges[index].low <= self.ranges[index].high < 1:
                    return None
                known[key] = index
            row.append(known[key])
        return tuple(row)

    def _evidence(self, one: question.Evidence, answers: tuple[str, ...]) -> belief.Item | None:
        terms = self._terms(one, answers)
        made = self._base(one.id, belief.EVIDENCE, one.on, one.rests_on)
        searches = [held for name in one.rests_on if (held := self._search(name))]
        if terms is None or (not made.claims and not searches):
            return None
        made = replace(made, terms=terms, assumes=one.assumes, declared=one.declared)
        return self._absent(made, searches, 1.0) if searches and not made.claims else made

    def _base(self, name: str, kind: str, on: str, rests_on: tuple[str, ...]) -> belief.Item:
        claims = self.flat.claims(rests_on)
        return belief.Item(id=name, kind=kind, question=on, terms=(), claims=claims, rests_on=rests_on)

    def _search(self, name: str) -> inquiry.Inquiry | None:
        """The inquiry of that id, where it found nothing."""
        held = self.records.inquiries.get(name)
        return held if held is not None and held.found == "nothing" else None

    def _absent(self, one: belief.Item, searches: list[inquiry.Inquiry], elapsed: float) -> belief.Item:
        found = [self._range(held.id, "chance to find it", held.would_find) for held in searches]
        assumes = (name for held in searches for name in held.assumes)
        return replace(
            one,
            is_absent=True,
            searches=tuple(index for index in found if index is not None),
            elapsed=elapsed,
            assumes=tuple(dict.fromkeys((*one.assumes, *assumes))),
        )

    def _criterion(self, held: question.Question, name: str, answers: tuple[str, ...]) -> belief.Item | None:
        one = held.criteria[name]
        looked = [
            self.cells[cells[name].is_]
            for cells in held.candidates.values()
            if name in cells and cells[name].is_ in self.cells
        ]
        base = (sum(looked) + 0.5) / (len(looked) + 1)
        error = (
            self._range(f"{held.id}.{name}", "error", one.error) if one.error else self._no_error(held, name)
        )
        if error is None or self.ranges[error].high >= 1:
            return None
        made = self._base(f"{held.id}.{name}", belief.CRITERION, held.id, one.basis)
        return replace(
            made,
            terms=(error,) * len(answers),
            shares=tuple(self._share(held, answer, name, base) for answer in answers),
            base=base,
            assumes=one.assumes,
            declared=one.declared,
            is_late=_is_late(one, held),
        )

    def _no_error(self, held: question.Question, name: str) -> int:
        """A criterion that states no error may mislead by as much as half."""
        self.ranges.append(belief.Range(f"{held.id}.{name}", "error", 0.0, 0.5))
        return len(self.ranges) - 1

    def _share(self, held: question.Question, answer: str, name: str, base: float) -> float:
        cell = held.candidates.get(answer, frozen.EMPTY).get(name)
        return self.cells.get(cell.is_, base) if cell is not None else base

    def _indicator(self, one: question.Indicator, answers: tuple[str, ...]) -> belief.Item | None:
        """An indicator that was seen in what somebody says, or looked for in vain."""
        seen = next((name for name in seen_in(one, self.graph.selected) if self.flat.claims((name,))), None)
        search = self._search(one.missing) if one.missing and not seen_in(one, self.graph.selected) else None
        terms = self._terms(one, answers) if seen or search else None
        if terms is None:
            return None
        rests_on = tuple(name for name in (seen, search.id if search else None) if name)
        made = self._base(one.id, belief.INDICATOR, one.on, rests_on)
        made = replace(made, terms=terms, assumes=one.assumes, declared=one.declared)
        if search is None:
            return made
        return self._absent(made, [search], elapsed(one, search.on or self.graph.as_of, self.dates))

    def _with_links(self, one: belief.Item, asked: belief.Asked) -> belief.Item:
        if one.is_absent or not one.claims:
            return one
        gaining = self._gaining(one, asked)
        links = tuple(self.heard.of(name, gaining) for name in one.claims)
        return replace(one, links=links, of_test=self.heard.is_of_test(one.claims))

    def _gaining(self, one: belief.Item, asked: belief.Asked) -> witnesses.Gaining:
        """Who gains if what is weighed is believed, and who if it is denied.

        It speaks for an answer under which it is more probable than by the mean of its different numbers, so
        that answers about which nothing is said move nothing; a word against oneself is not tempered.
        """
        numbers = [self.ranges[term].middle for term in one.terms]
        mean = sum(self.ranges[term].middle for term in dict.fromkeys(one.terms)) / len(set(one.terms))
        if one.kind == belief.CRITERION:
            numbers, mean = list(one.shares), one.base
        favours = self.records.questions[one.question].favours
        pairs = [(favours.get(name, ()), held) for name, held in zip(asked.answers, numbers, strict=True)]
        return witnesses.Gaining(
            frozenset(entity for some, held in pairs if held > mean for entity in some),
            frozenset(entity for some, held in pairs if held < mean for entity in some),
        )

    def _assumptions(self, items: tuple[belief.Item, ...]) -> Mapping[str, int]:
        """The range of each assumption that something weighed needs, by its grade."""
        made = {}
        for name in sorted({name for one in items for name in one.assumes}):
            held = self.records.assumptions.get(name)
            grade = held.grade if held is not None else "unsupported"
            row = self.graph.policies["assumed"].row(grade)
            bounds = sorted((float(row.cells["low"]), float(row.cells["high"])))
            made[name] = len(self.ranges)
            self.ranges.append(belief.Range(name, "chance that it holds", bounds[0], bounds[1]))
        return frozen.FrozenDict(made)


def _answers(one: question.Question) -> tuple[str, ...]:
    return references.answers(one)


def _is_late(one: question.Criterion, held: question.Question) -> bool:
    """Whether a criterion was declared on or after the day since which somebody favoured an answer."""
    if one.declared is None or held.favourite is None:
        return False
    declared, since = one.declared.earliest, held.favourite.since.earliest
    if isinstance(declared, edtf.Bound) or isinstance(since, edtf.Bound):
        return False
    return declared >= since


def seen_in(one: question.Indicator, selected: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The records in which an indicator was seen: as written, else all that its watch chooses."""
    return (one.seen,) if one.seen else selected.get(f"{one.id}.watch", ())


def elapsed(one: question.Indicator, on: edtf.Edtf, dates: dating.Dates) -> float:
    """The share of the time from `declared` to `by` that had certainly run on a day, 0..1; 1 without both."""
    if one.declared is None or one.by is None:
        return 1.0
    start, end, now = dates.dated(one.declared).last, dates.dated(one.by).last, dates.dated(on).first
    return min(1.0, max(0.0, (now - start) / (end - start))) if end > start else 1.0
