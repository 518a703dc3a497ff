"""The contract and the built-in analyses, one file each."""
