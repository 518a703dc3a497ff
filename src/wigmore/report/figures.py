"""The figures of the analyses as SVG files on white, drawn by vl-convert from what the page draws; chains.

A drawn text stays text, so that no character turns into a box here: whoever shows the file brings the fonts.
"""

import html
import json
import re
from collections.abc import Mapping
from functools import partial
from importlib import metadata
from typing import Any

from wigmore.kit import text as texts
from wigmore.model import compiled
from wigmore.report import remembering, sankey

FOLDER = "figures"
VEGA_LITE = "6.4"
"""Of the versions that vl-convert carries, the one that draws; the page's bundle has the same."""

NAMELESS = re.compile(r"[^a-z0-9_-]+")
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
NUMBERED = re.compile(r'(?<=[" #])(clip|gradient_|pattern_)(\d+)(?=["\)])')


def render(case: compiled.Compiled, remember: remembering.Remember) -> dict[str, str]:
    """The text of every figure by its path in `out/`; remembered under its specification."""
    made: dict[str, str] = {}
    for figure in case.data["figures"]:
        name = NAMELESS.sub("_", f"{figure['analysis']}-{figure['name']}".lower())
        while f"{FOLDER}/{name}.svg" in made:
            name += "_"
        specification = shown(figure["specification"])
        held = json.dumps([metadata.version("vl-convert-python"), figure["title"], specification])
        path = f"{FOLDER}/{name}.svg"
        made[path] = remember("figures drawn", held, partial(_draw, figure["title"], specification))
    for name, drawn in sankey.files(case):
        made[f"{FOLDER}/{NAMELESS.sub('_', f'chain-{name}'.lower())}.svg"] = drawn
    return made


def shown(value: Any) -> Any:
    """A specification in which no text hides a character or turns the reading order."""
    if isinstance(value, str):
        return texts.visible(value)
    if isinstance(value, Mapping):
        return {texts.visible(str(key)): shown(one) for key, one in value.items()}
    return [shown(one) for one in value] if isinstance(value, (list, tuple)) else value


def _draw(title: str, specification: Mapping[str, Any]) -> str:
    """One figure as SVG; where it cannot be drawn, the file says so."""
    import vl_convert  # starts an engine of a hundred megabytes, so only where a figure is drawn anew

    try:
        drawn = vl_convert.vegalite_to_svg(
            {"background": "white", **specification}, vl_version=VEGA_LITE, allowed_base_urls=[]
        )
    except ValueError as error:
        return _failed(title, str(error))
    return _settled(drawn) + "\n"


def _settled(drawn: str) -> str:
    """A drawing whose inner names count from nought: the engine counts on from figure to figure."""
    numbers: dict[str, str] = {}

    def renumbered(found: re.Match[str]) -> str:
        return found[1] + numbers.setdefault(found[0], str(len(numbers)))

    return TAG.sub(lambda tag: NUMBERED.sub(renumbered, tag[0]), drawn)


def _failed(title: str, error: str) -> str:
    lines = [f"{texts.visible(title)}: this figure cannot be drawn", *error.splitlines()[1:2]]
    shown_lines = "".join(
        f'<text x="10" y="{place}">{html.escape(texts.cut(line, 110))}</text>'
        for place, line in zip((20, 45), lines, strict=False)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="60" '
        'font-family="sans-serif" font-size="13">'
        f'<rect width="800" height="60" fill="white"/>{shown_lines}</svg>\n'
    )
