"""What the leading answer to each question hangs on: linchpins, ranges, the prior, single likelihoods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, contract, leading, leaving, sensitivity_spec, swinging
from wigmore.methods import weighing
from wigmore.model import finding, views

DRAWN = 20
"""How many ranges the figure of a question shows; the table has all of them."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question, and what its leading answer hangs on."""

    id: str
    base: leading.Stand
    left_out: tuple[leaving.LeftOut, ...]
    bars: tuple[swinging.Bar, ...]
    sweeps: tuple[swinging.Sweep, ...]


@contract.analysis(
    name="sensitivity",
    version=1,
    asks="What does the leading answer to each question hang on?",
)
def sensitivity(seen: views.Beliefs, sources: views.Sources) -> finding.Result:
    """Leave out whatever is weighed, move every range and the prior, and see what becomes of the answer."""
    if not seen.network.questions:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(beliefs.too_wide(seen, "Linchpins and thresholds"),))
    scale = beliefs.bands_of(seen.scale)
    omitting = leaving.Leaving(seen, sources)
    asked = []
    for name, one in seen.network.questions.items():
        base = leading.stand(one.answers, weighing.posterior(seen.network, name)[0], scale)
        held = omitting.left_out(name, base)
        bars, sweeps = swinging.tornado(seen, name, base), swinging.sweeps(seen, name, base)
        asked.append(_Asked(name, base, held, bars, sweeps))
    found: list[finding.Finding] = []
    for each in asked:
        found += leaving.findings(each.id, each.left_out, seen)
        found += swinging.findings(seen, each.id, each.bars, each.sweeps, each.base)
    figures = tuple(figure for each in asked for figure in _figures(seen, each))
    return finding.Result(findings=tuple(found), tables=_tables(seen, asked), figures=figures)


def _tables(seen: views.Beliefs, asked: Sequence[_Asked]) -> tuple[finding.Table, ...]:
    parts = (
        (
            "left out",
            "What becomes of the leading answer without each thing that is weighed",
            leaving.COLUMNS,
            [row for one in asked for row in leaving.rows(one.id, one.left_out)],
        ),
        (
            "tornado",
            "What each stated range does to the leading answer",
            swinging.BARS,
            [row for one in asked for row in swinging.bar_rows(one.id, one.bars)],
        ),
        (
            "sweep",
            "The leading answer, and what the text under test asserts, over all priors",
            swinging.SWEEP,
            [row for one in asked for row in swinging.sweep_rows(one.id, one.sweeps)],
        ),
        (
            "thresholds",
            "At which likelihood the word for the leading answer changes",
            swinging.THRESHOLDS,
            [row for one in asked for row in swinging.threshold_rows(seen, one.id, one.base, one.sweeps)],
        ),
    )
    return tuple(
        finding.Table(
            name=name,
            title=title,
            columns=columns,
            rows=tuple(rows),
            records=tuple(str(row[0]) for row in rows),
        )
        for name, title, columns, rows in parts
    )


def _figures(seen: views.Beliefs, one: _Asked) -> Iterator[finding.Figure]:
    """The tornado of the first leading answer, and the sweep; none where there is nothing to see."""
    asks = seen.questions[one.id].asks
    answer = one.base.leaders[0]
    drawn = [bar for bar in one.bars if bar.answer == answer][:DRAWN]
    if drawn:
        rows = [{"label": bar.label, "at low": bar.at_low, "at high": bar.at_high} for bar in drawn]
        yield finding.Figure(
            name=f"{one.id}-tornado",
            title=f"{asks} {_called(seen, one, answer)} by each range on its own: orange to its low end, "
            "blue to its high end",
            specification=sensitivity_spec.tornado(rows, one.base.share(answer)),
            records=(one.id,),
        )
    if one.sweeps and len(one.base.answers) > 1:
        yield _sweep(seen, one, asks)


def _sweep(seen: views.Beliefs, one: _Asked, asks: str) -> finding.Figure:
    labels = [_called(seen, one, held.answer) for held in one.sweeps]
    rows, now = [], []
    for label, held in zip(labels, one.sweeps, strict=True):
        rows += [{"label": label, "prior": prior, "probability": held.at(prior)} for prior in swinging.PRIORS]
        now.append({"label": label, "prior": held.prior, "probability": one.base.share(held.answer)})
    return finding.Figure(
        name=f"{one.id}-sweep",
        title=f"{asks} The answer by its prior; the point is where it stands",
        specification=sensitivity_spec.sweep(rows, labels, now),
        records=(one.id,),
    )


def _called(seen: views.Beliefs, one: _Asked, answer: str) -> str:
    return beliefs.label(seen.questions[one.id], answer, seen.names)
