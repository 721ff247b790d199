"""Writing the briefing from the app: where to, and never over a file without asking."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tui.reports.plain_text import visible
from tui.scorecard.periods import key
from tui.scorecard.views import Overview

if TYPE_CHECKING:
    from tui.app.screens.reviewing import ReviewingScreen
    from tui.reports.brief.faces import Form

_WORDS: Final = "ending in .html, .md or .txt; nothing is replaced unasked"


async def ask_for_file(screen: ReviewingScreen[Any]) -> None:
    """Ask where the briefing is to be written, then write it."""
    from tui.app.screens.ask import AskScreen

    overview = screen.desk.overview
    if overview is None:
        return
    await screen.app.push_screen(
        AskScreen("Write the briefing to", suggested_name(overview), words=_WORDS),
        lambda answer: _answered(screen, answer),
    )


def suggested_name(overview: Overview) -> str:
    """`briefing-tameside-2023-09.html`"""
    authority = re.sub(r"[^a-z0-9]+", "-", overview.authority.casefold()).strip("-")
    return f"briefing-{authority or 'scorecard'}-{key(overview.period)}.html"


def _answered(screen: ReviewingScreen[Any], answer: str | None) -> None:
    if not answer or not answer.strip():
        return
    try:
        path = Path(answer.strip()).expanduser()
        if _form(screen, path) is None:
            return
        there = path.exists()
    except (OSError, RuntimeError, ValueError) as error:
        screen.keeper.tell_trouble(f"{answer.strip()}: is no place for a file ({error})")
        return
    if not there:
        _write(screen, path, replace=False)
        return
    from tui.app.screens.choice import KeyScreen

    choices = [("r", "replace it"), ("escape", "leave it as it is")]
    screen.app.push_screen(
        KeyScreen("Already there", f"{visible(str(path))} is there already.", choices),
        lambda key: _write(screen, path, replace=True) if key == "r" else None,
    )


def _form(screen: ReviewingScreen[Any], path: Path) -> Form | None:
    """The form that the file's ending asks for; null, and told, where there is none."""
    from tui.reports.brief.faces import form_of

    form = None if path.is_dir() else form_of(path)
    if form is None:
        what = (
            "is a folder; name a file in it" if path.is_dir() else "the name of a briefing ends in .html, .md or .txt"
        )
        screen.keeper.tell_trouble(f"{path}: {what}")
    return form


def _write(screen: ReviewingScreen[Any], path: Path, *, replace: bool) -> None:
    from tui.reports.brief.content import briefing
    from tui.reports.brief.faces import rendered
    from tui.reports.brief.saving import SavingError, save

    desk, form = screen.desk, _form(screen, path)
    assert form is not None
    assert desk.loaded is not None
    assert desk.loaded.insights is not None
    made = briefing(desk.loaded.overview, desk.loaded.insights, desk.reviews, include=desk.look.include)
    try:
        save(path, rendered(made, form, desk.glyphs), force=replace)
    except SavingError as error:
        screen.keeper.tell_trouble(str(error))
    else:
        screen.say(f"Briefing written to {visible(str(path.resolve()))}")
