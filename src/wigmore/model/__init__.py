"""The nouns as frozen records, references between them, the compiled case and `trace()`."""
