"""Of what time and state the inputs of an estimate are: demand of one year over a target of another."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.kit import edtf, edtf_words
from wigmore.model import views
from wigmore.packs import estimating

STATE = "state"
"""The key of a claim's scope that tells what is operating from what is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When claims speak of, and in which state."""

    when: Mapping[str, edtf.Edtf]
    values: views.Values
    calendar: views.Calendar

    def differing(self, one: estimating.Combination) -> str:
        """The times and states of what a combination takes where two of them differ; empty otherwise."""
        taken = [(name, option.claim) for name, option in one.chosen if option.claim]
        states = {name: self._state(claim) for name, claim in taken}
        dates = [self.when[claim] for _, claim in taken if claim in self.when]
        if not self._are_apart(dates) and len({state for state in states.values() if state}) < 2:
            return ""
        told = (
            f"{name} {', '.join(part for part in (self._when(claim), states[name]) if part)}"
            for name, claim in taken
            if claim in self.when or states[name]
        )
        return "; ".join(told)

    def _state(self, claim: str) -> str:
        held = self.values.records.get(claim)
        return held.scope.get(STATE, "") if held else ""

    def _when(self, claim: str) -> str:
        return edtf_words.said(self.when[claim]) if claim in self.when else ""

    def _are_apart(self, dates: list[edtf.Edtf]) -> bool:
        """Whether two of the times certainly have no day in common."""
        held = [self.calendar.dates.dated(one) for one in dates]
        return any(
            one.is_before(other) or other.is_before(one) for one, other in itertools.combinations(held, 2)
        )
