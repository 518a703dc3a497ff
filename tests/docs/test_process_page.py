"""docs/quantities.md, section "Process": its case, its route and its properties are those of the code."""

import re
import tomllib
from importlib import resources
from pathlib import Path

from tests import cases
from tests.docs import pages
from wigmore.vocab import tables

TEXT = pages.read(pages.DOCS / "quantities.md")
SECTION = TEXT.partition("\n## Process\n")[2].partition("\n## ")[0]


def fenced(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_case_says_what_the_page_says(tmp_path: Path) -> None:
    case = cases.compile_clean(cases.write(tmp_path, {"kettle.yaml": fenced("yaml")}))
    said = [one["sentence"] for one in case.findings if one["analysis"] == "process"]
    quoted = [line.removeprefix("> ") for line in SECTION.splitlines() if line.startswith("> ")]
    assert quoted
    assert set(quoted) <= set(said)


def test_the_route_is_one_of_the_pack() -> None:
    shown = tomllib.loads(fenced("toml"))["routes"]
    held = resources.files("wigmore.packs").joinpath("battery", "routes.toml").read_text(encoding="utf-8")
    for name, one in shown.items():
        whole = tomllib.loads(held)["routes"][name]
        assert set(one.pop("checked")) <= set(whole["checked"])
        assert one.items() <= whole.items()


def test_the_properties_are_those_of_the_vocabulary() -> None:
    lines = [line for line in SECTION.splitlines() if line.startswith("| `")]
    assert len(lines) == 8
    for line in lines:
        name, _, scopes, _ = (cell.strip() for cell in line.strip("|").split("|"))
        known = tables.properties()[name.strip("`")]
        assert set(re.findall(r"`([a-z]+)`", scopes)) - {"precursor"} == set(known.get("scope", ()))
