"""`python -m wigmore`."""

import sys

if __name__ == "__main__":
    # Python puts the current folder first on its path; that folder may be somebody else's case, and a file
    # `click.py` in it must not run.
    if not sys.flags.safe_path:
        del sys.path[0]

    from wigmore.cli import main

    main.run()
