"""Opening the app for a test and waiting until it shows what it has read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tui import bundled
from tui.app.app import ScorecardApp
from tui.app.journal_work import NO_WISH, JournalWish
from tui.app.screens.areas import AreasScreen
from tui.app.screens.reviewing import ReviewingScreen
from tui.app.widgets.key_bar import KeyBar
from tui.reports.glyphs import UNICODE, Glyphs
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
    return pilot.app.screen.query_one(KeyBar).render_line(0).text


def screen_text(pilot: Pilot[Any]) -> str:
    """Everything on the screen in front, as text."""
    screen = pilot.app.screen
    width, height = pilot.app.size
    lines = screen._compositor.render_strips()[:height]
    return "\n".join(strip.text[:width] for strip in lines)
