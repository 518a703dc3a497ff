"""Find all that is wrong with a case, without running its analyses: quick to start, for it is run most."""

from dataclasses import dataclass
from pathlib import Path

from wigmore.build import cache, pipeline
from wigmore.diagnostics import diagnostic
from wigmore.model import compiled, graph
from wigmore.stages import acceptance


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
    found = checked.diagnostics
    if checked.graph.records.case.analyses:
        # Which analyses are installed takes a look at all that is; most cases set no options.
        from wigmore.build import analysing

        strange = analysing.check_options(analysing.installed(), checked, checked.graph)
        found = with_more(found, strange, checked.graph, settings)
    return Built(checked, found, None, None, kept.summary())


def with_more(
    found: tuple[diagnostic.Diagnostic, ...],
    more: tuple[diagnostic.Diagnostic, ...],
    the_graph: graph.CaseGraph,
    settings: pipeline.Settings,
) -> tuple[diagnostic.Diagnostic, ...]:
    """Further diagnostics beside those found before, accepted and lifted in the same way."""
    accepted = acceptance.mark(more, the_graph.records.case)
    lifted = diagnostic.lift(accepted) if settings.strict else accepted
    return diagnostic.in_file_order((*found, *lifted))
