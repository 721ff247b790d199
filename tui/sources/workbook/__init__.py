"""Workbooks (.xlsx) as lines of cells: values, number formats and fills from the XML in the file, and nothing run."""

from tui.sources.workbook.lines import read_workbook_lines

__all__ = ["read_workbook_lines"]
