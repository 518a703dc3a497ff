"""Adapters from vectors to our functions: coincidence of events, and many tests at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wigmore.methods import events, multiple, probability

Times = Sequence[float]


def _tested(found: events.Found, a: Times, b: Times) -> dict[str, float]:
    return {
        "K_precursor": found.precursors,
        "r_precursor": found.precursors / len(a),
        "p_precursor": found.p_precursor,
        "K_trigger": found.triggers,
        "r_trigger": found.triggers / len(b),
        "p_trigger": found.p_trigger,
    }


def eca_poisson(A: Times, B: Times, delta_T: float, tau: float, T: float) -> dict[str, float]:  # noqa: N803
    return _tested(events.poisson(A, B, window=delta_T, lag=tau, span=T), A, B)


def eca_poisson_discrete(A: Times, B: Times, delta_T: int, T: int) -> dict[str, float]:  # noqa: N803
    return _tested(events.discrete(A, B, window=delta_T, span=T), A, B)


def eca_chance_level(N_B: int, T: float, delta_T: Times) -> list[float]:  # noqa: N803
    return [events.coverage(N_B, window=one, span=T) for one in delta_T]


def eca_and_es_pyunicorn(x: Times, y: Times, delta_T: float, boundary: str) -> dict[str, float]:  # noqa: N803
    """The peer leaves out what comes too early to have a precursor, or too late to be a trigger."""
    assert boundary == "Odenweller-Donner"

    def rates(a: Times, b: Times) -> tuple[float, float]:
        late = [one for one in a if one > delta_T]
        early = [one for one in b if one <= b[-1] - delta_T]
        return (
            events.coincident(late, b, window=delta_T).precursor_rate,
            events.coincident(a, early, window=delta_T).trigger_rate,
        )

    xy, yx = rates(x, y), rates(y, x)
    found = events.synchronisation(x, y)
    return {
        "r_p_xy": xy[0],
        "r_t_xy": xy[1],
        "r_p_yx": yx[0],
        "r_t_yx": yx[1],
        "es_xy": found.first_after,
        "es_yx": found.second_after,
    }


def binomial_tail(N: int, K: int, p: float) -> float:  # noqa: N803
    return probability.binomial_at_least(K, N, p)


def permutation_exact(
    slots: int,
    A: Sequence[int],  # noqa: N803
    B: Sequence[int],  # noqa: N803
    delta_T: int,  # noqa: N803
    **how: str,
) -> dict[str, float]:
    assert how == {"statistic": "precursor coincidences", "randomise": "B without replacement"}
    found = events.permutation(A, B, slots=slots, window=delta_T)
    return {
        "observed": found.observed,
        "arrangements": found.arrangements,
        "at_least": found.at_least,
        "p": found.p,
    }


def monte_carlo_p(cases: Sequence[Mapping[str, int]]) -> list[float]:
    return [events.monte_carlo(**one) for one in cases]


def event_synchronisation(x: Times, y: Times, normalisation: str) -> dict[str, float]:
    assert normalisation == "interior events"
    found = events.synchronisation(x, y)
    return {
        "q_xy": found.first_after,
        "q_yx": found.second_after,
        "Q": found.strength,
        "q": found.direction,
    }


def benjamini_hochberg(p: Sequence[float], q: float) -> dict[str, Any]:
    def rejected(adjusted: Sequence[float]) -> int:
        return sum(one <= q for one in adjusted)

    return {
        "bh_rejected": rejected(multiple.benjamini_hochberg(p)),
        "bonferroni_rejected": rejected(multiple.bonferroni(p)),
        "holm_rejected": rejected(multiple.holm(p)),
        "by_rejected": rejected(multiple.benjamini_yekutieli(p)),
        "bh_adjusted": list(multiple.benjamini_hochberg(p)),
    }


TABLE: Mapping[str, Callable[..., Any]] = {
    "events.eca_poisson": eca_poisson,
    "events.eca_poisson_discrete": eca_poisson_discrete,
    "events.eca_chance_level": eca_chance_level,
    "events.eca_and_es_pyunicorn": eca_and_es_pyunicorn,
    "events.binomial_tail": binomial_tail,
    "events.permutation_exact": permutation_exact,
    "events.monte_carlo_p": monte_carlo_p,
    "events.event_synchronisation": event_synchronisation,
    "multiple.bh": benjamini_hochberg,
}
