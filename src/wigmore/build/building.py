"""Build a case: read, work out, analyse, compile, render, write."""

from collections.abc import Mapping
from pathlib import Path

from wigmore.build import analysing, cache, checking, compiling, networks, outputs, pipeline
from wigmore.casefiles import nodes
from wigmore.diagnostics import diagnostic
from wigmore.kit import canonical
from wigmore.model import compiled
from wigmore.report import data as report_data
from wigmore.report import figures, html, remembering, tables
from wigmore.stages import privacy


def compile_folder(
    root: Path, settings: pipeline.Settings, kept: cache.Cache, progress: pipeline.Progress = pipeline.silent
) -> checking.Built:
    """Compile a case folder without writing: `report` is None, and so is `compiled` where errors stop it."""
    checked = checking.check_folder(root, settings, kept, progress)
    if checked.compiling.graph is None or (checked.has_errors and not settings.draft):
        return checked
    with nodes.paused_collector():
        return _compile(checked, settings, kept, progress)


def _compile(
    checked: checking.Built, settings: pipeline.Settings, kept: cache.Cache, progress: pipeline.Progress
) -> checking.Built:
    assert checked.compiling.graph is not None
    public = privacy.hide(checked.compiling.graph)
    ran = analysing.run_all(analysing.installed(), checked.compiling, public, kept, progress)
    found = checking.with_more(checked.diagnostics, ran.diagnostics, checked.compiling.graph, settings)
    made = None
    if settings.draft or not diagnostic.has_errors(found):
        unread = _unread(checked.compiling.texts, found)
        shown = privacy.hide_diagnostics(found, checked.compiling.graph, unread)
        made = compiling.compile_case(public, ran.value, shown, settings)
    return checking.Built(checked.compiling, found, made, None, kept.summary())


def _unread(texts: Mapping[str, str], found: tuple[diagnostic.Diagnostic, ...]) -> frozenset[str]:
    """Files with errors that speak of privacy: what is wrong with them might give something private away.

    Files of prose hold no records; what is said of them is hidden sentence by sentence.
    """
    errors = (one.span.path for one in found if one.severity is diagnostic.Severity.ERROR)
    wrong = {path for path in errors if not path.endswith(".md")}
    return frozenset(path for path in wrong if "private" in texts.get(path, ""))


def build(
    root: Path, out: Path, settings: pipeline.Settings, progress: pipeline.Progress = pipeline.silent
) -> checking.Built:
    """Compile a case folder and write report, `compiled.json`, `tables/`, `figures/` and `network.bif`.

    Nothing is written before everything is made, and each file is replaced whole, so that a build that
    stops half-way leaves the last good report. Raises OSError when `out` cannot be written.
    """
    kept = pipeline.new_cache(out)
    with nodes.paused_collector():
        built = compile_folder(root, settings, kept, progress)
        if built.compiled is None:
            return built
        progress("rendering", 0, 1)
        assert built.compiling.graph is not None
        files = {**render(built.compiled, kept), **networks.render(built.compiling.graph)}
        progress("rendering", 1, 1)
    outputs.write(out, files)
    kept.forget_unused()
    return checking.Built(built.compiling, built.diagnostics, built.compiled, out / html.FILE, kept.summary())


def render(case: compiled.Compiled, kept: cache.Cache) -> dict[str, str]:
    """The text of every file of `out/`, by its path there."""

    def remember(name: str, content: str, make: remembering.Make) -> str:
        return kept.get(name, canonical.sha256_hex(content.encode("utf-8", "surrogatepass")), make)

    return {
        html.FILE: html.render(case, remember),
        report_data.FILE: report_data.render(case),
        **tables.render(case, remember),
        **figures.render(case, remember),
    }
