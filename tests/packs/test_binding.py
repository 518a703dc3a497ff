"""What is said of an estimate that cannot be worked out: the rule, the word it points at, and the repair."""

import textwrap
from pathlib import Path

import pytest
import yaml

from wigmore.build import pipeline
from wigmore.diagnostics import diagnostic
from wigmore.kit import frozen, quantity
from wigmore.model import inference, record
from wigmore.packs import binding, estimating, known

CASE = "case: {title: A small case, as_of: 2026-01-31}\n"
HEAD = """entities:
  works: {kind: plant, name: The works}
properties:
  output: {of: [plant], unit: t/a}
  outlay: {of: [plant], unit: EUR}
sources:
  paper: {title: A paper, kind: trade-press, read: whole}
claims:
  made: {says: It makes 100 t a year., about: works, property: output, value: 100 t/a,
    sources: [{source: paper, at: p. 1}]}
  cost: {says: It cost 5 million., about: works, property: outlay, value: 5 MEUR, when: 2020,
    sources: [{source: paper, at: p. 1}]}
  bare: {says: It cost 6 million., about: works, property: outlay, value: 6 MEUR,
    sources: [{source: paper, at: p. 1}]}
  may: {says: It loses up to 2 t a year., about: works, property: output, value: 0-2 t/a,
    sources: [{source: paper, at: p. 1}]}
  told: {says: It is told., about: works, sources: [{source: paper, at: p. 1}]}
estimates:
  answer:
    asks: What comes out?
"""


def checked(root: Path, body: str) -> list[diagnostic.Diagnostic]:
    """What is found wrong with a case of one estimate, of which `body` are the lines after its question."""
    (root / "case.yaml").write_text(CASE, encoding="utf-8")
    (root / "e.yaml").write_text(HEAD + body, encoding="utf-8")
    return list(pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None)).diagnostics)


def written(formula: str, inputs: str = "", more: str = "") -> str:
    return f"    formula: {formula}\n" + (f"    inputs: {{{inputs}}}\n" if inputs else "") + more


def pointed(body: str, one: diagnostic.Diagnostic) -> str:
    """The word at which a message points."""
    line = (HEAD + body).split("\n")[one.span.line - 1]
    return line[one.span.column - 1 : one.span.column - 1 + one.span.width]


MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=[one["says"][:60] for one in MISTAKES])
def test_one_mistake_is_one_message_at_its_word(tmp_path: Path, mistake: dict[str, str]) -> None:
    body = textwrap.indent(textwrap.dedent(mistake["lines"]), "    ")
    first, *others = [one for one in checked(tmp_path, body) if not is_of_unit(one, mistake["says"])]
    assert not others
    assert {
        "rule": first.rule.code,
        "word": pointed(body, first),
        "says": first.message,
        "help": first.help,
    } == {key: mistake[key] for key in ("rule", "word", "says", "help")}


def is_of_unit(one: diagnostic.Diagnostic, message: str) -> bool:
    """Whether a message is of the unit that the answer lacks, where another is looked at."""
    return "no unit is named" in one.message and "no unit is named" not in message


def test_a_place_in_a_formula_of_several_lines_is_its_beginning(tmp_path: Path) -> None:
    body = "    formula: >\n      made * (1 +\n      y)\n    inputs: {made: {claim: made}}\n"
    (found,) = checked(tmp_path, body)
    assert (found.rule.code, pointed(body, found)) == ("Q004", ">")


def test_a_place_in_a_formula_in_quotes(tmp_path: Path) -> None:
    body = written("'made * years'", "made: {claim: made}")
    (found,) = checked(tmp_path, body)
    assert pointed(body, found) == "years"


def of(
    formula: str, unit: str | None = None, **inputs: str | record.Binding | tuple[str, ...]
) -> inference.Estimate:
    """An estimate as reading makes it, of quantities in texts."""
    held = {
        name: tuple(quantity.parse(each) for each in one)
        if isinstance(one, tuple)
        else (quantity.parse(one) if isinstance(one, str) else one,)
        for name, one in inputs.items()
    }
    return inference.Estimate(
        id="answer", asks="What?", formula=formula, unit=unit, inputs=frozen.FrozenDict(held)
    )


CONTEXT = estimating.Context(
    packs=known.builtin(), amounts=frozen.FrozenDict({"made": quantity.parse("100 t/a")})
)


def test_every_choice_of_inputs_is_tried_the_first_first() -> None:
    bound, faults = binding.bind(of("a / b", "t/a", a=("1 t", "2 t"), b=("4 a", "5 a")), CONTEXT)
    assert faults == ()
    assert bound is not None
    values = [one.worked.shown(one.worked.central()) for one in bound.combinations()]
    assert bound.count == len(values) == 4
    assert bound.unit.dimension == (("mass", 1), ("time", -1))


def test_one_claim_under_two_names_varies_together() -> None:
    claim = record.Binding(claim="made")
    bound, faults = binding.bind(of("a / b", a=claim, b=claim), CONTEXT)
    assert faults == ()
    assert bound is not None
    (one,) = bound.combinations()
    held = one.worked.bounds(rounded=True)
    assert held.is_reached
    assert held.bounds.low == pytest.approx(1)
    assert held.bounds.high == pytest.approx(1)


def test_too_many_combinations_are_counted_and_none_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(_: estimating.Bound) -> None:
        raise AssertionError("a combination was made")

    monkeypatch.setattr(estimating.Bound, "combinations", tried)
    some = tuple(f"{number} t" for number in range(1, 12))
    _, faults = binding.bind(of("a + b + c", a=some, b=some, c=some), CONTEXT)
    assert [(one.rule, one.path, one.message) for one in faults] == [
        ("many", "inputs", "the inputs have 1,331 combinations")
    ]


@pytest.mark.parametrize(
    "formula", ["9**9**9", "(" * 10_000 + "a" + ")" * 10_000, "a" * 1_000_000, "a+" * 900 + "a"]
)
def test_a_formula_that_would_take_long_is_a_fault_and_no_more(formula: str) -> None:
    bound, faults = binding.bind(of(formula, a="1 t"), CONTEXT)
    assert bound is None
    assert {one.rule for one in faults} == {"formula"}


def test_the_same_answer_in_whatever_unit() -> None:
    answers = []
    for mass, time in (("3 t", "2 a"), ("3000 kg", "730.5 day"), ("3e6 g", "17532 h")):
        bound, faults = binding.bind(of("m / t", "kg/h", m=mass, t=time), CONTEXT)
        assert faults == ()
        assert bound is not None
        answers.append(next(bound.combinations()).worked.central())
    assert answers == pytest.approx([answers[0]] * 3, rel=1e-12)
