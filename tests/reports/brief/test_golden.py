"""The three faces of a small scorecard, byte for byte. `SCORECARD_WRITE_GOLDEN=1 pytest` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reports.brief.building import small
from tui.reports.brief.faces import Form, rendered
from tui.reports.glyphs import ASCII, UNICODE, Glyphs

GOLDEN = Path(__file__).parent / "golden"
FACES: dict[str, tuple[Form, Glyphs]] = {
    "small.md": ("md", UNICODE),
    "small.html": ("html", UNICODE),
    "small.txt": ("text", UNICODE),
    "small-ascii.txt": ("text", ASCII),
}


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_what_it_was(name: str) -> None:
    form, glyphs = FACES[name]
    made = f"{rendered(small(), form, glyphs)}\n".encode()
    if os.environ.get("SCORECARD_WRITE_GOLDEN"):
        (GOLDEN / name).write_bytes(made)
    assert made == (GOLDEN / name).read_bytes()


def test_the_ascii_face_draws_with_ascii_alone() -> None:
    assert (GOLDEN / "small-ascii.txt").read_bytes().isascii()
