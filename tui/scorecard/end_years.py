"""Years as headings and files spell them, each as the year in which it ends, so that they can be compared."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 5
"""Years that a range may span: 2021/22-23/24 spans three, and what spans many is no range of years."""

_SHORT = r"(?:20)?\d{2}"
_YEARS: Final = re.compile(
    rf"(?P<start>(?:19|20)\d{{2}})(?:\s*/\s*(?P<second>{_SHORT}))?"
    rf"(?:\s*[-–]\s*(?P<third>{_SHORT})(?:/(?P<last>{_SHORT}))?)?"
    r"(?:\s*\((?:rev|final|prov|ot)\))?",
    re.IGNORECASE,
)
_RUN_TOGETHER: Final = re.compile(r"((?:19|20)\d{2})(\d{2})")


def end_year(text: str) -> int | None:
    """The calendar year in which the year or years named by `text` end; null for any other text.

    A single number stands for the year that ends in it, as in DfE's files: `2022` is the reporting year 2021/22, or
    the calendar year 2022 of a measure that has calendar years. A range ends with its last year, whichever of its
    spellings it has: `2020-22` and `2019/20-21/22` end in 2022, as `2021-22` does. What stands in brackets (revised,
    final, provisional, outturn) is no part of the year. `202122` is how DfE's other tables write 2021/22.

    >>> end_year("2021/22"), end_year("2024 (Rev)"), end_year("2021/22-23/24"), end_year("0")
    (2022, 2024, 2024, None)
    """
    text = text.strip()
    if match := _RUN_TOGETHER.fullmatch(text):
        return _within(int(match[1]), match[2])
    match = _YEARS.fullmatch(text)
    return _within(int(match["start"]), match["last"] or match["third"] or match["second"]) if match else None


def _within(start: int, ending: str | None) -> int | None:
    """The year after `start` that ends in these two or four digits; null where it is too far from it."""
    if ending is None:
        return start
    end = int(ending) if len(ending) == 4 else start + (int(ending) - start) % 100
    return end if 0 < end - start <= _LONGEST else None


def financial_year(end: int) -> str:
    """`2021/22` for the year that ends in 2022."""
    return f"{end - 1}/{end % 100:02d}"
