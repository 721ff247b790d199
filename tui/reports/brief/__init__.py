"""The exception briefing: one record of what it says, and three faces over it."""
