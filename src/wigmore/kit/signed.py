"""Numbers with a sign as people read them: the minus as it is printed, and nought without a sign."""

FIXED = "\N{NO-BREAK SPACE}"
"""Between a number and its unit no line breaks."""


def signed(value: float) -> str:
    """One decimal and a sign; what rounds to nought has neither.

    >>> signed(4.26), signed(-0.96), signed(-0.04)
    ('+4.3', '\u22121.0', '0')
    """
    shown = f"{value:+z.1f}"
    return "0" if shown == "+0.0" else shown.replace("-", "\N{MINUS SIGN}")


def decibans(value: float) -> str:
    """A weight of evidence for a sentence.

    >>> decibans(10.42), decibans(-0.96), decibans(-0.04)
    ('+10.4\\xa0dB', '\u22121.0\\xa0dB', '0\\xa0dB')
    """
    return f"{signed(value)}{FIXED}dB"


def points(difference: float) -> str:
    """A difference of two probabilities, -1 to 1, in percentage points.

    >>> points(0.12), points(-0.0834), points(0.0004)
    ('+12.0\\xa0points', '\u22128.3\\xa0points', '0\\xa0points')
    """
    return f"{signed(100 * difference)}{FIXED}points"
