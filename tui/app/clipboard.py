"""The user's own clipboard, also over SSH: the terminal puts the text there (OSC 52).

No terminal says whether it did. What is known is said, and nothing else: tmux says whether it took the text, a text
that is longer than terminals take is not sent.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from typing import Any, Final

from textual.app import App

MOST: Final = 74_994
"""Bytes that xterm takes in one OSC 52 sequence of 100,000 characters, base64 and all; others take as much or more."""

_SCREEN_CHUNK: Final = 240
"""GNU screen passes on strings of 256 characters at most (its manual, "DCS")."""

_PATIENCE: Final = 2.0


def copy(app: App[Any], text: str) -> str:
    """Copy, and say what is known of it: `sent to ...`, `copied to tmux ...`, `not copied: ...`."""
    size = len(text.encode("utf-8", "replace"))
    if size > MOST:
        return f"not copied: {size:,} bytes are more than terminals take at once ({MOST:,})"
    if os.environ.get("TMUX") and (tmux := shutil.which("tmux")):
        return _through_tmux(tmux, text)
    if os.environ.get("STY"):
        _through_screen(app, text)
    else:
        app.copy_to_clipboard(text)
    return "sent to your clipboard; terminals do not say if it worked"


def _through_screen(app: App[Any], text: str) -> None:
    driver = app._driver  # noqa: SLF001 - there is no public way to write a sequence of one's own
    if driver is not None:
        driver.write(wrapped_for_screen(text))


def wrapped_for_screen(text: str) -> str:
    """The sequence that asks the terminal to copy, in pieces that GNU screen passes on."""
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    asked = f"\x1b]52;c;{encoded}\x07"
    pieces = [asked[start : start + _SCREEN_CHUNK] for start in range(0, len(asked), _SCREEN_CHUNK)]
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def _through_tmux(tmux: str, text: str) -> str:
    """Give it to tmux, which keeps it in a buffer and passes it on where its `set-clipboard` is not off."""
    try:
        done = subprocess.run(  # noqa: S603 - the user's own tmux
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"not copied: tmux did not take it ({error})"
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()
        return f"not copied: tmux says {reason or done.returncode} (version 3.2 or newer is needed)"
    return "copied to tmux; your terminal does not say if it took it too"
