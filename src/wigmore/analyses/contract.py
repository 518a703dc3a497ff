"""What an analysis is: a plain function whose annotated parameters are its declared inputs.

Its options are one frozen class, it returns a `finding.Result`, and it does nothing else: no files, no
clock, no randomness without a seed. The decorator reads the signature once; from it follow what is handed
in, what a finding may rest on, and what makes the result stale.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from wigmore.kit import edtf, frozen
from wigmore.model import finding, graph, pack, views

Function = Callable[..., finding.Result]
Findings = views.Findings
NO_FINDINGS = Findings()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A registered analysis: its name, version and question, and the function with its declared inputs."""

    name: str
    version: int
    asks: str
    function: Function
    views: Mapping[str, type[views.View]]
    options: type | None

    @property
    def reads_findings(self) -> bool:
        """Whether it looks at what the analyses before it found."""
        return Findings in self.views.values()

    def run(
        self, the_graph: graph.CaseGraph, options: Any = None, earlier: Findings = NO_FINDINGS
    ) -> finding.Result:
        """Hand in the declared views and options; raises whatever the function raises.

        `earlier` is what the analyses before this one found, for one that asks for it.
        """
        inputs: dict[str, Any] = {
            name: earlier if view is Findings else view.of(the_graph) for name, view in self.views.items()
        }
        if self.options is not None:
            inputs["options"] = options if options is not None else self.options()
        return self.function(**inputs)

    def may_rest_on(self, the_graph: graph.CaseGraph, earlier: Findings = NO_FINDINGS) -> frozenset[str]:
        """The ids of all records that this analysis was shown, and all policy rows.

        To one that looks at earlier findings, the records on which these rest were shown as well.
        """
        kinds = {kind for view in self.views.values() for kind in view.kinds}
        shown = {name for kind in kinds for name in the_graph.records.of_kind(kind)}
        if self.reads_findings:
            shown |= {name for one in earlier for name in finding.refs(one)}
        given = finding.policy_refs(the_graph) | pack.refs(the_graph.packs)
        return frozenset(shown | set(the_graph.records.of_kind("assumptions"))) | given

    def facets(self) -> frozenset[str]:
        """The facets of the case files on which the result depends."""
        return frozenset(facet for view in self.views.values() for facet in view.facets)


def analysis(*, name: str, version: int, asks: str) -> Callable[[Function], Analysis]:
    """Declare a function as an analysis; raises TypeError when a parameter is not annotated with a view."""

    def declare(function: Function) -> Analysis:
        declared: dict[str, type[views.View]] = {}
        options: type | None = None
        for parameter in inspect.signature(function, eval_str=True).parameters.values():
            kind = parameter.annotation
            if parameter.name == "options" and isinstance(kind, type) and is_dataclass(kind):
                options = kind
            elif isinstance(kind, type) and issubclass(kind, views.View):
                declared[parameter.name] = kind
            else:
                raise TypeError(f"{name}: the parameter {parameter.name} is not annotated with a view")
        return Analysis(name, version, asks, function, frozen.FrozenDict(declared), options)

    return declare


def option_names(of: Any) -> dict[str, Any]:
    """The fields of an options class by the names that a case uses, `key-claim` for `key_claim`."""
    return {one.name.replace("_", "-"): one for one in fields(of)}


def read_options(of: type, texts: Mapping[str, str]) -> tuple[Any, dict[str, str]]:
    """The options class made from texts of a case, and what is wrong with any of them by name.

    Options are whole numbers, numbers, `yes` or `no`, or words, by the type of the field's default; a day
    has none.
    """
    known = option_names(of)
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, text in texts.items():
        one = known.get(name)
        if one is None:
            faults[name] = "there is no such option; known: " + ", ".join(f"`{other}`" for other in known)
            continue
        read, what = _READERS[type(one.default)]
        try:
            values[one.name] = read(text)
        except (ValueError, KeyError):
            faults[name] = f"`{text}` is not {what}"
    return of(**values), faults


def _day(text: str) -> edtf.Edtf:
    """One certain day; raises ValueError for any other date."""
    date = edtf.parse(text)
    if date.precision != "day" or date.uncertain or date.approximate:
        raise ValueError(text)
    return date


_READERS: Mapping[type, tuple[Callable[[str], Any], str]] = {
    bool: (lambda text: {"yes": True, "no": False}[text], "`yes` or `no`"),
    int: (int, "a whole number"),
    float: (float, "a number"),
    str: (str, "a text"),
    type(None): (_day, "one certain day, as 2026-05-31"),
}
