"""Ranks among the English authorities, from a study of a scorecard's benchmarks."""

from __future__ import annotations

import polars as pl

from tui.scorecard.diff.record import Rank, Ranks


def ranks_of(compared: pl.DataFrame) -> Ranks:
    """The rank of each indicator that has one; `compared` as `tui.scorecard.comparison.COMPARED`."""
    ranked = compared.drop_nulls("rank").select("ref", "rank", "of", "quartile", "end")
    return {ref: Rank(*rank) for ref, *rank in ranked.rows()}
