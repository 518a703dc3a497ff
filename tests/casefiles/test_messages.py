"""What a newcomer writes that is YAML and no case: one diagnostic each, with a repair that repairs."""

import pytest

from tests.casefiles import mistakes
from wigmore.casefiles import read

NODES: list[mistakes.Row] = [
    (
        mistakes.SOURCE + "&co of x\n",
        "B008 4:12",
        "remove `&co`, or put a text that begins with & in quotes",
        mistakes.SOURCE + '"&co of x"\n',
    ),
    (
        mistakes.SOURCE + "!important\n",
        "B009 4:12",
        "remove it, or put a text that begins with ! in quotes",
        mistakes.SOURCE + '"!important"\n',
    ),
    (
        mistakes.SOURCE + "{{ x }}\n",
        "B015 4:13",
        "write `key: value`, or put the text in quotes",
        mistakes.SOURCE + '"{{ x }}"\n',
    ),
    (
        mistakes.SOURCE + "#1 there\n",
        "B024 4:11",
        'write `"#1 there"`, or fill it in before the comment',
        mistakes.SOURCE + '"#1 there"\n',
    ),
    (
        "claims: {}\nclaims: {a: {says: x}}\n",
        "B011 2:1",
        "put its records below the first `claims`",
        "claims: {a: {says: x}}\n",
    ),
    ("claims: {}\n---\nclaims: {}\n", "B010 2:1", "remove the `---`", "claims: {}\n"),
    (
        "claims:\n  - id: x\n    says: y\n",
        "B033 2:3",
        "write `x:` in place of the `- `, and its keys indented below it",
        "claims:\n  x:\n    says: y\n",
    ),
    ("claims: []\n", "B033 1:9", "remove `claims`", ""),
    ("claim: {a: {says: x}}\n", "B013 1:1", "write `claims`", "claims: {a: {says: x}}\n"),
    ("title: x\n", "B013 1:1", "indent it below `case:`", "case:\n  title: x\n  as_of: 2026-01-31\n"),
    ("sources: nano\n", "B015 1:10", "write records below it, by id", "sources: {}\n"),
    ("- id: x\n", "B015 1:1", "begin with a kind, as `claims:`, and indent records below it", "claims: {}\n"),
    (
        "claims:\n  a: It sailed.\n",
        "B015 2:6",
        "write `key: value` below it",
        "claims:\n  a: {says: It sailed.}\n",
    ),
    ("claims:\n  a:\n", "B024 2:3", "add its keys, or remove it", "claims:\n"),
    ("claims:\n  Nano-One: {says: x}\n", "B017 2:3", "write `nano-one`", "claims:\n  nano-one: {says: x}\n"),
    ("claims:\n  none: {says: x}\n", "B017 2:3", "write `the-none`", "claims:\n  the-none: {says: x}\n"),
]
VALUES: list[mistakes.Row] = [
    (
        mistakes.CLAIM + "sources: nano\n",
        "B015 4:14",
        "write `[{source: nano}]`",
        mistakes.CLAIM + "sources: [{source: nano}]\n",
    ),
    (
        mistakes.CLAIM + "sources: [nano]\n",
        "B015 4:15",
        "write `{source: nano}`",
        mistakes.CLAIM + "sources: [{source: nano}]\n",
    ),
    (
        mistakes.CLAIM + "sources:\n      source: x\n      source: y\n",
        "B015 5:7",
        "begin each member of the list with `- `",
        mistakes.CLAIM + "sources:\n      - source: x\n      - source: y\n",
    ),
    (
        mistakes.CLAIM + "sources:\n      -source: x\n      -source: y\n",
        "B015 5:7",
        "write `- source`, with a blank after each dash",
        mistakes.CLAIM + "sources:\n      - source: x\n      - source: y\n",
    ),
    (
        mistakes.CLAIM + "about:\n      -x\n      -y\n",
        "B017 5:7",
        "write `- x`, with a blank after each dash",
        mistakes.CLAIM + "about:\n      - x\n      - y\n",
    ),
    (mistakes.CLAIM + "about: {a: b}\n", "B015 4:12", "write an id", mistakes.CLAIM + "about: b\n"),
    (
        mistakes.CLAIM + "about: Nano One\n",
        "B017 4:12",
        "write `nano-one`",
        mistakes.CLAIM + "about: nano-one\n",
    ),
    (mistakes.CLAIM + "about:\n", "B024 4:11", "fill it in, or remove the key", mistakes.CLAIM.rstrip(" ")),
    (
        mistakes.CLAIM + "value: {clam: b}\n",
        "B014 4:13",
        "write `claim`",
        mistakes.CLAIM + "value: {claim: b}\n",
    ),
    (mistakes.CLAIM + "private: true\n", "B015 4:14", "write `yes`", mistakes.CLAIM + "private: yes\n"),
    (
        mistakes.CLAIM + "when: [2020-08-10,2020-08-12]\n",
        "B021 4:11",
        'write `"[2020-08-10,2020-08-12]"`',
        mistakes.CLAIM + 'when: "[2020-08-10,2020-08-12]"\n',
    ),
    (
        mistakes.EVENT + "{2020,2021}}\n",
        "B021 2:40",
        'write `"{2020,2021}"`',
        mistakes.EVENT + '"{2020,2021}"}\n',
    ),
    (
        mistakes.EVENT + "10/08/2020}\n",
        "B022 2:40",
        "write `2020-08-10` or `2020-10-08`",
        mistakes.EVENT + "2020-08-10}\n",
    ),
    (mistakes.EVENT + "Aug 2020}\n", "B022 2:40", "write `2020-08`", mistakes.EVENT + "2020-08}\n"),
    (
        "case: {title: x, as_of: 2026}\n",
        "B022 1:25",
        "write year-month-day, as 2026-05-31",
        "case: {title: x, as_of: 2026-05-31}\n",
    ),
    (
        "entities: {e: {kind: Company, name: x}}\n",
        "B023 1:22",
        "write `company`",
        "entities: {e: {kind: company, name: x}}\n",
    ),
    (
        "entities: {e: {kind: company, nme: x}}\n",
        "B014 1:31",
        "write `name`",
        "entities: {e: {kind: company, name: x}}\n",
    ),
    ("claims: {a: {says:x}}\n", "B014 1:14", "write `says: x`", "claims: {a: {says: x}}\n"),
    (
        "inquiries: {i: {asks: x, found: []}}\n",
        "B024 1:33",
        "fill it in (nothing, not asked, or claims)",
        "inquiries: {i: {asks: x, found: nothing}}\n",
    ),
    (
        "relations: {r: {kind: holds, from: x, to: y, share: {equity: unknwon}}}\n",
        "B023 1:62",
        "write `unknown`",
        "relations: {r: {kind: holds, from: x, to: y, share: {equity: unknown}}}\n",
    ),
    (
        "scenarios: {s: {says: x, likelihood: liekly}}\n",
        "H001 1:38",
        "write `likely`",
        "scenarios: {s: {says: x, likelihood: likely}}\n",
    ),
]


@pytest.mark.parametrize("row", NODES + VALUES, ids=range(len(NODES + VALUES)))
def test_one_mistake_gives_one_diagnostic_with_its_repair(row: mistakes.Row) -> None:
    mistakes.check(row)


def test_a_comma_in_braces_is_explained() -> None:
    text = "entities: {e: {kind: place, name: Holland, Michigan}}\n"
    (one,) = read.read_records(text, "any.yaml").diagnostics
    assert (one.rule.code, one.span.column) == ("B014", 44)
    assert "put a text that holds a comma in quotes" in (one.help or "")
    text = "evidence: {e: {on: q, rests_on: c, likelihood: {x: 0,3}}}\n"
    (one,) = read.read_records(text, "any.yaml").diagnostics
    assert (one.rule.code, one.span.column) == ("B024", 54)
    assert "write 0.3, not 0,3" in (one.help or "")


def test_a_merge_key_is_not_followed_by_missing_keys() -> None:
    text = "claims:\n  a: &base {says: x}\n  b: {<<: *base}\n"
    codes = [one.rule.code for one in read.read_records(text, "any.yaml").diagnostics]
    assert codes == ["B008", "B008"]


def test_a_record_under_a_bad_id_is_read_for_its_mistakes() -> None:
    outcome = read.read_records("claims:\n  Big: {sayz: x}\n", "any.yaml")
    assert [one.rule.code for one in outcome.diagnostics] == ["B017", "B014"]
    assert [one.id for one in outcome.value.broken] == ["Big", "big"]


def test_what_follows_a_second_document_or_kind_is_read() -> None:
    text = "claims: {a: {says: x}}\nclaims: {b: {says: y}}\n---\nclaims: {c: {says: z}}\n"
    assert [one.id for one in read.read_records(text, "any.yaml").value.records] == ["a", "b", "c"]


def test_a_message_is_never_longer_than_what_it_is_about() -> None:
    for key in ("kind", "country", "from", "basis"):
        text = f"entities: {{e: {{kind: place, name: x, {key}: {'?' * 100_000}}}}}"
        for one in read.read_records(text, "any.yaml").diagnostics:
            assert len(one.message) + len(one.help or "") < 1_000
