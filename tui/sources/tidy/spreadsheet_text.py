r"""Text that a spreadsheet would take for a formula, made harmless and put back.

In CSV and TSV a text that begins like a formula gets an apostrophe before it, and so does one that already looks like
that (`'=1`), so that taking one apostrophe away always gives the text back. A workbook says of each cell that it is
text, so that only what looks like an escape needs one there.
"""

from __future__ import annotations

from typing import Final

import polars as pl

_FORMULA: Final = r"(?:[\s\x00-\x20]*[=+\-@＝＋－＠]|[\t\r\n])"
_BEGINS_A_FORMULA: Final = rf"^'*{_FORMULA}"
_ESCAPED: Final = rf"^'+{_FORMULA}"
_HARMLESS: Final = r"\A(?:-|[-+]\d[\d.,]*%?)\z"
"""Numbers with their sign, and the sign that scorecards write where there is none."""


def harmless(text: pl.Expr) -> pl.Expr:
    """Texts as CSV holds them."""
    return _with_apostrophe(text, text.str.contains(_BEGINS_A_FORMULA) & ~text.str.contains(_HARMLESS))


def unmistakable(text: pl.Expr) -> pl.Expr:
    """Texts as a cell of text in a workbook holds them."""
    return _with_apostrophe(text, text.str.contains(_ESCAPED))


def original(text: pl.Expr) -> pl.Expr:
    """Texts as they were before they were made harmless."""
    return pl.when(text.str.contains(_ESCAPED)).then(text.str.slice(1)).otherwise(text)


def _with_apostrophe(text: pl.Expr, where: pl.Expr) -> pl.Expr:
    return pl.when(where).then(text.str.replace("^", "'")).otherwise(text)
