"""Shared test vectors: `python -m tests.vectors FILE... [--only PREFIX,...]`."""
