"""The Textual face of Scorecard."""
