"""The numbers of rival answers by hand, what words of a text mean, and what is said where nothing can be."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import cases
from wigmore.analyses import answers, beliefs, stating, weighed
from wigmore.build import pipeline
from wigmore.kit import frozen
from wigmore.methods import weighing
from wigmore.model import belief, graph, views
from wigmore.report import figures
from wigmore.stages import policies, privacy

HERE = Path(__file__).parents[1] / "behaviours"


def graph_of(root: Path) -> graph.CaseGraph:
    """The case graph of a folder as analyses see it."""
    checked = pipeline.check(root, pipeline.Settings(draft=True), pipeline.new_cache(None))
    assert checked.graph is not None
    return privacy.hide(checked.graph)


def table(result: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a table of a result, by column."""
    (found,) = (one for one in result.tables if one.name == name)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_a_number_is_that_of_bayes_by_hand() -> None:
    """One report of a register (0.95, 0.02) with likelihoods 0.8 and 0.1, even priors."""
    rows = table(answers.answers.run(graph_of(HERE / "answers-two")), "answers")
    (keeper,) = (one for one in rows if (one["question"], one["answer"]) == ("who", "keeper"))
    here, there = 0.8 * 0.95 + 0.2 * 0.02, 0.1 * 0.95 + 0.9 * 0.02
    assert keeper["probability"] == pytest.approx(here / (here + there), abs=1e-6)
    assert keeper["word"] == "very likely"


def test_bounds_are_those_of_the_corners_by_hand() -> None:
    """A letter (0.9, 0.05); the least the keeper can have: none 0.3, L 0.6 for him, 0.4 for others."""
    rows = table(answers.answers.run(graph_of(HERE / "answers-two")), "answers")
    (keeper,) = (one for one in rows if (one["question"], one["answer"]) == ("lamp", "keeper"))
    here, there = 0.6 * 0.9 + 0.4 * 0.05, 0.4 * 0.9 + 0.6 * 0.05
    assert keeper["low"] == pytest.approx(0.35 * here / (0.35 * here + 0.65 * there), abs=1e-6)
    assert keeper["low"] < keeper["drawn low"] < keeper["probability"] < keeper["drawn high"] < keeper["high"]


def test_a_weight_taken_last_is_the_step_of_the_last_item() -> None:
    result = answers.answers.run(graph_of(HERE / "answers-stated"))
    steps = [one for one in table(result, "steps") if (one["question"], one["answer"]) == ("owner", "berta")]
    weights = {one["item"]: one["decibans"] for one in table(result, "weights")}
    assert [one["item"] for one in steps] == ["prior", "deed", "key", "press", "posterior"]
    assert weights["press"] == pytest.approx(steps[3]["decibans"], abs=2e-6)
    assert steps[-1]["odds"] == pytest.approx(sum(one["decibans"] for one in steps[:-1]), abs=1e-5)


def test_what_is_certain_whatever_is_weighed_has_no_way() -> None:
    result = answers.answers.run(graph_of(HERE / "answers-none-weighed"))
    assert [one for one in table(result, "steps") if one["question"] == "lid"] == []
    (lid,) = (one for one in table(result, "answers") if one["question"] == "lid")
    assert lid["probability"] == 1.0


BUILTIN = policies.builtin_policies()
TABLES = (BUILTIN["icd203"], BUILTIN[stating.TABLE])


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("very high", "stated-words/very high"),
        ("Medium to High", "stated-words/medium to high"),
        ("the most probable scenario", "stated-words/most probable"),
        ("possibly already underway", "stated-words/possibly"),
        ("very likely", "icd203/very likely"),
        ("likely", "icd203/likely"),
        ("highly likely", "stated-words/highly likely"),
        ("beyond no doubt", "stated-words/no doubt"),
        ("unlikely", "icd203/unlikely"),
        ("not likely", None),
        ("it isn't certain", None),
        ("highness", None),
        ("", None),
    ],
)
def test_words_of_a_text_mean_the_longest_row_that_stands_in_them(words: str, row: str | None) -> None:
    found = stating.band(words, TABLES)
    assert (found.row if found else None) == (f"policy:{row}" if row else None)


def test_every_row_of_stated_words_is_found_as_itself() -> None:
    for row in BUILTIN[stating.TABLE].rows:
        found = stating.band(row.id, (BUILTIN[stating.TABLE],))
        assert found is not None
        assert found.row == f"policy:stated-words/{row.id}"
        assert 0 <= found.low < found.high <= 1


@pytest.mark.parametrize(
    ("probability", "difference"),
    [(0.79, stating.SURER), (0.80, stating.AS_SURE), (0.95, stating.AS_SURE), (0.96, stating.LESS_SURE)],
)
def test_a_text_is_surer_where_the_probability_lies_below_its_words(
    probability: float, difference: str
) -> None:
    stated = stating.Stated("a", "c", "very high", stating.band("very high", TABLES))
    assert stated.difference(probability) == difference


def test_a_network_that_is_too_wide_is_said_to_be() -> None:
    seen = graph_of(HERE / "answers-stated")
    wide = replace(seen, network=replace(seen.network, wide="owner"))
    (found,) = answers.answers.run(wide).findings
    assert "stops at the question “Who owns the mill?”" in found.states.format(**found.values)


def test_a_private_voice_at_which_inference_stops_is_not_named() -> None:
    checked = pipeline.check(HERE / "answers-private", pipeline.Settings(), pipeline.new_cache(None))
    assert checked.graph is not None
    network = checked.graph.network
    (private,) = (name for name, shown in network.voices.items() if "Jane" in shown)
    hidden = privacy.hide(replace(checked.graph, network=replace(network, wide=f"voice:{private}")))
    (found,) = answers.answers.run(hidden).findings
    told = found.states.format(**found.values)
    assert "private voice 1" in told
    assert "Jane" not in told
    assert private not in told


def test_draws_follow_the_options() -> None:
    seen = graph_of(HERE / "answers-two")

    def drawn(**options: int) -> list[tuple[float, float]]:
        rows = table(answers.answers.run(seen, answers.Options(**options)), "answers")
        return [(one["drawn low"], one["drawn high"]) for one in rows]

    assert drawn(seed=1) == drawn(seed=-1)
    assert drawn(seed=1) != drawn(seed=2)
    assert drawn(draws=0) == drawn(draws=1)


def test_no_question_no_result(tmp_path: Path) -> None:
    assert answers.answers.run(graph_of(cases.write(tmp_path, {}))) == answers.answers.function(
        *(view.of(graph_of(tmp_path)) for view in answers.answers.views.values()), answers.Options()
    )
    assert answers.answers.run(graph_of(tmp_path)).findings == ()


def test_leaving_an_item_out_is_what_it_weighs() -> None:
    seen = views.Beliefs.of(graph_of(HERE / "answers-stated"))
    network, items = seen.network, seen.network.of_question("owner")
    for one in weighed.weights(network, "owner", "berta"):
        kept = tuple(held for held in network.items if held.id != one.item.id)
        odds = [
            beliefs.answered(some, "owner", ())[0].probability
            for some in (network, replace(network, items=kept))
        ]
        by_hand = 10 * np.log10([share / (1 - share) for share in odds])
        assert one.decibans == pytest.approx(by_hand[0] - by_hand[1], abs=1e-3)
    assert [one.id for one in items] == ["deed", "key", "press"]


def test_the_part_of_a_network_is_called_by_its_name() -> None:
    seen = views.Beliefs.of(graph_of(HERE / "answers-stated"))
    wide = replace(seen, network=belief.Network(wide="voice:x", voices=frozen.FrozenDict({"x": "The mayor"})))
    assert beliefs.part(wide) == "what The mayor says"


def test_figures_can_be_drawn() -> None:
    case = cases.compile_clean(HERE / "answers-stated")
    drawn = figures.render(case, lambda _name, _content, make: make())
    mine = {path: text for path, text in drawn.items() if "answers-" in path}
    assert sorted(mine) == [
        "figures/answers-owner-bars.svg",
        "figures/answers-owner-waterfall.svg",
        "figures/answers-sale-bars.svg",
    ]
    for path, text in mine.items():
        assert "cannot be drawn" not in text, path
    assert "Berta" in mine["figures/answers-owner-bars.svg"]


def test_what_is_ruled_out_has_odds_without_bound() -> None:
    shares = np.array([[1.0, 0.0], [0.5, 0.5]])
    assert weighing.decibans(shares, 0).tolist() == [np.inf, 0.0]
    assert weighing.decibans(shares, 1).tolist() == [-np.inf, 0.0]
