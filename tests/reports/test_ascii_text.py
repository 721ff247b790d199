"""ASCII keeps columns where they are, letters readable."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reports.ascii_text import json_in_ascii, to_ascii
from tui.reports.glyphs import UNICODE


@given(st.text(st.characters(exclude_categories=["C"]), max_size=40))
def test_a_text_in_ascii_is_as_wide_as_before(text: str) -> None:
    made = to_ascii(text)
    assert made.isascii()
    assert cell_len(made) == sum(map(cell_len, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sørås Åberg", "Soras Aberg"),
        ("“72%”…", '"72%"~'),
        ("↑↓↔≠", "^v=!"),
        ("日本", "????"),
        ("e\u0301", "e"),
        ("½", "?"),
    ],
)
def test_signs_and_letters(text: str, expected: str) -> None:
    assert to_ascii(text) == expected


def test_no_sign_of_ours_becomes_a_question_mark() -> None:
    signs = [UNICODE.up, UNICODE.down, UNICODE.same, UNICODE.contradiction, UNICODE.levels, UNICODE.separator]
    assert "?" not in to_ascii("".join(signs))


@given(st.text(max_size=20))
def test_json_in_ascii_says_the_same(text: str) -> None:
    made = json_in_ascii(json.dumps(text, ensure_ascii=False))
    assert made.isascii()
    assert json.loads(made) == text
