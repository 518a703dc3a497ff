"""Run files of vectors and print each failure, then `N passed, N failed`; exit code 1 when one failed."""

import argparse
import sys
from pathlib import Path

from tests.vectors import runner


def main(args: list[str] | None = None) -> int:
    """Run the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.vectors", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--only", default="", help="prefixes of names, separated by commas")
    options = parser.parse_args(args)
    only = tuple(prefix for prefix in options.only.split(",") if prefix)
    outcomes = [one for path in options.files for one in runner.run(runner.load(path), only)]
    for one in outcomes:
        if one.problem:
            print(f"FAILED {one.vector} {one.method}: {one.problem}")
    failed = sum(1 for one in outcomes if one.problem)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
