"""Kinds, properties, scales and policy tables: data with source and reason, read by small loaders."""
