"""How many independent origins stand behind documents that derive from one another (W3C PROV-O)."""

from collections.abc import Collection, Iterable, Sequence


def independent_origins(
    documents: Sequence[str], derived_from: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], int, int]:
    """Bounds on the number of independent origins of `documents`.

    `derived_from` holds pairs (copy, original), as `prov:wasDerivedFrom`. Gives the roots, sorted, their
    number (the upper bound: no more origins than roots), and the number of groups of documents that share a
    root (the lower bound: a document with two roots may make them one origin). A circle has no root, and
    then counts as one group without a root.

    >>> independent_origins(["release", "wire", "blog"], [("wire", "release"), ("blog", "wire")])
    (('release',), 1, 1)
    """
    links = list(derived_from)
    copies = {copy for copy, _ in links}
    roots = tuple(sorted(set(documents) - copies))
    return roots, len(roots), components(set(documents), links)


def components(nodes: Collection[str], links: Iterable[tuple[str, str]]) -> int:
    """The number of connected components of an undirected graph that hold one of `nodes` (union-find).

    >>> components({"a", "b", "c"}, [("a", "x"), ("b", "x")])
    2
    """
    return len(grouped(nodes, links))


def grouped(nodes: Collection[str], links: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The `nodes` in groups that an undirected graph connects, also through others; groups and names sorted.

    >>> grouped({"a", "b", "c"}, [("a", "x"), ("c", "x")])
    (('a', 'c'), ('b',))
    """
    parent: dict[str, str] = {name: name for name in nodes}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in links:
        parent[top(one)] = top(other)
    made: dict[str, list[str]] = {}
    for name in sorted(nodes):
        made.setdefault(top(name), []).append(name)
    return tuple(sorted(map(tuple, made.values())))
