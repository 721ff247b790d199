"""The options of verbs that read or write the journal, and the steps that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli.options import Month, form_option
from tui.cli.steps import fail, out

if TYPE_CHECKING:
    from tui.journal.journal import Journal
    from tui.scorecard.review import Reviews
    from tui.scorecard.views import Overview

Command = TypeVar("Command", bound=Callable[..., Any])


def journal_option(command: Command) -> Command:
    """Which journal."""
    return click.option(
        "--journal",
        "journal_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The journal; else the one that config.toml names, else your own.",
    )(command)


def journal_options(command: Command) -> Command:
    """Which journal, and whose name stands under what is written in it."""
    author = click.option("--author", metavar="NAME", help="Who writes; else SCORECARD_AUTHOR, else the login name.")
    return journal_option(author(command))


def idle_author_option(command: Command) -> Command:
    """The author, where events keep their own: every verb of the journal takes the option."""
    return click.option("--author", expose_value=False, metavar="NAME", help="Of no use here: events keep theirs.")(
        command
    )


def filter_options(command: Command) -> Command:
    """Which events."""
    for decorate in reversed(
        (
            click.option("--authority", metavar="NAME", help="Only of this authority."),
            click.option("--period", type=Month(), metavar="YYYY-MM", help="Only of this month."),
            click.option("--author", metavar="NAME", help="Only what this author wrote."),
        )
    ):
        command = decorate(command)
    return command


def format_options(command: Command) -> Command:
    """How to print what the journal holds."""
    for decorate in (
        click.option("--no-color", "no_colour", is_flag=True, help="No colour; NO_COLOR does the same."),
        form_option,
    ):
        command = decorate(command)
    return command


@contextmanager
def ending_on_errors() -> Iterator[None]:
    """End with a message where the journal, an import or the settings cannot be used."""
    from tui.journal.errors import JournalError
    from tui.journal.transfer import ImportRefusedError
    from tui.settings import SettingsError

    try:
        yield
    except (JournalError, ImportRefusedError, SettingsError) as error:
        fail(str(error))


def journal_to_write(journal_file: Path | None, author: str | None) -> Journal:
    """The journal asked for, open for its author; ends with a message where that cannot be."""
    from tui.journal.journal import Journal
    from tui.settings import author_name, journal_path, load_settings

    with ending_on_errors():
        settings = load_settings()
        return Journal.open(journal_path(journal_file, settings), author_name(author, settings))


def journal_to_read(journal_file: Path | None) -> Journal:
    """The journal asked for, for nothing but reading: none is made, and a missing one is empty.

    Ends with a message where it cannot be read.
    """
    if journal_file is not None and not journal_file.exists():
        say("note", f"{journal_file}: no journal is there yet, so nothing is reviewed", err=True)
    from tui.journal.journal import Journal
    from tui.settings import journal_path, load_settings

    with ending_on_errors():
        return Journal.open(journal_path(journal_file, load_settings()), "", write=False)


def reviews_of(overview: Overview, journal_file: Path | None) -> Reviews:
    """What the journal asked for holds of a scorecard, nothing where there is none; ends where it cannot be read."""
    with journal_to_read(journal_file) as opened, ending_on_errors():
        return opened.reviews(overview.authority, overview.period)


def say(deed: str, what: str, *, err: bool = False) -> None:
    """`saved: CIN17, September 2023 ...`: what was done, as data or (`err`) as narration."""
    from tui.reports.plain_text import visible

    words = f"{deed}: {visible(what)}"
    if err:
        click.echo(words, err=True)
    else:
        out(words)
