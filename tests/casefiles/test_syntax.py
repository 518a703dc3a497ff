"""What a newcomer writes that is not YAML: one diagnostic, at the right place, with a repair that repairs."""

import pytest

from tests.casefiles import mistakes
from wigmore.casefiles import read

SYNTAX: list[mistakes.Row] = [
    (
        mistakes.SOURCE + "Nano One: the story\n",
        "B006 4:20",
        'write `"Nano One: the story"`',
        mistakes.SOURCE + '"Nano One: the story"\n',
    ),
    (
        mistakes.SOURCE + "'it's true'\n",
        "B006 4:16",
        'write `"it\'s true"`',
        mistakes.SOURCE + '"it\'s true"\n',
    ),
    (
        mistakes.SOURCE + '"Nano" speaks\n',
        "B006 4:19",
        "write `'\"Nano\" speaks'`",
        mistakes.SOURCE + "'\"Nano\" speaks'\n",
    ),
    (mistakes.SOURCE + "[sic] so\n", "B006 4:18", 'write `"[sic] so"`', mistakes.SOURCE + '"[sic] so"\n'),
    (
        mistakes.SOURCE + "@nano says\n",
        "B006 4:12",
        'write `"@nano says"`',
        mistakes.SOURCE + '"@nano says"\n',
    ),
    (mistakes.SOURCE + "%5\n", "B006 4:12", 'write `"%5"`', mistakes.SOURCE + '"%5"\n'),
    (
        mistakes.SOURCE + "*very* new\n",
        "B006 4:12",
        'write `"*very* new"`',
        mistakes.SOURCE + '"*very* new"\n',
    ),
    (
        mistakes.SOURCE + "? what\n",
        "B006 4:12",
        'write `"? what"`, or go on in a new line',
        mistakes.SOURCE + '"? what"\n',
    ),
    (
        mistakes.SOURCE + "- what\n",
        "B006 4:12",
        'write `"- what"`, or go on in a new line',
        mistakes.SOURCE + '"- what"\n',
    ),
    (
        mistakes.SOURCE + '"C:\\Users"\n',
        "B006 4:17",
        "use single quotes, or double the backslash",
        mistakes.SOURCE + "'C:\\Users'\n",
    ),
    (
        mistakes.SOURCE + '"open\n    url: x\n',
        "B006 4:12",
        'write `"` at the end of the text',
        mistakes.SOURCE + '"open"\n    url: x\n',
    ),
    (
        mistakes.SOURCE + "'open\n    url: x\n",
        "B006 4:12",
        "write `'` at the end of the text",
        mistakes.SOURCE + "'open'\n    url: x\n",
    ),
    (
        mistakes.SOURCE + "x\n\turl: y\n",
        "B006 5:1",
        "indent with blanks",
        mistakes.SOURCE + "x\n    url: y\n",
    ),
    (
        "sources:\n\ts: {kind: news, title: x}\n",
        "B006 2:1",
        "indent with blanks",
        "sources:\n  s: {kind: news, title: x}\n",
    ),
    (
        mistakes.SOURCE + "x\n   url: y\n",
        "B006 5:4",
        "line it up with the keys above",
        mistakes.SOURCE + "x\n    url: y\n",
    ),
    (
        mistakes.SOURCE + "x\n      url: y\n",
        "B006 5:7",
        "line it up with line 4",
        mistakes.SOURCE + "x\n    url: y\n",
    ),
    (
        mistakes.SOURCE + "x\n    why:y\n    url: z\n",
        "B006 5:8",
        "write `why: y`",
        mistakes.SOURCE + "x\n    why: y\n    url: z\n",
    ),
    (mistakes.SOURCE + "x\n    why:y\n", "B006 5:8", "write `why: y`", mistakes.SOURCE + "x\n    why: y\n"),
    ("claims\n  a: {says: x}\n", "B006 1:1", "write `claims:`", "claims:\n  a: {says: x}\n"),
    ("claims:\n  a\n    says: x\n", "B006 2:3", "write `a:`", "claims:\n  a:\n    says: x\n"),
    (
        "claims:\n  a: {says: x\n  b: {says: y}\n",
        "B006 2:6",
        "write `}` at its end",
        "claims:\n  a: {says: x}\n  b: {says: y}\n",
    ),
    (
        mistakes.CLAIM + "about: [x, y\n    when: 2020\n",
        "B006 4:12",
        "write `]` at its end",
        mistakes.CLAIM + "about: [x, y]\n    when: 2020\n",
    ),
    ("claims: {a: {says: x, about: [y}}\n", "B006 1:32", "write `]`", "claims: {a: {says: x, about: [y]}}\n"),
    (
        mistakes.CLAIM + "value: >25 GWh\n",
        "B007 4:12",
        'write `">25 GWh"`, or `over 25 GWh`',
        mistakes.CLAIM + 'value: ">25 GWh"\n',
    ),
    (
        mistakes.CLAIM + "value: > 25 GWh\n",
        "B007 4:12",
        'write `"> 25 GWh"`, or `over 25 GWh`',
        mistakes.CLAIM + 'value: "> 25 GWh"\n',
    ),
    (
        mistakes.CLAIM + "value: >=5 kt\n",
        "B007 4:12",
        'write `">=5 kt"`, or `at least 5 kt`',
        mistakes.CLAIM + "value: at least 5 kt\n",
    ),
    (
        mistakes.CLAIM + "value: >5\n",
        "B007 4:12",
        'write `">5"`, or `over 5`',
        mistakes.CLAIM + "value: over 5\n",
    ),
    ("claims:\ra: {}\r", "B025 1:8", "save the file with line ends LF or CRLF", "claims:\r\n"),
    (
        mistakes.SOURCE + "a\u2028b\n",
        "B025 4:13",
        "remove it, or write it as `\\u2028` between double quotes",
        mistakes.SOURCE + '"a\\u2028b"\n',
    ),
    (mistakes.SOURCE + "a\x07b\n", "B025 4:13", "remove it", mistakes.SOURCE + "ab\n"),
]


@pytest.mark.parametrize("row", SYNTAX, ids=range(len(SYNTAX)))
def test_one_mistake_gives_one_diagnostic_with_its_repair(row: mistakes.Row) -> None:
    mistakes.check(row)


@pytest.mark.parametrize("wrong", [wrong for wrong, *_ in SYNTAX], ids=range(len(SYNTAX)))
def test_windows_line_ends_move_nothing(wrong: str) -> None:
    places = [
        [(one.rule, one.span) for one in read.read_records(text, "any.yaml").diagnostics]
        for text in (wrong, wrong.replace("\n", "\r\n"))
    ]
    assert places[0] == places[1]
