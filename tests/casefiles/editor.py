"""A case file as an editor sees it: YAML 1.2 with the core schema (chapter 10.3.2), as JSON."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import jsonschema
import yaml

from wigmore.casefiles import schema


def _integer(text: str) -> int:
    if text.startswith("0o"):
        return int(text[2:], 8)
    return int(text[2:], 16) if text.startswith("0x") else int(text)


CORE: dict[str, tuple[str, Callable[[str], Any]]] = {
    "null": (r"null|Null|NULL|~|", lambda _: None),
    "bool": (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", _integer),
    "float": (
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        lambda text: float(text.lower().replace(".inf", "inf").replace(".nan", "nan")),
    ),
}


def _convert_node(convert: Callable[[str], Any], _: Any, node: yaml.ScalarNode) -> Any:
    return convert(node.value)


class CoreLoader(yaml.CSafeLoader):
    """PyYAML with the words of the core schema, in place of those of YAML 1.1."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _name, (_pattern, _convert) in CORE.items():
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"), None)
    CoreLoader.add_constructor(f"tag:yaml.org,2002:{_name}", partial(_convert_node, _convert))


def load(text: str) -> Any:
    """The JSON that an editor holds against the schema; JSON knows no keys but texts."""
    return _with_text_keys(yaml.load(text, CoreLoader))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _with_text_keys(held) for key, held in value.items()}
    return [_with_text_keys(one) for one in value] if isinstance(value, list) else value


def _key(key: Any) -> str:
    return (
        {None: "null", True: "true", False: "false"}.get(key, str(key)) if not isinstance(key, str) else key
    )


_VALIDATOR = jsonschema.Draft202012Validator(schema.json_schema())


def complaints(text: str) -> list[str]:
    """What the schema says against a text, each with its place."""
    return [f"{one.json_path}: {one.message}" for one in _VALIDATOR.iter_errors(load(text))]
