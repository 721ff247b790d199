"""Opening the app for a test and waiting until it shows what it has read."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tui import bundled
from tui.app.app import ScorecardApp
from tui.app.journal_work import NO_WISH, JournalWish
from tui.app.screens.areas import AreasScreen
from tui.app.screens.reviewing import ReviewingScreen
from tui.app.widgets.key_bar import KeyBar
from tui.journal.events import Event, Kind
from tui.journal.journal import Journal
from tui.journal.location import default_path
from tui.reports.glyphs import UNICODE, Glyphs
from tui.scorecard.review import Key
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"

_MOST_PAUSES = 2000


def make_app(
    source: Path | None = None,
    *,
    glyphs: Glyphs = UNICODE,
    theme: str | None = None,
    journal: JournalWish = NO_WISH,
) -> ScorecardApp:
    return ScorecardApp(Request((source,) if source else ()), glyphs, theme, journal)


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    """Let the app go on until something is true; it is an error if it never is."""
    for _ in range(_MOST_PAUSES):
        if true():
            return
        await pilot.pause(0.005)
    raise AssertionError("the app never came to it")


def areas(pilot: Pilot[Any]) -> AreasScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, AreasScreen)
    return screen


async def loaded(pilot: Pilot[Any]) -> None:
    """Wait until the scorecard is on screen."""
    await until(pilot, lambda: areas(pilot).complete)
    await pilot.pause()


def then_press(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """What a snapshot does before its picture: wait for the scorecard, press keys, let the pane catch up."""

    async def run(pilot: Pilot[Any]) -> None:
        await loaded(pilot)
        await pilot.press(*keys)
        await settled(pilot)

    return run


def in_triage(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """What a snapshot of triage does before its picture: a journal with something in it, the screen, keys."""

    async def run(pilot: Pilot[Any]) -> None:
        await loaded(pilot)
        await until(pilot, lambda: bool(areas(pilot).desk.reviews))
        await pilot.press("exclamation_mark", *keys)
        await rested(pilot)

    return run


async def rested(pilot: Pilot[Any]) -> None:
    """Wait until nothing on the screen has changed for a while."""
    before = ""
    while before != (before := screen_text(pilot)):
        await pilot.pause(0.25)


def said_in_october() -> None:
    """A journal of this test's own: what two analysts said of the bundled scorecard, at times that do not change."""

    def event(uid: str, kind: Kind, author: str, minute: int, ref: str, text: str) -> Event:
        at = datetime(2023, 10, 3, 9, minute, tzinfo=UTC)
        return Event(uid, kind, author, at, Key("Tameside", date(2023, 9, 30), ref), text)

    words = "Two team managers left in August.\n\nAgency cover from 9 October; recovery plan agreed with the director."
    default_path().parent.mkdir(parents=True)
    with Journal.open(default_path(), "Ada") as journal:
        journal.add(
            [
                event("1" * 32, "state", "Ada", 1, "SG13", "reviewed"),
                event("2" * 32, "comment", "Grace", 2, "CIN17", words),
                event("3" * 32, "state", "Grace", 3, "CIN17", "escalated"),
                event("4" * 32, "assignment", "Ada", 4, "FD2f", "Wendy Monnelly"),
                event("5" * 32, "state", "Ada", 5, "FD2f", "needs_explanation"),
                event("6" * 32, "state", "Ada", 6, "CF21", "snoozed"),
            ]
        )


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the pane shows the indicator under the cursor."""
    screen = areas(pilot)
    pane = screen.query_one("#pane")
    await until(pilot, lambda: getattr(pane, "indicator", None) is screen.indicator)
    await pilot.pause()


@asynccontextmanager
async def opened(
    source: Path | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    glyphs: Glyphs = UNICODE,
    journal: JournalWish = NO_WISH,
) -> AsyncIterator[Pilot[Any]]:
    """The app with the scorecard on screen."""
    app = make_app(source, glyphs=glyphs, journal=journal)
    async with app.run_test(size=size) as pilot:
        await loaded(pilot)
        yield pilot


def ref(pilot: Pilot[Any]) -> str | None:
    """The ref in front."""
    screen = pilot.app.screen
    indicator = screen.indicator if isinstance(screen, ReviewingScreen) else areas(pilot).indicator
    return indicator.ref if indicator else None


async def said(pilot: Pilot[Any], words: str) -> None:
    """Wait until the last line says something."""
    await until(pilot, lambda: words in last_line(pilot))


async def shows(pilot: Pilot[Any], words: str) -> None:
    """Wait until something stands on the screen in front."""
    await until(pilot, lambda: words in screen_text(pilot))


async def write(pilot: Pilot[Any], text: str) -> None:
    """Put a text in place of what the commentary's editor holds."""
    from textual.widgets import TextArea

    await until(pilot, lambda: bool(pilot.app.screen.query(TextArea)))
    pilot.app.screen.query_one(TextArea).text = text
    await pilot.pause()


def last_line(pilot: Pilot[Any]) -> str:
    """The last line of the screen in front."""
    bars = pilot.app.screen.query(KeyBar)  # a screen that only waits for something else has none
    return bars.first().render_line(0).text if bars else ""


def screen_text(pilot: Pilot[Any]) -> str:
    """Everything on the screen in front, as text."""
    screen = pilot.app.screen
    width, height = pilot.app.size
    lines = screen._compositor.render_strips()[:height]
    return "\n".join(strip.text[:width] for strip in lines)


def one_line(pilot: Pilot[Any]) -> str:
    """The screen's text without its frames and line breaks."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", screen_text(pilot)).split())
