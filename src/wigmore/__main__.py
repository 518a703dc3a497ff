"""`python -m wigmore`."""

from wigmore.cli import main

if __name__ == "__main__":
    main.run()
