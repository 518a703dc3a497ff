"""What a newcomer writes: one diagnostic, at the right place, with a repair that repairs."""

import pytest

from wigmore.casefiles import read

SOURCE = "sources:\n  s:\n    kind: news\n    title: "
CLAIM = "claims:\n  a:\n    says: It sailed.\n    "
EVENT = "events:\n  e: {kind: visit, title: Visit, date: "
# What is written; code, line and column; the help; what should have been written.
SYNTAX = [
    (SOURCE + "Nano One: the story\n", "B006 4:20", 'write `"Nano One: the story"`', SOURCE + '"Nano One: the story"\n'),
    (SOURCE + "'it's true'\n", "B006 4:15", 'write `"it\'s true"`', SOURCE + '"it\'s true"\n'),
    (SOURCE + '"Nano" speaks\n', "B006 4:19", "write `'\"Nano\" speaks'`", SOURCE + "'\"Nano\" speaks'\n"),
    (SOURCE + "[sic] so\n", "B006 4:18", 'write `"[sic] so"`', SOURCE + '"[sic] so"\n'),
    (SOURCE + "@nano says\n", "B006 4:12", 'write `"@nano says"`', SOURCE + '"@nano says"\n'),
    (SOURCE + "%5\n", "B006 4:12", 'write `"%5"`', SOURCE + '"%5"\n'),
    (SOURCE + "*very* new\n", "B006 4:12", 'write `"*very* new"`', SOURCE + '"*very* new"\n'),
    (SOURCE + "? what\n", "B006 4:12", 'write `"? what"`, or go on in a new line', SOURCE + '"? what"\n'),
    (SOURCE + "- what\n", "B006 4:12", 'write `"- what"`, or go on in a new line', SOURCE + '"- what"\n'),
    (SOURCE + '"C:\\Users"\n', "B006 4:17", "use single quotes, or double the backslash", SOURCE + "'C:\\Users'\n"),
    (SOURCE + '"open\n    url: x\n', "B006 4:12", 'write `"` at the end of the text', SOURCE + '"open"\n    url: x\n'),
    (SOURCE + "'open\n    url: x\n", "B006 4:12", "write `'` at the end of the text", SOURCE + "'open'\n    url: x\n"),
    (SOURCE + "x\n\turl: y\n", "B006 5:1", "indent with blanks", SOURCE + "x\n    url: y\n"),
    ("sources:\n\ts: {kind: news, title: x}\n", "B006 2:1", "indent with blanks", "sources:\n  s: {kind: news, title: x}\n"),
    (SOURCE + "x\n   url: y\n", "B006 5:4", "line it up with the keys above", SOURCE + "x\n    url: y\n"),
    (SOURCE + "x\n      url: y\n", "B006 5:7", "line it up with line 4", SOURCE + "x\n    url: y\n"),
    (SOURCE + "x\n    why:y\n    url: z\n", "B006 5:8", "write `why: y`", SOURCE + "x\n    why: y\n    url: z\n"),
    (SOURCE + "x\n    why:y\n", "B006 5:8", "write `why: y`", SOURCE + "x\n    why: y\n"),
    ("claims\n  a: {says: x}\n", "B006 1:1", "write `claims:`", "claims:\n  a: {says: x}\n"),
    ("claims:\n  a\n    says: x\n", "B006 2:3", "write `a:`", "claims:\n  a:\n    says: x\n"),
    ("claims:\n  a: {says: x\n  b: {says: y}\n", "B006 2:6", "write `}` at its end", "claims:\n  a: {says: x}\n  b: {says: y}\n"),
    (CLAIM + "about: [x, y\n    when: 2020\n", "B006 4:12", "write `]` at its end", CLAIM + "about: [x, y]\n    when: 2020\n"),
    ("claims: {a: {says: x, about: [y}}\n", "B006 1:32", "write `]`", "claims: {a: {says: x, about: [y]}}\n"),
    (CLAIM + "value: >25 GWh\n", "B007 4:12", 'write `">25 GWh"`, or `over 25 GWh`', CLAIM + 'value: ">25 GWh"\n'),
    (CLAIM + "value: > 25 GWh\n", "B007 4:12", 'write `"> 25 GWh"`, or `over 25 GWh`', CLAIM + 'value: "> 25 GWh"\n'),
    (CLAIM + "value: >=5 kt\n", "B007 4:12", 'write `">=5 kt"`, or `at least 5 kt`', CLAIM + "value: at least 5 kt\n"),
    (CLAIM + "value: >5\n", "B007 4:12", 'write `">5"`, or `over 5`', CLAIM + "value: over 5\n"),
    ("claims:\ra: {}\r", "B025 1:8", "save the file with line ends LF or CRLF", "claims:\r\n"),
    (SOURCE + "a\u2028b\n", "B025 4:13", "remove it, or write it as `\\u2028` between double quotes", SOURCE + '"a\\u2028b"\n'),
    (SOURCE + "a\x07b\n", "B025 4:13", "remove it", SOURCE + "ab\n"),
]  # fmt: skip
NODES = [
    (SOURCE + "&co of x\n", "B008 4:12", "remove `&co`, or put a text that begins with & in quotes", SOURCE + '"&co of x"\n'),
    (SOURCE + "!important\n", "B009 4:12", "remove it, or put a text that begins with ! in quotes", SOURCE + '"!important"\n'),
    (SOURCE + "{{ x }}\n", "B015 4:13", "write `key: value`, or put the text in quotes", SOURCE + '"{{ x }}"\n'),
    (SOURCE + "#1 there\n", "B024 4:11", 'write `"#1 there"`, or fill it in before the comment', SOURCE + '"#1 there"\n'),
    ("claims: {}\nclaims: {a: {says: x}}\n", "B011 2:1", "put its records below the first `claims`", "claims: {a: {says: x}}\n"),
    ("claims: {}\n---\nclaims: {}\n", "B010 2:1", "remove the `---`", "claims: {}\n"),
    ("claims:\n  - id: x\n    says: y\n", "B033 2:3", "write `x:` in place of the `- `, and its keys indented below it", "claims:\n  x:\n    says: y\n"),
    ("claims: []\n", "B033 1:9", "remove `claims`", ""),
    ("claim: {a: {says: x}}\n", "B013 1:1", "write `claims`", "claims: {a: {says: x}}\n"),
    ("title: x\n", "B013 1:1", "indent it below `case:`", "case:\n  title: x\n  as_of: 2026-01-31\n"),
    ("sources: nano\n", "B015 1:10", "write records below it, by id", "sources: {}\n"),
    ("- id: x\n", "B015 1:1", "begin with a kind, as `claims:`, and indent records below it", "claims: {}\n"),
    ("claims:\n  a: It sailed.\n", "B015 2:6", "write `key: value` below it", "claims:\n  a: {says: It sailed.}\n"),
    ("claims:\n  a:\n", "B024 2:3", "add its keys, or remove it", "claims:\n"),
    ("claims:\n  Nano-One: {says: x}\n", "B017 2:3", "write `nano-one`", "claims:\n  nano-one: {says: x}\n"),
    ("claims:\n  none: {says: x}\n", "B017 2:3", "write `the-none`", "claims:\n  the-none: {says: x}\n"),
]  # fmt: skip
VALUES = [
    (CLAIM + "sources: nano\n", "B015 4:14", "write `[{source: nano}]`", CLAIM + "sources: [{source: nano}]\n"),
    (CLAIM + "sources: [nano]\n", "B015 4:15", "write `{source: nano}`", CLAIM + "sources: [{source: nano}]\n"),
    (CLAIM + "sources:\n      source: x\n      source: y\n", "B015 5:7", "begin each member of the list with `- `", CLAIM + "sources:\n      - source: x\n      - source: y\n"),
    (CLAIM + "sources:\n      -source: x\n      -source: y\n", "B015 5:7", "write `- source`, with a blank after each dash", CLAIM + "sources:\n      - source: x\n      - source: y\n"),
    (CLAIM + "about:\n      -x\n      -y\n", "B017 5:7", "write `- x`, with a blank after each dash", CLAIM + "about:\n      - x\n      - y\n"),
    (CLAIM + "about: {a: b}\n", "B015 4:12", "write an id", CLAIM + "about: b\n"),
    (CLAIM + "about: Nano One\n", "B017 4:12", "write `nano-one`", CLAIM + "about: nano-one\n"),
    (CLAIM + "about:\n", "B024 4:11", "fill it in, or remove the key", CLAIM.rstrip(" ")),
    (CLAIM + "value: {clam: b}\n", "B014 4:13", "write `claim`", CLAIM + "value: {claim: b}\n"),
    (CLAIM + "private: true\n", "B015 4:14", "write `yes`", CLAIM + "private: yes\n"),
    (CLAIM + "when: [2020-08-10,2020-08-12]\n", "B021 4:11", 'write `"[2020-08-10,2020-08-12]"`', CLAIM + 'when: "[2020-08-10,2020-08-12]"\n'),
    (EVENT + "{2020,2021}}\n", "B021 2:40", 'write `"{2020,2021}"`', EVENT + '"{2020,2021}"}\n'),
    (EVENT + "10/08/2020}\n", "B022 2:40", "write `2020-08-10` or `2020-10-08`", EVENT + "2020-08-10}\n"),
    (EVENT + "Aug 2020}\n", "B022 2:40", "write `2020-08`", EVENT + "2020-08}\n"),
    ("case: {title: x, as_of: 2026}\n", "B022 1:25", "write year-month-day, as 2026-05-31", "case: {title: x, as_of: 2026-05-31}\n"),
    ("entities: {e: {kind: Company, name: x}}\n", "B023 1:22", "write `company`", "entities: {e: {kind: company, name: x}}\n"),
    ("entities: {e: {kind: company, nme: x}}\n", "B014 1:31", "write `name`", "entities: {e: {kind: company, name: x}}\n"),
    ("claims: {a: {says:x}}\n", "B014 1:14", "write `says: x`", "claims: {a: {says: x}}\n"),
    ("inquiries: {i: {asks: x, found: []}}\n", "B024 1:33", "fill it in (nothing, not asked, or claims)", "inquiries: {i: {asks: x, found: nothing}}\n"),
    ("relations: {r: {kind: holds, from: x, to: y, share: {equity: unknwon}}}\n", "B023 1:62", "write `unknown`", "relations: {r: {kind: holds, from: x, to: y, share: {equity: unknown}}}\n"),
    ("scenarios: {s: {says: x, likelihood: liekly}}\n", "H001 1:38", "write `likely`", "scenarios: {s: {says: x, likelihood: likely}}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "place", "repair", "right"), SYNTAX + NODES + VALUES)
def test_one_mistake_gives_one_diagnostic_with_its_repair(
    wrong: str, place: str, repair: str, right: str
) -> None:
    found = read.read_records(wrong, "any.yaml").diagnostics
    shown = [f"{one.rule.code} {one.span.line}:{one.span.column}" for one in found]
    assert (shown, [one.help for one in found]) == ([place], [repair])
    assert read.read_records(right, "any.yaml").diagnostics == ()


@pytest.mark.parametrize("wrong", [wrong for wrong, *_ in SYNTAX])
def test_windows_line_ends_move_nothing(wrong: str) -> None:
    places = [
        [(one.rule, one.span) for one in read.read_records(text, "any.yaml").diagnostics]
        for text in (wrong, wrong.replace("\n", "\r\n"))
    ]
    assert places[0] == places[1]


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
