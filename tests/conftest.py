"""Settings of all tests: properties may take their time, for a busy machine is no fault of the code."""

import os

from hypothesis import settings

settings.register_profile("wigmore", deadline=None)
settings.register_profile("wigmore-ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("wigmore-ci" if os.environ.get("CI") else "wigmore")
