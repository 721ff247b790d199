"""The tidy form: one table, one row a record, as CSV, TSV, Parquet, JSON Lines or a workbook (docs/tidy.md)."""

from tui.sources.tidy.columns import COLUMNS
from tui.sources.tidy.reading import authorities, read_tidy

__all__ = ["COLUMNS", "authorities", "read_tidy"]
