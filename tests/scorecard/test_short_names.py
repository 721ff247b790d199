from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.scorecard.short_names import shortened


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Contacts", "Contacts"),
        ("  Contacts \n received ", "Contacts received"),
        ("Child Protection Plan Reviews in timescale (% YTD)", "Child Protection Plan… (% YTD)"),
        ("Requests for Information Received", "Requests for Information…"),
        ("Supercalifragilisticexpialidocious", "Supercalifragilisticexpialido…"),
        ("儿童保护计划在规定时间内完成审查的比例", "儿童保护计划在规定时间内完成…"),
    ],
)
def test_a_name_is_cut_between_words_and_keeps_its_brackets(name: str, expected: str) -> None:
    assert shortened(name, 30) == expected


@given(st.text(max_size=80), st.integers(4, 40))
def test_a_short_name_fits(name: str, width: int) -> None:
    found = shortened(name, width)
    if found.isprintable():
        assert cell_len(found) <= width
    assert found == " ".join(found.split())
    if len(" ".join(name.split())) <= width // 2:
        assert found == " ".join(name.split())
