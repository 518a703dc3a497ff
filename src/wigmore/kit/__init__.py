"""What the standard library might have had: dates, quantities, hashing, folding. No noun of the field."""
