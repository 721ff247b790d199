"""Workbooks made up for a test: the smallest XML that spreadsheets read, written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec

from tui.sources.lines import letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Made(msgspec.Struct, frozen=True):
    """One cell: `value` null is a cell with a style alone, or a formula without a stored value.

    `fill` is the XML attributes of its colour ('rgb="FFFF0000"'); `kind` that of the value, by default as its type has
    it.
    """

    value: str | float | None = None
    form: str | int = "General"
    fill: str | None = None
    formula: str | None = None
    kind: str | None = None
    pattern: str = "solid"


Value = str | float | Made | None


class MadeSheet(msgspec.Struct, frozen=True):
    """One sheet; `others` is XML after its rows, `columns` XML before them."""

    name: str
    rows: Sequence[Sequence[Value]] = ()
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    columns: str = ""
    others: str = ""
    state: str = "visible"
    kind: str = "worksheet"
    inline: bool = False
    first: int = 1
    raw: str | None = None


class MadeBook(msgspec.Struct, frozen=True):
    """What goes into the file."""

    sheets: Sequence[MadeSheet]
    from_1904: bool = False
    theme: str | None = None
    namespace: str = MAIN
    extra: Mapping[str, str | bytes] = {}


def write(path: Path, *sheets: MadeSheet, **about: object) -> Path:
    """Write a workbook of these sheets."""
    return write_book(path, MadeBook(sheets, **about))  # type: ignore[arg-type]


def write_book(path: Path, book: MadeBook) -> Path:
    styles, strings = _Styles(), _Strings()
    parts: dict[str, str | bytes] = {}
    for number, sheet in enumerate(book.sheets, 1):
        parts[f"xl/{sheet.kind}s/sheet{number}.xml"] = sheet.raw or _sheet_xml(sheet, styles, strings, book.namespace)
    parts |= {
        "[Content_Types].xml": _content_types(book),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook_xml(book),
        "xl/_rels/workbook.xml.rels": _relations(_of_the_workbook(book)),
        "xl/styles.xml": styles.xml(book.namespace),
        "xl/sharedStrings.xml": strings.xml(book.namespace),
    }
    if book.theme:
        parts["xl/theme/theme1.xml"] = book.theme
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in (parts | dict(book.extra)).items():
            archive.writestr(name, data)
    return path


def theme(**colours: str) -> str:
    """A theme of these colours (accent1="4472C4")."""
    inner = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items())
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        f'<a:clrScheme name="made">{inner}</a:clrScheme></a:themeElements></a:theme>'
    )


class _Strings:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self, namespace: str) -> str:
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._numbers)
        return f'<sst xmlns="{namespace}">{items}</sst>'


class _Styles:
    """Each different format and fill as a style."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str | int, str | None, str], int] = {("General", None, "solid"): 0}

    def number(self, cell: Made) -> int:
        return self._styles.setdefault((cell.form, cell.fill, cell.pattern), len(self._styles))

    def xml(self, namespace: str) -> str:
        codes = {form for form, _, _ in self._styles if isinstance(form, str) and form != "General"}
        numbers = {code: 164 + at for at, code in enumerate(sorted(codes))}
        formats = "".join(f'<numFmt numFmtId="{at}" formatCode={quoteattr(code)}/>' for code, at in numbers.items())
        fills = [(fill, pattern) for _, fill, pattern in self._styles]
        patterns = "".join(f"<fill>{_pattern(fill, pattern)}</fill>" for fill, pattern in fills)
        cells = "".join(
            f'<xf numFmtId="{numbers.get(str(form), form if isinstance(form, int) else 0)}" fillId="{at}"/>'
            for at, (form, _, _) in enumerate(self._styles)
        )
        return (
            f'<styleSheet xmlns="{namespace}"><numFmts>{formats}</numFmts><fills>{patterns}</fills>'
            f"<cellXfs>{cells}</cellXfs></styleSheet>"
        )


def _pattern(fill: str | None, pattern: str) -> str:
    if fill is None:
        return '<patternFill patternType="none"/>'
    return f'<patternFill patternType="{pattern}"><fgColor {fill}/></patternFill>'


def _sheet_xml(sheet: MadeSheet, styles: _Styles, strings: _Strings, namespace: str) -> str:
    if sheet.kind != "worksheet":
        return f'<{sheet.kind} xmlns="{namespace}"/>'
    rows = []
    for number, row in enumerate(sheet.rows, sheet.first):
        cells = "".join(
            _cell_xml(f"{letters(at)}{number}", value, styles, strings, sheet.inline) for at, value in enumerate(row)
        )
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        rows.append(f'<row r="{number}"{hidden}>{cells}</row>' if cells or hidden else "")
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in sheet.merged)
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{namespace}">{sheet.columns}'
        f"<sheetData>{''.join(rows)}</sheetData>{merged}{sheet.others}</worksheet>"
    )


def _cell_xml(reference: str, value: Value, styles: _Styles, strings: _Strings, inline: bool) -> str:
    cell = value if isinstance(value, Made) else Made(value)
    if value is None or value == "":
        return ""
    style = styles.number(cell)
    start = f'<c r="{reference}"' + (f' s="{style}"' if style else "")
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula is not None else ""
    if cell.value is None:
        return f"{start}>{formula}</c>" if formula else f"{start}/>"
    if cell.kind:
        return f'{start} t="{cell.kind}">{formula}<v>{escape(str(cell.value))}</v></c>'
    if not isinstance(cell.value, str):
        return f"{start}>{formula}<v>{cell.value!r}</v></c>"
    if inline:
        return f'{start} t="inlineStr"><is><t>{escape(cell.value)}</t></is></c>'
    return f'{start} t="s">{formula}<v>{strings.number(cell.value)}</v></c>'


def _workbook_xml(book: MadeBook) -> str:
    properties = '<workbookPr date1904="1"/>' if book.from_1904 else ""
    sheets = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" state="{sheet.state}" r:id="rId{number}"/>'
        for number, sheet in enumerate(book.sheets, 1)
    )
    return f'<workbook xmlns="{book.namespace}" xmlns:r="{OFFICE}">{properties}<sheets>{sheets}</sheets></workbook>'


def _of_the_workbook(book: MadeBook) -> list[tuple[str, str]]:
    parts = [(sheet.kind, f"{sheet.kind}s/sheet{number}.xml") for number, sheet in enumerate(book.sheets, 1)]
    parts += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    return parts + ([("theme", "theme/theme1.xml")] if book.theme else [])


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def _content_types(book: MadeBook) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/{sheet.kind}s/sheet{number}.xml" ContentType="{CONTENT}.{sheet.kind}+xml"/>'
        for number, sheet in enumerate(book.sheets, 1)
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{CONTENT}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}.sharedStrings+xml"/>{sheets}</Types>'
    )
