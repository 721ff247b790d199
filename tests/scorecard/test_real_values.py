"""Cells that the Department for Education wrote, where its files lie beside the project."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from tui.scorecard.values import parse_value

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LAIT = DATA / "lait" / "bds_long_0.parquet"
REFERRALS = DATA / "ees" / "c1_vintage2024.csv"


def needs(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not path.is_file(), reason=f"needs {path.name} of the Department for Education")


def reasons(cells: pl.Series) -> Counter[str | None]:
    """How many different cells are numbers (null), and how many are missing for each reason."""
    return Counter(parse_value(cell or "").missing for cell in cells.unique())


@needs(LAIT)
def test_every_value_of_the_interactive_tool_is_a_number_or_missing_for_a_known_reason() -> None:
    found = reasons(pl.read_parquet(LAIT, columns=["Values"])["Values"])
    assert found["unreadable"] == 0
    assert found["unavailable"] == 1
    assert found[None] > 10_000


@needs(REFERRALS)
def test_every_symbol_of_the_published_referrals_is_known() -> None:
    table = pl.read_csv(REFERRALS, infer_schema=False)
    figures = [
        name for name in table.columns if name.lower().startswith(("referral", "re_referral", "rereferral", "pc_"))
    ]
    assert figures != []
    for name in figures:
        assert reasons(table[name])["unreadable"] == 0, name
