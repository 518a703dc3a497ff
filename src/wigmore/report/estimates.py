"""The chapter of estimates: each number beside what is stated, how it comes about, and what it hangs on."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from wigmore.kit import axis, quantity, units
from wigmore.kit import text as texts
from wigmore.report import (
    amounts,
    answers,
    chapter,
    facets,
    items,
    labels,
    lists,
    markup,
    ranges,
    templating,
    trails,
)

ANSWERS, TRIED, STEPS, SWINGS, OWN = (
    "estimates/answers",
    "estimates/tried",
    "estimates/steps",
    "estimates/sensitivity",
    "estimates/own",
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    ANSWERS: (
        *("estimate", "asks", "unit", "central", "low", "high", "p05", "p95", "bounds", "stated", "claim"),
        *("verdict", "factor low", "factor high", "combinations", "inside"),
    ),
    TRIED: (
        *("estimate", "number", "choices", "claims", "unit", "central", "low", "high", "against"),
        "in own numbers",
    ),
    STEPS: (
        *("estimate", "number", "step", "what", "says", "unit", "low", "central", "high", "rests on"),
        "known",
    ),
    SWINGS: (
        *("estimate", "number", "input", "says", "rests on", "answer at low", "answer at high", "unit"),
        *("share", "elasticity"),
    ),
    OWN: ("source", "estimate or claim", "kind", "stated", "worked out", "unit", "verdict"),
}
"""The tables of the chapter, each with the columns that it reads."""

FLOOR, CEILING = "floor", "ceiling"
"""Columns of the answers for the least and the most that nature allows; a table may lack them."""

FIRST_SAID, FIRST_LINES, FIRST_TRIED, DRAWN = 2, 6, 8, 24
"""How many sentences, lines of a derivation and combinations stand unfolded; how many are drawn."""

NAME = "estimate"
FACETS = (("verdict", "Verdict"),)
ORDER = ("impossible", "not reproducible", "off by a factor", "cannot be established", "consistent")
"""The verdicts in the order in which their estimates are shown."""

MOST_GLANCED, PIECE = 12, 64
"""Up to how many estimates are named above the cards, and how many cards are remembered together."""

ABOUT = (
    "What the text under test states, worked out from claims, packs of a field and ranges. Beside each "
    "answer stand the least and the most that its inputs allow, and where nine of ten seeded draws lie; "
    "below it, every line of its derivation."
)
Row = Mapping[str, Any]
Held = Mapping[str, Mapping[str, list[Row]]]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A card for each estimate, then each source's own numbers; None where nothing is worked out."""
    held = {name: _by_estimate(gathering, name) for name in COLUMNS if name != OWN}
    own = gathering.table(OWN, COLUMNS[OWN])
    if not held[ANSWERS] and not own:
        return None
    told = sorted((rows[0] for rows in held[ANSWERS].values()), key=_telling)
    cards = [_card(gathering, row, held) for row in told]
    body = templating.render(
        "estimates.html",
        glance=told if len(told) <= MOST_GLANCED else [],
        listed=lists.listed(FACETS, list(_pieces(gathering, cards)), gathering.remember),
        own=_by_source(own),
        labels=gathering.known,
        cite=amounts.citing(gathering),
    )
    drawn = (*(name for name, rows in held.items() if rows), *((OWN,) if own else ()))
    return chapter.Chapter(NAME, "Estimates worked out", ABOUT, len(held[ANSWERS]), body, drawn)


def _telling(row: Row) -> int:
    """By what estimates are sorted: what cannot be so first, then as the table has them."""
    return ORDER.index(row["verdict"]) if row["verdict"] in ORDER else len(ORDER)


def _pieces(gathering: items.Gathering, cards: Sequence[dict[str, Any]]) -> Iterator[lists.Piece]:
    """The cards in pieces, each remembered under all that it shows."""
    is_packed = lists.is_long(len(cards))
    placed = {name: list(one.get("parts", ())) for name, one in gathering.case.packs.items()}
    for start in range(0, len(cards), PIECE):
        piece = cards[start : start + PIECE]
        names = labels.used(gathering.known, piece)
        shown = json.dumps([templating.digest(), NAME, names, placed, is_packed, piece], ensure_ascii=False)
        make = partial(
            templating.text,
            "estimate_cards.html",
            cards=piece,
            labels=names,
            cite=amounts.citing(gathering),
            is_packed=is_packed,
        )
        rows = [
            [one["anchor"], markup.cut(texts.visible(str(one["row"]["asks"])), markup.LINK), _verdict(one)]
            for one in piece
        ]
        yield lists.Piece(rows, shown, make)


def _verdict(card: Mapping[str, Any]) -> list[str]:
    """The verdict of a card as the value of its facet."""
    return facets.visible([str(card["row"]["verdict"] or "nothing stated")])


def _is_of_test(gathering: items.Gathering, claim: str) -> bool:
    """Whether the text under test makes a claim."""
    held = gathering.case.records.get("claims", {}).get(claim, {})
    return any(one["source"] == gathering.under_test for one in held.get("sources", ()))


def _by_estimate(gathering: items.Gathering, name: str) -> dict[str, list[Row]]:
    """The rows of a table by estimate, in the order of the table; of known ones only."""
    known = gathering.case.records.get("estimates", {})
    made: dict[str, list[Row]] = {}
    for row in gathering.table(name, COLUMNS[name]):
        if row["estimate"] in known:
            made.setdefault(str(row["estimate"]), []).append(row)
    return made


def _by_source(own: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """What each source's own numbers give, by source in the order of the table."""
    made: dict[str, list[Row]] = {}
    for row in own:
        made.setdefault(str(row["source"]), []).append(row)
    return list(made.items())


def _card(gathering: items.Gathering, row: Row, held: Held) -> dict[str, Any]:
    """What is shown of one estimate."""
    name = str(row["estimate"])
    anchor = trails.slug(f"estimate:{name}")
    tried = held[TRIED].get(name, [])
    steps = _numbered(held[STEPS].get(name, []))
    swings = _numbered(held[SWINGS].get(name, []))
    said = [one for one in gathering.case.findings if _is_of(one, name)]
    return {
        "id": name,
        "anchor": anchor,
        "row": row,
        "is_of_test": _is_of_test(gathering, str(row["claim"])),
        "said": said[:FIRST_SAID],
        "further": said[FIRST_SAID:],
        "drawing": _drawing(row, tried, anchor),
        "is_limited": any(answers.number(row.get(key)) is not None for key in (FLOOR, CEILING)),
        "tried": (tried[:FIRST_TRIED], tried[FIRST_TRIED:]),
        "steps": (steps[0][1][:FIRST_LINES], steps[0][1][FIRST_LINES:]) if steps else ([], []),
        "others": steps[1:],
        "choices": {str(one["number"]): one["choices"] for one in tried},
        "swings": _swings(swings[0][1], row) if swings else [],
        "more_swings": len(swings) > 1,
    }


def _is_of(one: Row, name: str) -> bool:
    """Whether a finding is about this estimate: it comes first of what it rests on."""
    return one["analysis"] == "estimates" and bool(one["basis"]) and one["basis"][0] == name


def _numbered(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of each combination, in the order of the table."""
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(str(row["number"]), []).append(row)
    return list(made.items())


def _drawing(row: Row, tried: Sequence[Row], anchor: str) -> Markup:
    """What is stated, the answer, and each combination on one axis."""
    lines = []
    stated = _stated(row)
    if stated is not None:
        lines.append(ranges.Line("stated", (ranges.Bar("r-stated", *stated),)))
    whole = ranges.bar("r-bounds", row["low"], row["high"])
    draws = ranges.bar("r-draws", row["p05"], row["p95"], row["central"])
    found = tuple(one for one in (whole, draws) if one.numbers)
    if found:
        lines.append(ranges.Line("worked out", found))
    each = [ranges.bar(f"r-{_side(one)}", one["low"], one["high"], one["central"]) for one in tried[:DRAWN]]
    if len(each) > 1:
        words = "each combination" if len(tried) <= DRAWN else "the first combinations"
        lines.append(ranges.Line(words, tuple(each), is_stacked=True))
    limits = answers.number(row.get(FLOOR)), answers.number(row.get(CEILING))
    return ranges.draw(lines, limits, href=anchor, title="What is stated and what is worked out, on one axis")


def _side(row: Row) -> str:
    """How a combination is drawn: it meets what is stated, or lies beside it."""
    return "meets" if row["against"] in ("inside", "around", "") else "beside"


def _stated(row: Row) -> tuple[float | None, float | None] | None:
    """What is stated in the unit of the answer; None where it does not read as a quantity of that kind."""
    try:
        held = quantity.parse(str(row["stated"]))
        low, high = held.in_unit(units.parse(str(row["unit"]) or "1"))
    except ValueError:
        return None
    return None if low is None else float(low), None if high is None else float(high)


def _swings(rows: Sequence[Row], answer: Row) -> list[dict[str, Any]]:
    """The inputs of a combination, each with the answer at its low and at its high end as a bar."""
    ends = [(answers.number(row["answer at low"]), answers.number(row["answer at high"])) for row in rows]
    central = answers.number(answer["central"])
    scale = axis.over([one for one in (*(end for pair in ends for end in pair), central) if one is not None])
    made = []
    for row, pair in zip(rows, ends, strict=True):
        known = sorted(one for one in pair if one is not None)
        bar = ranges.across(scale, known[0], known[-1], central) if scale and known else Markup()
        made.append({**row, "bar": bar})
    return made
