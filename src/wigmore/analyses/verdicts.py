"""The words for a verdict on a stated number, which estimates, capacities and processes share."""

CONSISTENT, OFF, IMPOSSIBLE = "consistent", "off by a factor", "impossible"
NOT_REPRODUCIBLE, OPEN = "not reproducible", "cannot be established"
