"""The licences of everything installed: permissive, or a named exception with its reason."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement

PERMISSIVE = re.compile(
    r"\b(MIT|BSD(-[0-9]-Clause)?|Apache([- ](Software License|License))?([- ]?2\.0)?|ISC|PSF(-2\.0)?|0BSD"
    r"|Unlicense|Python Software Foundation License|Zlib|CNRI-Python)\b",
    re.IGNORECASE,
)
OTHER = re.compile(r"\b(A?GPL|LGPL|MPL|Mozilla|EPL|SSPL|Proprietary|CC-BY-NC)\b", re.IGNORECASE)

TOOLS = {
    "hypothesis": "MPL-2.0: used by the tests alone, unchanged, and not part of what we ship",
    "pathspec": "MPL-2.0: used by the packaging and typing tools alone",
    "beancount": "GPL-2.0: the peer of a benchmark, run as a separate process, never imported",
    "pyagrum": "LGPL-3.0-only OR MIT: the peer of a benchmark and an oracle of its own test target",
    "axe-playwright-python": "MIT, and holds axe-core, MPL-2.0: used by the browser tests alone, unchanged",
    "certifi": "MPL-2.0: certificates, brought along by tools alone",
}
"""Tools that may be installed beside us though their licence is not permissive. None may be a dependency."""


def licence(name: str) -> str:
    """What a distribution says of its licence, shortened: expression, else classifiers, else free text."""
    held = metadata.distribution(name).metadata.json
    if "license_expression" in held:
        return str(held["license_expression"])
    classifiers = [one for one in held.get("classifier", []) if one.startswith("License ::")]
    return "; ".join(classifiers) or str(held.get("license", "")).split("\n")[0]


def runtime(name: str = "wigmore") -> set[str]:
    """The distributions that `pip install wigmore` brings, by their names."""
    seen: set[str] = set()
    stack = [name]
    while stack:
        for text in metadata.requires(stack.pop()) or []:
            wanted = Requirement(text)
            if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
                continue
            if wanted.name.lower() not in seen:
                seen.add(wanted.name.lower())
                stack.append(wanted.name)
    return seen


def installed() -> list[str]:
    return sorted({one.metadata["Name"] for one in metadata.distributions()}, key=str.lower)


@pytest.mark.parametrize("name", installed())
def test_licence_is_permissive_or_excepted(name: str) -> None:
    said = licence(name)
    if name.lower() in TOOLS:
        assert name.lower() not in runtime(), f"{name} ({said}) must not be a dependency"
        return
    assert PERMISSIVE.search(said), f"{name}: {said!r}"
    assert not OTHER.search(said), f"{name}: {said!r}"


def test_the_check_can_fail() -> None:
    assert not PERMISSIVE.search("GPL-2.0-only")
    assert OTHER.search("License :: OSI Approved :: GNU Affero General Public License v3 (AGPL)")


def test_dependencies_were_looked_at() -> None:
    assert {"pyyaml", "click", "rich", "rapidfuzz", "jinja2", "markupsafe", "markdown-it-py"} <= runtime()


def test_every_dependency_has_a_lower_bound() -> None:
    for text in metadata.requires("wigmore") or []:
        wanted = Requirement(text)
        assert any(one.operator in (">=", "==", "~=") for one in wanted.specifier), text
