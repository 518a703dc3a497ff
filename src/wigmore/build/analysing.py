"""Runs the analyses over a case graph: options, cache, crash to diagnostic, and the check of every basis."""

import inspect
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from wigmore.analyses import builtin, contract
from wigmore.build import cache, pipeline
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import canonical, frozen
from wigmore.kit import text as texts
from wigmore.model import case, finding, graph, views

ENTRY_POINTS = "wigmore.analyses"


@dataclass(frozen=True, slots=True)
class Ran:
    """An analysis with its result; None where it could not be computed."""

    analysis: contract.Analysis
    result: finding.Result | None


def installed() -> tuple[contract.Analysis, ...]:
    """The built-in analyses and those of installed plug-ins, in that order; a later name wins nothing.

    Those that look at the findings of others come last, so that they see the findings of plug-ins, too.
    """
    found = {one.name: one for one in builtin.BUILTIN}
    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        for one in entry.load():
            found.setdefault(one.name, one)
    return tuple(sorted(found.values(), key=lambda one: one.reads_findings))


def check_options(
    analyses: Iterable[contract.Analysis], compiling: pipeline.Compiling, the_graph: graph.CaseGraph
) -> tuple[diagnostic.Diagnostic, ...]:
    """What is wrong with the options that the case sets for analyses, and for which."""
    analyses = tuple(analyses)
    the_case = the_graph.records.case
    found = list(_unknown(analyses, compiling, the_case))
    for one in analyses:
        for name, message in _options(one, the_case)[1].items():
            # An option that is known is wrong in its value, one that is not in its name.
            known = one.options is not None and name in contract.option_names(one.options)
            where = compiling.locate(the_case, f"analyses.{one.name}.{name}" + ("" if known else ":"))
            shown = f"option `{name}` of `{one.name}`: {message}"
            found.append(diagnostic.at(rules.BAD_OPTION, where, shown, "correct or remove it", "case"))
    return tuple(found)


def run_all(
    analyses: Iterable[contract.Analysis],
    compiling: pipeline.Compiling,
    the_graph: graph.CaseGraph,
    kept: cache.Cache,
    progress: pipeline.Progress = pipeline.silent,
) -> diagnostic.Outcome[tuple[Ran, ...]]:
    """Run every analysis over its declared views of the (already redacted) graph, in the order given."""
    analyses = tuple(analyses)
    found: list[diagnostic.Diagnostic] = []
    ran: list[Ran] = []
    for number, one in enumerate(analyses):
        progress("analysing", number, len(analyses))
        options = _options(one, the_graph.records.case)[0]
        inputs = _Inputs(compiling=compiling, graph=the_graph, options=options, earlier=_findings(ran))
        result = kept.get(
            "analyses run",
            _key(one, inputs),
            partial(_run, one, inputs, found),
            keep=lambda made: made is not None,
        )
        ran.append(Ran(one, result))
    progress("analysing", len(analyses), len(analyses))
    return diagnostic.Outcome(tuple(ran), tuple(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inputs:
    """All that the result of one analysis may depend on."""

    compiling: pipeline.Compiling
    graph: graph.CaseGraph
    options: Any
    earlier: views.Findings


def _findings(ran: Iterable[Ran]) -> views.Findings:
    """What was found so far."""
    return views.Findings(
        frozen.FrozenDict({one.analysis.name: one.result.findings for one in ran if one.result})
    )


def _key(one: contract.Analysis, inputs: _Inputs) -> str:
    """A digest of all that the result depends on.

    That is: facets of its views, passages seen, days, options, and for one that asks for them the findings
    of those before it.
    """
    wanted, held = one.facets(), inputs.compiling.facets
    # What was known on a day is told by the dates of sources, whatever the views show.
    is_pruned = inputs.compiling.settings.known_on is not None
    digests = [f"{name}={digest}" for name, digest in sorted(held.items()) if is_pruned or name in wanted]
    states = [passage.state for some in inputs.graph.passages.values() for passage in some]
    days = [str(inputs.graph.as_of), str(inputs.compiling.settings.known_on)]
    code = [one.name, one.version, _code(one)]
    earlier = repr(inputs.earlier) if one.reads_findings else ""
    return canonical.content_id(
        "analysis", code, digests, states, days, repr(inputs.options), earlier, digits=12
    )


def _code(one: contract.Analysis) -> list[int]:
    """A stamp of the file that holds an analysis, which may be a plug-in's."""
    file = inspect.getsourcefile(one.function)
    held = Path(file).stat() if file and Path(file).is_file() else None
    return [held.st_size, held.st_mtime_ns] if held else []


def _run(
    one: contract.Analysis, inputs: _Inputs, found: list[diagnostic.Diagnostic]
) -> finding.Result | None:
    """Run one analysis; a crash becomes a diagnostic, and so does a finding outside its inputs."""
    where = inputs.compiling.locate(inputs.graph.records.case, f"analyses.{one.name}")
    try:
        result = one.run(inputs.graph, inputs.options, inputs.earlier)
    except Exception as error:
        # Whatever a plug-in raises must not lose the report.
        last = traceback.extract_tb(error.__traceback__)[-1]
        message = f"the analysis `{one.name}` failed: {type(error).__name__}: {error}"
        repair = f"this is a fault of the analysis, at {last.name} line {last.lineno}; please report it"
        found.append(
            diagnostic.Diagnostic(
                rule=rules.ANALYSIS_CRASHED,
                span=where,
                message=texts.visible(message),
                help=repair,
                on="case",
            )
        )
        return None
    allowed = one.may_rest_on(inputs.graph, inputs.earlier)
    for held in result.findings:
        strange = [name for name in finding.refs(held) if name not in allowed]
        if strange:
            message = f"a finding of `{one.name}` rests on `{strange[0]}`, which it was not shown"
            repair = "declare the view that holds it, or name another basis"
            found.append(diagnostic.at(rules.OUTSIDE_INPUTS, where, message, repair, "case"))
            return None
    return result


def _options(one: contract.Analysis, the_case: case.Case) -> tuple[Any, dict[str, str]]:
    """The options the case sets for an analysis, and faults by name; a fault in one leaves its default."""
    given = the_case.analyses.get(one.name, {})
    if one.options is None:
        return None, dict.fromkeys(given, f"`{one.name}` has no options")
    return contract.read_options(one.options, given)


def _unknown(
    analyses: tuple[contract.Analysis, ...], compiling: pipeline.Compiling, the_case: case.Case
) -> Iterator[diagnostic.Diagnostic]:
    known = tuple(one.name for one in analyses)
    for name in the_case.analyses:
        if name not in known:
            near = texts.nearest(name, known)
            repair = f"write `{near[0]}`" if near else "installed: " + ", ".join(known)
            where = compiling.locate(the_case, f"analyses.{name}")
            message = f"there is no analysis `{name}`"
            yield diagnostic.at(rules.UNKNOWN_ANALYSIS, where, message, repair, "case")
