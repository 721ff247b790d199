"""Any tidy table written by hand, shuffled and with noise, in each form: read back exactly or reported cell by cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.any_scorecard import SMALL
from tests.support.grids import csv
from tests.support.workbooks import MadeSheet, Value, write
from tui.scorecard.missing import MISSING
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, key
from tui.sources.tidy import read_tidy

Row = dict[str, str]

AUTHORITY: Final = "Exampleshire"
LATEST: Final = date(2024, 3, 31)
NUMBERS: Final = {
    "67": 67.0,
    "-3.25": -3.25,
    "0.30000000000000004": 0.30000000000000004,
    "1234567": 1234567.0,
    "0": 0.0,
}
TEXTS: Final = ("67%", "1,234", "39", "c", 'say "no"', "a; b | c", "£5 – café", "two words")
NO_NUMBERS: Final = ("l2", "1,5", "sixty", "67%", "1..2")
NO_WORDS: Final = {"missing": "lost", "rating": "Red", "direction": "left"}
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "observation": ("period",),
    "outturn": ("year",),
    "benchmark": ("comparator", "year"),
    "target": ("period",),
    "published": ("period",),
}
"""What tells apart the records of each kind, beside publication and ref."""

FRAMES: Final = {kind: kind if kind == "published" else f"{kind}s" for kind in KINDS}
ALWAYS: Final = ("record", "authority", "publication", "ref")
OWN: Final = ("notes", "Owner of it", "checked")


class Laid(msgspec.Struct, frozen=True):
    """Records (a blank one is null), the columns in their order, and which cells cannot be read: record and column."""

    records: list[Row | None]
    columns: list[str]
    unread: list[tuple[int, str]]


@st.composite
def tables(draw: st.DrawFn) -> Laid:
    records: dict[tuple[str, ...], Row] = {}
    wrong: dict[int, str] = {}
    for _ in range(draw(st.integers(1, 8))):
        row, bad = draw(_records())
        identity = tuple(row[name] for name in ("record", "publication", "ref", *KINDS[row["record"]]))
        if identity not in records:
            records[identity] = row
            if bad:
                wrong[id(row)] = bad
    rows = draw(st.permutations([*records.values(), *[None] * draw(st.integers(0, 2))]))
    used = {name for row in records.values() for name in row if row[name]}
    columns = draw(st.permutations([*ALWAYS, *sorted(used - {*ALWAYS}), *draw(st.sets(st.sampled_from(OWN)))]))
    unread = [(at, wrong[id(row)]) for at, row in enumerate(rows) if row is not None and id(row) in wrong]
    return Laid(rows, columns, unread)


@st.composite
def _records(draw: st.DrawFn) -> tuple[Row, str | None]:
    """A record, and the column whose cell is misspelt in it, if any is."""
    months = st.integers(0, 3).map(lambda back: key(add_months(LATEST, -back)))
    kind = draw(st.sampled_from([*KINDS]))
    row = {"record": kind, "authority": AUTHORITY, "publication": draw(months), "ref": draw(st.sampled_from("ABC"))}
    row["text"] = draw(st.sampled_from(["", *TEXTS]))
    if kind in ("observation", "target", "published"):
        row["period"] = draw(months)
    else:
        row["year"] = draw(st.sampled_from(["", "2022/23", "2021/22"]))
    if kind == "benchmark":
        row["comparator"] = draw(st.sampled_from(["england", "nw"]))
    if kind == "published":
        row |= {"rating": draw(st.sampled_from(["", *"RAG"])), "direction": draw(st.sampled_from(["", "up", "same"]))}
        row["text"] = ""
    elif kind == "target":
        ends = [draw(st.sampled_from(["", *NUMBERS])) for _ in ("low", "high")]
        if "" not in ends:
            ends.sort(key=NUMBERS.__getitem__)  # crossed ones are no target
        row |= {"low": ends[0], "high": ends[1]}
        row["text"] = row["text"] or "in words"
    else:
        value = draw(st.sampled_from(["", *NUMBERS]))
        row |= {"value": value, "missing": "" if value else draw(st.sampled_from(MISSING))}
    bad = draw(st.sampled_from([None] * 5 + [name for name in ("value", "low", *NO_WORDS) if name in row]))
    if bad:
        row[bad] = draw(st.sampled_from(NO_NUMBERS)) if bad in ("value", "low") else NO_WORDS[bad]
        row |= {"missing": ""} if bad == "value" else {"value": ""} if bad == "missing" else {}
    return row, bad


def grid(laid: Laid) -> list[list[str]]:
    """The records as lines of cells; the user's own columns hold a word."""
    return [
        [] if row is None else [row.get(name, "a word" if name in OWN else "") for name in laid.columns]
        for row in laid.records
    ]


def titled(laid: Laid) -> list[str]:
    """The titles in other letters, and with blanks around some."""
    ways: list[Callable[[str], str]] = [str, str.upper, str.title, " {} ".format]
    return [ways[at % len(ways)](name) for at, name in enumerate(laid.columns)]


Place = Callable[[int, str], str]
"""The place of the cell of a record (counted from 0) in a column."""


def _placed(laid: Laid, name: str, first: int, left: int = 0) -> Place:
    return lambda at, column: f"{name}:{at + first}:{laid.columns.index(column) + 1 + left}"


def _delimited(laid: Laid, path: Path, delimiter: str) -> Place:
    path.write_bytes(csv([], titled(laid), *grid(laid), delimiter=delimiter).encode("utf-8-sig"))
    return _placed(laid, path.name, 3)


def as_csv(laid: Laid, path: Path) -> Place:
    return _delimited(laid, path, ",")


def as_tsv(laid: Laid, path: Path) -> Place:
    return _delimited(laid, path, "\t")


def as_semicolons(laid: Laid, path: Path) -> Place:
    return _delimited(laid, path, ";")


def as_json_lines(laid: Laid, path: Path) -> Place:
    lines = [
        "" if not cells else json.dumps(dict(zip(laid.columns, map(_typed, cells), strict=True)), ensure_ascii=False)
        for cells in grid(laid)
    ]
    path.write_text("\n".join(lines), "utf-8")
    return _placed(laid, path.name, 1)


def as_parquet(laid: Laid, path: Path) -> Place:
    cells = [[cell or None for cell in line] or [None] * len(laid.columns) for line in grid(laid)]
    pl.DataFrame(cells, schema=dict.fromkeys(titled(laid), pl.String), orient="row").write_parquet(path)
    return _placed(laid, path.name, 1)


def as_workbook(laid: Laid, path: Path) -> Place:
    rows: list[list[Value]] = [[], []]
    rows += [[None, *map(_typed, line)] for line in [titled(laid), *grid(laid)]]
    write(path, MadeSheet("Tidy", rows))
    return _placed(laid, path.name, 4, left=1)


def _typed(cell: str) -> str | float | None:
    return NUMBERS.get(cell, cell or None)


FORMS: Final[dict[str, Callable[[Laid, Path], Place]]] = {
    "a.csv": as_csv,
    "a.tsv": as_tsv,
    "semicolons.csv": as_semicolons,
    "a.jsonl": as_json_lines,
    "a.parquet": as_parquet,
    "a.xlsx": as_workbook,
}
Held = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]


def expected(laid: Laid, place: Place) -> Held:
    """What every frame must hold: by what a record is of, what it says and where."""
    found: Held = {name: {} for name in FRAMES.values()}
    for at, row in enumerate(laid.records):
        if row is None:
            continue
        of = tuple(row[name] or None for name in ("publication", "ref", *KINDS[row["record"]]))
        kind = row["record"]
        if kind == "published":
            rating, direction = (
                row[name] if row[name] not in NO_WORDS.values() else "" for name in ("rating", "direction")
            )
            is_: tuple[Any, ...] = (rating or None, direction or None, place(at, "ref"))
        elif kind == "target":
            where = "text" if "text" in laid.columns else "ref"
            is_ = (NUMBERS.get(row["low"]), NUMBERS.get(row["high"]), row["text"], place(at, where))
        else:
            value = NUMBERS.get(row["value"])
            known = row["missing"] if row["missing"] in MISSING else "unreadable"
            where = "value" if "value" in laid.columns else "ref"
            is_ = (value, row["text"] or None, None if value is not None else known, place(at, where))
        found[FRAMES[kind]][of] = is_
    return found


def held(scorecard: Scorecard) -> Held:
    """What the frames hold in the same form; months as the file has them."""
    says = {"targets": ["low", "high", "text", "place"], "published": ["rating", "direction", "place"]}
    found: Held = {}
    for kind, name in FRAMES.items():
        frame = getattr(scorecard.frames, name)
        frame = frame.with_columns(
            pl.col(pl.Date).dt.strftime("%Y-%m"), pl.col("^(rating|direction|missing)$").cast(str)
        )
        of = frame.select("publication", "ref", *KINDS[kind]).rows()
        found[name] = dict(
            zip(of, frame.select(says.get(name, ["value", "text", "missing", "place"])).rows(), strict=True)
        )
        assert len(found[name]) == frame.height, name
    return found


def without_own_words(found: Held, laid: Laid) -> Held:
    """Without the texts of values that have none: what stands for them is the form's own affair."""
    untold = {
        tuple(row[name] or None for name in ("publication", "ref", *KINDS[row["record"]]))
        for row in laid.records
        if row is not None and not row["text"] and row["record"] in ("observation", "outturn", "benchmark")
    }
    return {
        name: {
            of: (is_[0], None, *is_[2:]) if of in untold and len(is_) == 4 and name != "targets" else is_
            for of, is_ in frame.items()
        }
        for name, frame in found.items()
    }


@pytest.mark.parametrize("name", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=10)
@given(laid=tables())
def test_any_table_is_read_back_exactly_or_reported(name: str, tmp_path: Path, laid: Laid) -> None:
    path = tmp_path / name
    place = FORMS[name](laid, path)
    scorecard = read_tidy(path, SMALL)
    assert without_own_words(held(scorecard), laid) == without_own_words(expected(laid, place), laid)
    assert scorecard.authority == AUTHORITY
    unread = [problem for problem in scorecard.problems if problem.severity == "error"]
    found = {(problem.place, problem.message.partition(":")[0]) for problem in unread}
    assert found == {(place(at, column), column) for at, column in laid.unread}
    assert len(unread) == len(laid.unread)
    assert set(scorecard.frames.listing["ref"]) == {row["ref"] for row in laid.records if row is not None}
