"""Identities of denominators: numbers and their shares or rates that imply one and the same whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tui.scorecard.audit.identity_tables import (
    SCALES,
    columns,
    identity_finding,
    side_by_side,
    unit_of,
)
from tui.scorecard.audit.material import Material, slack
from tui.scorecard.audit.wording import few, months
from tui.scorecard.catalogue import Identity
from tui.scorecard.finding import Finding
from tui.scorecard.periods import long_label

Pair = tuple[str, str]


def same_denominators(material: Material, identity: Identity) -> Iterator[Finding]:
    """In every month, all pairs (number, share or rate) imply the same denominator."""
    if len(identity.pairs) < 2:
        return
    table = _implied(material, identity.pairs[0], 0)
    for number, pair in enumerate(identity.pairs[1:], 1):
        table = table.join(_implied(material, pair, number), on="period", how="full", coalesce=True)
    numbers = range(len(identity.pairs))
    highest_least = pl.max_horizontal(columns("from", numbers))
    lowest_most = pl.min_horizontal(columns("to", numbers))
    for row in table.filter(highest_least > lowest_most + slack(lowest_most)).sort("period").to_dicts():
        yield _disagreement(identity, row)


def _disagreement(identity: Identity, row: dict[str, Any]) -> Finding:
    given = [(number, pair) for number, pair in enumerate(identity.pairs) if row[f"share{number}"] is not None]
    published = [f"{pair[0]} {row[f'number{number}']} at {row[f'share{number}']}" for number, pair in given]
    computed = [_interval(row[f"from{number}"], row[f"to{number}"]) for number, _ in given]
    implied = [
        f"{pair[0]} and {pair[1]} ({row[f'number{number}']} at {row[f'share{number}']}) imply a total of {interval}"
        for (number, pair), interval in zip(given, computed, strict=True)
    ]
    text = f"in {long_label(row['period'])} {', but '.join(implied)}"
    places = (place for number, _ in given for place in row[f"places{number}"])
    ref = identity.pairs[0][1]
    return identity_finding(ref, row["period"], "; ".join(published), " or ".join(computed), text, places)


def constant_denominators(material: Material, identity: Identity) -> Iterator[Finding]:
    """Each pair implies the same denominator in every month: one finding for all months at odds with most others."""
    for pair in identity.pairs:
        table = _implied(material, pair, 0).sort("period")
        agreed = _most_agreed(table)
        if agreed is None:
            continue
        within = (pl.col("from0") <= agreed + slack(pl.lit(agreed))) & (pl.col("to0") >= agreed - slack(pl.lit(agreed)))
        odd = table.filter(~within).to_dicts()
        if odd:
            yield _odd_months(pair, odd, table.filter(within))


def _most_agreed(table: pl.DataFrame) -> float | None:
    """A denominator that fits the most months: the lower end of some month's interval is always among the best."""
    ends = table.select(candidate="from0").unique()
    fits = ends.join(table, how="cross").filter(
        (pl.col("from0") <= pl.col("candidate")) & (pl.col("candidate") <= pl.col("to0"))
    )
    best = fits.group_by("candidate").len().sort("len", "candidate", descending=[True, False])
    return None if best.is_empty() else float(best["candidate"][0])


def _odd_months(pair: Pair, odd: list[dict[str, Any]], others: pl.DataFrame) -> Finding:
    least, most = others.select(pl.col("from0").max(), pl.col("to0").min()).row(0)
    agreed = _interval(least, most)
    shown = few([f"{row['number0']} at {row['share0']} in {long_label(row['period'])}" for row in odd], 3)
    implied = few([_interval(row["from0"], row["to0"]) for row in odd], 3)
    other_months = months(others["period"].to_list()) if others.height <= 3 else "the other months"
    text = f"{pair[0]} and {pair[1]} ({shown}) imply a total of {implied}, but in {other_months} of {agreed}"
    places = (place for row in odd for place in row["places0"])
    return identity_finding(pair[1], odd[-1]["period"], shown, f"{agreed} in {other_months}", text, places)


def _implied(material: Material, pair: Pair, number: int) -> pl.DataFrame:
    """For each month: between what (`from`, `to`) the denominator lies, and the two figures, each with `number`."""
    scale = SCALES[unit_of(material, pair[1])]
    share_least = pl.col("least1")
    table = side_by_side(material, pair).filter(pl.col("most1") > 0)
    return table.select(
        "period",
        (scale * pl.col("least0") / pl.col("most1")).alias(f"from{number}"),
        pl.when(share_least > 0)
        .then(scale * pl.col("most0") / share_least)
        .otherwise(float("inf"))
        .alias(f"to{number}"),
        pl.col("shown0").alias(f"number{number}"),
        pl.col("shown1").alias(f"share{number}"),
        pl.concat_list("place0", "place1").alias(f"places{number}"),
    )


def _interval(least: float, most: float) -> str:
    """`647 to 656`, rounded inwards where that leaves something; `at least 5` without an upper end."""
    if most == float("inf"):
        return f"at least {least:,.0f}"
    return f"{least:,.0f}" if round(least) == round(most) else f"{least:,.0f} to {most:,.0f}"
