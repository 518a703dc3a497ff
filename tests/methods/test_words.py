"""Yardsticks: every number has at most one word, intervals have the words of their numbers, edges go up."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.methods import bayes, probability, sensitivity, sources, words

TABLES = (words.ICD_203, words.ICD_203_PROBABILITY, words.PHIA, words.KENT, words.NATO)
ps = some.floats(0, 1)
tables = some.sampled_from(TABLES)


@given(ps, tables)
def test_a_word_covers_what_it_is_given_to(p: float, table: tuple[words.Band, ...]) -> None:
    held = {word: (low, high) for word, low, high in table}
    word = words.band(p, table)
    read = round(p, 12)
    if word is None:
        assert not any(low <= read <= high for low, high in held.values())
    else:
        assert held[word][0] <= read <= held[word][1]


@given(ps, ps, ps, tables)
def test_an_interval_has_the_words_of_its_numbers(
    one: float, other: float, share: float, table: tuple[words.Band, ...]
) -> None:
    low, high = sorted((one, other))
    inside = min(max(low + share * (high - low), low), high)
    found = words.bands(low, high, table)
    assert {words.band(inside, table)} - {None} <= set(found)
    assert list(found) == [word for word, _, _ in table if word in found]


@given(ps, tables)
def test_an_interval_of_one_number_has_its_word(p: float, table: tuple[words.Band, ...]) -> None:
    word = words.band(p, table)
    assert words.bands(p, p, table) == (() if word is None else (word,))


@pytest.mark.parametrize("table", TABLES)
def test_a_shared_edge_goes_to_the_upper_word(table: tuple[words.Band, ...]) -> None:
    for (_, _, high), (upper, low, _) in itertools.pairwise(table):
        if high == low:
            assert words.band(low, table) == upper
            assert upper in words.bands(0, low, table)


@pytest.mark.parametrize("p", [0.05, 0.2, 0.35, 0.4, 0.75, 1.0])
def test_an_edge_next_to_a_gap_belongs_to_its_row(p: float) -> None:
    assert words.phia(p) is not None


def test_arithmetic_that_misses_an_edge_stands_on_it() -> None:
    assert 0.1 + 0.7 < 0.8
    assert words.icd203(0.1 + 0.7) == "very likely"
    assert words.bands(0.1 + 0.7, 0.9, words.ICD_203) == ("very likely",)
    assert 0.1 + 0.1 + 0.1 > 0.3
    assert words.band(0.1 + 0.1 + 0.1, [("low", 0.2, 0.3)]) == "low"


def test_realistic_possibility_is_under_fifty() -> None:
    assert words.phia(0.49999) == "realistic possibility"
    assert words.phia(0.5) is None


def test_the_codes_of_stix_lead_back_to_their_words() -> None:
    assert all(words.stix21_word(words.stix21_value(word)) == word for word in words.STIX_21)
    assert {words.stix21_word(code) for code in range(101)} == set(words.STIX_21)


@pytest.mark.parametrize("rows", [[("a", 0.5, 0.2)], [("a", -1, 0.2)], [("a", 0, 2)]])
def test_a_yardstick_that_is_none_is_refused(rows: list[words.Band]) -> None:
    with pytest.raises(ValueError, match="`a` reaches"):
        words.band(0.1, rows)


def test_what_no_scale_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        words.stix21_value("Maybe")
    with pytest.raises(ValueError, match="no credibility"):
        words.stix21_credibility("7")
    with pytest.raises(ValueError, match="0 to 100"):
        words.stix21_word(101)
    with pytest.raises(ValueError, match="from low to high"):
        words.bands(0.5, 0.4, words.NATO)
    with pytest.raises(ValueError, match="no grade"):
        sources.grade("G2")


@given(some.floats(0.02, 0.98), some.floats(0.01, 100), tables)
def test_within_its_thresholds_the_word_stays(p: float, lr: float, table: tuple[words.Band, ...]) -> None:
    """Just inside both the word is as it was; just outside one it is another."""
    stays = sensitivity.band_stays(p, lr, table)

    def word(ratio: float) -> str | None:
        return words.band(bayes.sequential_odds(probability.odds(p), [ratio]).posterior_p, table)

    if stays.above is not None:
        assert stays.above <= lr * (1 + 1e-9)
        assert word(stays.above * (1 + 1e-7)) == word(lr) or lr <= stays.above * (1 + 1e-6)
        assert word(stays.above * (1 - 1e-7)) != word(lr)
    if stays.below is not None:
        assert stays.below >= lr * (1 - 1e-9)
        assert word(stays.below * (1 - 1e-7)) == word(lr) or lr >= stays.below * (1 - 1e-6)
        assert word(stays.below * (1 + 1e-7)) != word(lr)


def test_a_word_at_the_end_is_lost_on_one_side_only() -> None:
    assert sensitivity.band_stays(0.5, 1e4, words.NATO).below is None
    assert sensitivity.band_stays(0.5, 1e-4, words.NATO).above is None
    assert sensitivity.band_stays(0.5, 1e9, words.ICD_203).above == pytest.approx(99)


def test_grades_that_agree_are_counted_among_the_judged() -> None:
    assert sources.diagonal_share([sources.grade("F6")]) is None
    assert sources.diagonal_share([sources.grade("A1"), sources.grade("E5")]) == 1
    assert sources.can_be_confirmed(independent_origins=2)
