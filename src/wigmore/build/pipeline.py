"""From a folder to a case graph: the stages in their order, and all diagnostics at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import wigmore
from wigmore.build import cache
from wigmore.casefiles import folder, locate, nodes, prose, read
from wigmore.diagnostics import diagnostic
from wigmore.documents import store
from wigmore.kit import canonical, edtf, frozen
from wigmore.model import graph
from wigmore.model import references as model_refs
from wigmore.packs import checking
from wigmore.packs import known as known_packs
from wigmore.stages import (
    acceptance,
    chains,
    claims,
    coincidences,
    knowledge,
    losses,
    merge,
    narrative,
    network,
    origins,
    participants,
    passages,
    patents,
    policies,
    privacy,
    references,
    rings,
    selection,
    status,
    times,
    values,
    weighed,
)

T = TypeVar("T")
READING = "files read"
"""What the cache calls the reading of files."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the caller may choose: the day, what could be known on a day, and how strict to be."""

    as_of: edtf.Edtf | None = None
    known_on: edtf.Edtf | None = None
    strict: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiling:
    """A case on its way: its texts, its graph (None where no case can be read), what is wrong so far."""

    root: Path
    settings: Settings
    texts: Mapping[str, str]
    graph: graph.CaseGraph | None
    diagnostics: tuple[diagnostic.Diagnostic, ...]
    facets: Mapping[str, str] = field(default=frozen.EMPTY)
    locate: references.Locate = field(repr=False)

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic stops the report."""
        return diagnostic.has_errors(self.diagnostics)


def silent(_what: str, _done: int, _all: int) -> None:
    """The progress of nobody who looks."""


def check(root: Path, settings: Settings, kept: cache.Cache, progress: Progress = silent) -> Compiling:
    """Read a case folder and work its graph out; changes nothing on the disk but the cache it is given."""
    with nodes.paused_collector():
        return _check(root, settings, kept, progress)


def _check(root: Path, settings: Settings, kept: cache.Cache, progress: Progress) -> Compiling:
    loaded = folder.load(root)
    found = list(loaded.diagnostics)
    files = read_files(loaded.value.texts, kept, found, progress)
    lost = losses.lost(found)
    merged = merge.merge(files, lost)
    found.extend(merged.diagnostics)
    records, broken = merged.value
    _forget_private(files, records, loaded.value.texts, kept)
    locator = locate.Locator(loaded.value.texts)
    known = references.Known(records, broken, lost)
    found.extend(references.check(known, locator))
    found.extend(chains.check(known, locator))
    told = [_take(prose.read(text, path), found) for path, text in loaded.value.prose.items()]
    made = None
    if "case" in records.by_id:
        progress("working out", 0, 1)
        made = _graph(root, records, settings, locator, found)
        made = replace(made, network=network.network(made), packs=known_packs.installed())
        if settings.known_on is None:  # what is not known yet on an earlier day is no fault of the case
            found.extend(weighed.Checker(made, locator).check())
            found.extend(coincidences.Checker(made, locator).check())
            found.extend(checking.check(made, locator, lost.records))
        made = replace(made, narratives=_take(narrative.judge(told, made, known), found))
        found = list(acceptance.mark(losses.without_echoes(found), records.case))
        if settings.known_on is None:  # an earlier day may lack a warning whose acceptance is not idle
            found.extend(acceptance.unused(found, records, locator))
        progress("working out", 1, 1)
    sorted_ = diagnostic.in_file_order(found)
    return Compiling(
        root=root,
        settings=settings,
        texts={**loaded.value.texts, **loaded.value.prose},
        graph=made,
        diagnostics=diagnostic.lift(sorted_) if settings.strict else sorted_,
        facets=_facets(files),
        locate=locator,
    )


def read_files(
    texts: Mapping[str, str],
    kept: cache.Cache,
    found: list[diagnostic.Diagnostic],
    progress: Progress = silent,
) -> list[read.FileRecords]:
    """Read every file, from the cache where its content is the same as before."""
    files = []
    for number, (path, text) in enumerate(texts.items()):
        progress("reading", number, len(texts))
        digest = _digest(path, text)
        outcome = kept.get(READING, digest, partial(read.read_records, text, path), keep=_is_public)
        found.extend(outcome.diagnostics)
        files.append(outcome.value)
    progress("reading", len(texts), len(texts))
    return files


def _digest(path: str, text: str) -> str:
    return canonical.sha256_hex(f"{path}\0{text}".encode("utf-8", "surrogatepass"))


def _is_public(outcome: diagnostic.Outcome[read.FileRecords]) -> bool:
    """What is private never enters the cache, for the cache lies in `out/`.

    What could not be read whole may be private, so a file with any fault is read anew each time.
    """
    if outcome.diagnostics or outcome.value.broken:
        return False
    return not any(getattr(one, "private", None) for one in outcome.value.records)


def _forget_private(
    files: list[read.FileRecords], records: graph.Records, texts: Mapping[str, str], kept: cache.Cache
) -> None:
    """Take files that name a private record out of the cache again: even its id stays out of `out/`."""
    hidden = privacy.aliases(records)
    for held in files if hidden else ():
        named = {name.partition(".")[0] for one in held.records for _, _, name in model_refs.of_record(one)}
        if not hidden.keys().isdisjoint(named):
            kept.forget(READING, _digest(held.path, texts[held.path]))


def _facets(files: list[read.FileRecords]) -> Mapping[str, str]:
    """A digest of each facet over all files."""
    parts: dict[str, list[str]] = {}
    for held in sorted(files, key=lambda held: held.path):
        for name, digest in held.facets.items():
            parts.setdefault(name, []).append(digest)
    return frozen.FrozenDict(
        {name: canonical.content_id("facet", *some, digits=12) for name, some in parts.items()}
    )


def _graph(
    root: Path,
    records: graph.Records,
    settings: Settings,
    locator: references.Locate,
    found: list[diagnostic.Diagnostic],
) -> graph.CaseGraph:
    """The stages from records to the case graph, in their order."""
    as_of = settings.as_of or records.case.as_of
    tables = _take(policies.with_overrides(records, locator), found)
    properties = _take(policies.properties(records, locator), found)
    typed = _take(values.typed(records, properties, locator), found)
    found.extend(values.bindings(records, typed, locator))
    whole, left_out = records, frozen.EMPTY
    if settings.known_on is not None:
        records, left_out = knowledge.known_on(records, settings.known_on)
        typed = values.typed(records, properties, locator).value
    reported = origins.origins(records, tables)
    found.extend(origins.check(records, locator))
    standings = status.statuses(records, reported, tables)
    lives = times.lifetimes(records, typed)
    checker = times.Checker(records, lives, tables, locator)
    found.extend(checker.check(as_of))
    found.extend(_things(records, lives, checker.padding, locator))
    found.extend(claims.check(records, reported, locator))
    wanted = frozenset(one.capture for one in records.sources.values() if one.capture)
    captures = _take(store.load(root, wanted), found)
    found.extend(passages.check(records, captures, locator))
    seen = _take(passages.passages(records, captures, locator), found)
    selecting = selection.Selecting(
        records, lives, typed, origins=reported, standings=standings, padding=checker.padding
    )
    found.extend(selecting.check(properties, locator))
    return graph.CaseGraph(
        records=records,
        whole=whole,
        as_of=as_of,
        properties=properties,
        policies=tables,
        values=typed,
        lifetimes=lives,
        origins=reported,
        standings=standings,
        passages=seen,
        selected=selecting.all(),
        left_out=left_out,
    )


def _things(
    records: graph.Records,
    lives: Mapping[str, graph.Lifetime],
    padding: edtf.Padding,
    locate: references.Locate,
) -> Iterator[diagnostic.Diagnostic]:
    """What is wrong with events without participants, circles of relations, and numbers of patents."""
    yield from participants.check(records, locate)
    yield from rings.check(records, lives, padding, locate)
    yield from patents.check(records, locate)


def _take(outcome: diagnostic.Outcome[T], found: list[diagnostic.Diagnostic]) -> T:
    """The value of an outcome; its diagnostics join the others."""
    found.extend(outcome.diagnostics)
    return outcome.value


def new_cache(out: Path | None) -> cache.Cache:
    """The cache of an output folder; without one, nothing is kept."""
    return cache.Cache(out / ".cache" if out else None, cache.secret() if out else None, _code())


@lru_cache(maxsize=1)
def _code() -> str:
    """The version of the program and a stamp of its files: a result made by other code is not used."""
    root = Path(wigmore.__file__).parent
    stamps = [
        (path.relative_to(root).as_posix(), held.st_size, held.st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.suffix in (".py", ".toml", ".html", ".css", ".js") and (held := path.stat())
    ]
    return canonical.content_id(wigmore.__version__, [list(one) for one in stamps], digits=12)
