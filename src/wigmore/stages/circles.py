"""Records of one kind that point at one another in a circle."""

from collections.abc import Iterator, Mapping

from wigmore.diagnostics import diagnostic
from wigmore.model import record
from wigmore.stages import references


def check(
    records: Mapping[str, record.Record], attribute: str, rule: diagnostic.Rule, locate: references.Locate
) -> Iterator[diagnostic.Diagnostic]:
    """One diagnostic for each circle, at the record of it that comes first by id."""
    for circle in find(records, attribute):
        chain = " → ".join(f"`{name}`" for name in (*circle, circle[0]))
        one = records[circle[0]]
        key = attribute.rstrip("_")
        yield diagnostic.Diagnostic(
            rule=rule,
            span=locate(one, key),
            message=f"`{key}` leads back to itself: {chain}",
            help=f"take one of them out of `{key}`",
            on=one.id,
        )


def find(records: Mapping[str, record.Record], attribute: str) -> list[tuple[str, ...]]:
    """Every elementary circle reached first, each beginning with its smallest id; without recursion."""
    state: dict[str, int] = {}
    circles: dict[frozenset[str], tuple[str, ...]] = {}
    for start in records:
        if start in state:
            continue
        path: list[str] = [start]
        state[start] = 1
        stack = [iter(_targets(records, start, attribute))]
        while stack:
            name = next(stack[-1], None)
            if name is None:
                state[path.pop()] = 2
                stack.pop()
            elif state.get(name) == 1:
                circle = path[path.index(name) :]
                turn = circle.index(min(circle))
                circles.setdefault(frozenset(circle), (*circle[turn:], *circle[:turn]))
            elif name not in state:
                state[name] = 1
                path.append(name)
                stack.append(iter(_targets(records, name, attribute)))
    return sorted(circles.values())


def _targets(records: Mapping[str, record.Record], name: str, attribute: str) -> tuple[str, ...]:
    held = getattr(records[name], attribute)
    names = (held,) if isinstance(held, str) else held or ()
    return tuple(target for target in names if target in records)
