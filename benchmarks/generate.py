"""Makes the inputs of the benchmarks: valid cases, ledgers of the same size, a long capture with its quotes.

Everything follows from the number of a claim, so that two runs write the same bytes. Files are written as
they are made: a process forked from this one inherits its peak memory, which must therefore stay small.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CLAIMS_A_COMPANY = 20
SOURCES = 100
ACCOUNTS = 50

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
PRODUCTS = ("cathode material", "lithium carbonate", "nickel sulphate", "graphite")
BASES = ("shipped", "produced", "sold")
KINDS = ("news", "trade-press", "company-press", "filing", "academic")
COUNTRIES = ("CA", "KR", "JP", "GB", "DE")

CASE = """case:
  title: What {claims} claims say about {companies} companies
  as_of: 2026-01-01

properties:
  output: {{of: [company], unit: t, single: yes, scope: [product, basis]}}
"""

CLAIM = """  output-{number:06}:
    says: {name} {basis} {amount:,} tonnes of {product} in {month} {year}, as its books show.
    about: {company}
    property: output
    value: {amount} t
    when: {year}-{month_number:02}
    said: {said}
    scope: {{product: {product}, basis: {basis}}}
    sources:
      - source: {source}
        at: p. {page}
        quote: {quote}
"""

TRANSACTION = """{said} * "{name}" "{quote}"
  source: "{source}, p. {page}"
  Assets:Stock-{stock}  {amount} EUR
  Expenses:Output-{output}  -{amount} EUR

"""

FILLER = "Line {number} of the volume tells of weather, freight rates and the price of coal on the wharves.\n"


@dataclass(frozen=True, slots=True)
class Fact:
    """What the claim (or transaction) of a number says."""

    number: int
    sources: int = SOURCES

    @property
    def words(self) -> dict[str, str | int]:
        """Everything that the templates name."""
        which, nth = divmod(self.number, CLAIMS_A_COMPANY)
        year, month = 1990 + nth // 12, nth % 12
        amount = 1000 + self.number * 7919 % 900_000
        name, basis = f"Company {which}", BASES[self.number % len(BASES)]
        product = PRODUCTS[self.number % len(PRODUCTS)]
        return {
            "number": self.number,
            "name": name,
            "company": f"company-{which}",
            "basis": basis,
            "product": product,
            "amount": amount,
            "year": year,
            "month": MONTHS[month],
            "month_number": month + 1,
            "said": f"20{10 + self.number % 10}-{1 + self.number % 12:02}-{1 + self.number % 28:02}",
            "source": f"report-{self.number * 37 % self.sources}",
            "page": 1 + self.number % 400,
            "stock": self.number % ACCOUNTS,
            "output": self.number * 7 % ACCOUNTS,
            "quote": f"in {MONTHS[month]} {year} {name} {basis} {amount:,} tonnes of {product}",
        }


def case(root: Path, claims: int, *, per_file: int, capture: str | None = None) -> None:
    """Write a case of so many claims: twelve values and one source each, `per_file` of them in a file.

    With a capture (its `sha256:` name), all claims cite the one source of which it holds the bytes.
    """
    root.mkdir(parents=True)
    companies = -(-claims // CLAIMS_A_COMPANY)
    sources = 1 if capture else min(SOURCES, claims)
    (root / "case.yaml").write_text(CASE.format(claims=claims, companies=companies), encoding="utf-8")
    _write(root / "companies.yaml", "entities:\n", map(_company, range(companies)))
    _write(root / "sources.yaml", "sources:\n", (_source(number, capture) for number in range(sources)))
    folder = root / "claims"
    folder.mkdir()
    for start in range(0, claims, per_file):
        numbers = range(start, min(start + per_file, claims))
        parts = (CLAIM.format(**Fact(number, sources).words) for number in numbers)
        _write(folder / f"claims-{start:06}.yaml", "claims:\n", parts)


def _company(number: int) -> str:
    country = COUNTRIES[number % len(COUNTRIES)]
    return f"  company-{number}: {{kind: company, name: Company {number}, country: {country}, from: 1950}}\n"


def _source(number: int, capture: str | None) -> str:
    kind = KINDS[number % len(KINDS)]
    lines = [
        f"  report-{number}:",
        f"    title: Report {number} on the trade in battery materials",
        f"    publisher: Publisher {number}",
        f"    kind: {kind}",
        f"    url: https://example.org/reports/{number}",
        f"    published: 2021-{1 + number % 12:02}-{1 + number % 28:02}",
        "    read: whole",
        *([f"    capture: {capture}"] if capture else []),
    ]
    return "\n".join(lines) + "\n"


def _write(path: Path, head: str, parts: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines(parts)


def ledger(path: Path, transactions: int) -> None:
    """Write a ledger for bean-check: two postings and one metadata line for each transaction."""
    opened = (
        f"1990-01-01 open {name}-{number} EUR\n"
        for name in ("Assets:Stock", "Expenses:Output")
        for number in range(ACCOUNTS)
    )
    _write(path, 'option "operating_currency" "EUR"\n', opened)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(TRANSACTION.format(**Fact(number).words) for number in range(transactions))


def capture(folder: Path, quotes: int, characters: int) -> str:
    """Write a text of about so many characters that holds the quotes of the claims; its `sha256:` name."""
    folder.mkdir(parents=True)
    digest = hashlib.sha256()
    line = len(FILLER.format(number=quotes))
    between = max(1, characters // quotes // line)
    with (folder / "volume.txt").open("wb") as file:
        for number in range(quotes):
            filler = [FILLER.format(number=number * between + one) for one in range(between)]
            part = "".join([*filler, f"We note that {Fact(number).words['quote']}, and go on.\n"])
            digest.update(part.encode())
            file.write(part.encode())
    return f"sha256:{digest.hexdigest()}"


def quotes(path: Path, count: int) -> None:
    """Write the quotes of so many claims, one in a line."""
    _write(path, "", (f"{Fact(number).words['quote']}\n" for number in range(count)))


def edit(root: Path, key: str, new: str) -> str:
    """Replace the first `value` or `says` in the middle file of the claims; tells the name of the file."""
    files = sorted((root / "claims").iterdir())
    path = files[len(files) // 2]
    before, start, after = path.read_text(encoding="utf-8").partition(f"    {key}: ")
    path.write_text(before + start + new + after[after.index("\n") :], encoding="utf-8")
    return path.name
