"""The compiled case as one self-contained HTML page that opens by double click, offline.

The page computes nothing: it groups, sorts and links what the compiled case holds. What it says of its own
accord and holds a number carries a link of class `trail` to what was counted.
"""

from wigmore.model import compiled
from wigmore.report import remembering

FILE = "report.html"


def render(case: compiled.Compiled, remember: remembering.Remember) -> str:
    """The text of `report.html`.

    `remember(name, content, make)` gives the text kept under a name for this content, or the one that `make`
    gives. Records are rendered in chunks, each remembered under all that it shows.
    """
    from wigmore.report import page  # Jinja2 is loaded when a page is made, not when a command starts

    return page.render(case, remember)
