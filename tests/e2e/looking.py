"""What tests look for on the screen."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile

from tests.support.terminal import Terminal


def wait_at(terminal: Terminal, ref: str) -> None:
    """Wait until the cursor is on the indicator with this ref."""
    terminal.wait_for(re.compile(rf"^[▌>]{re.escape(ref)}\s", re.MULTILINE))


def rows(terminal: Terminal) -> list[str]:
    """The refs of the table's rows in view, once they stand still."""
    terminal.wait_quiet(30)
    found = [re.match(r"[▌> ]([A-Z]{2,3}\d+[a-z]?)\s", line) for line in terminal.lines()]
    return [match[1] for match in takewhile(bool, dropwhile(lambda match: not match, found)) if match]
