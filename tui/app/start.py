"""Starting the app: what must happen before Textual is imported."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.journal_work import JournalWish
    from tui.sources.request import Request

UNUSABLE = 2


def _take_any_bytes() -> None:
    """A keyboard that sends no UTF-8 (PuTTY set to Latin-1) must not end the app: Textual decodes it strictly."""
    import codecs
    from functools import partial

    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = lambda name: partial(  # type: ignore[attr-defined]
        codecs.getincrementaldecoder(name), errors="replace"
    )


def run(
    request: Request, *, no_colour: bool, ascii_only: bool, journal: JournalWish | None = None, watches: bool = False
) -> None:
    """Run the app to its end; exit with 2 and a message where the scorecard cannot be read."""
    if no_colour:
        os.environ["NO_COLOR"] = "1"
    # Textual would take this for its default, before our themes are known to it.
    theme = os.environ.pop("TEXTUAL_THEME", None)
    from tui.app.app import ScorecardApp
    from tui.app.journal_work import NO_WISH
    from tui.reports.glyphs import ASCII, UNICODE
    from tui.reports.plain_text import visible

    _take_any_bytes()
    app = ScorecardApp(request, ASCII if ascii_only else UNICODE, theme, journal or NO_WISH, watches=watches)
    app.run()
    for reason in app.journal.untold:
        print(f"scorecard: not written: {visible(reason)}", file=sys.stderr)
    if app.failure:
        print(f"scorecard: {app.failure}", file=sys.stderr)
        sys.exit(UNUSABLE)
    sys.exit(app.return_code or 0)
