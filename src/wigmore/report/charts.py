"""A figure of an analysis in the page: its specification as data for the page's script, which draws it."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from wigmore.kit import text as texts
from wigmore.report import figures, lists, markup


def specifications(held: Sequence[Mapping[str, Any]]) -> Markup:
    """The specifications of all figures of the page together: they are alike, and so they pack well."""
    return lists.data("specs", {_key(one): figures.shown(one["specification"]) for one in held})


def _key(figure: Mapping[str, Any]) -> str:
    return texts.visible(f"{figure['analysis']}/{figure['name']}")


def chart(figure: Mapping[str, Any]) -> Markup:
    """The place of a figure; what it shows must stand beside it as a table, for those who cannot see it."""
    title, height = markup.line(figure["title"]), figure["specification"].get("height")
    high = f' data-height="{height}"' if isinstance(height, int) else ""
    key = markup.escaped(_key(figure))
    return markup.made(
        f'<figure class="chart"{high} data-spec="{key}"><figcaption>{title}</figcaption>'
        '<div class="plot"></div>\n'
        f'<noscript><p class="soft">It is drawn in <code>figures/</code>.</p></noscript></figure>\n'
    )
