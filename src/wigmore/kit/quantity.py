"""Quantities as authors write them: a number or a range, hedged or not, before a unit.

`10.25 MCAD`, `45-50 kt/a`, `~60 %`, `over 25 GWh`, `up to 60 %`, `almost 400 a`, `10 ± 2 %`, `-5 to -3 degC`.
A quantity is an interval of exact fractions. The words mean:

- over, more than, above, >: strictly above, no upper bound; at least, >=: that or more;
- under, less than, below, <: strictly below, no lower bound; up to, at most, <=: that or less;
- about, around, ~: near the number, how near is the caller's policy;
- almost, nearly: strictly below and near.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wigmore.kit import text as texts
from wigmore.kit import units

__all__ = ["Bounds", "Probability", "ProbabilityError", "Quantity", "QuantityError"]
__all__ += ["parse", "parse_probability", "show"]

Bounds = tuple[Fraction | None, Fraction | None]
"""The lowest and the highest number; None where there is no bound."""

_LONGEST = 400
_MOST_DIGITS = 40
_WIDEST_POWER = 60
_ONE = Fraction(1)
_ROUNDS = 6


class QuantityError(ValueError):
    """A text is no quantity; `suggestion` is one that reads, or None; `of_unit`: its number reads."""

    def __init__(self, message: str, suggestion: str | None = None, *, of_unit: bool = False) -> None:
        super().__init__(message)
        self.message, self.suggestion, self.of_unit = message, suggestion, of_unit


class ProbabilityError(QuantityError):
    """A text is no probability; `suggestion` is a text that reads as one, or None."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range with its unit; equal to another when written alike.

    `low` and `high` are in `unit`; `low_open` and `high_open` tell that the bound itself is excluded.
    `figures` counts the significant digits as written (the fewest of a range, all digits of `1500`), `steps`
    holds one unit of the last written digit for either bound (0.01 for `1.50`, 100000 for `1.2e6`).
    """

    text: str
    low: Fraction | None = field(compare=False)
    high: Fraction | None = field(compare=False)
    low_open: bool = field(compare=False)
    high_open: bool = field(compare=False)
    approximate: bool = field(compare=False)
    unit: units.Unit = field(compare=False)
    figures: int = field(compare=False)
    steps: tuple[Fraction, Fraction] = field(compare=False)

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[object, ...]:
        return parse, (self.text,)

    @property
    def central(self) -> Fraction:
        """The middle of the bounds, or the only bound there is; in the quantity's unit."""
        known = [bound for bound in (self.low, self.high) if bound is not None]
        return sum(known, Fraction(0)) / len(known)

    def rounding_interval(self) -> Bounds:
        """The bounds, each moved outwards by half a unit of its last written digit."""
        low = None if self.low is None else self.low - self.steps[0] / 2
        return low, None if self.high is None else self.high + self.steps[1] / 2

    def same_dimension(self, other: "Quantity") -> bool:
        """Tell whether both measure the same thing, whatever their units."""
        return units.same_dimension(self.unit, other.unit)

    def in_unit(self, unit: units.Unit) -> Bounds:
        """Return the bounds in another unit, exactly. Raises UnitError when it measures something else."""
        low = None if self.low is None else units.convert(self.low, self.unit, unit)
        return low, None if self.high is None else units.convert(self.high, self.unit, unit)

    def overlaps(self, other: "Quantity", approximate: Fraction) -> bool:
        """Tell whether one number can satisfy both; False when they measure different things.

        `approximate` is how far, relative to the number, an approximate quantity reaches: with 1/10, `~60`
        is 54 to 66 and `almost 400` is 360 up to, not including, 400. With zero `~60` is 60, and `almost 400`
        anything below 400. Two bounds that only touch overlap when neither is excluded.
        """
        if not self.same_dimension(other):
            return False
        (low, high), (other_low, other_high) = self._reach(approximate), other._reach(approximate)
        return _begins(low, other_high, self.low_open or other.high_open) and _begins(
            other_low, high, other.low_open or self.high_open
        )

    def _reach(self, approximate: Fraction) -> Bounds:
        """Return the bounds in coherent base units, padded when approximate."""
        low, high = self.low, self.high
        if self.approximate and approximate:
            anchor = high if low is None else low
            low = None if anchor is None else anchor - abs(anchor) * approximate
            # `almost` never reaches its number, so only a quantity with both bounds is padded upwards.
            high = high if self.low is None or high is None else high + abs(high) * approximate
        factor, offset = self.unit.factor, self.unit.offset
        low = None if low is None else low * factor + offset
        return low, None if high is None else high * factor + offset


def _begins(low: Fraction | None, high: Fraction | None, excluded: bool) -> bool:
    """Tell whether an interval from low begins before one up to high ends."""
    return low is None or high is None or low < high or (low == high and not excluded)


class _Hedge(NamedTuple):
    """What words before a number say: which bounds stay, whether they are excluded, whether it is near."""

    low: bool = True
    high: bool = True
    excluded: bool = False
    near: bool = False


# fmt: off
_HEDGES = {
    word: hedge
    for hedge, words in (
        (_Hedge(), ("",)),
        (_Hedge(near=True), ("~", "≈", "about", "around", "approximately", "roughly", "circa", "ca.")),
        (_Hedge(high=False, excluded=True), (">", "over", "more than", "above")),
        (_Hedge(low=False, excluded=True), ("<", "under", "less than", "below")),
        (_Hedge(high=False), (">=", "≥", "at least", "no less than")),
        (_Hedge(low=False), ("<=", "≤", "at most", "up to", "no more than")),
        (_Hedge(low=False, excluded=True, near=True), ("almost", "nearly")),
    )
    for word in words
}
# fmt: on

_NUMBER = r"[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9.,])"
_BETWEEN = r" ?- ?| to | ?(?:±|\+/-|\+-) ?"
# Longest first, so that `>=` is not read as `>`; a word must not run on into another one.
_LEADS = "|".join(
    re.escape(word) + (r"(?= )" if word[:1].isalpha() else "")
    for word in sorted(_HEDGES, key=len, reverse=True)
)
_FORM = re.compile(
    rf"(?P<hedge>{_LEADS}) ?(?P<first>{_NUMBER})(?:(?P<between>{_BETWEEN})(?P<second>{_NUMBER}))?"
    r" ?(?P<unit>.*)",
    re.IGNORECASE,
)
_SIGNS = str.maketrans({"–": "-", "‐": "-", "‑": "-", "−": "-"})  # en dash, two hyphens, minus


class _Number(NamedTuple):
    value: Fraction
    step: Fraction
    figures: int


@lru_cache(maxsize=16384)
def parse(text: str) -> Quantity:
    """Read a quantity; raises QuantityError, and nothing else, with what was probably meant."""
    try:
        return _read(text)
    except QuantityError as error:
        message, repair, of_unit = error.message, error.suggestion, error.of_unit
    if repair is None and len(text) <= _LONGEST:
        message, repair = _repaired(_tidy(text), message)
    raise QuantityError(message, _workable(repair), of_unit=of_unit)


def _tidy(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())


def _read(text: str) -> Quantity:
    """Read a quantity or raise; a suggestion in the error need not read yet."""
    if len(text) > _LONGEST:
        raise QuantityError(f"a quantity has at most {_LONGEST} characters")
    form = _FORM.fullmatch(_tidy(text))
    if form is None:
        shown = f"`{texts.cut(texts.visible(text), 40)}`" if text.strip() else "an empty text"
        raise QuantityError(f"{shown} does not begin with a number")
    hedge = _HEDGES[form["hedge"].lower()]
    if form["second"] and not (hedge.low and hedge.high):
        raise QuantityError(f"`{form['hedge']}` takes one number, not a range")
    low, high = _ends(form)
    unit = _unit(form)
    return Quantity(
        text=text,
        low=low.value if hedge.low else None,
        high=high.value if hedge.high else None,
        low_open=hedge.excluded and hedge.low,
        high_open=hedge.excluded and hedge.high,
        approximate=hedge.near,
        unit=unit,
        figures=min(low.figures, high.figures),
        steps=(low.step, high.step),
    )


def _ends(form: re.Match[str]) -> tuple[_Number, _Number]:
    """Return the lower and the upper number of a matched text."""
    first = _number(form["first"])
    if not form["second"]:
        return first, first
    second = _number(form["second"])
    if form["between"].strip() in {"±", "+-", "+/-"}:
        return _around(first, second)
    if first.value > second.value:
        between = " to " if "-" in form["first"] + form["second"] else "-"
        turned = f"{form['hedge']}{form['second']}{between}{form['first']} {form['unit']}"
        raise QuantityError("the range is upside down: its lower number comes first", turned)
    return first, second


def _around(middle: _Number, width: _Number) -> tuple[_Number, _Number]:
    if width.value < 0:
        raise QuantityError("the number after ± cannot be negative")
    # The finer of the two digits, so that both bounds can be written out exactly.
    step = min(middle.step, width.step)
    if (abs(middle.value) + width.value) / step >= 10**_MOST_DIGITS:
        raise QuantityError("the two numbers are too far apart in size")
    low, high = (_Number(middle.value + side * width.value, step, middle.figures) for side in (-1, 1))
    return low, high


def _number(written: str) -> _Number:
    """Read one written number, its last digit's unit and its significant digits."""
    if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS:  # most are
        return _Number(Fraction(int(written)), _ONE, max(1, len(written.lstrip("0"))))
    mantissa, _, power = written.lower().replace(",", "").partition("e")
    whole, _, decimals = mantissa.lstrip("+-").partition(".")
    digits = whole + decimals
    if len(digits) > _MOST_DIGITS or len(power) > 9 or abs(int(power or 0)) > _WIDEST_POWER:
        raise QuantityError(f"a number has up to {_MOST_DIGITS} digits and powers of ten to {_WIDEST_POWER}")
    step = Fraction(10) ** (int(power or 0) - len(decimals))
    value = int(digits) * step
    return _Number(-value if mantissa.startswith("-") else value, step, max(1, len(digits.lstrip("0"))))


def _unit(form: re.Match[str]) -> units.Unit:
    written = form["unit"]
    # A plain number has no unit text: `5 1` is a slip, not five of the unit 1.
    if re.match(r"[0-9](?!/)", written):
        raise QuantityError("two numbers stand side by side")
    try:
        return units.parse(written or "1")
    except units.UnitError as error:
        repair = f"{form.string[: form.start('unit')]} {error.suggestion}" if error.suggestion else None
        raise QuantityError(error.message, repair, of_unit=True) from None


_POWERS = {"thousand": (3, "k"), "million": (6, "M"), "billion": (9, "B"), "trillion": (12, "T")}
_POWERS |= {"mn": (6, "M"), "mln": (6, "M"), "bn": (9, "B"), "bln": (9, "B"), "trn": (12, "T")}
_WORDS = "|".join(_POWERS)
_NUMBER_FIRST = "the number comes before the unit"


def _grand(found: re.Match[str]) -> str:
    """Repair `5 million EUR` as `5 MEUR` and `5 million people` as `5e6 people`."""
    power, letter = _POWERS[found["word"].lower()]
    rest = found["rest"].strip()
    try:
        unit = units.parse(rest or "1")
    except units.UnitError as error:
        unit = units.parse(error.suggestion or "1")
    if units.is_money(unit) and unit.factor == 1:
        return f"{found['head']} {letter}{unit.symbol}"
    return re.sub(r"(?<![0-9.,])([0-9][0-9.,]*)", rf"\g<1>e{power}", found["head"]) + f" {rest}"


# What a text that did not read may look like, a repair, what to tell.
# fmt: off
_REPAIRS: tuple[tuple[str, str | Callable[[re.Match[str]], str], str], ...] = (
    (r"(?<![0-9.,])(?:[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9])|[0-9]{1,3}(?:\.[0-9]{3})+(?=,)"
     r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9,]))", lambda found: re.sub("[ '’.,]", "", found[0]),
     "digits are grouped in threes by commas, or not at all"),
    (r"(?<![0-9.,])([0-9]+),([0-9]+)(?![0-9.,])", r"\1.\2", "the decimal sign is a point"),
    (r"(?<![0-9.])\.([0-9])", r"0.\1", "a digit is missing before the point"),
    (r"([0-9])\.(?![0-9])", r"\1", "a digit is missing after the point"),
    (rf"([^0-9]+?) ?(~?{_NUMBER}(?:-{_NUMBER})?(?: (?:{_WORDS}))?)", r"\2 \1", _NUMBER_FIRST),
    (rf"(?P<head>.*[0-9]) ?(?P<word>{_WORDS})\b(?P<rest>.*)", _grand,
     "large numbers are written in digits, or with k, M, B or T before a currency"),
    (rf"between ({_NUMBER}) and ({_NUMBER})", r"\1 to \2", "a range is written with a hyphen or `to`"),
    (rf"({_NUMBER}) ?([^0-9]+?)( ?- ?| to )({_NUMBER}) ?\2", r"\1\3\4 \2",
     "the unit of a range is written once, after both numbers"),
)
# fmt: on


def _repaired(tidy: str, message: str, rounds: int = _ROUNDS) -> tuple[str, str | None]:
    """Return a better message and a repair for a text that did not read, where a habit is recognised."""
    for pattern, repair, reason in _REPAIRS if rounds else ():
        find = re.fullmatch if reason == _NUMBER_FIRST else re.search
        if find(pattern, tidy, re.IGNORECASE) is None:
            continue
        candidate = _workable(re.sub(pattern, repair, tidy, flags=re.IGNORECASE), rounds - 1)
        if candidate is not None:
            return reason, candidate
    return message, None


def _workable(repair: str | None, rounds: int = _ROUNDS) -> str | None:
    """Return a repair that reads, repairing what is still wrong with it; None when it leads nowhere."""
    if repair is None:
        return None
    repair = _tidy(repair)
    try:
        _read(repair)
    except QuantityError as error:
        if not rounds:
            return None
        return _workable(error.suggestion, rounds - 1) or _repaired(repair, "", rounds - 1)[1]
    return repair


def show(quantity: Quantity) -> str:
    """Write a quantity in canonical form; what is written reads back with the same bounds and digits."""
    low, high, unit = quantity.low, quantity.high, quantity.unit.symbol
    first = "" if low is None else _written(low, quantity.steps[0])
    second = "" if high is None else _written(high, quantity.steps[1])
    if low is None:
        number = ("almost " if quantity.approximate else "<" if quantity.high_open else "<=") + second
    elif high is None:
        number = (">" if quantity.low_open else ">=") + first
    else:
        between = " to " if low < 0 or high < 0 else "-"
        number = ("~" if quantity.approximate else "") + (first if low == high else first + between + second)
    return number if unit == "1" else f"{number} {unit}"


def _written(value: Fraction, step: Fraction) -> str:
    """Write a multiple of a power of ten down to that power's digit."""
    digits = str(abs(int(value / step)))
    sign = "-" if value < 0 else ""
    # The step is 10**n or 1/10**n, so its longer half has as many zeros as n says.
    places = len(str(step.denominator)) - len(str(step.numerator))
    if 0 <= places <= _MOST_DIGITS // 2:
        digits = digits.zfill(places + 1)
        return sign + digits[: len(digits) - places] + ("." + digits[-places:] if places else "")
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{sign}{mantissa}e{len(digits) - 1 - places}"


@dataclass(frozen=True, slots=True)
class Probability:
    """A probability or a range of them, 0 <= low <= high <= 1; zero and one are allowed here."""

    low: Fraction
    high: Fraction
    text: str

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse_probability(text: str) -> Probability:
    """Read `0.3` or `0.2-0.5`; raises ProbabilityError for anything else, with the number meant by `30 %`."""
    try:
        quantity = parse(text)
    except QuantityError as error:
        raise ProbabilityError(error.message, _as_probability(error.suggestion)) from None
    low, high = quantity.low, quantity.high
    if quantity.unit.symbol != "1":
        raise ProbabilityError("a probability is a number from 0 to 1 without a unit", _as_probability(text))
    if low is None or high is None or quantity.approximate:
        raise ProbabilityError("a probability is one number or a range such as 0.2-0.5, without a hedge")
    if low < 0 or high > 1:
        meant = _as_probability(f"{text} %") if low >= 2 else None  # 30 lacks its %; 1.2 is just wrong
        raise ProbabilityError("a probability lies between 0 and 1", meant)
    return Probability(low, high, text)


def _as_probability(text: str | None) -> str | None:
    """Return the probability a quantity stands for: `30 %` gives `0.3`; None when it stands for none."""
    try:
        quantity = parse(text or "")
    except QuantityError:
        return None
    if quantity.unit.dimension or quantity.low is None or quantity.high is None or quantity.approximate:
        return None
    factor = quantity.unit.factor
    if quantity.low < 0 or quantity.high * factor > 1:
        return None
    low, high = (f"{float(bound * factor):.12g}" for bound in (quantity.low, quantity.high))
    return low if low == high else f"{low}-{high}"
