"""Patent numbers: office, form and kind code of what is written, or why no office can have given it.

Two letters for the office follow WIPO ST.3, the kind code WIPO ST.16; how each office counts stands in the
vocabulary of patents, with its sources. A number of an office that is not listed is neither right nor wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.vocab import tables

FORMS = ("application", "publication", "grant")
"""The forms of a document, in the order in which they follow each other."""

NUMBERED = re.compile(
    r"(?:PCT/(?P<through>[A-Z]{2}/?[\d/]+)|(?P<office>[A-Z]{2}) ?"
    r"(?P<serial>(?:[A-Z]{1,2} ?)?\d[\d ,./-]*(?:\.X)?))"
    r"(?:[ -]?(?P<kind>[A-WYZ]\d?))?"
)
"""What is written like a patent number; any other text is a name, and is not looked into."""

WORLD = "WO"
GAPS = re.compile(r"[\s,]")


class PatentNumberError(ValueError):
    """A number that the office cannot have given; `repair` says what would be one."""

    def __init__(self, message: str, repair: str) -> None:
        super().__init__(message)
        self.message, self.repair = message, repair


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which an office writes numbers; `since` and `until` are years, None where not certain."""

    pattern: re.Pattern[str]
    forms: tuple[str, ...]
    written: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind code of an office: what such a document is, and in which years it was used."""

    forms: tuple[str, ...]
    means: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A patent office: how it numbers, and its kind codes."""

    name: str
    looks: tuple[Look, ...]
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Number:
    """A patent number: the forms it may be of, its kind code and what that means (empty where it has none).

    `serial` is the number in capitals without blanks and commas; `year` the year that it names. `since` and
    `until` are the first and last year in which the office can have given it; None where that is not certain.
    """

    office: str
    serial: str
    forms: tuple[str, ...]
    kind: str = ""
    means: str = ""
    year: int | None = None
    since: int | None = None
    until: int | None = None

    @property
    def form(self) -> str:
        """The form in words: `grant`, or where the number leaves it open `publication or grant`."""
        return " or ".join(self.forms)


@cache
def offices() -> Mapping[str, Office]:
    """The offices of the vocabulary, by their two letters."""
    made = {}
    for name, held in tables.patents().items():
        looks = tuple(
            Look(re.compile(one["pattern"]), tuple(one["forms"]), one["written"], *_years(one))
            for one in held["numbers"]
        )
        kinds = {
            code: Kind(tuple(one["forms"]), one["means"], *_years(one)) for code, one in held["kinds"].items()
        }
        made[name] = Office(held["name"], looks, frozen.FrozenDict(kinds))
    return frozen.FrozenDict(made)


def _years(one: Mapping[str, Any]) -> tuple[int | None, int | None]:
    return one.get("since"), one.get("until")


def parse(text: str, office: str | None = None) -> Number | None:
    """The number that a text is; None where it is a name, or a number of an office that is not listed.

    `office` is taken where the text begins with none. Raises PatentNumberError where the office is listed and
    cannot have given such a number, or has no such kind code.

    >>> made = parse("US 9,780,359 B2")
    >>> made.office, made.serial, made.form, made.kind
    ('US', '9780359', 'grant', 'B2')
    >>> parse("KR 10-2791544").form, parse("CA 3,068,797").form
    ('grant', 'application or publication or grant')
    >>> parse("The patent on coated foil"), parse("ZA 1999/1234")
    (None, None)
    >>> parse("WO 2013/094981 B1")
    Traceback (most recent call last):
    wigmore.methods.patents.PatentNumberError: WO has no kind code B1
    """
    written = " ".join(text.split()).upper()
    found = NUMBERED.fullmatch(written)
    if found is None and office is not None and written[:1].isdigit():
        found = NUMBERED.fullmatch(f"{office} {written}")
    if found is None:
        return None
    if found["through"]:
        name, serial = WORLD, GAPS.sub("", f"PCT/{found['through']}")
    else:
        name, serial = found["office"], GAPS.sub("", found["serial"]).rstrip("-./")
    known = offices().get(name)
    return None if known is None else _read(name, known, serial, found["kind"] or "")


def _read(name: str, office: Office, serial: str, code: str) -> Number:
    """The number with what its look and its kind code allow; raises PatentNumberError where nothing fits."""
    kind = office.kinds.get(code) if code else None
    if code and kind is None:
        near = texts.nearest(code, office.kinds)
        known = ", ".join(near or tuple(office.kinds))
        raise PatentNumberError(f"{name} has no kind code {code}", f"write one that it has, as {known}")
    looks = [(one, found) for one in office.looks if (found := one.pattern.fullmatch(serial))]
    if not looks:
        raise PatentNumberError(
            f"{name} gives no number like {serial}, of {_digits(serial)}",
            "write it as one of " + "; ".join(one.written for one in office.looks),
        )
    allowed = kind.forms if kind else FORMS
    fitting = [(one, found) for one, found in looks if set(one.forms) & set(allowed)]
    if not fitting:
        looked_like = " or ".join(dict.fromkeys(form for one, _ in looks for form in one.forms))
        raise PatentNumberError(
            f"{name} {serial} is the number of {articled(looked_like)}, and {code} the code of "
            f"{articled(' or '.join(allowed))}",
            f"leave the code out, or write a number like {_example(office, allowed)}",
        )
    forms = tuple(form for form in FORMS if form in allowed and any(form in one.forms for one, _ in fitting))
    year = next((int(found["year"]) for _, found in fitting if "year" in found.re.groupindex), None)
    since, until = _bounds([one for one, _ in fitting], kind)
    return Number(name, serial, forms, code, kind.means if kind else "", year, since, until)


def _bounds(looks: list[Look], kind: Kind | None) -> tuple[int | None, int | None]:
    """The first and last year that all certain limits leave; of several looks the wider limits count."""
    firsts, lasts = [one.since for one in looks], [one.until for one in looks]
    since = [min(one for one in firsts if one is not None)] if None not in firsts else []
    until = [max(one for one in lasts if one is not None)] if None not in lasts else []
    if kind is not None:
        since += [kind.since] if kind.since is not None else []
        until += [kind.until] if kind.until is not None else []
    return max(since, default=None), min(until, default=None)


def _digits(serial: str) -> str:
    return texts.plural(len([one for one in serial if one.isdigit()]), "digit", "digits")


def articled(form: str) -> str:
    """The form with its article, as `an application`."""
    return f"{'an' if form[0] in 'aeiou' else 'a'} {form}"


def _example(office: Office, forms: tuple[str, ...]) -> str:
    return next((one.written for one in office.looks if set(one.forms) & set(forms)), office.looks[0].written)


def misdated(number: Number, first: int, last: int) -> str:
    """Why a document of these years cannot bear the number; empty where it can.

    `first` and `last` are the first and last year that are possible for the day on which it appeared.

    >>> misdated(parse("US 12,319,590 B2"), 2014, 2014)
    'US gave numbers like 12319590 B2 from 2018 on'
    >>> misdated(parse("US 12,319,590 B2"), 2025, 2025)
    ''
    """
    return next(_misdated(number, first, last), "")


def _misdated(number: Number, first: int, last: int) -> Iterator[str]:
    what = f"{number.office} gave numbers like {number.serial}{' ' + number.kind if number.kind else ''}"
    if number.year is not None and last < number.year:
        yield f"the number {number.serial} names the year {number.year}"
    if number.since is not None and last < number.since:
        yield f"{what} from {number.since} on"
    if number.until is not None and first > number.until:
        yield f"{what} until {number.until} only"
