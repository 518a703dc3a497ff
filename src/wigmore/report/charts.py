"""A figure of an analysis in the page: its specification as data for the page's script, which draws it."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from wigmore.report import figures, lists, markup


def chart(figure: Mapping[str, Any]) -> Markup:
    """The place of a figure; what it shows must stand beside it as a table, for those who cannot see it."""
    title, height = markup.line(figure["title"]), figure["specification"].get("height")
    high = f' data-height="{height}"' if isinstance(height, int) else ""
    return markup.made(
        f'<figure class="chart"{high}><figcaption>{title}</figcaption><div class="plot"></div>\n'
        f'<noscript><p class="soft">It is drawn in <code>figures/</code>.</p></noscript>\n'
        f"{lists.data('spec', figures.shown(figure['specification']))}</figure>\n"
    )
