"""Figures of several indicators side by side, month by month, as identities need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.material import Material, slack
from tui.scorecard.audit.wording import sentence
from tui.scorecard.catalogue import Identity
from tui.scorecard.finding import Finding

SCALES: Final = {"percent": 100.0, "rate_per_10000": 10_000.0, "ratio": 1.0, "count": 1.0}
"""What a share of this unit is multiplied by."""

_COLUMNS: Final = ("value", "least", "most", "shown", "place", "digits")


def refs_of(identity: Identity) -> list[str]:
    """Every ref that an identity names."""
    named = (identity.ref, identity.numerator, identity.denominator, *identity.parts)
    return list(dict.fromkeys(filter(None, (*named, *(ref for pair in identity.pairs for ref in pair)))))


def unit_of(material: Material, ref: str) -> str:
    """The unit of an indicator."""
    return str(material.indicators.row(by_predicate=pl.col("ref") == ref, named=True)["unit"])


def figures_of(material: Material, ref: str, number: int) -> pl.DataFrame:
    """The months of one indicator that have a value, each column but the period with `number` behind its name."""
    rows = material.months.filter(pl.col("ref") == ref).drop_nulls("value")
    return rows.select("period", *(pl.col(column).alias(f"{column}{number}") for column in _COLUMNS))


def side_by_side(material: Material, refs: Sequence[str]) -> pl.DataFrame:
    """The months in which all these indicators have a value; columns are numbered as the refs are: `value0`."""
    table = figures_of(material, refs[0], 0)
    for number, ref in enumerate(refs[1:], 1):
        table = table.join(figures_of(material, ref, number), on="period")
    return table.sort("period")


def columns(name: str, numbers: Iterable[int]) -> list[str]:
    """`columns("value", range(2))` is `["value0", "value1"]`."""
    return [f"{name}{number}" for number in numbers]


def apart(least: pl.Expr, most: pl.Expr, other_least: pl.Expr, other_most: pl.Expr) -> pl.Expr:
    """Whether two intervals have no point in common."""
    return (other_least > most + slack(most)) | (other_most < least - slack(least))


def identity_finding(
    ref: str, period: date, published: str, computed: str, text: str, places: Iterable[Any]
) -> Finding:
    """A finding of kind `identity`; the figures contradict one another, whichever is wrong."""
    return Finding(
        ref=ref,
        kind="identity",
        severity="error",
        period=period,
        published=published,
        computed=computed,
        text=sentence(text),
        places=tuple(dict.fromkeys(place for place in places if place)),
    )
