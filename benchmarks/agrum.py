"""Our belief networks in pyAgrum, which is handed in, for it is installed with the `bench` extra only."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.methods.network import Node


def built(gum: Any, nodes: Sequence[Node]) -> Any:
    """The same network, node by node."""
    net = gum.BayesNet()
    for one in nodes:
        net.add(gum.LabelizedVariable(one.name, "", list(one.states)))
    for one in nodes:
        for parent in one.parents:
            net.addArc(parent, one.name)
    for one in nodes:
        net.cpt(one.name).fillWith(flat(net, one))
    return net


def flat(net: Any, one: Node) -> list[float]:
    """The table of a node in the order of pyAgrum: its first variable runs fastest."""
    filled = net.cpt(one.name)
    order = [filled.variable(place).name() for place in range(filled.nbrDim())]
    scope = (*one.parents, one.name)
    return [float(value) for value in one.table.transpose([scope.index(name) for name in order]).ravel("F")]


def asked(gum: Any, net: Any, observed: Mapping[str, str]) -> Any:
    """Inference with what is observed, before any posterior is worked out."""
    engine = gum.LazyPropagation(net)
    engine.setEvidence(dict(observed))
    return engine
