"""The chapters of the page that stand between its first screen and the records: what the analyses draw."""

from collections.abc import Callable

from wigmore.report import chapter, conflicts, items, narrative, profiles, reply, standing, timeline

Make = Callable[[items.Gathering], chapter.Chapter | None]
"""Makes a chapter from the compiled case; None where the case has nothing for it."""

CHAPTERS: tuple[Make, ...] = (
    narrative.tell,
    timeline.tell,
    conflicts.tell,
    profiles.tell,
    standing.tell,
    reply.tell,
)
"""The chapters in the order of the page."""

ANSWERING = ("narrative",)
"""The names of the chapters that stand with the answer, before what the sources say."""
