"""How cells are formatted: the number format and the fill of every style."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import msgspec

from tui.sources.lines import Fill
from tui.sources.workbook.book import Book
from tui.sources.workbook.colours import Palette, indexed_colours, is_white, mark_of
from tui.sources.workbook.formats import GENERAL, NumberFormat, number_format
from tui.sources.workbook.package import Package, children, whole_number

_SOLID = "solid"
_NO_PATTERN = ("none", "")


class Styles(msgspec.Struct, frozen=True):
    """Number formats and fills, by the number that a cell gives for its style."""

    formats: tuple[NumberFormat, ...] = ()
    fills: tuple[Fill | None, ...] = ()

    def format_of(self, style: int) -> NumberFormat:
        """The number format of a style."""
        return self.formats[style] if style < len(self.formats) else GENERAL

    def fill_of(self, style: int) -> Fill | None:
        """The fill of a style; null where it has none, or a white one."""
        return self.fills[style] if style < len(self.fills) else None


def read_styles(package: Package, book: Book) -> Styles:
    """The styles of a workbook; none where it has no part for them."""
    if book.styles is None:
        return Styles()
    tree = package.tree(book.styles)
    palette = Palette(package.tree(book.theme) if book.theme else None, indexed_colours(tree))
    codes = {
        whole_number(each.get("numFmtId"), -1): each.get("formatCode", "")
        for group in children(tree, "numFmts")
        for each in children(group, "numFmt")
    }
    fills = [_fill(each, palette) for group in children(tree, "fills") for each in children(group, "fill")]
    cells = [each for group in children(tree, "cellXfs") for each in children(group, "xf")]
    formats = {number: number_format(number, codes.get(number)) for number in {_number(each) for each in cells}}
    return Styles(
        tuple(formats[_number(each)] for each in cells),
        tuple(fills[at] if (at := whole_number(each.get("fillId"))) < len(fills) else None for each in cells),
    )


def _number(cell: Element) -> int:
    return whole_number(cell.get("numFmtId"))


def _fill(element: Element, palette: Palette) -> Fill | None:
    """How a cell is filled; what is neither one colour nor none has no mark."""
    pattern = next(children(element, "patternFill"), None)
    if pattern is None:
        return Fill("of several colours") if next(children(element, "gradientFill"), None) is not None else None
    kind = pattern.get("patternType", "")
    if kind in _NO_PATTERN:
        return None
    if kind != _SOLID:
        return Fill(f"with a pattern ({kind})")
    colour = next((palette.colour(each) for each in children(pattern, "fgColor")), None)
    return Fill(f"#{colour}", mark_of(colour)) if colour and not is_white(colour) else None
