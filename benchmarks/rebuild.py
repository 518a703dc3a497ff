"""`wigmore build` after an edit, against a cold build of the same case in the same run."""

import shutil
from pathlib import Path

from benchmarks import generate, runs, table

CLAIMS = 10_000
FILES = 200
REPEAT = 3
STEPS = ("cold", "value", "says", "unchanged")
GOALS = {"value": 0.4, "says": 0.25}
NAMES = {
    "value": "rebuild after an edit of one `value`",
    "says": "rebuild after an edit of one `says`",
    "unchanged": "rebuild without an edit",
}


def rebuild(folder: Path, smaller: int) -> table.Section:
    """The medians of three rounds; each begins with a fresh output folder."""
    place = folder / "rebuild"
    claims = CLAIMS // smaller
    generate.case(place / "case", claims, per_file=claims // FILES)
    held: dict[str, list[runs.Run]] = {step: [] for step in STEPS}
    for number in range(REPEAT):
        for step, run in _round(place, number).items():
            held[step].append(run)
        shutil.rmtree(place / "out")
    shutil.rmtree(place)
    cold = runs.median(held["cold"])
    rows = [
        table.compared(NAMES[step], runs.median(held[step]), cold, table.seconds, at_most=GOALS.get(step))
        for step in STEPS[1:]
    ]
    notes = [f"{step}: {_recomputed(held[step][-1])}" for step in STEPS]
    title = f"`wigmore build` of {claims:,} claims in {FILES} files, against a cold build (the peer)"
    return table.Section(title, tuple(rows), tuple(notes))


def _round(place: Path, number: int) -> dict[str, runs.Run]:
    """A cold build, and one after each edit."""
    build = runs.wigmore("build", place / "case", "--out", place / "out")
    done = {"cold": runs.run(build, place)}
    generate.edit(place / "case", "value", f"{1234 + number} t")
    done["value"] = runs.run(build, place)
    generate.edit(place / "case", "says", f"In round {number} somebody put this sentence into other words.")
    done["says"] = runs.run(build, place)
    done["unchanged"] = runs.run(build, place)
    return done


def _recomputed(run: runs.Run) -> str:
    """The line in which the build tells what it made anew."""
    return next((line for line in run.output.splitlines() if line.startswith("made anew")), "made anew: ?")
