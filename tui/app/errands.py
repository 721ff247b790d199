"""One thread that does what it is given, one thing after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Result = TypeVar("Result")


class Errands:
    """Starts its thread with the first errand; what is started is finished, also where the app ends meanwhile."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._thread: ThreadPoolExecutor | None = None

    async def do(self, run: Callable[[], Result]) -> Result:
        """Have it done, and give what came of it."""
        # Who waits can be cancelled when the app ends; what was begun goes on all the same.
        return await asyncio.shield(asyncio.wrap_future(self._started().submit(run)))

    def leave(self, run: Callable[[], object]) -> None:
        """Have it done, and never mind what comes of it."""
        self._started().submit(run)

    def _started(self) -> ThreadPoolExecutor:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # the first rows on screen do not wait for it

            self._thread = ThreadPoolExecutor(1, self._name)
        return self._thread

    def stop(self, last: Callable[[], object] | None = None) -> None:
        """Finish everything, then do one last thing."""
        if self._thread is not None:
            if last is not None:
                self._thread.submit(last)
            self._thread.shutdown(wait=True)
            self._thread = None
