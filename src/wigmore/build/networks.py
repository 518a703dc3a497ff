"""The belief network of a case as a file for other programs."""

from wigmore.methods import bif, unrolled, weighing
from wigmore.model import graph
from wigmore.stages import privacy

FILE = "network.bif"


def render(the_graph: graph.CaseGraph) -> dict[str, str]:
    """The network in the Interchange Format, with the middle of every range; nothing without questions."""
    network = privacy.hide(the_graph).network
    if not network.questions:
        return {}
    nodes, observed = unrolled.nodes(network, weighing.middles(network)[0])
    return {FILE: bif.write(nodes, observed, the_graph.records.case.title)}
