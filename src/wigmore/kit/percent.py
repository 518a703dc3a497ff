"""Probabilities as people read them; a no-break space keeps a number and its % on one line."""

PER_CENT = "\N{NO-BREAK SPACE}%"


def percent(value: float) -> str:
    """A probability for a sentence: whole percent, one decimal below ten and above ninety, never 0 or 100.

    >>> percent(0.534), percent(0.0421), percent(0.00004), percent(0.99999)
    ('53\\xa0%', '4.2\\xa0%', 'under 0.1\\xa0%', 'over 99.9\\xa0%')
    """
    if value < 0.001:
        return f"under 0.1{PER_CENT}"
    if value > 0.999:
        return f"over 99.9{PER_CENT}"
    digits = 0 if 0.0995 <= value <= 0.9005 else 1
    return f"{100 * value:.{digits}f}{PER_CENT}"


def whole(share: float) -> str:
    """A share of what was counted, in whole percent; unlike a probability it may be none or all.

    >>> whole(0.354), whole(0), whole(1)
    ('35\\xa0%', '0\\xa0%', '100\\xa0%')
    """
    return f"{100 * share:.0f}{PER_CENT}"


def interval(low: float, high: float) -> str:
    """Two bounds for a sentence.

    >>> interval(0.037, 0.241), interval(0.5, 0.5)
    ('3.7 to 24\\xa0%', '50\\xa0%')
    """
    first, last = percent(low), percent(high)
    return first if first == last else f"{first.removesuffix(PER_CENT)} to {last}"
