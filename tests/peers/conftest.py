"""pyAgrum is imported here before warnings are errors: one in its loading would end the process."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pyagrum  # noqa: F401
