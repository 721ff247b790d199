"""The published scorecard as text: one row an indicator, as a PDF reader or a copy from a page gives it."""
