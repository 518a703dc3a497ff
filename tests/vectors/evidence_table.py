"""Adapters from vectors to our functions: matrices, attribution, arguments, indicators, scores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from wigmore.methods import (
    ach,
    aggregate,
    argument,
    assumptions,
    attribution,
    coincidence,
    lookelsewhere,
    opensynthesis,
    score,
    sources,
)
from wigmore.methods import indicators as indicator_methods

METHODS = Path(__file__).with_name("methods.yaml")
Rows = Sequence[Sequence[str | None]]
Cases = Sequence[Mapping[str, Any]]


def _matrix(hypotheses: Sequence[str], evidence: Sequence[str], ratings: Rows) -> ach.Matrix:
    return ach.Matrix(tuple(hypotheses), tuple(evidence), tuple(map(tuple, ratings)))


def inconsistency_score(weights: Sequence[str], **matrix: Any) -> dict[str, Any]:
    """The vectors name an item by the first word of its name."""
    held = asdict(ach.inconsistency_score(_matrix(**matrix), weights))
    return held | {"non_diagnostic": [name.split()[0] for name in held["non_diagnostic"]]}


def parc_cell_score(cases: Cases) -> list[float]:
    return [ach.parc_cell_score(**one) for one in cases]


def parc_weighted(credibility: Sequence[str], relevance: Sequence[str], **matrix: Any) -> dict[str, Any]:
    return asdict(ach.parc_weighted(_matrix(**matrix), credibility, relevance))


def opensynthesis_hypothesis(votes_per_hypothesis: Sequence[Rows]) -> dict[str, list[float]]:
    held = [opensynthesis.hypothesis(_cells(cells)) for cells in votes_per_hypothesis]
    return {
        "inconsistency": [one.inconsistency for one in held],
        "consistency": [one.consistency for one in held],
    }


def _cells(rows: Rows) -> list[list[str]]:
    return [[str(vote) for vote in cell] for cell in rows]


def opensynthesis_diagnosticity(votes_per_evidence: Sequence[Rows]) -> list[float]:
    return [opensynthesis.diagnosticity(_cells(cells)) for cells in votes_per_evidence]


def opensynthesis_disagreement(votes: Rows) -> list[float]:
    return [opensynthesis.disagreement(cell) for cell in _cells(votes)]


def consensus_round_to_neutral(votes: Rows) -> list[str | None]:
    return [opensynthesis.consensus_round_to_neutral(cell) for cell in _cells(votes)]


def leave_one_out(same_matrix_as: str) -> dict[str, Any]:
    vectors = yaml.safe_load(METHODS.read_text(encoding="utf-8"))["vectors"]
    (inputs,) = (one["inputs"] for one in vectors if one["id"] == same_matrix_as)
    held = ach.leave_one_out(_matrix(inputs["hypotheses"], inputs["evidence"], inputs["ratings"]))
    return {"base": held.base, "linchpins": {name.split()[0]: leads for name, leads in held.linchpins}}


def diagnosticity_spread(ratings: Rows, values: Mapping[str, float]) -> list[float]:
    return [ach.diagnosticity_spread(row, values) for row in ratings]


def admiralty_numeric(reliability: Sequence[str]) -> dict[str, Any]:
    return {
        "misp_numerical_value": [sources.admiralty_numeric(one) for one in reliability],
        "unknown": [one for one in reliability if sources.is_unknown(one)],
        "rank_order_best_first": sources.ranked(reliability),
    }


def island_posterior(cases: Cases) -> list[float]:
    return [attribution.island_posterior(**one) for one in cases]


def candidate_posterior(
    priors: Mapping[str, float], matches: Mapping[str, Sequence[bool]], **given: Any
) -> dict[str, float]:
    held = attribution.candidate_posterior(
        priors,
        matches,
        residual_prior=given["residual_prior"],
        base_rates=given["criteria_base_rate"],
        statement_error=given["statement_error"],
    )
    return {**dict(held.candidates), "none of the listed": held.residual}


def smoothed_match_prob(cases: Cases, prior: str) -> list[dict[str, float]]:
    """Only of the rate that nobody matched is the upper bound asked for."""
    assert prior == "Jeffreys Beta(0.5,0.5)"
    held = [asdict(attribution.smoothed_match_prob(**one)) for one in cases]
    return [
        {name: value for name, value in got.items() if name != "p_upper95" or not one["matches"]}
        for one, got in zip(cases, held, strict=True)
    ]


def sidak(cases: Cases) -> list[dict[str, float]]:
    return [asdict(lookelsewhere.sidak(one["p_local"], trials=one["trials"])) for one in cases]


def minp_over_windows(slots: int, randomise: str, **given: Sequence[int]) -> dict[str, Any]:
    assert randomise == "all C(20,4) placements of B"
    return asdict(
        lookelsewhere.minp_over_windows(given["A"], given["B"], slots=slots, windows=given["delta_T"])
    )


def asdict_of(function: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    return lambda **inputs: asdict(function(**inputs))


def grounded_extension(args: Sequence[str], attacks: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return argument.grounded_extension(args, [(one, other) for one, other in attacks])


def df_quad(cases: Cases) -> list[float]:
    return [argument.df_quad(**one) for one in cases]


def df_quad_tree(root: Mapping[str, Any]) -> dict[str, float]:
    held = _node(root)
    return {
        "attacker": argument.df_quad_tree(held.attackers[0]),
        "first_supporter": argument.df_quad_tree(held.supporters[0]),
        "root": argument.df_quad_tree(held),
    }


def _node(given: Mapping[str, Any]) -> argument.Node:
    return argument.Node(
        base=given["base"],
        attackers=tuple(map(_node, given.get("attackers", ()))),
        supporters=tuple(map(_node, given.get("supporters", ()))),
    )


def inference_chain(p_start: float, links: Cases) -> tuple[float, ...]:
    return argument.inference_chain(p_start, [argument.Link(**one) for one in links])


def update(prior: float, indicators: Cases) -> dict[str, Any]:
    held = [indicator_methods.Indicator(**one) for one in indicators]
    return asdict(indicator_methods.update(prior, held))


def brier(cases: Cases) -> dict[str, list[float]]:
    held = [score.brier(one["p"], bool(one["outcome"])) for one in cases]
    return {
        "half_form": [one.half_form for one in held],
        "original_two_category": [one.original_two_category for one in held],
    }


def murphy(groups: Cases) -> dict[str, float | None]:
    return asdict(score.murphy([score.Group(**one) for one in groups]))


def log(p_of_outcome: Sequence[float]) -> dict[str, list[float]]:
    held = [score.log(one) for one in p_of_outcome]
    return {"nats": [one.nats for one in held], "bits": [one.bits for one in held]}


TABLE: Mapping[str, Callable[..., Any]] = {
    "ach.inconsistency_score": inconsistency_score,
    "ach.parc_cell_score": parc_cell_score,
    "ach.parc_weighted": parc_weighted,
    "ach.opensynthesis_hypothesis": opensynthesis_hypothesis,
    "ach.opensynthesis_diagnosticity": opensynthesis_diagnosticity,
    "ach.opensynthesis_disagreement": opensynthesis_disagreement,
    "ach.consensus_round_to_neutral": consensus_round_to_neutral,
    "ach.leave_one_out": leave_one_out,
    "ach.diagnosticity_spread": diagnosticity_spread,
    "sources.admiralty_numeric": admiralty_numeric,
    "attribution.island_posterior": island_posterior,
    "attribution.prob_another_match": attribution.prob_another_match,
    "attribution.candidate_posterior": candidate_posterior,
    "attribution.expected_other_matches": asdict_of(attribution.expected_other_matches),
    "attribution.smoothed_match_prob": smoothed_match_prob,
    "attribution.search_posterior": asdict_of(attribution.search_posterior),
    "lookelsewhere.sidak": sidak,
    "lookelsewhere.criteria_chosen_after": asdict_of(lookelsewhere.criteria_chosen_after),
    "lookelsewhere.best_of_candidates": asdict_of(lookelsewhere.best_of_candidates),
    "lookelsewhere.minp_over_windows": minp_over_windows,
    "coincidence.near_pair_circular": coincidence.near_pair_circular,
    "coincidence.near_pair_linear": coincidence.near_pair_linear,
    "argument.grounded_extension": grounded_extension,
    "argument.df_quad": df_quad,
    "argument.df_quad_tree": df_quad_tree,
    "argument.inference_chain": inference_chain,
    "assumptions.conjunction": asdict_of(assumptions.conjunction),
    "indicators.update": update,
    "score.brier": brier,
    "score.murphy": murphy,
    "score.log": log,
    "score.rps": asdict_of(score.rps),
    "aggregate.pool": lambda p, extremise: asdict(aggregate.pool(p, extremise=extremise)),
    "aggregate.coherentise": aggregate.coherentise,
}
