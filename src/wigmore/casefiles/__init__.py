"""YAML to records with a span for every value, and records back to text; JSON Schema for editors."""
