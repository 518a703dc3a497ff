"""Diagnostics as people read them, and the helpers for lists of them."""

from dataclasses import replace

import pytest

from wigmore.diagnostics import diagnostic, rules, span, text
from wigmore.kit import text as texts


def one(
    line: int = 1, column: int = 1, width: int = 1, *, path: str = "a.yaml", message: str = "something is so"
) -> diagnostic.Diagnostic:
    """A diagnostic at a place."""
    return diagnostic.Diagnostic(
        rule=rules.UNKNOWN_KEY, span=span.Span(path, line, column, width), message=message
    )


def shown(found: diagnostic.Diagnostic, source: str, *, width: int = 60) -> list[str]:
    """The lines of one rendered diagnostic."""
    return text.render([found], {"a.yaml": source}, width=width).splitlines()


def test_all_parts_in_their_order() -> None:
    related = diagnostic.Related(span.Span("b.yaml", 2, 3), "it stands here first")
    found = replace(one(2, 3, 4), help="write `name`", related=(related,), accepted="a trial")
    assert text.render([found], {"a.yaml": "x:\n  nmae: Alder\n"}) == (
        "a.yaml:2:3: error[B014 unknown-key]: something is so\n"
        "  |\n"
        "2 |   nmae: Alder\n"
        "  |   ^^^^\n"
        "  = b.yaml:2:3: it stands here first\n"
        "  = help: write `name`\n"
        "  = accepted: a trial\n"
    )


def test_a_blank_line_between_two() -> None:
    assert text.render([one(path="b.yaml"), one(path="c.yaml")], {}).split("\n\n") == [
        "b.yaml:1:1: error[B014 unknown-key]: something is so",
        "c.yaml:1:1: error[B014 unknown-key]: something is so\n",
    ]


def test_wide_characters_take_two_cells() -> None:
    line, carets = shown(one(1, 4, 2), "船: 証拠 x")[2:]
    assert line == "1 | 船: 証拠 x"
    assert carets == "  | " + " " * 4 + "^^^^"


def test_combining_marks_take_no_cell() -> None:
    line, carets = shown(one(1, 6, 2), "cafe\u0301: x")[2:]
    assert line == "1 | cafe\u0301: x"
    assert carets == "  | " + " " * 4 + "^^"


def test_a_tab_is_one_blank() -> None:
    assert shown(one(1, 3, 1), "\t\tx\ty")[2:] == ["1 |   x y", "  |   ^"]


def test_a_place_in_a_very_long_line() -> None:
    source = "a" * 5000 + "HERE" + "b" * 4996
    line, carets = shown(one(1, 5001, 4), source)[2:]
    assert len(line) == 60
    assert line.startswith("1 | …a")
    assert line.endswith("b…")
    assert line[carets.index("^") : carets.index("^") + 4] == "HERE"
    assert carets.count("^") == 4


@pytest.mark.parametrize("column", [1, 2, 40, 5000, 9999, 10000])
@pytest.mark.parametrize("letter", ["a", "船", "\u202e"])
def test_no_line_is_wider_than_it_may_be(column: int, letter: str) -> None:
    source = letter * (column - 1) + "X" + letter * (10000 - column)
    line, carets = shown(one(1, column, 1), source)[2:]
    cells = text._cells(line)
    assert cells <= 60
    before = line[: line.index("X")]
    assert text._cells(before) == carets.index("^")


def test_a_span_longer_than_the_line_that_is_shown() -> None:
    line, carets = shown(one(1, 1, 10000), "a" * 10000)[2:]
    assert len(line) <= 60
    assert len(carets) <= len(line)


def test_a_narrow_terminal_still_shows_the_place() -> None:
    line, carets = shown(one(1, 500, 3), "a" * 499 + "xyz" + "b" * 499, width=1)[2:]
    assert line[carets.index("^") :].startswith("xyz")


def test_a_place_after_the_end_of_its_line() -> None:
    assert shown(one(1, 9, 1), "name:")[2:] == ["1 | name:", "  |      ^"]


def test_a_line_that_the_text_does_not_have() -> None:
    assert shown(one(7, 1, 1), "name:") == ["a.yaml:7:1: error[B014 unknown-key]: something is so"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_end_where_yaml_ends_them(end: str) -> None:
    assert shown(one(2, 1, 3), f"one{end}two{end}three")[2:] == ["2 | two", "  | ^^^"]


def test_hidden_characters_are_shown_as_marks() -> None:
    line, carets = shown(one(1, 2, 1), "a\u202eb\x1b[31m")[2:]
    assert line == "1 | a⟨U+202E⟩b⟨U+001B⟩[31m"
    assert carets == "  |  ^^^^^^^^"


def test_hidden_characters_of_messages_and_paths_are_marks() -> None:
    found = replace(
        one(path="\x1b[2Ja.yaml", message="`\x1b]0;x\x07`"), help="write `\u202e`", accepted="\x9b"
    )
    rendered = text.render([found], {})
    assert rendered.replace("\n", "").isprintable()
    assert "\x1b" not in rendered
    assert "\u202e" not in rendered
    assert "\x9b" not in rendered


def test_a_message_stays_on_one_line() -> None:
    found = one(message="`one\n  two` is no word")
    assert text.render([found], {}).splitlines() == [
        "a.yaml:1:1: error[B014 unknown-key]: `one two` is no word"
    ]


def test_a_message_that_quotes_a_page_is_cut() -> None:
    rendered = text.render([one(message="x" * 100_000)], {})
    assert len(rendered) < text.LONGEST + 100
    assert rendered.endswith("…\n")


def test_colour_only_when_asked() -> None:
    assert "\x1b" not in text.render([one()], {"a.yaml": "x"})
    coloured = text.render([one()], {"a.yaml": "x"}, colour=True)
    assert "\x1b[1;31merror[B014 unknown-key]\x1b[0m" in coloured
    assert coloured.replace("\x1b[1;31m", "").replace("\x1b[0m", "") == text.render([one()], {"a.yaml": "x"})


def test_colour_tells_severities_apart() -> None:
    warning = replace(one(), rule=rules.SAME_NAME)
    assert "\x1b[1;33mwarning" in text.render([warning], {}, colour=True)
    assert "\x1b[1;31merror" in text.render(diagnostic.lift([warning]), {}, colour=True)


def test_summary_counts_by_severity() -> None:
    warning = replace(one(), rule=rules.SAME_NAME)
    accepted = replace(warning, accepted="known")
    assert text.summary([]) == "nothing to report"
    assert text.summary([one()]) == "1 error"
    assert text.summary([one(), one(), warning, accepted]) == "2 errors, 1 warning, 1 accepted warning"
    assert text.summary([accepted, accepted]) == "2 accepted warnings"


def test_in_file_order_sorts_and_drops_repetitions() -> None:
    first, second, third = one(2, 1), one(10, 1), one(10, 2)
    other = one(1, 1, path="b.yaml")
    assert diagnostic.in_file_order([other, third, second, first, second]) == (first, second, third, other)


def test_in_file_order_sorts_by_code_at_one_place() -> None:
    later = replace(one(), rule=rules.SAME_NAME)
    assert diagnostic.in_file_order([later, one()]) == (one(), later)


def test_lift_makes_errors_of_warnings_that_were_not_accepted() -> None:
    warning = replace(one(), rule=rules.SAME_NAME)
    accepted = replace(warning, accepted="known")
    lifted = diagnostic.lift([one(), warning, accepted])
    assert [held.severity for held in lifted] == [
        diagnostic.Severity.ERROR,
        diagnostic.Severity.ERROR,
        diagnostic.Severity.WARNING,
    ]
    assert diagnostic.has_errors([warning]) is False
    assert diagnostic.has_errors(diagnostic.lift([warning])) is True


def test_a_span_counts_from_one() -> None:
    with pytest.raises(ValueError, match="counts from one"):
        span.Span("a.yaml", 0)


def test_cells_are_those_of_the_shared_measure() -> None:
    for sample in ("plain", "証拠", "e\u0301", "…"):
        assert texts.cut(sample, text._cells(sample)) == sample
