"""The compiled case as `compiled.json`."""

import json

from wigmore.model import compiled

FILE = "compiled.json"

# One encoder for all lines: `json.dumps` with options of its own makes a new one at every call.
_dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

DEPTHS = {"records": 2, "policies": 2, "narrative": 3}
"""How many levels of a part of the compiled case stand one member a line; one, where nothing is said."""


def render(case: compiled.Compiled) -> str:
    """The text of `compiled.json`: one record or finding a line, so that a diff of two builds can be read."""
    parts = [f"{_dumps(key)}: {_block(value, DEPTHS.get(key, 1))}" for key, value in case.data.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _block(value: object, depth: int) -> str:
    """A mapping or list with one member a line down to `depth` levels, plain JSON below."""
    if depth and isinstance(value, dict) and value:
        inner = [f"{_dumps(key)}: {_block(held, depth - 1)}" for key, held in value.items()]
        return "{\n" + ",\n".join(inner) + "\n}"
    if depth and isinstance(value, list) and value:
        return "[\n" + ",\n".join(_block(held, depth - 1) for held in value) + "\n]"
    return _dumps(value)
