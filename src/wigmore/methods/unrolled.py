"""A belief network written out as nodes with tables: for other programs, and as a check of our own."""

from collections.abc import Iterator, Mapping

import numpy as np

from wigmore.kit import frozen
from wigmore.methods import voices, weighing
from wigmore.methods.elimination import Floats
from wigmore.methods.network import Node
from wigmore.model import belief

YES, NO = "yes", "no"


def nodes(network: belief.Network, numbers: Floats) -> tuple[tuple[Node, ...], Mapping[str, str]]:
    """All variables of a network, and which of them are observed, for numbers of shape (ranges,).

    Questions, assumptions and voices; for each item the fact, and for each witness of it a report. Reports
    are observed, and where nobody vouches for it (a search, a criterion without a source) the fact itself.
    """
    row = numbers[np.newaxis]
    edges = voices.edges(network)
    made = [_question(one, row) for one in network.questions.values()]
    for name in sorted({name for one in network.items for name in one.assumes}):
        holds = float(row[0, network.assumptions[name]])
        made.append(Node(f"assumption:{name}", (NO, YES), (), np.array([1 - holds, holds])))
    for name, cuts in edges.items():
        made.append(Node(f"voice:{name}", _states(len(cuts) - 1), (), np.diff(cuts)))
    observed: dict[str, str] = {}
    for one in network.items:
        made.append(_fact(one, row))
        reports = list(_reports(one, network, edges))
        made.extend(reports)
        observed.update({held.name: YES for held in reports} or {f"fact:{one.id}": YES})
    return tuple(made), frozen.FrozenDict(observed)


def _states(count: int) -> tuple[str, ...]:
    return tuple(f"s{number}" for number in range(count))


def _question(one: belief.Asked, row: Floats) -> Node:
    table = np.concatenate([weighing.prior_row(held, row) for held in one.prior])
    if one.given is None:
        return Node(one.id, one.answers, (), table[0])
    return Node(one.id, one.answers, (one.given,), table)


def _fact(one: belief.Item, row: Floats) -> Node:
    """What is weighed, as a variable: yes with its likelihood where all assumptions hold."""
    holds = weighing.by_assumption(one, row)[0]
    parents = (one.question, *(f"assumption:{name}" for name in one.assumes))
    return Node(f"fact:{one.id}", (NO, YES), parents, np.stack([1 - holds, holds], axis=-1))


def _reports(one: belief.Item, network: belief.Network, edges: Mapping[str, Floats]) -> Iterator[Node]:
    answers = len(network.questions[one.question].answers)
    for number, held in enumerate(voices.weakest(one), start=1):
        cuts = edges[held.voice]
        points = (cuts[:-1] + cuts[1:]) / 2
        both = [
            np.broadcast_to(voices.says(held, is_so != held.denies, points), (answers, len(points)))
            for is_so in (False, True)
        ]
        said = np.stack(both, axis=1)
        parents = (one.question, f"fact:{one.id}", f"voice:{held.voice}")
        yield Node(f"report:{one.id}:{number}", (NO, YES), parents, np.stack([1 - said, said], axis=-1))
