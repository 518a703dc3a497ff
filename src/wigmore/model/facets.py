"""The parts of records that analyses read apart, so that an edit reaches only what depends on it."""

from collections.abc import Mapping

from wigmore.kit import frozen
from wigmore.model import kinds

WORDING, VALUE, STATEMENTS = "claims.wording", "claims.value", "claims.statements"

_CLAIMS: Mapping[str, str] = frozen.FrozenDict(
    {
        **dict.fromkeys(("says", "warrant"), WORDING),
        **dict.fromkeys(("property", "value", "when", "said", "scope"), VALUE),
    }
)


def facet(kind: str, key: str) -> str:
    """The facet that a key of a record of this kind belongs to; all keys of other kinds are one facet."""
    return _CLAIMS.get(key, STATEMENTS) if kind == "claims" else kind


def facets(kind: str) -> tuple[str, ...]:
    """All facets of a kind of record."""
    return (WORDING, VALUE, STATEMENTS) if kind == "claims" else (kind,)


def all_but(*left_out: str) -> tuple[str, ...]:
    """Every facet of every kind but these."""
    return tuple(name for kind in kinds.BY_KEY for name in facets(kind) if name not in left_out)
