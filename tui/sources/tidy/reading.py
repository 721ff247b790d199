"""Reads the tidy form: one table, one row a record (docs/tidy.md describes its columns)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import key
from tui.scorecard.problems import Problem
from tui.sources.decoding import OtherAuthoritiesError, SeveralAuthoritiesError, SourceError
from tui.sources.tidy import by_hand, checking
from tui.sources.tidy.columns import FRAMES
from tui.sources.tidy.described import with_described
from tui.sources.tidy.files import read_table
from tui.sources.tidy.frames import frames_of
from tui.sources.tidy.listing import with_listing
from tui.sources.tidy.table import Table, by_record, distinct
from tui.sources.tidy.understanding import understood, without_empty_texts


def read_tidy(
    path: Path, catalogue: Catalogue, *, period: date | None = None, authority: str | None = None
) -> Scorecard:
    """The scorecard of the newest publication in a tidy file, or of `period`.

    Raises `SourceError` where the file cannot be read or lacks a column, `OtherAuthoritiesError` where it holds nothing
    of `authority`, and `SeveralAuthoritiesError` where it holds several and none is asked for. A cell that cannot be
    read is a problem, and missing as *unreadable*.
    """
    table = read_table(path)
    rows = without_empty_texts(by_hand.without_blanks(table.rows))
    authority, rows = _of_one(rows, authority, path)
    known = understood(rows)
    records, problems = _records(table, rows, known)
    frames = frames_of(table, records)
    newest = period or frames.listing["publication"].max() or known["publication"].max()
    if not isinstance(newest, date):
        raise SourceError(f"{path}: no publication is a month such as 2023-09")
    if not any((getattr(frames, name)["publication"] <= newest).any() for name in FRAMES.values() if name != "listing"):
        raise SourceError(f"{path}: holds nothing published by {key(newest)}")
    described, lacking = with_described(catalogue, table, records["listing"], rows)
    by_month = _heads_by_month(records["head"])
    return Scorecard(
        authority=authority,
        period=newest,
        catalogue=described,
        frames=with_listing(frames, catalogue),
        problems=(*_told(records["problem"]), *sorted((*problems, *lacking), key=_reading_order)),
        heads={area: head for month, heads in by_month if month <= newest for area, head in heads.items()},
        sources=_sources(frames),
        heads_by_month=() if [month for month, _ in by_month] == [date.min] else by_month,
    )


def authorities(path: Path) -> tuple[str, ...]:
    """Whose figures a tidy file holds, sorted. Raises `SourceError` as `read_tidy` does."""
    return _names(read_table(path).rows)


def _names(rows: pl.DataFrame) -> tuple[str, ...]:
    names = distinct(rows["authority"]).drop_nulls()
    return tuple(sorted({stripped for name in names if (stripped := name.strip())}))


def _of_one(rows: pl.DataFrame, wanted: str | None, path: Path) -> tuple[str, pl.DataFrame]:
    """The authority wanted, or the only one, with its rows and those that name none."""
    names = _names(rows)
    if wanted is None:
        if len(names) > 1:
            raise SeveralAuthoritiesError(names, path)
        if not names:
            raise SourceError(f"{path}: holds 0 authorities; expected one record at least, with its authority")
        wanted = names[0]
    if names == (wanted,) and not rows["authority"].null_count():
        return wanted, rows
    if wanted not in names:
        spelt = wanted.strip().casefold()
        wanted = next((name for name in names if name.strip().casefold() == spelt), wanted)
    theirs = rows["authority"] == wanted
    if not theirs.any():
        raise OtherAuthoritiesError(f"{path}: holds nothing of {wanted}", names, by_name_only=True)
    return wanted, rows if theirs.all(ignore_nulls=False) else rows.filter(theirs.fill_null(value=True))


def _records(
    table: Table, rows: pl.DataFrame, known: pl.DataFrame
) -> tuple[dict[str, pl.DataFrame], tuple[Problem, ...]]:
    """The rows of each kind of record that can be read, as they are understood, and what cannot, in reading order."""
    problems = [*table.problems, *checking.unread_cells(table, rows, known)]
    records = {}
    kinds = by_record(known)
    for record, of_kind in kinds.items():
        complete = checking.are_complete(of_kind, record)
        if complete is not None:
            problems += checking.incomplete(table, rows, record, of_kind.filter(~complete))
        readable = of_kind if complete is None else of_kind.filter(complete)
        readable, wrong = by_hand.usable(table, rows, record, readable)
        problems += wrong
        first = checking.are_first(readable, record)
        if first is not None:
            problems += checking.repeated(table, record, readable.filter(~first))
        records[record] = readable if first is None else readable.filter(first)
    if sum(of_kind.height for of_kind in kinds.values()) < rows.height:
        problems += checking.unknown_records(table, rows)
    return records, tuple(sorted(problems, key=_reading_order))


def _reading_order(problem: Problem) -> tuple[int, int]:
    _, line, column = problem.place.rsplit(":", 2)
    return int(line), int(column)


def _told(rows: pl.DataFrame) -> Iterator[Problem]:
    """The problems that the table itself tells of: those of the source it was made from."""
    for severity, place, message, ref, code in rows.select("severity", "place", "text", "ref", "code").iter_rows():
        yield Problem(severity, place, message, ref, code)


def _heads_by_month(rows: pl.DataFrame) -> tuple[tuple[date, dict[str, str]], ...]:
    """The heads of service of each publication, oldest first; those that hold for all of them before any month."""
    found: dict[date, dict[str, str]] = {}
    for month, area, head in rows.select("publication", "area", "text").iter_rows():
        found.setdefault(month or date.min, {})[area] = head
    return tuple(sorted(found.items(), key=lambda item: item[0]))


def _sources(frames: Frames) -> tuple[str, ...]:
    """The files that the records were first read from, in the order in which their indicators are listed."""
    found: dict[str, None] = {}
    for name in ("listing", *FRAMES.values()):
        found |= dict.fromkeys(distinct(getattr(frames, name)["source"]))
    return tuple(found)
