"""How often chance alone brings dates close together: the birthday problem with near days."""

import math


def near_pair_circular(*, days: int, events: int, within: int) -> float:
    """P that two of n events fall within w days of each other, on a circle of N days, each day alike.

    1 − Π_{i=1}^{n−1} (N − n w − i) / N (Abramson and Moser 1970); with w = 0 the birthday problem.

    Raises ValueError where there is no day, or a number is negative.

    >>> round(near_pair_circular(days=365, events=14, within=1), 3)
    0.537
    """
    _check(days, events, within)
    # Two apart by more than w on both sides need 2 (w + 1) days; the product alone would not see it.
    if events > 1 and events * (within + 1) > days:
        return 1.0
    return 1 - math.prod((days - events * within - one) / days for one in range(1, events))


def near_pair_linear(*, slots: int, events: int, within: int) -> float:
    """P that two of n events fall within w slots of each other, in a row of N slots, each slot alike.

    1 − Π_{i=0}^{n−1} (N − (n − 1) w − i) / N (Naus 1965, the scan statistic of pairs).

    Raises ValueError where there is no slot, or a number is negative.

    >>> round(near_pair_linear(slots=90, events=10, within=1), 4)
    0.8045
    """
    _check(slots, events, within)
    if events > 1 and (events - 1) * (within + 1) + 1 > slots:
        return 1.0
    return 1 - math.prod((slots - (events - 1) * within - one) / slots for one in range(events))


def _check(places: int, events: int, within: int) -> None:
    if places < 1 or events < 0 or within < 0:
        raise ValueError("there is a place, and neither events nor distance are negative")
