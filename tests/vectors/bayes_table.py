"""Adapters from vectors to our functions: combining evidence, value of information, sensitivity, words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from wigmore.methods import bayes, imprecision, network, sensitivity, testimony, voi, words

Numbers = Sequence[float]


def deciban(lr: Numbers) -> list[float]:
    return [bayes.deciban(one) for one in lr]


def sequential_odds(prior_odds: float, lrs: Numbers) -> dict[str, float]:
    return asdict(bayes.sequential_odds(prior_odds, lrs))


def multi_hypothesis(
    priors: Numbers, likelihood_per_draw: Numbers, draws: Sequence[int]
) -> list[tuple[float, ...]]:
    return [bayes.multi_hypothesis(priors, [likelihood_per_draw] * drawn) for drawn in draws]


def cascaded_lr(p_e_h: float, p_e_not_h: float, hit: float, false_alarm: float) -> dict[str, float]:
    """Two vectors of one method ask for different parts of the answer."""
    got = asdict(bayes_cascaded(p_e_h, p_e_not_h, hit, false_alarm))
    return {name: got[name] for name in (("lr", "ceiling") if p_e_h == 1 else ("lr", "lr_if_certain"))}


def bayes_cascaded(p_e_h: float, p_e_not_h: float, hit: float, false_alarm: float) -> testimony.Cascaded:
    return testimony.cascaded_lr(p_e_h, p_e_not_h, rates=testimony.Rates(hit, false_alarm))


def cascaded_lr_state_dependent(p_e_h: float, p_e_not_h: float, **rates: float) -> float:
    return testimony.cascaded_lr_state_dependent(
        p_e_h,
        p_e_not_h,
        rates_h=testimony.Rates(rates["hit_h"], rates["false_alarm_h"]),
        rates_not_h=testimony.Rates(rates["hit_not_h"], rates["false_alarm_not_h"]),
    )


def cascaded_lr_chain(
    p_e_h: float, p_e_not_h: float, stages: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    held = [testimony.Rates(**one) for one in stages]
    return asdict(testimony.cascaded_lr_chain(p_e_h, p_e_not_h, stages=held))


def common_cause_lr(p_origin_h: float, p_origin_not_h: float, **given: float) -> dict[str, float]:
    assert given["reports"] == given["outlets"]
    rates = testimony.Rates(given["hit"], given["false_alarm"])
    return asdict(
        testimony.common_cause_lr(p_origin_h, p_origin_not_h, reports=[rates] * int(given["reports"]))
    )


def enfsi_band(lr: Numbers) -> list[dict[str, str | None]]:
    return [asdict(bayes.enfsi_band(one)) for one in lr]


def interval_posterior(prior: Numbers, lrs: Sequence[Numbers]) -> tuple[float, float]:
    return imprecision.interval_posterior((prior[0], prior[1]), [(low, high) for low, high in lrs])


def interval_posterior_multi(
    priors: Numbers, likelihood: Sequence[Numbers]
) -> tuple[tuple[float, float], ...]:
    return imprecision.interval_posterior_multi(priors, [(low, high) for low, high in likelihood])


def product_rule_overcount(p_single: float, p_second_given_first: float) -> dict[str, float]:
    got = asdict(testimony.product_rule_overcount(p_single, p_second_given_first=p_second_given_first))
    return {name: round(value) if name.endswith("one_in") else value for name, value in got.items()}


def leave_one_out(prior: float, items: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    held = bayes.leave_one_out(prior, [bayes.Item(**one) for one in items])
    return {
        "base": asdict(held.base),
        **{f"drop {name}": asdict(verdict) for name, verdict in held.items},
        **{f"drop source {name}": asdict(verdict) for name, verdict in held.sources},
    }


def absence_lr(p_e_h: float, p_e_not_h: float) -> dict[str, float]:
    return asdict(bayes.absence_lr(p_e_h, p_e_not_h))


def silence_lr(
    monthly_hazard_h: float, monthly_hazard_not_h: float, months: float, search_sensitivity: float
) -> dict[str, float]:
    held = bayes.silence_lr(
        monthly_hazard_h, monthly_hazard_not_h, months, search_sensitivity=search_sensitivity
    )
    return asdict(held)


def dempster_combine(m1: Mapping[str, float], m2: Mapping[str, float]) -> dict[str, Any]:
    one, other = ({frozenset(name): mass for name, mass in held.items()} for held in (m1, m2))
    held = imprecision.dempster_combine(one, other)
    assert held.mass is not None
    mass = {"".join(sorted(name)): value for name, value in held.mass.items()}
    return {"conflict": held.conflict, "mass": mass}


def effective_items(n: int, rho: float) -> float:
    return testimony.effective_items(n, rho=rho)


def expected_information_gain_bits(prior: float, hit: float, false_alarm: float) -> dict[str, Any]:
    rates = testimony.Rates(hit, false_alarm)
    return asdict(voi.expected_information_gain_bits(prior, rates=rates))


def evpi_evsi(prior: float, payoff: Mapping[str, float], hit: float, false_alarm: float) -> dict[str, float]:
    payoffs = [[payoff["act_h"], payoff["act_not_h"]], [payoff["wait"]] * 2]
    outcomes = [[hit, 1 - hit], [false_alarm, 1 - false_alarm]]
    return asdict(voi.evpi_evsi([prior, 1 - prior], payoffs, outcomes))


def tornado(prior: Mapping[str, float], lrs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    held = sensitivity.tornado(
        sensitivity.Factor(id="prior", **prior), [sensitivity.Factor(**one) for one in lrs]
    )
    return {"base": held.base, "bars": [asdict(bar) for bar in held.bars]}


def each(word: Callable[[float], str | None]) -> Callable[..., list[str | None]]:
    return lambda p: [word(one) for one in p]


def stix21_value(dni: Sequence[str], admiralty_credibility: Sequence[str]) -> dict[str, list[int | None]]:
    return {
        "dni": [words.stix21_value(one) for one in dni],
        "admiralty_credibility": [words.stix21_credibility(one) for one in admiralty_credibility],
    }


def interval_to_bands(intervals: Sequence[Numbers]) -> list[tuple[str, ...]]:
    return [words.bands(low, high, words.ICD_203) for low, high in intervals]


def network_query(nodes: str, cpt: Mapping[str, Any]) -> dict[str, float]:
    """The sprinkler: cloudy, sprinkler, rain, wet."""
    assert nodes == "C -> S, C -> R, (S,R) -> W"

    def node(name: str, parents: tuple[str, ...], chances: object) -> network.Node:
        yes = np.array(chances, dtype=float)
        return network.Node(name, ("0", "1"), parents, np.stack([1 - yes, yes], axis=-1))

    of_c = [[cpt[f"P_{name}_given_C"][state] for state in "01"] for name in "SR"]
    of_w = [[cpt["P_W_given_SR"][s + r] for r in "01"] for s in "01"]
    held = [
        node("C", (), cpt["P_C"]),
        node("S", ("C",), of_c[0]),
        node("R", ("C",), of_c[1]),
        node("W", ("S", "R"), of_w),
    ]

    def chance(name: str, **observed: str) -> float:
        return float(network.query(held, name, observed)[1])

    return {
        "P(W)": chance("W"),
        "P(S|W)": chance("S", W="1"),
        "P(R|W)": chance("R", W="1"),
        "P(S|W,R)": chance("S", W="1", R="1"),
    }


TABLE: Mapping[str, Callable[..., Any]] = {
    "bayes.network_query": network_query,
    "bayes.deciban": deciban,
    "bayes.sequential_odds": sequential_odds,
    "bayes.multi_hypothesis": multi_hypothesis,
    "bayes.posterior_two": bayes.posterior_two,
    "bayes.cascaded_lr": cascaded_lr,
    "bayes.cascaded_lr_state_dependent": cascaded_lr_state_dependent,
    "bayes.cascaded_lr_chain": cascaded_lr_chain,
    "bayes.common_cause_lr": common_cause_lr,
    "bayes.enfsi_band": enfsi_band,
    "bayes.interval_posterior": interval_posterior,
    "bayes.interval_posterior_multi": interval_posterior_multi,
    "bayes.product_rule_overcount": product_rule_overcount,
    "bayes.leave_one_out": leave_one_out,
    "bayes.absence_lr": absence_lr,
    "bayes.silence_lr": silence_lr,
    "bayes.dempster_combine": dempster_combine,
    "bayes.effective_items": effective_items,
    "bayes.jeffrey_update": bayes.jeffrey_update,
    "voi.expected_information_gain_bits": expected_information_gain_bits,
    "voi.evpi_evsi": evpi_evsi,
    "sensitivity.tornado": tornado,
    "words.icd203": each(words.icd203),
    "words.phia": each(words.phia),
    "words.kent": each(words.kent),
    "words.stix21_value": stix21_value,
    "words.interval_to_bands": interval_to_bands,
}
