"""Figures as SVG files: the same bytes, text as text, white behind, nothing loaded; and the page's bundle."""

import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests import bundle, cases
from tests.analyses import test_timeline
from tests.report import walk
from wigmore.build import outputs
from wigmore.model import compiled, finding
from wigmore.report import figures, html


def clean(_name: str, _content: str, make: Callable[[], str]) -> str:
    return make()


def case(*specifications: Any, name: str = "f") -> compiled.Compiled:
    base = cases.example("starter")
    held = [
        {
            "name": f"{name}{number}",
            "analysis": "x",
            "title": "A <figure>",
            "specification": one,
            "records": [],
        }
        for number, one in enumerate(specifications)
    ]
    return compiled.Compiled({**base.data, "figures": held})


def drawn(word: str) -> Any:
    names = {"x": word}
    bars = [
        test_timeline.bar("1847-05", "x", title=word),
        test_timeline.bar("1848~/..", "x", state="planned"),
    ]
    return test_timeline.specification(*bars, names=names)


def test_the_same_bytes_again_and_in_another_order() -> None:
    first, second = drawn("Alpha"), drawn("Beta")
    held = figures.render(case(first, second), clean)
    turned = figures.render(case(second, first), clean)
    assert held["figures/x-f0.svg"] == turned["figures/x-f1.svg"]
    assert held["figures/x-f1.svg"] == turned["figures/x-f0.svg"]
    assert "clip" in held["figures/x-f0.svg"]


def test_text_stays_text_on_white() -> None:
    (svg,) = figures.render(case(drawn("漢字 <b>&\u202e გამარჯობა")), clean).values()
    assert "漢字 &lt;b&gt;&amp;⟨U+202E⟩ გამარჯობა" in svg
    assert 'fill="#ffffff"' in svg
    assert svg.startswith("<svg ")


def test_what_cannot_be_drawn_says_so() -> None:
    (svg,) = figures.render(case({"data": {"values": [{"a": 1}]}}), clean).values()
    assert "A &lt;figure&gt;: this figure cannot be drawn" in svg


def test_names_of_figures_make_no_path() -> None:
    held = figures.render(case(drawn("a"), drawn("b"), name="../../Evil é "), clean)
    assert len(held) == 2
    for path in held:
        assert outputs.REMOVED.fullmatch(path), path


def test_a_figure_names_no_address() -> None:
    for held in ({"data": {"url": "x.csv"}}, {"layer": [{"mark": {"type": "image", "url": "x"}}]}):
        with pytest.raises(ValueError, match="no address"):
            finding.Figure(name="f", title="t", specification=held)


def test_figures_of_the_last_build_go(tmp_path: Path) -> None:
    outputs.write(tmp_path, {"figures/x-old.svg": "<svg/>", "compiled.json": "{}"})
    outputs.write(tmp_path, {"compiled.json": "{}"})
    assert not (tmp_path / "figures" / "x-old.svg").exists()


def test_the_engine_starts_only_where_something_is_drawn() -> None:
    code = (
        "import sys; from tests import cases; from wigmore.report import figures; "
        "held = cases.compile_clean(cases.EXAMPLES / 'starter'); held.data['figures'].clear(); "
        "figures.render(held, lambda name, content, make: make()); print('vl_convert' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_only_pages_with_figures_hold_the_bundle() -> None:
    (packed,) = [one for one in walk.read(html.render(case(drawn("a")), clean)).of_class("bundle")]
    text = walk.unpacked(packed.text())
    assert text == bundle.FILE.read_text(encoding="utf-8")
    assert not walk.read(html.render(case(), clean)).of_class("bundle")


def test_the_bundle_is_what_vl_convert_gives() -> None:
    held = bundle.FILE.read_text(encoding="utf-8")
    assert bundle.NOTICES.read_text(encoding="utf-8") in held
    assert "</script" not in held.lower()
    assert "<!--" not in held
    if metadata.version("vl-convert-python") == bundle.recorded():
        assert held == bundle.made()


def test_only_what_is_planned_is_dashed() -> None:
    """A dash without a gap looks like none, and makes the zoom of a large timeline slow."""
    bars = [
        test_timeline.bar("1847", "x", state="happened"),
        test_timeline.bar("1848", "x", state="planned"),
        test_timeline.bar("1849", "x", state="lapsed"),
        test_timeline.bar("1850-05-15", "x", state="planned"),
    ]
    made = figures.render(case(test_timeline.specification(*bars)), clean)
    (text,) = made.values()
    assert text.count('stroke-dasharray="3,2"') == 1
    assert text.count("stroke-dasharray") == 1
