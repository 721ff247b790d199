"""Starting the app: what must happen before Textual is imported."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.journal_work import JournalWish
    from tui.settings import SettingsFile
    from tui.settings.force import Said
    from tui.sources.request import Request

UNUSABLE = 2


def run(
    request: Request,
    *,
    no_colour: bool,
    ascii_only: bool,
    journal: JournalWish | None = None,
    watches: bool = False,
    said: Said | None = None,
) -> None:
    """Run the app to its end; exit with 2 and a message where the scorecard or the settings cannot be read.

    `said` is what the command line says of settings; what it leaves open is as the environment and the file say.
    """
    if no_colour:
        os.environ["NO_COLOR"] = "1"
    file = _settings()
    from tui.settings.force import Said, animation, switch, theme
    from tui.settings.requests import completed

    said = said or Said(ascii=ascii_only or None)
    colours = theme(file, os.environ).value if file.settings.theme else os.environ.get("TEXTUAL_THEME")
    # Textual would take this for its default, before our themes are known to it.
    os.environ.pop("TEXTUAL_THEME", None)
    from tui.app.app import ScorecardApp
    from tui.app.journal_work import NO_WISH
    from tui.reports.glyphs import ASCII, UNICODE
    from tui.reports.plain_text import visible

    # What is painted goes out through a thread of its own: it waits a millisecond for whoever computes, not five.
    sys.setswitchinterval(0.001)
    app = ScorecardApp(
        completed(request, file.settings),
        ASCII if switch("ascii", said.ascii, file).value else UNICODE,
        str(colours) if colours else None,
        journal or NO_WISH,
        watches=watches,
        settings=file.settings,
    )
    moves = animation(said.animation, file, os.environ)
    if not moves.value:
        app.animation_level = "none"
    elif moves.origin == "option":
        app.animation_level = "full"
    app.run(mouse=bool(switch("mouse", said.mouse, file).value))
    for reason in app.journal.untold:
        print(f"scorecard: not written: {visible(reason)}", file=sys.stderr)
    if app.failure:
        print(f"scorecard: {app.failure}", file=sys.stderr)
        sys.exit(UNUSABLE)
    sys.exit(app.return_code or 0)


def _settings() -> SettingsFile:
    """The user's settings; ends with every mistake in them."""
    from tui.settings import SettingsError, load_file

    try:
        return load_file()
    except SettingsError as error:
        from tui.reports.plain_text import visible

        print("\n".join(f"scorecard: {visible(line)}" for line in str(error).split("\n")), file=sys.stderr)
        sys.exit(UNUSABLE)
