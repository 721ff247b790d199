"""Arrows against the figures they speak of: `arrow`, and `arrow_rounding` where rounding could explain it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.material import TOLERANCE, Material, month_number
from tui.scorecard.audit.wording import from_to, months, places, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.gap import to_published_precision

_SAYS: Final = {"up": "points up", "down": "points down", "same": "says no change"}
_WORDS: Final = {"up": "up", "down": "down", "same": "no change"}
_MOVED: Final = {"rose": "up", "fell": "down", "stayed": "no change"}
_SIGNS: Final = {"up": 1, "down": -1, "same": 0}


def contradicted_arrows(material: Material) -> Iterator[Finding]:
    """Arrows other than the sign of the change on the month before.

    Where the two figures are published to different places, the sign may be that at either. Figures differ by
    rounding alone where, before it, they could have moved as the arrow says; that is `arrow_rounding`. A
    quarterly figure may be compared with the last one before it or with the quarter before.
    """
    pairs = _pairs(material)
    wrong = pairs.filter(~pl.col("agrees").any().over("ref")).sort("position", "then")
    for row in wrong.group_by("ref", maintain_order=True).last().to_dicts():
        yield _finding(row)


def _pairs(material: Material) -> pl.DataFrame:
    """Every current figure with an arrow beside an earlier one, and whether the arrow agrees with the two."""
    arrows = material.frames.published.drop_nulls("direction").select(
        "ref", pl.col("direction").cast(pl.String), arrow_place=pl.coalesce("direction_place", "place")
    )
    now = material.current.drop_nulls("value").join(arrows, on="ref")
    return _judged(now.join(_earlier(material), on="ref"))


def _earlier(material: Material) -> pl.DataFrame:
    """The figures that a current one may be compared with: `ref`, and the others as `_then`."""
    ago = pl.lit(material.period.year * 12 + material.period.month) - month_number()
    latest = pl.col("period") == pl.col("period").max().over("ref")
    quarterly = (pl.col("basis") == "quarter").fill_null(False)
    earlier = material.months.select("ref", "basis", "period", "shown", "value", "digits", "half", "place").filter(
        pl.col("value").is_not_null() & (ago > 0) & (quarterly | (ago == 1))
    )
    return earlier.filter(~quarterly | latest | (ago == 3)).select(
        "ref",
        then="period",
        shown_then="shown",
        value_then="value",
        digits_then="digits",
        half_then="half",
        place_then="place",
    )


def _judged(pairs: pl.DataFrame) -> pl.DataFrame:
    sign = pl.col("direction").replace_strict(_SIGNS, return_dtype=pl.Int32)
    fine = pl.max_horizontal("digits", "digits_then")
    coarse = pl.min_horizontal("digits", "digits_then")
    change = pl.col("value") - pl.col("value_then")
    rounding = pl.col("half") + pl.col("half_then")
    by_rounding = (
        pl.when(pl.col("arrow") > 0)
        .then(pl.col("change") + rounding > TOLERANCE)
        .when(pl.col("arrow") < 0)
        .then(pl.col("change") - rounding < -TOLERANCE)
        .otherwise(pl.col("change").abs() <= rounding + TOLERANCE)
    )
    at_coarse = to_published_precision(pl.col("value"), coarse) - to_published_precision(pl.col("value_then"), coarse)
    return pairs.with_columns(
        sign.alias("arrow"),
        to_published_precision(change, fine).alias("change"),
        to_published_precision(at_coarse, coarse).sign().alias("coarse_sign"),
    ).with_columns(
        by_rounding.alias("by_rounding"),
        ((pl.col("change").sign() == pl.col("arrow")) | (pl.col("coarse_sign") == pl.col("arrow"))).alias("agrees"),
    )


def _finding(row: dict[str, Any]) -> Finding:
    moved = "stayed" if not row["change"] else "rose" if row["change"] > 0 else "fell"
    text = f"the arrow {_SAYS[row['direction']]}, but {row['name']} {moved} {_movement(row)}"
    return Finding(
        ref=row["ref"],
        kind="arrow_rounding" if row["by_rounding"] else "arrow",
        severity="info" if row["by_rounding"] else "error",
        period=row["period"],
        published=_WORDS[row["direction"]],
        computed=f"{_MOVED[moved]}: {row['shown_then']} to {row['shown']}",
        text=sentence(f"{text}; rounding could explain it" if row["by_rounding"] else text),
        places=places(row, "arrow_place", "place", "place_then"),
    )


def _movement(row: dict[str, Any]) -> str:
    if row["change"]:
        return from_to((row["shown_then"], row["then"]), (row["shown"], row["period"]))
    return f"at {row['shown']} in {months([row['then'], row['period']])}"
