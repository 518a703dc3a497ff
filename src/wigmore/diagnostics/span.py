"""A place in a file of the case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some characters of one line; line and column are counted from one, in Unicode code points."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1

    def __post_init__(self) -> None:
        if min(self.line, self.column, self.width) < 1:
            raise ValueError(f"a span counts from one: {self.path}:{self.line}:{self.column}+{self.width}")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
