"""What was once read of a file stands beside it as JSON. `SCORECARD_WRITE_GOLDEN=1 pytest` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import msgspec

from tests.support.grids import said
from tui.scorecard.model import Scorecard

GOLDEN: Final = Path(__file__).parents[1] / "sources" / "golden"
_FRAMES: Final = ("listing", "observations", "outturns", "benchmarks", "targets", "published")
_THE_SAME: Final = ("authority", "publication", "source")
"""What all rows share where a file holds one publication of one authority."""


def written_anew() -> bool:
    """Whether golden files are to be written and not compared."""
    return bool(os.environ.get("SCORECARD_WRITE_GOLDEN"))


def record(scorecard: Scorecard, leave_out: Collection[str] = _THE_SAME) -> bytes:
    """Everything that was read, in a form that people can compare."""
    frames = {
        name: [
            {key: str(value) for key, value in row.items() if value is not None and key not in leave_out}
            for row in getattr(scorecard.frames, name).to_dicts()
        ]
        for name in _FRAMES
    }
    return as_json(
        {"period": str(scorecard.period), "heads": scorecard.heads, **frames, "problems": said(scorecard)},
    )


def as_json(value: Any) -> bytes:
    """A value as JSON, a line an item."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def assert_golden(found: bytes, name: str) -> None:
    """That a golden file of this name holds exactly this; it is written where that is asked for."""
    path = GOLDEN / name
    if written_anew():
        path.write_bytes(found)
    assert found.decode("utf-8") == path.read_text("utf-8")
