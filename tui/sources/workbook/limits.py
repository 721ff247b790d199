"""How much of a workbook is read, and how much it may expand to: it can come from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final
from zipfile import ZipFile, ZipInfo

from tui.sources.decoding import SourceError

MIB: Final = 1 << 20
LARGEST_FILE: Final = 64 * MIB
LARGEST_PART: Final = 256 * MIB
LARGEST_IN_ALL: Final = 512 * MIB
MOST_EXPANSION: Final = 200
"""How many times its compressed size a part of more than `FREE_EXPANSION` bytes may have."""

FREE_EXPANSION: Final = MIB
MOST_PARTS: Final = 10_000
MOST_SHEETS: Final = 200
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 2_000
MOST_CELLS: Final = 2_000_000
_CHUNK: Final = MIB


def check_file(path: Path) -> None:
    """Refuse a file that is too large, before anything of it is looked at."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise SourceError(f"{path}: {_too_large(size, LARGEST_FILE)}; split it, or save its table as CSV")


def check_archive(path: Path, archive: ZipFile) -> None:
    """Refuse an archive that says of itself that it expands to too much, before anything is expanded."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise SourceError(f"{path}: has {len(parts):,} parts, more than any workbook needs; it is not read")
    for part in parts:
        check_size(path, part, part.file_size)
    total = sum(part.file_size for part in parts)
    if total > LARGEST_IN_ALL:
        raise SourceError(f"{path}: expands to too much: {_too_large(total, LARGEST_IN_ALL)}; it is not read")


def check_size(path: Path, part: ZipInfo, size: int) -> None:
    """Refuse a part that expands, or would expand, to this many bytes where that is too much."""
    if size > LARGEST_PART:
        raise SourceError(
            f"{path}: {part.filename} expands to too much: {_too_large(size, LARGEST_PART)}; it is not read"
        )
    if size > FREE_EXPANSION and size > MOST_EXPANSION * max(part.compress_size, 1):
        raise SourceError(
            f"{path}: {part.filename} expands to more than {MOST_EXPANSION} times its size, as no workbook does;"
            " it is not read. Save its table as CSV where you trust it"
        )


def read_part(path: Path, part: ZipInfo, stream: IO[bytes]) -> bytes:
    """The bytes of a part, counted while they are expanded: what an archive says of itself may be wrong."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        check_size(path, part, size)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large(size: int, most: int) -> str:
    return f"has {size / MIB:,.0f} MiB, more than the {most // MIB} MiB that are read"
