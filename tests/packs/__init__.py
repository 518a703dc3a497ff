"""Packs: their format, what they answer, and the pack that comes with the program."""
