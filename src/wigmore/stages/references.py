"""Every id that a record names must be the id of a record that may stand there."""

from collections.abc import Callable, Iterable, Mapping

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import text as texts
from wigmore.model import graph, kinds, question, record, references, shape
from wigmore.stages import losses

Locate = Callable[[record.Record, str], span.Span]
"""Where the value at a dotted path of a record stands; handed down, for stages see no files."""


RESERVED_ANSWERS = ("none", "others", "equal", "rest", "unknown")


def parts(one: record.Record) -> tuple[str, ...]:
    """The parts of a record that can be named with a dot: the answers and criteria of a question."""
    if not isinstance(one, question.Question):
        return ()
    residual = ("none",) if one.residual else ()
    return (*one.answers, *one.candidates, *residual, *one.criteria)


def answers(one: question.Question) -> tuple[str, ...]:
    """The answers of a question: given ones, candidates, and the residual `none`."""
    return (*one.answers, *one.candidates, *(("none",) if one.residual else ()))


def noun(*of: str) -> str:
    """Kinds of record as a sentence names them: `a claim, event or inquiry`."""
    names = [kinds.BY_KEY[kind].NOUN for kind in of]
    article = "" if names[0] == "evidence" else "an " if names[0][0] in "aeiou" else "a "
    listed = ", ".join(names[:-1])
    return f"{article}{listed} or {names[-1]}" if listed else f"{article}{names[-1]}"


def check(known: "Known", locate: Locate) -> tuple[diagnostic.Diagnostic, ...]:
    """Check every reference; the nearest existing id is suggested for one that dangles.

    Where reading may have lost records or parts of them, nobody can say that one is missing, and none is
    reported as missing.
    """
    records = known.records
    found: list[diagnostic.Diagnostic] = []
    near = Nearest(records)
    for one in records:
        for path, wanted, name in references.of_record(one):
            target = records.by_id.get(name)
            if target is not None and target.KIND in wanted.kinds:
                continue
            fault = _fault(wanted, name, known, near)
            if fault:
                rule, message, repair = fault
                found.append(diagnostic.at(rule, locate(one, path), message, repair, one.id))
        found.extend(_reserved_answers(one, locate))
        found.extend(_strange_answers(one, known, locate))
    found.extend(_acceptances(records, locate))
    return tuple(found)


class Known:
    """All records of a case, and which ids are declared besides, as far as reading can tell."""

    def __init__(self, records: graph.Records, broken: frozenset[str], lost: losses.Lost) -> None:
        self.records = records
        self._broken = broken
        self._lost = lost

    def may_exist(self, name: str) -> bool:
        """Whether a record of that id was declared, or may have been where a file was lost."""
        return name in self.records.by_id or name in self._broken or bool(self._lost.files)

    def is_whole(self, name: str) -> bool:
        """Whether a record was read without a fault, so that its parts are all there."""
        return name not in self._lost.records


class Nearest:
    """The existing id nearest to a misspelt one, among the kinds that may stand there."""

    def __init__(self, records: graph.Records) -> None:
        self._records = records
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __call__(self, name: str, kinds: tuple[str, ...]) -> str | None:
        """The nearest id of a record of these kinds; None where none is near."""
        if kinds not in self._known:
            self._known[kinds] = tuple(name for kind in kinds for name in self._records.of_kind(kind))
        near = texts.nearest(name, self._known[kinds])
        return near[0] if near else None


def _fault(
    wanted: shape.Ref, name: str, known: Known, near: Nearest
) -> tuple[diagnostic.Rule, str, str | None] | None:
    head, _, tail = name.partition(".")
    target = known.records.by_id.get(head)
    if target is None:
        if known.may_exist(head):
            return None
        close = near(head, wanted.kinds)
        repair = f"write `{close}`" if close else f"add a record `{head}`, or name another"
        return rules.DANGLING, f"there is no record `{head}`", repair
    if target.KIND not in wanted.kinds:
        message = f"`{head}` is {noun(target.KIND)}, where {noun(*wanted.kinds)} is expected"
        close = near(head, wanted.kinds)
        repair = f"write `{close}`" if close else f"name {noun(*wanted.kinds)}"
        return rules.WRONG_KIND, message, repair
    if tail and tail not in parts(target) and known.is_whole(head):
        close_part = texts.nearest(tail, parts(target))
        listed = ", ".join(f"`{part}`" for part in parts(target)) or "none"
        repair = f"write `{head}.{close_part[0]}`" if close_part else f"parts of `{head}`: {listed}"
        return rules.DANGLING, f"`{head}` has no part `{tail}`", repair
    return None


def _strange_answers(one: record.Record, known: Known, locate: Locate) -> Iterable[diagnostic.Diagnostic]:
    """Tables keyed by answers may hold the answers of their question and `others`, nothing else."""
    for path, names, asked in _answer_keys(one, known.records):
        if not known.is_whole(asked.id):
            continue
        possible = (*answers(asked), "others")
        for name in names:
            if name not in possible:
                close = texts.nearest(name, possible)
                listed = ", ".join(f"`{answer}`" for answer in possible)
                repair = f"write `{close[0]}`" if close else f"answers: {listed}"
                message = f"`{asked.id}` has no answer `{name}`"
                yield diagnostic.at(rules.DANGLING, locate(one, f"{path}.{name}:"), message, repair, one.id)


def _reserved_answers(one: record.Record, locate: Locate) -> Iterable[diagnostic.Diagnostic]:
    """Answers may not be called by the words that stand for the residual and for all others."""
    if isinstance(one, question.Question):
        for name in one.answers:
            if name in RESERVED_ANSWERS:
                message = f"`{name}` has a meaning of its own among answers"
                where = locate(one, f"answers.{name}:")
                yield diagnostic.at(rules.BAD_ID, where, message, f"write `the-{name}`", one.id)


def _answer_keys(
    one: record.Record, records: graph.Records
) -> Iterable[tuple[str, Iterable[str], question.Question]]:
    if isinstance(one, (question.Evidence, question.Indicator)):
        asked = records.questions.get(one.on)
        if asked:
            yield "likelihood", one.likelihood, asked
            if isinstance(one, question.Evidence):
                yield "ratings", one.ratings, asked
    if isinstance(one, question.Question):
        yield "stated", one.stated, one
        yield "favours", one.favours, one
        if one.favourite:
            yield "favourite.answer", (one.favourite.answer,), one
        for index, forecast in enumerate(one.forecasts):
            yield f"forecasts.{index}", forecast.answers, one
        yield from _prior_keys(one, records)


def _prior_keys(
    one: question.Question, records: graph.Records
) -> Iterable[tuple[str, Iterable[str], question.Question]]:
    given = records.questions.get(one.given) if one.given else None
    if given is None:
        yield "prior", (name for name, held in one.prior.items() if not isinstance(held, Mapping)), one
        return
    yield "prior", one.prior, given
    for name, held in one.prior.items():
        if isinstance(held, Mapping):
            yield f"prior.{name}", held, one


def _acceptances(records: graph.Records, locate: Locate) -> Iterable[diagnostic.Diagnostic]:
    if "case" not in records.by_id:
        return
    for index, accepted in enumerate(records.case.accept):
        rule = rules.BY_CODE.get(accepted.code)
        if rule is None or rule.severity is not diagnostic.Severity.WARNING:
            warnings = tuple(
                code for code, one in rules.BY_CODE.items() if one.severity is diagnostic.Severity.WARNING
            )
            near = texts.nearest(accepted.code, warnings)
            message = f"`{accepted.code}` is not the code of a warning, and only warnings can be accepted"
            repair = f"write `{near[0]}`" if rule is None and near else "remove the acceptance"
            yield diagnostic.at(
                rules.BAD_ACCEPT,
                locate(records.case, f"accept.{index}.code"),
                message,
                repair,
                records.case.id,
            )
