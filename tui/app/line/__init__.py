"""The line to the terminal: only what differs from what the terminal shows is sent, and never more than it can take."""
