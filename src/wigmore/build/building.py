"""Build a case: read, work out, analyse, compile, render, write."""

from dataclasses import dataclass
from pathlib import Path

from wigmore.build import analysing, cache, compiling, outputs, pipeline
from wigmore.casefiles import nodes
from wigmore.diagnostics import diagnostic
from wigmore.kit import canonical
from wigmore.model import compiled, graph
from wigmore.report import data as report_data
from wigmore.report import html, tables
from wigmore.stages import acceptance, privacy


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: the compiled case (None where errors stopped it), and what was made anew."""

    compiling: pipeline.Compiling
    diagnostics: tuple[diagnostic.Diagnostic, ...]
    compiled: compiled.Compiled | None
    report: Path | None
    recomputed: str

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic stopped the report, or would have."""
        return diagnostic.has_errors(self.diagnostics)


def check_folder(
    root: Path, settings: pipeline.Settings, kept: cache.Cache, progress: pipeline.Progress = pipeline.silent
) -> Built:
    """Find all that is wrong with a case folder, without running its analyses."""
    checked = pipeline.check(root, settings, kept, progress)
    if checked.graph is None:
        return Built(checked, checked.diagnostics, None, None, kept.summary())
    strange = analysing.check_options(analysing.installed(), checked, checked.graph)
    found = _with(checked.diagnostics, strange, checked.graph, settings)
    return Built(checked, found, None, None, kept.summary())


def compile_folder(
    root: Path, settings: pipeline.Settings, kept: cache.Cache, progress: pipeline.Progress = pipeline.silent
) -> Built:
    """Compile a case folder without writing: `report` is None, and so is `compiled` where errors stop it."""
    checked = check_folder(root, settings, kept, progress)
    if checked.compiling.graph is None or (checked.has_errors and not settings.draft):
        return checked
    with nodes.paused_collector():
        return _compile(checked, settings, kept, progress)


def _compile(
    checked: Built, settings: pipeline.Settings, kept: cache.Cache, progress: pipeline.Progress
) -> Built:
    assert checked.compiling.graph is not None
    public = privacy.hide(checked.compiling.graph)
    ran = analysing.run_all(analysing.installed(), checked.compiling, public, kept, progress)
    found = _with(checked.diagnostics, ran.diagnostics, checked.compiling.graph, settings)
    made = None
    if settings.draft or not diagnostic.has_errors(found):
        shown = privacy.hide_diagnostics(found, checked.compiling.graph.records)
        made = compiling.compile_case(public, ran.value, shown, settings)
    return Built(checked.compiling, found, made, None, kept.summary())


def _with(
    found: tuple[diagnostic.Diagnostic, ...],
    more: tuple[diagnostic.Diagnostic, ...],
    the_graph: graph.CaseGraph,
    settings: pipeline.Settings,
) -> tuple[diagnostic.Diagnostic, ...]:
    """Further diagnostics beside those found before, accepted and lifted in the same way."""
    accepted = acceptance.mark(more, the_graph.records.case)
    lifted = diagnostic.lift(accepted) if settings.strict else accepted
    return diagnostic.in_file_order((*found, *lifted))


def build(
    root: Path, out: Path, settings: pipeline.Settings, progress: pipeline.Progress = pipeline.silent
) -> Built:
    """Compile a case folder and write `report.html`, `compiled.json` and `tables/*.csv` into `out`.

    Nothing is written before everything is made, and each file is replaced whole, so that a build that
    stops half-way leaves the last good report. Raises OSError when `out` cannot be written.
    """
    kept = pipeline.new_cache(out)
    with nodes.paused_collector():
        built = compile_folder(root, settings, kept, progress)
        if built.compiled is None:
            return built
        progress("rendering", 0, 1)
        files = render(built.compiled, kept)
        progress("rendering", 1, 1)
    outputs.write(out, files)
    kept.forget_unused()
    return Built(built.compiling, built.diagnostics, built.compiled, out / html.FILE, kept.summary())


def render(case: compiled.Compiled, kept: cache.Cache) -> dict[str, str]:
    """The text of every file of `out/`, by its path there."""

    def remember(name: str, content: str, make: html.Make) -> str:
        return kept.get(name, canonical.sha256_hex(content.encode("utf-8", "surrogatepass")), make)

    return {
        html.FILE: html.render(case, remember),
        report_data.FILE: report_data.render(case),
        **tables.render(case, remember),
    }
