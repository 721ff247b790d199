from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.views import numbers
from tui.reports.glyphs import ASCII, UNICODE, Glyphs
from tui.scorecard.missing import MISSING


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@given(values=st.lists(st.none() | numbers, max_size=40))
def test_a_sparkline_has_one_cell_a_month_and_a_gap_where_one_is_missing(
    glyphs: Glyphs, values: list[float | None]
) -> None:
    line = glyphs.sparkline(values)
    assert len(line) == len(values)
    for value, sign in zip(values, line, strict=True):
        assert (sign == " ") == (value is None)
    known = [(value, glyphs.levels.index(sign)) for value, sign in zip(values, line, strict=True) if value is not None]
    assert [level for _, level in sorted(known)] == sorted(level for _, level in known)
    if len({value for value, _ in known}) > 1:
        assert {0, len(glyphs.levels) - 1} <= {level for _, level in known}


def test_a_flat_series_stands_in_the_middle() -> None:
    assert UNICODE.sparkline([100.0, None, 100.0]) == "▄ ▄"
    assert UNICODE.sparkline([0.0]) == "▄"


def test_a_series_without_a_value_is_blank() -> None:
    assert UNICODE.sparkline([None, None]) == "  "
    assert UNICODE.sparkline([]) == ""


def test_lowest_and_highest() -> None:
    assert UNICODE.sparkline([1.0, 7.0, 4.0]) == "▁▇▄"
    assert ASCII.sparkline([1.0, 7.0, 4.0]) == ".#="


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_every_reason_for_a_missing_value_has_a_sign_of_its_own(glyphs: Glyphs) -> None:
    assert glyphs.missing.keys() == set(MISSING)
    assert len(set(glyphs.missing.values())) == len(MISSING)


def test_ascii_is_ascii() -> None:
    for value in msgspec.structs.asdict(ASCII).values():
        signs = value.values() if isinstance(value, dict) else [value]
        assert all(sign.isascii() for sign in signs), [sign for sign in signs if not sign.isascii()]


@pytest.mark.parametrize(("direction", "sign"), [("up", "↑"), ("down", "↓"), ("same", "↔"), (None, ""), ("odd", "")])
def test_directions(direction: str | None, sign: str) -> None:
    assert UNICODE.direction(direction) == sign
