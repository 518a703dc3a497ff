"""What is private may say otherwise, so no sentence speaks of all there is where some is hidden."""

from pathlib import Path

import pytest

from tests import cases

CASE = (
    "sources: {{s: {{title: S, kind: news, publisher: P}}, own: {{title: O, kind: letter, by: acme}}}}\n"
    "entities: {{acme: {{kind: company, name: Acme}}, bolt: {{kind: company, name: Bolt}}}}\n"
    "relations: {{tie: {{kind: supplies, from: acme, to: bolt}}}}\n"
    "claims:\n"
    "  a: {{says: A., about: acme, sources: [{{source: own}}]}}\n"
    "  b: {{says: B., about: bolt, sources: [{{source: s}}]{private}}}\n"
    "inquiries:\n"
    "  i: {{asks: I?, to: acme, found: nothing{private}}}\n"
)


@pytest.mark.parametrize("private", ["", ", private: yes"])
def test_sentences_of_absence_tell_that_something_is_hidden(private: str, tmp_path: Path) -> None:
    root = cases.write(tmp_path, {"c.yaml": CASE.format(private=private)})
    found = [one["sentence"] for one in cases.compile_clean(root).findings]
    silent = "No claim that may be shown says anything of 1 entity"
    assert any(one.startswith(silent) for one in found) == bool(private)
    assert any(one.startswith("Every claim that may be shown about 1 entity") for one in found) == bool(
        private
    )
    asked = [one for one in found if "been asked" in one]
    assert asked
    assert all("that may be shown" in one for one in asked) == bool(private)
