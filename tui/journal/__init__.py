"""Commentary and sign-off: an append-only journal in SQLite."""
