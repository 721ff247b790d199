"""The cells of a large sheet at once, where its XML is written as spreadsheets write it.

Whatever is written in any other way is left to `tui.sources.workbook.cells`, which reads all XML.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

import msgspec

from tui.sources.lines import column_of
from tui.sources.workbook.cells import RawCell, SheetCells, is_true, stored, take_other
from tui.sources.workbook.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from tui.sources.workbook.package import Package

if TYPE_CHECKING:
    import polars as pl

LARGE: Final = 1 << 18
"""A sheet of fewer bytes is read cell by cell: that is as fast."""

_BEGIN: Final = b"<sheetData>"
_END: Final = b"</sheetData>"
_ROW: Final = re.compile(r"</row>|<row\b[^>]*>")
_HIDDEN_ROW: Final = re.compile(r'<row\b[^>]*\br="(\d{1,7})"[^>]*\bhidden="(1|true)"[^>]*>')
_HIDDEN: Final = 'hidden="'
_REFERENCE: Final = "^[A-Z]{1,3}[1-9][0-9]{0,6}$"
_CELL: Final = re.compile(
    r'(?: s="(?P<style>\d{1,9})")?(?: t="(?P<kind>n|s|b|e|str|d)")?'
    r"(?:/>|>(?:<f(?: [^<>]*)?>(?P<formula>[^<]*)</f>|(?P<shared><f(?: [^<>]*)?/>))?"
    r"(?:<v>(?P<value>[^<]*)</v>)?</c>)\s*"
)
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS: Final = "0123456789"


class Scanned(msgspec.Struct, frozen=True):
    """The cells of a sheet: a frame of `row, column, key`, and by its key what a cell holds (row and column are 0)."""

    cells: pl.DataFrame
    kinds: dict[str, RawCell]


def scan(package: Package, part: str, data: bytes, found: SheetCells) -> Scanned | None:
    """The cells of a sheet's XML, and in `found` what else it says; null where it is not written in the usual way."""
    begin, end = data.find(_BEGIN), data.find(_END)
    if begin < 0 or end < begin or data.find(_BEGIN, begin + 1) >= 0:
        return None
    try:
        body = data[begin + len(_BEGIN) : end].decode("utf-8")
    except UnicodeDecodeError:
        return None
    scanned = _cells(body, found)
    if scanned is None:
        return None
    if _HIDDEN in body:
        found.hidden_rows += [int(match[1]) for match in _HIDDEN_ROW.finditer(body) if is_true(match[2])]
    for element in package.parsed(data[:begin] + _BEGIN + data[end:], part):
        take_other(element, found)
    return scanned


def _cells(body: str, found: SheetCells) -> Scanned | None:
    import polars as pl

    pieces = pl.Series("piece", [_ROW.sub("", body)], pl.String).str.split("<c ").explode()
    if len(pieces) < 2 or pieces[0].strip():
        return None
    if len(pieces) > MOST_CELLS:
        return None
    parts = pieces.slice(1).str.splitn('"', 3).struct.unnest()
    before, reference, key = (parts[name] for name in parts.columns)
    if not ((before == "r=").all() and reference.str.contains(_REFERENCE).all() and key.is_not_null().all()):
        return None
    kinds = {each: _read(each) for each in key.unique().to_list()}
    if any(kind is None for kind in kinds.values()):
        return None
    letters = reference.str.strip_chars_end(_DIGITS)
    columns = {name: column_of(name) for name in letters.unique().to_list()}
    cells = pl.DataFrame(
        [
            reference.str.strip_chars_start(_LETTERS).cast(pl.Int64).alias("row"),
            letters.replace_strict(columns, return_dtype=pl.Int64).alias("column"),
            key.alias("key"),
        ]
    )
    usual = {name: kind for name, kind in kinds.items() if kind is not None}
    within = (pl.col("row") <= MOST_ROWS) & (pl.col("column") < MOST_COLUMNS)
    filled = [name for name, kind in usual.items() if kind.value is not None or kind.formula is not None]
    found.beyond += cells.filter(~within & pl.col("key").is_in(filled)).height
    return Scanned(cells.filter(within), usual)


def _read(text: str) -> RawCell | None:
    """What stands behind a cell's reference; null where it is not as usual."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    formula = "" if match["shared"] else match["formula"]
    kind = match["kind"] or "n"
    value = stored(kind, _unescaped(match["value"]), formula)
    return RawCell(0, 0, int(match["style"] or 0), kind, value, _unescaped(formula))


def _unescaped(text: str | None) -> str | None:
    return unescape(text) if text and "&" in text else text
