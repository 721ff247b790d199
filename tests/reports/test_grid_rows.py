"""Rows that are made when they are looked at."""

from __future__ import annotations

import pytest

from tui.reports.grid_rows import GridRow, GridRows


def rows(count: int, made: list[int]) -> GridRows:
    def make(position: int) -> GridRow:
        made.append(position)
        return GridRow(f"A{position}", "Name", "Name", ())

    return GridRows(count, make)


def test_only_what_is_looked_at_is_made_and_only_once() -> None:
    made: list[int] = []
    found = rows(100_000, made)
    assert (len(found), found[99_999].ref, found[-1].ref, found[5].ref) == (100_000, "A99999", "A99999", "A5")
    assert [row.ref for row in found[3:6]] == ["A3", "A4", "A5"]
    assert made == [99_999, 5, 3, 4]


def test_there_is_no_row_beyond_the_last() -> None:
    for at in (2, -3):
        with pytest.raises(IndexError):
            rows(2, [])[at]


def test_rows_are_equal_to_the_same_rows() -> None:
    assert rows(3, []) == rows(3, []) == tuple(rows(3, []))
    assert rows(3, []) != rows(2, [])
    assert hash(rows(3, [])) == hash(tuple(rows(3, [])))
