"""How far reading has come, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tui.scorecard.progress import Tell, unheard


class Progress(msgspec.Struct, frozen=True):
    """`done` of `total` files are read, or indicators worked out; `words` say what is being done now."""

    done: int
    total: int
    words: str


class Cancelled(Exception):  # noqa: N818 - not an error: somebody did not want to wait any longer
    """Raised by a watcher to stop reading; what was read by then is given up."""


Watch = Callable[[Progress], None]
"""Told before each step and at the end; it may raise `Cancelled`."""


def telling(watch: Watch | None, words: str) -> Tell:
    """Who hears how many indicators are done, and of what."""
    return (lambda done, total: watch(Progress(done, total, words))) if watch else unheard
