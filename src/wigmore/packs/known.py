"""Which packs there are: those that come with the program, and those of installed plug-ins."""

from collections.abc import Mapping
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from wigmore.kit import frozen
from wigmore.model import pack
from wigmore.packs import reading

ENTRY_POINTS = "wigmore.packs"
"""A plug-in names its folder of TOML files here, as `my_package.packs:FOLDER`, a path or a traversable."""

BUILTIN = ("battery", "shipping")


@cache
def builtin() -> Mapping[str, pack.Pack]:
    """The packs that come with the program, by name."""
    root = resources.files("wigmore.packs")
    return frozen.FrozenDict({name: of_folder(root.joinpath(name)) for name in BUILTIN})


@cache
def installed() -> Mapping[str, pack.Pack]:
    """The packs of the program and those of plug-ins; a later name wins nothing.

    Raises PackError, with the plug-in, for a pack that cannot be used.
    """
    found = dict(builtin())
    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        try:
            held = of_folder(entry.load())
        except reading.PackError as error:
            raise reading.PackError(f"plug-in `{entry.name}`: {error}") from None
        found.setdefault(held.name, held)
    return frozen.FrozenDict(found)


def of_folder(folder: Traversable) -> pack.Pack:
    """The pack whose TOML files lie in a folder; raises PackError where it cannot be used."""
    files = {
        one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".toml")
    }
    if not files:
        raise reading.PackError(f"{folder}: there are no TOML files")
    return reading.read(files)
