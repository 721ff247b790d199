"""The parts of a workbook: an archive of XML. None is run, and nothing outside the archive is followed."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

import msgspec

from tui.sources.decoding import SourceError, unreadable
from tui.sources.workbook.limits import check_archive, check_file, read_part

OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old Office file begins, and a new one that has a password."""

_ARCHIVE: Final = b"PK\x03\x04"
_EMPTY_ARCHIVE: Final = b"PK\x05\x06"
_DOCTYPE: Final = b"<!DOCTYPE"
_ENCODING: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_READ_ENCODINGS: Final = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_BEGINNING: Final = 1024
_SAVE: Final = "open it in a spreadsheet and save it as .xlsx"
_DAMAGE: Final = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    KeyError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What the standard library raises of a damaged archive, or of one with a password or an unknown compression."""


class Relation(msgspec.Struct, frozen=True):
    """What one part says of another: its kind ("worksheet"), and its name in the archive."""

    kind: str
    target: str


class Package:
    """An open workbook."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self.path = path
        self._archive = archive

    def has(self, name: str) -> bool:
        """Whether the archive holds a part of this name."""
        return name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a part, which are XML in UTF-8 without a document type.

        Raises `SourceError` where they are not, or where there are too many.
        """
        try:
            part = self._archive.getinfo(name)
            with self._archive.open(part) as stream:
                data = read_part(self.path, part, stream)
        except _DAMAGE as error:
            raise self.damaged(name) from error
        if _DOCTYPE in data:  # XML knows it in capitals alone
            raise SourceError(f"{self.path}: {name} has a document type (DTD), as no workbook does; it is not read")
        encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")[:_BEGINNING])
        if b"\0" in data[:_BEGINNING] or (encoding and encoding[1].lower() not in _READ_ENCODINGS):
            raise SourceError(f"{self.path}: {name} is not in UTF-8; {_SAVE}")
        return data

    def tree(self, name: str) -> Element:
        """The XML of a part. Raises `SourceError` as `read` does, and where it is not well formed."""
        return self.parsed(self.read(name), name)

    def parsed(self, data: bytes, name: str) -> Element:
        """The XML of bytes that `read` has given."""
        try:
            return fromstring(data)  # noqa: S314 - `read` lets no document type pass, so there are no entities
        except ParseError as error:
            raise self.damaged(name) from error

    def relations(self, name: str) -> dict[str, Relation]:
        """The parts that a part names, by their ids; what lies outside the archive is left out."""
        folder, file = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(part):
            return {}
        return {
            each.get("Id", ""): Relation(
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self.tree(part)
            if each.get("TargetMode") != "External"
        }

    def damaged(self, name: str) -> SourceError:
        """The error of a part that cannot be read."""
        return SourceError(f"{self.path}: is damaged ({name} cannot be read); copy it again, or {_SAVE} anew")


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """A workbook's parts. Raises `SourceError` where the file is no workbook that can be read, and says what to do."""
    try:
        check_file(path)
        with path.open("rb") as file:
            _refuse_others(path, file.read(len(OLE2)))
        with ZipFile(path) as archive:
            check_archive(path, archive)
            _refuse_other_archives(path, archive)
            yield Package(path, archive)
    except OSError as error:
        raise unreadable(path, error) from error
    except _DAMAGE as error:
        raise SourceError(
            f"{path}: is not a workbook (.xlsx) that can be read, perhaps cut off; copy it again"
        ) from error


def _refuse_others(path: Path, head: bytes) -> None:
    if not head:
        raise SourceError(f"{path}: is not a workbook (.xlsx) but empty; save or copy it again")
    if head == OLE2:
        raise SourceError(f"{path}: is an old workbook (.xls) or has a password; {_SAVE}, without a password")
    if not head.startswith((_ARCHIVE, _EMPTY_ARCHIVE)):
        raise SourceError(f"{path}: is not a workbook (.xlsx) that can be read; {_SAVE}, or as CSV")


def _refuse_other_archives(path: Path, archive: ZipFile) -> None:
    names = archive.NameToInfo
    if "xl/workbook.bin" in names:
        raise SourceError(f"{path}: is a binary workbook (.xlsb); {_SAVE}")
    if "content.xml" in names and "mimetype" in names:
        raise SourceError(f"{path}: is an OpenDocument file (.ods); {_SAVE}")
    if "_rels/.rels" not in names and "xl/workbook.xml" not in names:
        raise SourceError(f"{path}: is a zip archive, but no workbook (.xlsx); unpack it, and name the workbook in it")
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise SourceError(f"{path}: has a password; {_SAVE}, without a password")


def local(element: Element) -> str:
    """An element's name without its namespace: workbooks come in two."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of this name, in whichever namespace."""
    return element.iterfind(f"{{*}}{name}")


def whole_number(text: str | None, default: int = 0) -> int:
    """A number of an attribute; the default for what is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else default
