"""Months and years in the words of headings, cells and options."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tui.scorecard.periods import MONTHS, month_end

_ABBREVIATIONS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_WORD = r"(?P<word>[A-Za-z]{3,9})\.?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_DASHES: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2019", "------'")
"""What page readers see for the dash of "Apr-23" and the apostrophe of "April '23"."""
_WORD_YEAR: Final = re.compile(rf"{_MONTH_WORD}[\s\-/,_]*{_YEAR}")
_WORD_ONLY: Final = re.compile(_MONTH_WORD)
_YEAR_MONTH: Final = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})(?:-\d{1,2})?")
_MONTH_YEAR: Final = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})")
YEAR: Final = r"(?:\b(?:19|20)\d{2}(?:\s*[/\-–]\s*(?:20)?\d{2})?\b|\b\d{2}\s*/\s*\d{2}\b)"
"""A year as headings name it: 2021/22, 2021-22, 2021, 21/22."""
_BENCHMARK_YEAR: Final = re.compile(YEAR)


def _month_number(word: str) -> int | None:
    word = word.lower()
    number = _ABBREVIATIONS.get(word[:3])
    return number if number and MONTHS[number - 1].lower().startswith(word) else None


def parse_period(text: str) -> date | None:
    """Read "Apr-23", "Sept 2023", "April '23", "2023-04" or "04/2023"; null for anything else."""
    text = text.strip().translate(_DASHES)
    if match := _WORD_YEAR.fullmatch(text):
        month, year = _month_number(match["word"]), int(match["year"])
        return month_end(year + 2000 if year < 100 else year, month) if month else None
    if match := _YEAR_MONTH.fullmatch(text) or _MONTH_YEAR.fullmatch(text):
        month, year = int(match["month"]), int(match["year"])
        return month_end(year, month) if 1 <= month <= 12 and 1900 <= year else None
    return None


def parse_month_name(text: str) -> int | None:
    """The number of a month written without its year ("Apr", "September"); null for anything else."""
    match = _WORD_ONLY.fullmatch(text.strip())
    return _month_number(match["word"]) if match else None


def find_year(text: str) -> str | None:
    """The year that a heading names, as it is written there ("2021/22"); null where it names none."""
    match = _BENCHMARK_YEAR.search(text)
    return match[0].replace(" ", "") if match else None
