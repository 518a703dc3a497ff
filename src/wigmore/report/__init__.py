"""The compiled case as HTML, JSON and CSV; computes nothing."""
