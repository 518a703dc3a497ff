"""The pages that the browser tests look at: the examples, and generated cases with packed lists."""

from collections.abc import Callable
from pathlib import Path

from benchmarks import generate
from tests import cases
from tests.report import netted, weighed
from wigmore.report import html

LARGE, PACKED = "large", "packed"
SIZES = {LARGE: (10_000, 5_000), PACKED: (510, 505)}
"""Claims and events of the generated cases: a large one, and one that is just large enough to be packed."""

WEIGHED = "weighed"
"""An example with all tables of the analyses of rival answers, put there by hand."""

NETTED = "netted"
"""An example with paths, what follows from its relations, and offers to weigh, put there by hand."""

PATENTS = "patents"
"""A small case with tables that can be sorted."""

STATES = ("happened", "happened", "happened", "planned", "lapsed")


def clean(_name: str, _content: str, make: Callable[[], str]) -> str:
    """A memory that keeps nothing."""
    return make()


def write(name: str, folder: Path) -> Path:
    """The page of an example, or of a generated case, as a file in a folder."""
    root = cases.EXAMPLES / name
    if name == PATENTS:
        root = cases.EXAMPLES.parents[2] / "tests" / "behaviours" / "portfolio-patents"
    if name in SIZES:
        root = generated(folder / f"case-{name}", *SIZES[name])
    if name == WEIGHED:
        held = weighed.case(cases.compile_clean(cases.EXAMPLES / "harbour-ownership"))
    elif name == NETTED:
        held = netted.case()
    else:
        held = cases.compile_clean(root)
    path = folder / f"{name}.html"
    path.write_text(html.render(held, clean), encoding="utf-8")
    return path


def generated(root: Path, claims: int, events: int) -> Path:
    """Write a case of so many claims and events."""
    generate.case(root, claims, per_file=500)
    companies = -(-claims // generate.CLAIMS_A_COMPANY)
    with (root / "events.yaml").open("w", encoding="utf-8") as file:
        file.write("events:\n")
        file.writelines(_event(number, companies) for number in range(events))
    return root


def _event(number: int, companies: int) -> str:
    year, month, day = 1990 + number * 7 % 33, 1 + number * 5 % 12, 1 + number * 11 % 28
    dates = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}-{month:02}/{year + 1}")
    state = STATES[number % len(STATES)] if year < 2022 else "happened"
    who = sorted({number % companies, number * number % min(companies, 15)})
    return (
        f"  event-{number}:\n    kind: meeting\n"
        f"    title: Meeting {number} on the supply of battery materials\n"
        f"    date: {dates[number % 4]}\n    state: {state}\n    topics: [topic {number % 9}]\n"
        f"    who: {{party: [{', '.join(f'company-{one}' for one in who)}]}}\n"
    )
