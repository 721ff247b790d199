"""What changed between two scorecards, or between the newest publication and the one before it.

`compare` and `since_last` are in `tui.scorecard.diff.compare`; their records, which need no polars, in `record`.
"""
