"""The chapters of the page that stand between its first screen and the records: what the analyses draw."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from wigmore.report import items


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the page, at `section:NAME`; `count` (0: none) stands beside it in the contents."""

    name: str
    title: str
    about: str
    count: int
    body: Markup


Make = Callable[[items.Gathering], Chapter | None]
"""Makes a chapter from the compiled case; None where the case has nothing for it."""

CHAPTERS: tuple[Make, ...] = ()
"""The chapters in the order of the page."""
