"""Reading a scorecard again when its files have changed, and only when they have come to rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from tui import bundled
from tui.scorecard.catalogue_file import CatalogueError
from tui.scorecard.model import Scorecard
from tui.scorecard.places import source_of
from tui.sources.decoding import SourceError
from tui.sources.identity import Fingerprint, fingerprints, unsettled
from tui.sources.many import UNREAD
from tui.sources.opening import open_scorecard
from tui.sources.progress import Watch
from tui.sources.request import Request


class Reread(msgspec.Struct, frozen=True):
    """The scorecard as it is now, with what its files were when it was read; or why it stays as it is on screen."""

    scorecard: Scorecard | None
    seen: tuple[Fingerprint, ...]
    reason: str = ""


def reread(
    request: Request,
    before: Sequence[Fingerprint],
    watch: Watch | None = None,
    pause: Callable[[], object] | None = None,
) -> Reread:
    """Read again what was asked for; `before` is what its files were when it was last read.

    Nothing is read while a file is being written, and nothing is taken of a file that changed and cannot be read: it
    may be half-written. It waits a moment between two looks, so call it from a thread. `Cancelled` goes through.
    """
    kept = tuple(before)
    sources = request.sources or (bundled.sample_path(),)
    now = fingerprints(sources)
    if not now:
        return Reread(None, kept, f"{', '.join(map(str, sources))}: is not there at present")
    known = {msgspec.structs.replace(each, sha256=None) for each in before}
    fresh = [each.path for each in now if each not in known]
    if moving := unsettled(fresh, pause):
        return Reread(None, kept, f"{moving[0]}: is still being written")
    try:
        scorecard = open_scorecard(request, watch)
    except (SourceError, CatalogueError) as error:
        return Reread(None, kept, str(error))
    if fingerprints(sources) != now:
        return Reread(None, kept, "the files changed while they were read")
    lost = [problem for problem in scorecard.problems if problem.code == UNREAD]
    for problem in lost:
        # What could not be read before either is nothing new; what has just changed may be whole in a moment.
        if any(str(path).endswith(source_of(problem.place)) for path in fresh):
            return Reread(None, kept, f"{source_of(problem.place)}: {problem.message}")
    return Reread(scorecard, now)
