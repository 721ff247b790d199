"""Histories made up for a test: what several publications say of the same months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.support.published import catalogue, table
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, key, long_label, month_end, short_label
from tui.scorecard.recorder import Recorder

START: Final = month_end(2023, 1)
Row = tuple[str, dict[str, Any]]


def month(number: int) -> date:
    """January 2023 is month 0."""
    return add_months(START, number)


def said(frame: str, publication: int, ref: str = "FD1", **fields: Any) -> Row:
    """A row of one frame, published in that month; a number says its text itself."""
    if isinstance(fields.get("value"), float):
        fields.setdefault("text", f"{fields['value']:g}")
    return frame, {"publication": month(publication), "ref": ref, **fields}


def observed(publication: int, period: int, value: float | None, ref: str = "FD1", **fields: Any) -> Row:
    """An observation; without a value it is suppressed."""
    missing = {"missing": "suppressed", "text": "c"} if value is None else {}
    return said("observations", publication, ref, period=month(period), value=value, **missing, **fields)


def frames_of(rows: Iterable[Row], source: str = "a.txt") -> Frames:
    """Frames of such rows, each with a place of its own."""
    recorder = Recorder("Tameside", source)
    for number, (frame, fields) in enumerate(rows, 1):
        recorder.add(frame, **{"place": f"{source}:{number}:1", **fields})
    return recorder.frames()


def scorecard_of(frames: Frames, period: date, **fields: Any) -> Scorecard:
    """A scorecard of these frames."""
    return Scorecard("Tameside", period, catalogue(), frames, (), {}, ("a.txt",), **fields)


def edition(period: date, *figures: str, ref: str = "FD1") -> str:
    """The published text of one month: one indicator with these figures in the months up to it."""
    months = [add_months(period, ago + 1 - len(figures)) for ago in range(len(figures))]
    columns = ["Ref", "Indicator", *map(short_label, months[:-1]), "Current"]
    return table(columns, [ref, catalogue().indicators[ref].name, *figures], month=long_label(period))


def save(folder: Path, period: date, *figures: str, name: str = "", ref: str = "FD1") -> Path:
    """Such a text in a file named after its month."""
    path = folder / (name or f"{key(period)}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(edition(period, *figures, ref=ref), "utf-8")
    return path
