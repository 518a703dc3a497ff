"""Dates as they are compared: as spans of days, widened where `~` or `?` stands, by the padding policy."""

from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.kit import allen, edtf
from wigmore.model import finding, vocabulary

TABLE = "padding"


def padding(policies: Mapping[str, vocabulary.Policy]) -> edtf.Padding:
    """How far `~` and `?` widen a date, by the policy table."""
    rows = policies[TABLE]
    return edtf.Padding(
        approximate=int(rows.row("approximate").cells["units"]),
        uncertain=int(rows.row("uncertain").cells["units"]),
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with the days it can mean, as separate spans of ordinals in their order, both ends in.

    An open or unknown end reaches `allen.FAR_PAST` or `allen.FAR_FUTURE`. `widened` names the rows of the
    padding policy that made the spans wider than the date is by itself.
    """

    date: edtf.Edtf
    spans: tuple[allen.DaySpan, ...]
    widened: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.date.text

    @property
    def first(self) -> int:
        """The first day that is possible, as an ordinal."""
        return self.spans[0][0]

    @property
    def last(self) -> int:
        """The last day that is possible, as an ordinal."""
        return self.spans[-1][1]

    def is_before(self, other: "Dated") -> bool:
        """Whether it certainly lies before the other date."""
        return self.last < other.first

    def order(self, other: "Dated") -> tuple[str, ...]:
        """Which of `before`, `same day`, `after` are possible for a day of this date and one of the other."""
        return allen.spans_order(self.spans, other.spans)

    def distance(self, other: "Dated") -> tuple[int, int | None]:
        """Fewest and most days between the two, whichever is earlier; None where nothing bounds them."""
        return allen.spans_distance(self.spans, other.spans)


class Dates:
    """Makes dates comparable by the padding policy of a case; each date is worked out once."""

    def __init__(self, policies: Mapping[str, vocabulary.Policy]) -> None:
        self._padding = padding(policies)
        self._known: dict[str, Dated] = {}
        self._ends: dict[str, tuple[edtf.Bounds, edtf.Bounds | None]] = {}

    def dated(self, date: edtf.Edtf) -> Dated:
        """The date with its days."""
        held = self._known.get(date.text)
        if held is None:
            held = self._known[date.text] = self._widened(date)
        return held

    def bounds(self, date: edtf.Edtf) -> edtf.Bounds:
        """Between which days a date lies."""
        return date.padded(self._padding)

    def ends(self, date: edtf.Edtf) -> tuple[edtf.Bounds, edtf.Bounds | None]:
        """Between which days a period begins and ends; a date that is no interval tells no end (None)."""
        held = self._ends.get(date.text)
        if held is None:
            held = self._ends[date.text] = date.padded_ends(self._padding)
        return held

    def _widened(self, date: edtf.Edtf) -> Dated:
        widths = {
            "approximate": date.approximate and self._padding.approximate,
            "uncertain": date.uncertain and self._padding.uncertain,
        }
        rows = tuple(finding.policy_ref(TABLE, row) for row, width in widths.items() if width)
        if not rows:
            return Dated(date, allen.day_spans(date))
        return Dated(date, (allen.span(date.padded(self._padding)),), rows)


def day_text(number: int) -> str:
    """The day of an ordinal as text; empty where the ordinal stands for an open or unknown end."""
    return "" if number in (allen.FAR_PAST, allen.FAR_FUTURE) else edtf.show_day(edtf.day_of(number))
