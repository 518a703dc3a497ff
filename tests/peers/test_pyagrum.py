"""Another program finds the same probabilities: pyAgrum, on every example and on random networks.

A target of its own (`make test-peers`), for pyAgrum is installed with the `bench` extra only.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyagrum
import pytest

from tests import cases, networks
from wigmore.build import building, pipeline
from wigmore.methods import bif, unrolled, weighing
from wigmore.methods.network import Node
from wigmore.model import belief


def of_example(name: str) -> belief.Network:
    """The network of an example."""
    made = pipeline.check(cases.EXAMPLES / name, pipeline.Settings(), pipeline.new_cache(None)).graph
    assert made is not None
    return made.network


def compare(network: belief.Network) -> None:
    """Hold our posterior of every question against that of the network built in pyAgrum."""
    nodes, observed = unrolled.nodes(network, weighing.middles(network)[0])
    inference = asked(built(nodes), observed)
    for name in network.questions:
        theirs = inference.posterior(name).tolist()
        assert weighing.posterior(network, name)[0] == pytest.approx(theirs, abs=1e-9), name


def built(nodes: Sequence[Node]) -> pyagrum.BayesNet:
    """The same network, node by node."""
    made = pyagrum.BayesNet()
    for one in nodes:
        made.add(pyagrum.LabelizedVariable(one.name, "", list(one.states)))
    for one in nodes:
        for parent in one.parents:
            made.addArc(parent, one.name)
    for one in nodes:
        states = {
            parent: next(node.states for node in nodes if node.name == parent) for parent in one.parents
        }
        for place in np.ndindex(*one.table.shape[:-1]):
            above = {parent: states[parent][index] for parent, index in zip(one.parents, place, strict=True)}
            made.cpt(one.name)[above] = one.table[place].tolist()
    return made


def asked(network: pyagrum.BayesNet, observed: Mapping[str, str]) -> pyagrum.LazyPropagation:
    """Inference with what is observed."""
    made = pyagrum.LazyPropagation(network)
    made.setEvidence(dict(observed))
    made.makeInference()
    return made


@pytest.mark.parametrize("name", cases.NAMES)
def test_agrees_on_every_example(name: str) -> None:
    compare(of_example(name))


@pytest.mark.parametrize("seed", range(60))
def test_agrees_on_random_networks(seed: int) -> None:
    compare(networks.mixed(seed, items=4 + seed % 12, answers=2 + seed % 4, voices=1 + seed % 5))


@pytest.mark.parametrize("name", cases.NAMES)
def test_reads_what_a_build_writes(name: str, tmp_path: Path) -> None:
    """To seven digits: pyAgrum reads the numbers of the format as single-precision floats."""
    network = of_example(name)
    if not network.questions:
        return
    building.build(cases.EXAMPLES / name, tmp_path, pipeline.Settings())
    path = tmp_path / "network.bif"
    _, observed = bif.read(path.read_text(encoding="utf-8"))
    inference = asked(pyagrum.loadBN(str(path)), observed)
    for question in network.questions:
        theirs = inference.posterior(question.replace("-", "_")).tolist()
        assert weighing.posterior(network, question)[0] == pytest.approx(theirs, abs=1e-7)
