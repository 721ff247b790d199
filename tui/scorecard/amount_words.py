"""Differences in words without a sign: how large they are, in the indicator's unit, as exact as they are published."""

from __future__ import annotations

from typing import Final

from tui.scorecard.views import Amount

_UNITS: Final = {"percent": " pp", "rate_per_10000": " per 10,000"}


def size(amount: Amount, unit: str) -> str:
    """`11 pp`, `3.7 pp`, `12 per 10,000`, `1,204`

    >>> size(Amount(-11.0, 0), "percent")
    '11 pp'
    """
    return f"{abs(amount.amount):,.{amount.digits}f}{_UNITS.get(unit, '')}"
