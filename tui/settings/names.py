"""Names that settings may use, and that parts above and below know by themselves: tests hold them to be the same."""

from __future__ import annotations

from typing import Final

COLUMNS: Final = (
    "months",
    "current",
    "trend",
    "target",
    "gap",
    "rating",
    "direction",
    "signal",
    "previous",
    "benchmarks",
)
"""Columns of the table of indicators, as `tui.reports.grid_order` takes them."""

BENCHMARK: Final = "benchmarks."
"""What stands before a comparator's key: `benchmarks.sn` is one column of the benchmarks."""

OWN_THEMES: Final = (
    "scorecard-dark",
    "scorecard-light",
    "scorecard-colour-blind",
    "scorecard-colour-blind-light",
    "scorecard-ansi",
)
"""The themes that the app brings."""

OTHER_THEMES: Final = (
    "textual-dark",
    "textual-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "tokyo-night",
)
"""Those of Textual that can be chosen too; of its themes in the terminal's own colours, `scorecard-ansi` is ours."""

THEMES: Final = (*OWN_THEMES, *OTHER_THEMES)
