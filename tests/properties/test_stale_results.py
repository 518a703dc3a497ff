"""A result in the cache is used only where nothing that it depends on has changed."""

from pathlib import Path

from tests import cases
from wigmore.analyses import contract
from wigmore.build import analysing, pipeline
from wigmore.kit import edtf
from wigmore.model import finding, views


@contract.analysis(name="events-alone", version=1, asks="Which events are there?")
def events_alone(*, events: views.Events) -> finding.Result:
    """An analysis that sees neither sources nor claims."""
    return finding.Result(
        findings=tuple(finding.Finding(states="There is one.", basis=(name,)) for name in events.records)
    )


def test_the_cache_knows_when_sources_were_out(tmp_path: Path) -> None:
    """Under `--known-on` the date of a source decides what there is, also for those who do not look at it."""
    text = (
        "sources:\n"
        "  one: {title: One, kind: news, publisher: A, published: 2020}\n"
        "  two: {title: Two, kind: news, publisher: B, published: 2022}\n"
        "claims:\n"
        "  moved: {says: It moved., sources: [{source: one}]}\n"
        "  stayed: {says: It stayed., sources: [{source: two}]}\n"
        "events:\n"
        "  move: {kind: visit, title: The move, date: 2019, basis: moved}\n"
        "  stay: {kind: visit, title: The stay, date: 2019, basis: stayed}\n"
    )
    kept = pipeline.new_cache(tmp_path / "out")
    chosen = pipeline.Settings(known_on=edtf.parse("2021-12-31"))

    def seen(text: str) -> list[tuple[str, ...]]:
        root = cases.write(tmp_path / "case", {"a.yaml": text})
        held = pipeline.check(root, chosen, kept)
        assert held.graph is not None
        (ran,) = analysing.run_all([events_alone], held, held.graph, kept).value
        assert ran.result is not None
        return [one.basis for one in ran.result.findings]

    assert seen(text) == [("move",)]
    swapped = text.replace("2022", "2018").replace("2020", "2022")
    assert seen(swapped) == [("stay",)]
