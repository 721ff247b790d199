"""Scorecards that differ in what a test says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import msgspec
import polars as pl

from tests.support.published import catalogue, read, seed_text
from tui.scorecard.diff.compare import published_changes
from tui.scorecard.diff.known import known
from tui.scorecard.diff.pairing import paired
from tui.scorecard.diff.record import Change
from tui.scorecard.diff.words import Subjects
from tui.scorecard.frames import SCHEMAS
from tui.scorecard.model import Scorecard
from tui.scorecard.values import parse_target, parse_value

AUGUST = date(2023, 8, 31)
SEPTEMBER = date(2023, 9, 30)
MONTHS = tuple(date(2023, month, day) for month, day in ((4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30)))


@cache
def seed() -> Scorecard:
    """The bundled scorecard of September 2023."""
    return msgspec.structs.replace(read(seed_text()), of_one_month=False)


def only(scorecard: Scorecard, refs: Iterable[str]) -> Scorecard:
    """The scorecard with no other indicators."""
    kept = pl.col("ref").is_in(list(refs))
    return with_frames(scorecard, **{name: getattr(scorecard.frames, name).filter(kept) for name in SCHEMAS})


def with_frames(scorecard: Scorecard, **frames: pl.DataFrame) -> Scorecard:
    """The scorecard with other frames."""
    return msgspec.structs.replace(scorecard, frames=msgspec.structs.replace(scorecard.frames, **frames))


def edited(scorecard: Scorecard, name: str, ref: str, where: pl.Expr | None = None, /, **values: Any) -> Scorecard:
    """The scorecard with these values in the rows of one indicator in one frame, or of those `where` says."""
    frame: pl.DataFrame = getattr(scorecard.frames, name)
    chosen = (pl.col("ref") == ref) & (pl.lit(value=True) if where is None else where)
    assert frame.filter(chosen).height, f"{name} has no such row of {ref}"
    changed = frame.with_columns(
        pl.when(chosen).then(pl.lit(value, SCHEMAS[name][column])).otherwise(column).alias(column)
        for column, value in values.items()
    )
    return with_frames(scorecard, **{name: changed})


def figure(text: str) -> dict[str, Any]:
    """The columns of a figure that is published as this text."""
    value = parse_value(text)
    return {"value": value.number, "text": value.text, "missing": value.missing}


def target(text: str) -> dict[str, Any]:
    """The columns of a target that is published as this text."""
    wanted = parse_target(text)
    assert wanted is not None
    return {"low": wanted.low, "high": wanted.high, "text": wanted.text}


def observed(scorecard: Scorecard, ref: str, period: date, text: str) -> Scorecard:
    """The scorecard with another figure in one month."""
    return edited(scorecard, "observations", ref, pl.col("period") == period, **figure(text))


def without(scorecard: Scorecard, ref: str) -> Scorecard:
    """The scorecard without an indicator."""
    return only(scorecard, set(scorecard.frames.listing["ref"]) - {ref})


def stated(old: Scorecard, new: Scorecard) -> list[Change]:
    """What is published otherwise, without the conclusions that follow; those take most of the time."""
    then, now = known(old), known(new)
    pairing = paired(then, now)
    return published_changes(then, now, pairing, Subjects(pairing, new.catalogue))


def real(changes: Iterable[Change]) -> list[Change]:
    """The changes that are more than another way to write the same value."""
    return [one for one in changes if one.severity != "precision"]


def texts(changes: Iterable[Change]) -> list[str]:
    """The sentences."""
    return [one.text for one in changes]


def small() -> Scorecard:
    """Some indicators of every kind: with targets, ratings, arrows, benchmarks; counts, shares, rates; a fragment."""
    assert catalogue().authority == "Tameside"
    return only(seed(), ["FD1", "FD2d", "FD2f", "CIN2", "CIN8", "CIN17", "CF15", "CF23", "SG7", "SG15"])
