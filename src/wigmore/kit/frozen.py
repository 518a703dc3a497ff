"""A mapping that cannot be changed once it is made."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict without the methods that change it, hashable when its values are.

    >>> FrozenDict(a=1) == {"a": 1}
    True
    >>> FrozenDict(a=1)["b"] = 2
    Traceback (most recent call last):
    TypeError: a frozen mapping cannot be changed
    """

    __slots__ = ()

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("a frozen mapping cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenDict, (dict(self),))


class Packed:
    """A base of frozen, slotted dataclasses that makes them quick to pickle: values of slots in order.

    Such classes have no `__dict__`, and what the standard library does instead is slow by the ten thousand.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        of: Any = type(self)
        return _unpack, (of, tuple([get(self) for get, _ in _slots(of)]))


def _unpack(of: Any, values: tuple[Any, ...]) -> Any:
    made: Any = object.__new__(of)
    for (_, put), value in zip(_slots(of), values, strict=True):
        put(made, value)
    return made


@cache
def _slots(of: Any) -> tuple[tuple[Any, Any], ...]:
    """For each field of a class, how to get and to put its slot, past the frozen class's own refusal."""
    slots = [getattr(of, one.name) for one in fields(of)]
    return tuple((slot.__get__, slot.__set__) for slot in slots)


EMPTY: Mapping[Any, Any] = FrozenDict()
