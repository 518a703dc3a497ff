"""How a sentence names several records: the first of them, and how many more there are."""

from collections.abc import Mapping, Sequence

from wigmore.kit import text as texts
from wigmore.model import finding

MOST = 6
"""How many records one sentence names."""


def names(records: Sequence[str]) -> tuple[str, Mapping[str, finding.Scalar]]:
    """The part of a sentence that names records by id, in braces, and the values that belong to it.

    >>> names(["acme", "bolt"])
    ('{name_1} and {name_2}', {'name_1': Ref('acme'), 'name_2': Ref('bolt')})
    """
    values: dict[str, finding.Scalar] = {
        f"name_{number}": finding.Ref(name) for number, name in enumerate(records[:MOST], start=1)
    }
    parts = [f"{{{key}}}" for key in values]
    if len(records) > MOST:
        parts.append("{more} more")
        values["more"] = len(records) - MOST
    return texts.listed(parts), values
