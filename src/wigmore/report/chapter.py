"""What a chapter of the page is: a section between its first screen and the records."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the page, at `section:NAME`; `count` (0: none) stands beside it in the contents.

    `draws` names the tables and figures of analyses that it shows whole, as `conflicts/apart`: they are not
    shown again.
    """

    name: str
    title: str
    about: str
    count: int
    body: Markup
    draws: tuple[str, ...] = ()
