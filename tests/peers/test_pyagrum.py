"""Another program finds the same probabilities: pyAgrum, on every example and on random networks.

A target of its own (`make test-peers`), for pyAgrum is installed with the `bench` extra only.
"""

from pathlib import Path

import pyagrum
import pytest

from benchmarks import agrum
from tests import cases, networks
from wigmore.build import building, pipeline
from wigmore.methods import bif, unrolled, weighing
from wigmore.model import belief


def of_example(name: str) -> belief.Network:
    """The network of an example."""
    made = pipeline.check(cases.EXAMPLES / name, pipeline.Settings(), pipeline.new_cache(None)).graph
    assert made is not None
    return made.network


def compare(network: belief.Network) -> None:
    """Hold our posterior of every question against that of the network built in pyAgrum."""
    nodes, observed = unrolled.nodes(network, weighing.middles(network)[0])
    inference = agrum.asked(pyagrum, agrum.built(pyagrum, nodes), observed)
    for name in network.questions:
        theirs = inference.posterior(name).tolist()
        assert weighing.posterior(network, name)[0] == pytest.approx(theirs, abs=1e-9), name


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
    inference = agrum.asked(pyagrum, pyagrum.loadBN(str(path)), observed)
    for question in network.questions:
        theirs = inference.posterior(question.replace("-", "_")).tolist()
        assert weighing.posterior(network, question)[0] == pytest.approx(theirs, abs=1e-7)
