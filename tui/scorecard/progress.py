"""How somebody who waits hears how far a long computation has come."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], None]
"""Takes how much is done, of how much; may raise to stop it."""


def unheard(done: int, total: int) -> None:
    """Nobody waits."""
