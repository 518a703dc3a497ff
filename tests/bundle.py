"""Writes the bundle that draws charts in the page anew: `python -m tests.bundle`, or `make vega`.

It is what vl-convert-python gives, wrapped in a function, for at the top level it would declare hundreds of
names of one letter. The notices of all that is in it stand at its head, so that every page carries them.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

import vl_convert

FOLDER = Path(__file__).parents[1] / "src" / "wigmore" / "report" / "vega"
FILE, NOTICES = FOLDER / "vega.js", FOLDER / "NOTICES.txt"
VEGA_LITE = "6.4"
MADE_BY = re.compile(r"vl-convert-python (\S+);")


def made() -> str:
    """The text of the bundle by the installed version."""
    head = (
        f"/*! Vega {vl_convert.get_vega_version()}, Vega-Lite {VEGA_LITE}, "
        f"Vega-Embed {vl_convert.get_vega_embed_version()}, bundled by "
        f"vl-convert-python {metadata.version('vl-convert-python')};\n\n"
    )
    body = vl_convert.javascript_bundle(vl_version=VEGA_LITE)  # type: ignore[call-arg]  # the snippet is optional
    return f"{head}{NOTICES.read_text(encoding='utf-8')}*/\n(() => {{\n{body.rstrip()}\n}})();\n"


def recorded() -> str:
    """The version of vl-convert-python that gave the bundle in the package."""
    found = MADE_BY.search(FILE.read_text(encoding="utf-8"))
    assert found is not None, "the bundle does not say what made it"
    return found[1]


if __name__ == "__main__":
    sys.stdout.write(f"{FILE.write_text(made(), encoding='utf-8')} characters\n")
