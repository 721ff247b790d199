"""What a file seems to be that no format recognises, and what to do with it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

_BEGINNINGS: Final = (
    (b"%PDF", "a PDF; copy its tables into a text file, or export them as CSV"),
    (b"\x89PNG", "a picture (PNG); a scorecard must be text, a table or a workbook"),
    (b"\xff\xd8\xff", "a picture (JPEG); a scorecard must be text, a table or a workbook"),
    (b"GIF8", "a picture (GIF); a scorecard must be text, a table or a workbook"),
    (b"II*\0", "a picture (TIFF); a scorecard must be text, a table or a workbook"),
    (b"MM\0*", "a picture (TIFF); a scorecard must be text, a table or a workbook"),
    (b"BM", "a picture (BMP); a scorecard must be text, a table or a workbook"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file (.xls, .doc) or one with a password; save it as .xlsx, without a password",
    ),
    (b"\x1f\x8b", "compressed (gzip); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ", "compressed (xz); unpack it first"),
    (b"SQLite format 3\0", "an SQLite database; export its table as CSV"),
    (b"{\\rtf", "a rich text document; save it as plain text"),
)
_HTML: Final = rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b"
_XML: Final = rb"(?:\xef\xbb\xbf)?\s*<\?xml"
_SOON: Final = 64
"""Bytes in which the first tag of a page begins."""
_IN_ARCHIVES: Final = (
    ("xl/workbook.bin", "a binary workbook (.xlsb); save it as .xlsx"),
    ("content.xml", "an OpenDocument file (.ods, .odt); save it as .xlsx"),
    ("Index/Document.iwa", "a Numbers or Pages document; export it as Excel (.xlsx)"),
    ("word/document.xml", "a Word document; copy its tables into a workbook or a text file"),
    ("ppt/presentation.xml", "a presentation; copy its tables into a workbook or a text file"),
)
_WORKBOOK: Final = "xl/workbook.xml"


def seems(path: Path, head: bytes) -> str | None:
    """What the file is instead of a scorecard, as "a PDF; what to do"; null where that cannot be told.

    `head` is how the file begins.
    """
    if not head:
        return "empty; save or copy it again"
    if not head.strip(b"\0"):
        return "nothing but zeros where it begins; it was not copied whole, so copy it again"
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "blank; save or copy it again"
    if head.startswith(b"PK\x03\x04"):
        return _archive(path)
    if b"<" in head[:_SOON] and (page := _page(path, head)):
        return page
    return next((words for beginning, words in _BEGINNINGS if _begins(head, beginning)), None)


def _page(path: Path, head: bytes) -> str | None:
    """Whether it is a web page or XML; spreadsheets are saved as such under their own ending."""
    what = "a web page (HTML)" if re.match(_HTML, head) else "XML" if re.match(_XML, head) else None
    return what and f"{what}{_saved_as(path)}; open it in a spreadsheet and save it as .xlsx or CSV"


def _begins(head: bytes, beginning: bytes) -> bool:
    """A text may begin with the two letters of a bitmap, but it has no zeros behind them."""
    return head.startswith(beginning) and (beginning != b"BM" or b"\0" in head[2:10])


def _saved_as(path: Path) -> str:
    return f", although its name ends in {path.suffix}" if path.suffix.lower() in (".xls", ".xlsx", ".csv") else ""


def _archive(path: Path) -> str | None:
    """What lies in a zip archive; null for a workbook and for what is cut off."""
    from zipfile import BadZipFile, ZipFile  # only for an archive: it costs a start otherwise

    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if _WORKBOOK in names:
        return None
    return next((words for name, words in _IN_ARCHIVES if name in names), "a zip archive; unpack it first")


def text_of(head: bytes) -> str | None:
    """How a file begins as text; null where it is none."""
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    if b"\0" in head:
        return None
    return head.removeprefix(BOM_UTF8).decode("utf-8", errors="replace")
