"""The order of the stages, the cache by content, crash to diagnostic, and what is written to `out/`."""
