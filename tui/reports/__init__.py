"""The plain faces: what is said of a scorecard, and how it is drawn, without a terminal application."""
