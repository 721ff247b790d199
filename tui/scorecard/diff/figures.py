"""Figures of the same month or year, then and now: which were restated, by how much, which are only written anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from tui.scorecard.diff import words
from tui.scorecard.diff.known import IDENTITIES, YEAR, Known
from tui.scorecard.diff.pairing import Pairing
from tui.scorecard.diff.record import Change, Kind
from tui.scorecard.gap import decimals
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.views import Amount

_KINDS: Final[dict[str, Kind]] = {"observations": "observation", "outturns": "outturn", "benchmarks": "benchmark"}
_NOISE: Final = 1e-9
"""What binary fractions may differ by and still be one number."""

Row = dict[str, Any]


def restated_figures(old: Known, new: Known, pairing: Pairing, subjects: words.Subjects) -> Iterator[Change]:
    """Every figure that both speak of and that is another now, and (as `precision`) those written otherwise.

    A difference for which rounding can account is none: 66.6% after 67%. Where a source has figures without a % sign
    its numbers may have lost their last zeros, so all figures of an indicator are as exact as the most exact of them.
    """
    for name, kind in _KINDS.items():
        for row in _differing(old, new, pairing, name):
            yield _change(row, kind, subjects, old.period == new.period)


def _differing(old: Known, new: Known, pairing: Pairing, name: str) -> list[Row]:
    identity = IDENTITIES[name]
    before, after = _digits(old, name), _digits(new, name)
    refs = pairing.new_refs
    both = renumbered(before, pairing).join(
        after.filter(pl.col("ref").is_in(list(refs.values()))),
        on=identity,
        how="full" if name == "observations" else "inner",
        suffix="_new",
        coalesce=True,
        nulls_equal=True,
    )
    if name == "observations":
        both = both.filter(_in_both_windows(before, after))
    elif name == "outturns":
        both = both.filter(~_a_month_too(both, _digits(new, "observations")))
    return both.with_columns(_verdict()).drop_nulls("verdict").sort("ref", *identity[1:]).to_dicts()


def renumbered(frame: pl.DataFrame, pairing: Pairing) -> pl.DataFrame:
    """The older scorecard's rows of indicators that both have, by their new ref."""
    kept = frame.filter(pl.col("ref").is_in(list(pairing.new_refs)))
    other = {old: new for old, new in pairing.new_refs.items() if old != new}
    return kept.with_columns(pl.col("ref").replace(other)) if other else kept


def _digits(known: Known, name: str) -> pl.DataFrame:
    """A frame with the `digits` of its figures, and `there` where it has a row."""
    frame: pl.DataFrame = getattr(known.frames, name)
    digits = decimals("text").cast(pl.Int32)
    columns = [*IDENTITIES[name], "value", "text", "missing", "place", *(["year"] if YEAR in frame.columns else [])]
    taken = frame.select(*columns, digits.alias("digits"), pl.lit(True).alias("there"))
    return _as_exact_as_the_most(taken, known) if known.bare else taken


def _as_exact_as_the_most(frame: pl.DataFrame, known: Known) -> pl.DataFrame:
    most = pl.concat(
        getattr(known.frames, name).select("ref", decimals("text").cast(pl.Int32).alias("most")) for name in _KINDS
    )
    return (
        frame.join(most.group_by("ref").agg(pl.col("most").max()), on="ref", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("value").is_not_null()).then("most").otherwise("digits").alias("digits"))
        .drop("most")
    )


def _in_both_windows(before: pl.DataFrame, after: pl.DataFrame) -> pl.Expr:
    """Months of which both sources have figures of some indicator: a newer one does not go back for ever."""
    months = set(before["period"].unique()) & set(after["period"].unique())
    return pl.col("period").is_in(list(months))


def _a_month_too(both: pl.DataFrame, months: pl.DataFrame) -> pl.Series:
    """Outturns whose cell is that of an observation as well, and which are listed there."""
    return both["place_new"].is_in(months["place"].drop_nulls().implode()).fill_null(value=False)


def _verdict() -> pl.Expr:
    """What became of each figure; null where nothing did."""
    then, now = pl.col("value"), pl.col("value_new")
    coarse = pl.lit(10.0).pow(-pl.min_horizontal("digits", "digits_new").cast(pl.Float64)) / 2
    apart = (now - then).abs()
    rounding = pl.when(pl.col("digits") == pl.col("digits_new")).then(0.0).otherwise(coarse)
    rewritten = (pl.col("text") != pl.col("text_new")).fill_null(value=False)
    reasons = pl.col("missing").cast(pl.String), pl.col("missing_new").cast(pl.String)
    unlike = (reasons[0] != reasons[1]) | ((reasons[0] == UNREADABLE) & rewritten)
    return (
        pl.when(then.is_not_null() & now.is_not_null())
        .then(
            pl.when(apart > rounding + _NOISE)
            .then(pl.lit("restated"))
            .when(rewritten | (apart > _NOISE))
            .then(pl.lit("precision"))
        )
        .when(then.is_not_null())
        .then(pl.lit("gone"))
        .when(now.is_not_null())
        .then(pl.lit("come"))
        .when(pl.col("there") & pl.col("there_new"))
        .then(pl.when(unlike).then(pl.lit("reason")).when(rewritten).then(pl.lit("precision")))
        .alias("verdict")
    )


def _change(row: Row, kind: Kind, subjects: words.Subjects, same_period: bool) -> Change:
    ref, only_written = row["ref"], row["verdict"] == "precision"
    period: date | None = row.get("period")
    year, comparator = row.get("year_new"), row.get("comparator")
    undated = kind == "benchmark" and year is None and not same_period
    before, after = words.cell(row, ""), words.cell(row, "_new")
    by = None if only_written else _difference(row)
    what = subjects.figure(ref, period=period, year=year, comparator=comparator)
    text = words.rewritten(what, row) if only_written else words.restated(what, row, by, subjects.unit(ref))
    return Change(
        kind="precision" if only_written else kind,
        sense="moved_on" if undated else "restated",
        severity="precision" if only_written else "change",
        ref=ref,
        area=subjects.area(ref),
        text=text,
        before=before,
        after=after,
        period=period,
        year=year,
        comparator=comparator,
        difference=by,
        places=(row["place"], row["place_new"]),
    )


def _difference(row: Row) -> Amount | None:
    """After less before, as exact as the more exact of the two."""
    if row["value"] is None or row["value_new"] is None:
        return None
    return difference(row["value"], row["value_new"], (row["digits"], row["digits_new"]))


def difference(before: float, after: float, digits: Sequence[int]) -> Amount:
    """After less before, to the digits of the more exact: what `gap.to_published_precision` gives, of two numbers."""
    most = max(digits)
    scale = 10.0**most
    return Amount(round((after - before) * scale, 0) / scale, most)
