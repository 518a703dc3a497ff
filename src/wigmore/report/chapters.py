"""The chapters of the page that stand between its first screen and the records: what the analyses draw."""

from collections.abc import Callable

from wigmore.report import (
    attribution,
    capacity,
    chapter,
    coincidence,
    company,
    comparison,
    conflicts,
    estimates,
    hinges,
    items,
    matrix,
    narrative,
    network,
    pasting,
    patents,
    process,
    profiles,
    reply,
    standing,
    strands,
    supply,
    timeline,
    tree,
    verdict,
    watch,
)

Make = Callable[[items.Gathering], chapter.Chapter | None]
"""Makes a chapter from the compiled case; None where the case has nothing for it."""

CHAPTERS: tuple[Make, ...] = (
    narrative.tell,
    verdict.tell,
    tree.tell,
    matrix.tell,
    attribution.tell,
    hinges.tell,
    strands.tell,
    estimates.tell,
    capacity.tell,
    process.tell,
    watch.tell,
    timeline.tell,
    coincidence.tell,
    company.tell,
    network.tell,
    comparison.tell,
    patents.tell,
    supply.tell,
    pasting.tell,
    conflicts.tell,
    profiles.tell,
    standing.tell,
    reply.tell,
)
"""The chapters in the order of the page."""

ANSWERING = ("narrative", "verdict")
"""The names of the chapters that stand with the answer, before what the sources say."""

WEIGHING = ("chart", "matrix", "attribution", "sensitivity", "strands", "watch")
"""The names of the chapters that show how the answer came about; they follow the questions."""
