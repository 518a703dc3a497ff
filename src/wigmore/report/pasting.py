"""The chapter of what could be weighed: patterns that analyses offer as evidence, as YAML to paste."""

from collections.abc import Iterator, Mapping
from typing import Any

from wigmore.report import chapter, items, templating, trails

NAME = "paste"
"""The name of the chapter, and of the tables that it gathers, whatever analysis they are of."""
COLUMNS = ("record", "says", "ratio", "ceiling", "decibans", "yaml")
ABOUT = (
    "What the analyses could contribute as evidence. Nothing of it is applied: a person decides, and pastes "
    "it into a file of the case."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """Each offer with its ratio and its YAML; None where no analysis offers any."""
    rows = list(_offers(gathering))
    if not rows:
        return None
    body = templating.render("paste.html", rows=rows, labels=gathering.known)
    drawn = tuple(dict.fromkeys(f"{row['analysis']}/{NAME}" for row in rows))
    return chapter.Chapter(NAME, "What could be weighed", ABOUT, len(rows), body, drawn)


def _offers(gathering: items.Gathering) -> Iterator[Row]:
    """The offers of all analyses in the order of the tables, each with an anchor of its own."""
    for table in gathering.case.data["tables"]:
        if table["name"] != NAME:
            continue
        for number, row in enumerate(gathering.table(f"{table['analysis']}/{NAME}", COLUMNS), start=1):
            anchor = trails.slug(f"paste:{table['analysis']}/{number}")
            yield {**row, "analysis": table["analysis"], "anchor": anchor}
