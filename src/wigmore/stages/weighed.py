"""Checks of what is weighed: numbers that leave no doubt, answers that are missing, things counted twice."""

from collections.abc import Iterator, Mapping

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import edtf, quantity
from wigmore.kit import text as texts
from wigmore.model import belief, dating, graph, question, record
from wigmore.stages import network, references, witnesses

Found = Iterator[diagnostic.Diagnostic]
Weighing = question.Evidence | question.Indicator

NO_LIKELIHOOD = "no likelihood is 0 or 1: whoever is certain beforehand cannot be moved by anything"


class Checker:
    """Checks the questions of a case, and all that bears on them."""

    def __init__(self, the_graph: graph.CaseGraph, locate: references.Locate) -> None:
        self._records = the_graph.records
        self._lives = the_graph.lifetimes
        self._made = the_graph.network
        self._locate = locate
        self._scale = the_graph.policies[the_graph.records.case.scale or "icd203"]
        self._dates = dating.Dates(the_graph.policies)
        self._flat = witnesses.Flattening(the_graph.records, the_graph.origins)

    def check(self) -> Found:
        """Everything that is wrong with questions, evidence, indicators and the network made of them."""
        for asked in self._records.questions.values():
            yield from self._question(asked)
        for held in self._records.evidence.values():
            yield from self._likelihood(held)
            yield from self._rests_on(held)
        for watched in self._records.indicators.values():
            yield from self._likelihood(watched)
            seen = watched.seen
            if seen is not None and seen in self._records.by_id and not self._flat.is_founded(seen):
                yield self._nothing(watched, "seen", seen)
        yield from self._twice()
        if self._made.wide:
            yield self._too_wide(self._made)

    def _at(
        self, rule: diagnostic.Rule, one: record.Record, path: str, message: str, repair: str
    ) -> diagnostic.Diagnostic:
        return diagnostic.at(rule, self._locate(one, path), message, repair, one.id)

    def _question(self, one: question.Question) -> Found:
        answers = references.answers(one)
        if len(answers) < 2:
            message = f"`{one.id}` has {texts.plural(len(answers), 'answer', 'answers')}"
            yield self._at(
                rules.NO_RIVALS,
                one,
                "asks:",
                message,
                "add `answers:` or `candidates:`, rivals of one another",
            )
        elif not one.residual and not one.exhaustive:
            message = f"`{one.id}` leaves no room for an answer that nobody has thought of"
            repair = "add `residual:`, what holds if none of them does, or `exhaustive:` with the reason"
            yield self._at(rules.NO_RESIDUAL, one, "asks:", message, repair)
        yield from self._priors(one, answers)
        yield from self._criteria(one)
        yield from self._candidates(one)

    def _priors(self, one: question.Question, answers: tuple[str, ...]) -> Found:
        nested = {key: held for key, held in one.prior.items() if isinstance(held, Mapping)}
        if one.given is None:
            yield from self._prior(one, answers, one.prior, "prior")
        for key, held in nested.items():
            yield from self._prior(one, answers, held, f"prior.{key}")

    def _prior(
        self, one: question.Question, answers: tuple[str, ...], table: Mapping[str, object], path: str
    ) -> Found:
        low = high = 0.0
        sharing = False
        for answer in answers:
            key = answer if answer in table else "others"
            held = table.get(key, "rest")
            bounds = None
            if isinstance(held, (str, quantity.Probability)) and held not in network.LEFT_WORDS:
                bounds = network.read_probability(held, self._scale)
                if bounds is None:
                    yield self._off_scale(one, f"{path}.{key}", str(held))
                    return
            sharing = sharing or bounds is None
            low, high = low + (bounds or (0, 0))[0], high + (bounds or (0, 0))[1]
        # A hair's breadth is for sums such as 0.1 + 0.2 + 0.7 in floating point.
        if low > 1 + 1e-9 or (high > 1 + 1e-9 if sharing else high < 1 - 1e-9):
            most = f"{low:.4g}, at the least" if low > 1 else f"{high:.4g}, at the most"
            message = f"the priors sum to {most}, and one answer holds"
            repair = "lower them until something is left" if sharing else "write `rest` for one of them"
            yield self._at(rules.BAD_PRIOR, one, path, message, repair)

    def _off_scale(self, one: record.Record, path: str, word: str) -> diagnostic.Diagnostic:
        known = [row.id for row in self._scale.rows]
        near = texts.nearest(word, known)
        message = f"`{word}` is no word of the scale `{self._scale.name}`"
        repair = f"write `{near[0]}`" if near else "write one of " + ", ".join(f"`{held}`" for held in known)
        return self._at(rules.BAD_PROBABILITY, one, path, message, repair)

    def _likelihood(self, one: Weighing) -> Found:
        asked = self._records.questions.get(one.on)
        for key, held in one.likelihood.items():
            bounds = network.read_probability(held, self._scale)
            if bounds is None:
                yield self._off_scale(one, f"likelihood.{key}", str(held))
            elif bounds[0] <= 0 or bounds[1] >= 1:
                yield self._at(
                    rules.CERTAIN_LIKELIHOOD,
                    one,
                    f"likelihood.{key}",
                    f"`{held}` is not open to doubt",
                    _wider(bounds),
                )
        if asked is None or not one.likelihood or "others" in one.likelihood:
            return
        possible = references.answers(asked)
        missing = [name for name in possible if name not in self._named(one, possible)]
        if missing:
            listed = ", ".join(f"`{name}`" for name in missing)
            message = f"`{one.id}` gives no likelihood under {listed}"
            repair = f"add {listed}, or `others:` for all that are not named"
            yield self._at(rules.MISSING_ANSWERS, one, "likelihood", message, repair)

    def _named(self, one: Weighing, possible: tuple[str, ...]) -> frozenset[str]:
        """The answers that a likelihood is written for, also one that cannot be read, or is misspelt."""
        table = self._locate(one, "likelihood")
        unread = (
            name
            for name in possible
            if name not in one.likelihood and self._locate(one, f"likelihood.{name}:") != table
        )
        misspelt = (name for name in one.likelihood if name not in possible)
        meant = (near for name in misspelt for near in texts.nearest(name, possible)[:1])
        return frozenset((*one.likelihood, *unread, *meant))

    def _criteria(self, one: question.Question) -> Found:
        for name, held in one.criteria.items():
            if held.error is None:
                continue
            bounds = network.read_probability(held.error, self._scale)
            if bounds is None:
                yield self._off_scale(one, f"criteria.{name}.error", str(held.error))
            elif bounds[0] <= 0 or bounds[1] >= 1:
                message = f"an error of `{held.error}` is not open to doubt"
                yield self._at(
                    rules.CERTAIN_LIKELIHOOD, one, f"criteria.{name}.error", message, _wider(bounds)
                )

    def _candidates(self, one: question.Question) -> Found:
        for candidate, cells in one.candidates.items():
            for name in cells:
                if name not in one.criteria:
                    near = texts.nearest(name, tuple(one.criteria))
                    repair = f"write `{near[0]}`" if near else f"add `{name}:` under `criteria:`"
                    message = f"`{one.id}` has no criterion `{name}`"
                    yield self._at(rules.DANGLING, one, f"candidates.{candidate}.{name}:", message, repair)
            life = self._lives.get(candidate)
            if one.at is not None and life is not None and not self._may_exist(life, one.at):
                message = f"`{candidate}` did not exist on {one.at}"
                repair = "take it out, or name what it was then"
                yield self._at(rules.CANDIDATE_NOT_THERE, one, f"candidates.{candidate}:", message, repair)

    def _may_exist(self, life: graph.Lifetime, day: edtf.Edtf) -> bool:
        """Whether something may have existed on some day of a date."""
        at = self._dates.dated(day)
        begins_later = life.begin is not None and at.is_before(self._dates.dated(life.begin))
        ended_before = life.end is not None and self._dates.dated(life.end).is_before(at)
        return not begins_later and not ended_before

    def _rests_on(self, one: question.Evidence) -> Found:
        searches = [name for name in one.rests_on if self._found(name) == "nothing"]
        claims = self._flat.claims(one.rests_on)
        if claims and searches:
            message = f"`{searches[0]}` found nothing, and stands beside what was found"
            repair = "weigh what was found and what was not in two records"
            yield self._at(rules.MIXED_ABSENCE, one, "rests_on", message, repair)
        for index, name in enumerate(one.rests_on):
            path = f"rests_on.{index}" if len(one.rests_on) > 1 else "rests_on"
            if name in one.rests_on[:index]:
                message = f"`{name}` stands in this list already"
                yield self._at(rules.WEIGHED_TWICE, one, path, message, "take it out here")
                continue
            held = self._records.by_id.get(name)
            if held is None or held.KIND not in question.WEIGHED.kinds:
                continue  # reported as a reference that leads nowhere
            if name in searches or self._flat.is_founded(name):
                continue
            yield self._nothing(one, path, name)

    def _nothing(self, one: record.Record, path: str, name: str) -> diagnostic.Diagnostic:
        message = f"`{name}` {self._why_nothing(name)}"
        return self._at(rules.RESTS_ON_NOTHING, one, path, message, "name a claim that somebody makes")

    def _found(self, name: str) -> str | tuple[str, ...]:
        held = self._records.inquiries.get(name)
        return held.found if held is not None else ""

    def _why_nothing(self, name: str) -> str:
        if self._found(name) == "not asked":
            return "was not asked yet, so that nothing came back that could be weighed"
        return "rests on no claim that anybody makes"

    def _twice(self) -> Found:
        """What is weighed twice for one question, at both places."""
        places: dict[tuple[str, str], list[tuple[record.Record, str]]] = {}
        for one in self._records.evidence.values():
            names = [
                *self._flat.claims(one.rests_on),
                *(n for n in one.rests_on if self._found(n) == "nothing"),
            ]
            for name in dict.fromkeys(names):
                places.setdefault((one.on, name), []).append((one, _path(one, name)))
        for asked in self._records.questions.values():
            for label, criterion in asked.criteria.items():
                for name in self._flat.claims(criterion.basis):
                    if (asked.id, name) in places:
                        places[asked.id, name].append((asked, f"criteria.{label}.basis"))
        for (on, name), found in places.items():
            for here in found if len(found) > 1 else ():
                yield self._again(name, on, here, [other for other in found if other != here])

    def _again(
        self,
        name: str,
        on: str,
        here: tuple[record.Record, str],
        others: list[tuple[record.Record, str]],
    ) -> diagnostic.Diagnostic:
        one, path = here
        return diagnostic.Diagnostic(
            rule=rules.WEIGHED_TWICE,
            span=self._locate(one, path),
            message=f"`{name}` is weighed for `{on}` more than once",
            help="keep it in one place",
            related=tuple(
                diagnostic.Related(self._locate(two, where), "it is weighed here as well")
                for two, where in others
            ),
            on=one.id,
        )

    def _too_wide(self, made: belief.Network) -> diagnostic.Diagnostic:
        kind, colon, name = made.wide.partition(":")
        what = {
            "voice": f"the speaker {made.voices.get(name, name)}",
            "assumption": f"the assumption `{name}`",
        }.get(kind if colon else "", f"the question `{made.wide}`")
        message = f"too much hangs together at {what}: probabilities cannot be worked out exactly"
        repair = "weigh fewer things on which several speakers and assumptions bear at once"
        one = self._records.by_id.get(name, self._records.case)
        return self._at(rules.TOO_WIDE, one, "", message, repair)


def _path(one: question.Evidence, name: str) -> str:
    """Where an item names a claim, or what leads to it."""
    return (
        f"rests_on.{one.rests_on.index(name)}"
        if name in one.rests_on and len(one.rests_on) > 1
        else "rests_on"
    )


def _wider(bounds: tuple[float, float]) -> str:
    low, high = (min(max(bound, 0.001), 0.999) for bound in bounds)
    return f"write `{low:g}`" if low == high else f"write `{low:g}-{high:g}`"
