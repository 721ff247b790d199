"""What stands beside the figures: published ratings, arrows, targets, and which year's benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import polars as pl

from tui.scorecard.diff import words
from tui.scorecard.diff.figures import difference, renumbered
from tui.scorecard.diff.known import YEAR, Known
from tui.scorecard.diff.pairing import Pairing
from tui.scorecard.diff.record import Change, Kind, Sense, Severity
from tui.scorecard.overview import as_of
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal

_SAID: Final = {"published": ("rating", "direction"), "targets": ("text", "low", "high")}
"""The columns of each frame that say something, beside where it stands."""

_NOISE: Final = 1e-9

Row = dict[str, Any]


def headlines(old: Known, new: Known, pairing: Pairing, subjects: words.Subjects) -> Iterator[Change]:
    """What is published of the own month of each, and what of any other month that both speak of is another now."""
    sense: Sense = "restated" if old.period == new.period else "moved_on"
    for name, changes in (("published", _verdicts), ("targets", _targets)):
        before, after = _own(old, name, pairing), _own(new, name)
        for row in _differing(before, after, ["ref"], "full", _SAID[name]):
            yield from changes(row, sense, new.period, subjects)
        for row in _differing(*_others(old, new, name, pairing), ["ref", "period"], "inner", _SAID[name]):
            yield from changes(row, "restated", row["period"], subjects)
    yield from _benchmarks(old, new, pairing, sense, subjects)


def _own(known: Known, name: str, pairing: Pairing | None = None) -> pl.DataFrame:
    """The rows of the scorecard's own month; with a pairing, of indicators that both have, by their new ref."""
    frame: pl.DataFrame = getattr(known.frames, name)
    own = frame.filter(pl.col("period") == known.period)
    return renumbered(own, pairing) if pairing else own


def _others(old: Known, new: Known, name: str, pairing: Pairing) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of all other months; where both are of one month, its own are looked at already."""
    before, after = getattr(old.frames, name), getattr(new.frames, name)
    if old.period == new.period:
        other = pl.col("period") != old.period
        before, after = before.filter(other), after.filter(other)
    return renumbered(before, pairing), after


def _differing(before: pl.DataFrame, after: pl.DataFrame, on: list[str], how: Any, said: tuple[str, ...]) -> list[Row]:
    """What both or only one of them has, where any of the columns `said` differs; `there` says which has a row."""
    there = pl.lit(True).alias("there")
    both = before.with_columns(there).join(
        after.with_columns(there), on=on, how=how, suffix="_new", coalesce=True, nulls_equal=True
    )
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_new")) for name in (*said, "there"))
    return both.filter(differs).sort(on).to_dicts()


def _verdicts(row: Row, sense: Sense, period: date, subjects: words.Subjects) -> Iterator[Change]:
    """A rating or an arrow that is another, new or gone."""
    if not subjects.paired(row["ref"]):
        return
    makers: tuple[tuple[Kind, str], ...] = (("rating", "place"), ("direction", "direction_place"))
    for kind, place in makers:
        before, after = row[kind], row[f"{kind}_new"]
        if before == after:
            continue
        text = (
            words.rated(row["ref"], "", before, after, sense, period)
            if kind == "rating"
            else words.pointed(row["ref"], before, after, sense, period)
        )
        severity: Severity = "flip" if before and after else "change"
        places = (row[place], row[f"{place}_new"])
        yield _change(row, kind, severity, sense, text, before, after, period, places, subjects)


def _targets(row: Row, sense: Sense, period: date, subjects: words.Subjects) -> Iterator[Change]:
    """A target with other ends, new or gone; one of words only goes by these."""
    ref, before, after = row["ref"], _target_text(row, ""), _target_text(row, "_new")
    if not subjects.paired(ref) or before == after:
        return
    both = before is not None and after is not None
    severity: Severity = "precision" if both and _same_target(row) else "change"
    own = words.of_month(ref, sense, period)
    text = words.target(own, before, after) if severity == "change" else words.same_target(own, before, after)
    kind: Kind = "target" if severity == "change" else "precision"
    places = (row["place"], row["place_new"])
    yield _change(row, kind, severity, sense, text, before, after, period, places, subjects)


def _target_text(row: Row, suffix: str) -> str | None:
    """A target as published, or its ends where no text was; null where there is no target."""
    if not row[f"there{suffix}"] or row[f"text{suffix}"] is not None:
        return row[f"text{suffix}"] if row[f"there{suffix}"] else None
    ends = dict.fromkeys(f"{end:g}" for name in ("low", "high") if (end := row[f"{name}{suffix}"]) is not None)
    return "-".join(ends)


def _same_target(row: Row) -> bool:
    ends = [(row[end], row[f"{end}_new"]) for end in ("low", "high")]
    if all(value is None for pair in ends for value in pair):
        return normal(row["text"] or "") == normal(row["text_new"] or "")
    return all(one == other or (None not in (one, other) and abs(one - other) < _NOISE) for one, other in ends)


def _benchmarks(old: Known, new: Known, pairing: Pairing, sense: Sense, subjects: words.Subjects) -> Iterator[Change]:
    """Benchmarks that are of another year than they were, new or gone; those of one year are restated figures."""
    before = renumbered(as_of(old.frames, old.period).benchmarks, pairing)
    after = as_of(new.frames, new.period).benchmarks
    for row in _differing(before, after, ["ref", "comparator"], "full", (YEAR,)):
        if not subjects.paired(row["ref"]):
            continue
        name = subjects.comparator(row["comparator"])
        yield Change(
            kind="benchmark",
            sense=sense,
            severity="change",
            ref=row["ref"],
            area=subjects.area(row["ref"]),
            text=words.benchmark(row["ref"], name, row),
            before=words.cell(row, ""),
            after=words.cell(row, "_new"),
            period=new.period,
            year=row["year_new"],
            comparator=row["comparator"],
            difference=_by(row),
            places=(row["place"], row["place_new"]),
        )


def _by(row: Row) -> Any:
    if row["value"] is None or row["value_new"] is None:
        return None
    digits = [parse_value(row[f"text{suffix}"] or "").decimals for suffix in ("", "_new")]
    return difference(row["value"], row["value_new"], digits)


def _change(
    row: Row,
    kind: Kind,
    severity: Severity,
    sense: Sense,
    text: str,
    before: str | None,
    after: str | None,
    period: date,
    places: tuple[str | None, str | None],
    subjects: words.Subjects,
) -> Change:
    return Change(
        kind=kind,
        sense=sense,
        severity=severity,
        ref=row["ref"],
        area=subjects.area(row["ref"]),
        text=text,
        before=before,
        after=after,
        period=period,
        places=places,
    )
