"""Circles of a directed graph: which nodes lead to one another, and an order to work them out in."""

from collections.abc import Iterable, Mapping, Set


def reached(successors: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """All nodes that some arrows lead to, the starts included.

    >>> sorted(reached({"a": ["b"], "b": ["a"], "c": ["a"]}, ["a"]))
    ['a', 'b']
    """
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for found in successors.get(waiting.pop(), ()):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return seen


def components(successors: Mapping[str, Iterable[str]], within: Set[str]) -> list[tuple[str, ...]]:
    """The strongly connected components of some nodes, each sorted; a component stands after all it leads to.

    Tarjan 1972, without recursion, so that a chain may be as long as it likes.

    >>> components({"a": ["b"], "b": ["c"], "c": ["b"]}, {"a", "b", "c"})
    [('b', 'c'), ('a',)]
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in sorted(within):
        if start in order:
            continue
        way = [(start, iter(_inside(successors, start, within)))]
        order[start] = low[start] = len(order)
        open_.append(start)
        is_open.add(start)
        while way:
            node, next_ = way[-1]
            step = next(next_, None)
            if step is None:
                way.pop()
                if way:
                    low[way[-1][0]] = min(low[way[-1][0]], low[node])
                if low[node] == order[node]:
                    found.append(_closed(node, open_, is_open))
            elif step not in order:
                order[step] = low[step] = len(order)
                open_.append(step)
                is_open.add(step)
                way.append((step, iter(_inside(successors, step, within))))
            elif step in is_open:
                low[node] = min(low[node], order[step])
    return found


def _inside(successors: Mapping[str, Iterable[str]], node: str, within: Set[str]) -> list[str]:
    return sorted(one for one in successors.get(node, ()) if one in within)


def _closed(first: str, open_: list[str], is_open: set[str]) -> tuple[str, ...]:
    """Take the nodes of a finished component off those that are open."""
    members = [open_.pop()]
    while members[-1] != first:
        members.append(open_.pop())
    is_open.difference_update(members)
    return tuple(sorted(members))
