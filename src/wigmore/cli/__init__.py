"""Words in, rooms called in order, words out, exit code; no decisions."""
