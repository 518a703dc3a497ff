"""What every claim and source owes its reader: a source, a warrant, a reason, an origin that was read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import text as texts
from wigmore.model import graph
from wigmore.stages import circles, references
from wigmore.stages import origins as origin_stage

WEB = ("http://", "https://")


def check(
    records: graph.Records, origins: Mapping[str, graph.Origins], locate: references.Locate
) -> tuple[diagnostic.Diagnostic, ...]:
    """All of these checks, over all records."""
    return (
        *circles.check(records.claims, "inferred_from", rules.INFERENCE_CIRCLE, locate),
        *_claims(records, locate),
        *_sources(records, origins, locate),
        *_same_names(records, locate),
    )


def _claims(records: graph.Records, locate: references.Locate) -> Iterator[diagnostic.Diagnostic]:
    for one in records.claims.values():
        if not one.sources and not one.inferred_from:
            message = f"nobody says `{one.id}`"
            repair = "add `sources:`, or `inferred_from:` with a `warrant:`"
            yield diagnostic.at(rules.NO_SOURCE, locate(one, ""), message, repair, one.id)
        if one.inferred_from and one.warrant is None:
            message = f"`{one.id}` is concluded from other claims without a reason"
            yield diagnostic.at(
                rules.NO_WARRANT, locate(one, "inferred_from"), message, "add `warrant: …`", one.id
            )


def _sources(
    records: graph.Records, origins: Mapping[str, graph.Origins], locate: references.Locate
) -> Iterator[diagnostic.Diagnostic]:
    resting: defaultdict[str, int] = defaultdict(int)
    for held in origins.values():
        for root in {root for report in held.reports for root in report.roots}:
            resting[root] += 1
    for one in records.sources.values():
        if one.read in origin_stage.NOT_READ and resting[one.id]:
            count = texts.plural(resting[one.id], "claim goes", "claims go")
            message = f"{count} back to `{one.id}`, which nobody here has read"
            repair = f"read it, or accept {rules.UNREAD_ORIGIN.code} on `{one.id}` with a reason"
            yield diagnostic.at(rules.UNREAD_ORIGIN, locate(one, ""), message, repair, one.id)
        if one.url is not None and not one.url.startswith(WEB):
            message = f"`{texts.cut(one.url, 60)}` is not a web address, and is shown as text"
            repair = "write an address that begins with https://"
            yield diagnostic.at(rules.UNSAFE_ADDRESS, locate(one, "url"), message, repair, one.id)
        if one.reliability is not None and one.why is None:
            message = f"the reliability of `{one.id}` is given without a reason"
            yield diagnostic.at(
                rules.BAD_RELIABILITY, locate(one, "reliability"), message, "add `why: …`", one.id
            )


def _same_names(records: graph.Records, locate: references.Locate) -> Iterator[diagnostic.Diagnostic]:
    named: dict[str, str] = {}
    for one in records.entities.values():
        places = {texts.fold(name): f"aliases.{index}" for index, name in enumerate(one.aliases)}
        for name, path in {**places, texts.fold(one.name): "name"}.items():
            first = named.setdefault(name, one.id)
            if first != one.id:
                message = f"`{one.id}` and `{first}` have the same name"
                repair = "merge the two records, or tell them apart by name"
                yield diagnostic.at(rules.SAME_NAME, locate(one, path), message, repair, one.id)
