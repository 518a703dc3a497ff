"""The change fragments: each has a number of its own, and begins with what kind of change it is."""

import re

from tests.docs import pages

NAMED = re.compile(r"([0-9]{4})-[a-z0-9-]+\.md")
KINDS = ("Added: ", "Changed: ", "Fixed: ", "Removed: ")


def test_every_change_has_a_number_of_its_own() -> None:
    numbers: dict[str, str] = {}
    for path in sorted((pages.ROOT / "changes").iterdir()):
        if path.name == "README.md":
            continue
        named = NAMED.fullmatch(path.name)
        assert named, f"{path.name} is not called NUMBER-few-words.md"
        assert named[1] not in numbers, f"{path.name} has the number of {numbers[named[1]]}"
        numbers[named[1]] = path.name
        assert pages.read(path).startswith(KINDS), f"{path.name} does not begin with one of {KINDS}"
