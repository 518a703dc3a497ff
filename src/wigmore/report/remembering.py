"""How what a build writes is kept for the next one, without the report knowing where."""

from collections.abc import Callable

Make = Callable[[], str]

Remember = Callable[[str, str, Make], str]
"""`remember(name, content, make)` gives the text kept under a name for this content, or that of `make`.

`content` is all that the text depends on.
"""
