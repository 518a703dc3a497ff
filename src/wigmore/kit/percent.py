"""Probabilities as people read them."""


def percent(value: float) -> str:
    """A probability for a sentence: whole percent, one decimal below ten and above ninety, never 0 or 100.

    >>> percent(0.534), percent(0.0421), percent(0.00004), percent(0.99999)
    ('53 %', '4.2 %', 'under 0.1 %', 'over 99.9 %')
    """
    if value < 0.001:
        return "under 0.1 %"
    if value > 0.999:
        return "over 99.9 %"
    digits = 0 if 0.0995 <= value <= 0.9005 else 1
    return f"{100 * value:.{digits}f} %"


def interval(low: float, high: float) -> str:
    """Two bounds for a sentence.

    >>> interval(0.037, 0.241), interval(0.5, 0.5)
    ('3.7 to 24 %', '50 %')
    """
    first, last = percent(low), percent(high)
    return first if first == last else f"{first.removesuffix(' %')} to {last}"
