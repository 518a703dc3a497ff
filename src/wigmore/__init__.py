"""Wigmore compiles evidence: a folder of plain text becomes a report that leads back to its sources."""

__version__ = "0.1.0"
