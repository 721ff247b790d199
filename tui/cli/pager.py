"""The pager: `$PAGER`, else `less`, else none."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Final

_LESS: Final = "FRX"
"""Ends by itself where all is seen (F), shows colours (R), leaves the text on the screen (X)."""

_NONE: Final = frozenset({"", "cat"})


def paged(text: str) -> bool:
    """Show a text in the pager and wait for its end; false where there is none, and nothing was shown."""
    command = _command()
    if not command or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    sys.stdout.flush()
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={"LESS": _LESS, **os.environ})  # noqa: S603 - the user's own
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is the pager's to take
    try:
        with suppress(BrokenPipeError, ConnectionResetError):
            pager.communicate(text.encode(sys.stdout.encoding or "utf-8", "replace"))
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _command() -> list[str]:
    """The words of the pager's command line; none where there is no pager."""
    named = os.environ.get("PAGER")
    if named is None:
        less = shutil.which("less")
        return [less, f"-{_LESS}"] if less else []
    try:
        return [] if named.strip() in _NONE else shlex.split(named)
    except ValueError:  # a quotation without an end
        return []
