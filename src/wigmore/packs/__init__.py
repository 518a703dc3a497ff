"""Knowledge of a field as dated, referenced data with its formulas, and what is worked out with it."""
