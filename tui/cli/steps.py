"""What verbs share: reading what was asked for, and printing what was found. stdout is data, stderr narration."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from tui.cli.printing import line_width, out, print_lines

if TYPE_CHECKING:
    from tui.reports.glyphs import Glyphs
    from tui.reports.sheets import Sheet
    from tui.scorecard.insight_views import Insights
    from tui.scorecard.model import Scorecard
    from tui.scorecard.views import AreaView, IndicatorView, Overview
    from tui.settings import Settings
    from tui.sources.request import Request

__all__ = ["line_width", "out"]

TROUBLE = 1
UNUSABLE = 2


def request_of(
    sources: tuple[Path, ...],
    period: date | None,
    authority: str | None,
    indicators: Path | None,
    latest: bool = False,
) -> Request:
    """What the options of a verb ask to open; what they leave open is as the settings say."""
    from tui.settings.requests import completed
    from tui.sources.request import Request

    return completed(Request(sources, period, authority, indicators, latest=latest), configured())


def configured() -> Settings:
    """The user's settings; ends with every mistake in them."""
    from tui.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        fail(str(error))


def read(request: Request) -> Overview:
    """Everything that is published; ends with a message where it cannot be read."""
    return laid_out(open_source(request))


def laid_out(scorecard: Scorecard) -> Overview:
    """The areas of a scorecard and what is published of their indicators."""
    from tui.cli.waiting import waiting
    from tui.scorecard.overview import overview
    from tui.sources.progress import telling

    with waiting(words := "laying out the table") as watch:
        return overview(scorecard, telling(watch, words))


def open_source(request: Request) -> Scorecard:
    """The scorecard asked for; ends with a message where it cannot be read."""
    from tui.cli.waiting import waiting
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.sources.decoding import SourceError
    from tui.sources.folder import is_folder
    from tui.sources.opening import open_scorecard

    collect_garbage_again()
    try:
        with waiting("reading") as watch:
            scorecard = open_scorecard(request, watch)
    except (SourceError, CatalogueError) as error:
        fail(str(error))
    if len(request.sources) > 1 or any(map(is_folder, request.sources)):
        _say_what_is_left_out(scorecard)
    return scorecard


def _say_what_is_left_out(scorecard: Scorecard) -> None:
    """Name the files that could not be read: what is printed is without them."""
    from tui.reports.problems import problem_line
    from tui.sources.many import UNREAD

    for problem in scorecard.problems:
        if problem.code == UNREAD:
            click.echo(f"scorecard: {problem_line(problem)}", err=True)


def read_with_insights(request: Request) -> tuple[Overview, Insights]:
    """Everything that is published, and everything that is derived of it."""
    from tui.cli.waiting import waiting
    from tui.scorecard.insights import insights
    from tui.sources.progress import telling

    scorecard = open_source(request)
    found = laid_out(scorecard)
    with waiting(words := "working out signals") as watch:
        return found, insights(scorecard, telling(watch, words), telling(watch, "auditing the figures"))


def collect_garbage_again() -> None:
    """End the pause that the entry point began: what was imported stays, and is never gone over again."""
    gc.freeze()
    gc.enable()


def areas_of(overview: Overview, wanted: str | None) -> Sequence[AreaView]:
    """The areas of that name, short name, ref prefix or beginning; all of them where none is named."""
    if wanted is None:
        return overview.areas
    from tui.scorecard.words import normal

    name = normal(wanted)
    exact = [area for area in overview.areas if name in map(normal, (area.name, area.short_name, area.prefix))]
    begun = [area for area in overview.areas if name and normal(area.name).startswith(name)]
    if len(exact or begun) != 1:
        names = ", ".join(f"{area.name} ({area.prefix})" for area in overview.areas)
        fail(f"--area {wanted!r} is not one service area; choose from {names}")
    return exact or begun


def one_indicator(ref: str, indicators: Sequence[IndicatorView]) -> IndicatorView:
    """The indicator of that ref, or with those words in its name; ends with those that are near."""
    from tui.reports.plain_text import visible
    from tui.scorecard.search import find, suggest

    found = find(ref, indicators)
    if len(found) != 1:
        near = found or suggest(ref, indicators)
        heading = f"several indicators match {ref!r}" if found else f"no indicator matches {ref!r}"
        hint = "choose one by its ref:" if found else "did you mean:" if near else "`scorecard list` shows them all"
        lines = [f"  {visible(one.ref):8}{visible(one.name)}" for one in near]
        fail("\n".join([f"{heading}; {hint}", *lines]))
    return found[0]


def glyphs_of(ascii_only: bool, form: str = "table") -> Glyphs:
    """The signs to draw with: in Markdown they are words."""
    from tui.reports.glyphs import ASCII, UNICODE

    if form == "md":
        from tui.reports.in_words import WORDS

        return WORDS
    return ASCII if ascii_only else UNICODE


def print_summary(overview: Overview, areas: Sequence[AreaView], form: str, no_colour: bool) -> None:
    """The counts of each area in the form asked for, and on stderr how much could not be read."""
    from tui.reports import records, summary

    if form == "json":
        out(records.dumps(records.overview_record(overview, areas)))
        return
    if form == "csv":
        out(summary.summary_csv(areas))
        return
    print_sheets([summary.summary_sheet(overview, areas)], form, no_colour)
    if note := summary.reading_note(overview):
        click.echo(note, err=True)


def print_sheets(sheets: Sequence[Sheet], form: str, no_colour: bool) -> None:
    """Sheets for the terminal, or as Markdown."""
    if form == "md":
        from tui.reports.sheets import to_markdown

        out(to_markdown(sheets))
    else:
        print_lines(sheets, no_colour)


def fail(message: str) -> NoReturn:
    """End with a message: wrong usage or unreadable input."""
    from tui.reports.plain_text import visible

    shown = "\n".join(map(visible, message.split("\n")))
    click.echo(f"scorecard: {shown}", err=True)
    sys.exit(UNUSABLE)
