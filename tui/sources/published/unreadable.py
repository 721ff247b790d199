"""Why a figure cannot be read, and what to do about it."""

from __future__ import annotations

import re
from typing import Final

FORMULA: Final = "="
_TIME: Final = re.compile(r"-?\d{1,5}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_ERROR_VALUE: Final = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
"""What spreadsheets show where a formula fails."""


def is_error_value(text: str) -> bool:
    """Whether a cell shows that its formula fails: "#REF!"."""
    return _ERROR_VALUE.fullmatch(text) is not None


def why_unreadable(text: str, numeral: str, *, stored: bool) -> str:
    """What is wrong with a figure, to stand after its title; `numeral` is the text with numbers as they are read.

    `stored` says that it comes from a sheet, where formulas have values.

    >>> why_unreadable("lots", "lots", stored=False)
    '“lots” is not a number; give the figure alone, or leave the cell blank'
    """
    if text.startswith(FORMULA) and stored:
        return (
            f"“{text}” is a formula without a stored value; open the workbook in a spreadsheet, let it calculate"
            " and save it"
        )
    if numeral != text:
        return f"“{text}” could be with a decimal comma or in thousands; write it without doubt, as 1234.5"
    if _TIME.fullmatch(text):
        return f"“{text}” is a time, not a number; give it as hours (8.5) or minutes, or leave the cell blank"
    if is_error_value(text):
        return f"“{text}” is not a number: its formula fails; mend it, or leave the cell blank"
    return f"“{text}” is not a number; give the figure alone, or leave the cell blank"
