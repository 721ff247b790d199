"""ASCII keeps columns where they are, letters readable, and is drawn with where the locale has no more."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reports.ascii_text import json_in_ascii, shows_ascii_only, to_ascii
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


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "en_GB.ISO-8859-1"}, True),
        ({"LANG": "en_GB"}, True),
        ({"LC_CTYPE": "en_GB.ISO-8859-15", "LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "en_GB.utf8"}, False),
        ({"LC_CTYPE": "C.UTF-8", "PYTHONUTF8": "1"}, False),
        ({"LC_ALL": "", "LANG": "C.UTF-8"}, False),
        ({}, sys.platform not in ("win32", "darwin")),
    ],
)
def test_which_locales_have_no_more_than_ascii(environ: dict[str, str], expected: bool) -> None:
    assert shows_ascii_only({"PYTHONUTF8": "1"} | environ) is expected
