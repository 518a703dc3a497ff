"""Adapters from vectors to our functions: who met whom more often than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import networkx
import numpy as np

from wigmore.methods import bicm, coattendance


def southern_women() -> coattendance.Mask:
    """Who of 18 women came to which of 14 events, shape (18, 14) (Davis, Gardner and Gardner 1941)."""
    held = networkx.davis_southern_women_graph()
    women, events = held.graph["top"], held.graph["bottom"]
    return np.array([[held.has_edge(woman, event) for event in events] for woman in women])


def hypergeometric(N: int, K: int, n: int, k: int) -> dict[str, float]:  # noqa: N803
    return asdict(coattendance.hypergeometric(N, K, n, k))


def validated_pairs(dataset: str, test: str, q: float) -> dict[str, int]:
    assert dataset.startswith("Davis Southern Women")
    assert test.startswith("hypergeometric")
    held = coattendance.pairs(southern_women())
    found = coattendance.validated_pairs(held.p_hypergeometric, tests=held.tests, q=q)
    return {
        "pairs": found.pairs,
        "raw_p_le_0_05": found.raw,
        "bh_validated": found.bh,
        "bonferroni_validated": found.bonferroni,
    }


def poisson_binomial(p_a: Sequence[float], p_b: Sequence[float], k: int) -> dict[str, float]:
    return asdict(coattendance.poisson_binomial(p_a, p_b, shared=k))


def bicm_pair(
    row_degrees: Sequence[int], column_degrees: Sequence[int], rows: Sequence[int], k: int
) -> dict[str, float]:
    (p,) = {round(float(one), 9) for one in bicm.fit(row_degrees, column_degrees).flat}
    first, second = rows
    held = coattendance.bicm_pair(row_degrees, column_degrees, rows=(first, second), shared=k)
    return {"p_ij": p, **asdict(held)}


def same_room_lr(p_a_attends: float, p_b_attends: float, p_joint_if_linked: float) -> dict[str, float]:
    held = coattendance.same_room_lr(
        p_first=p_a_attends, p_second=p_b_attends, p_joint_if_linked=p_joint_if_linked
    )
    return asdict(held)


TABLE: Mapping[str, Any] = {
    "coattendance.hypergeometric": hypergeometric,
    "coattendance.validated_pairs": validated_pairs,
    "coattendance.poisson_binomial": poisson_binomial,
    "coattendance.bicm_pair": bicm_pair,
    "coattendance.same_room_lr": same_room_lr,
}
