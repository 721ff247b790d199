"""How a plain command prints: as wide as the terminal, in its signs and colours, through a pager where it is long.

A reader who has seen enough (`| head`, `q` in the pager) is no error: what is left is not printed, and that is all.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from tui.reports.sheets import Sheet

_PIPED_WIDTH: Final = 80
_SENTENCES: Final = frozenset({"brief", "check"})
"""Verbs that print lines, not tables: in a form for people, a line that is too long goes on in the next."""

_PAGES: Final = "tui.cli.printing.pages"

_NOT_PRINTED: Final = 2
_LAST_STREAM: Final = 2

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""What a stream says that takes no more: its disk is full, or it is gone. A file of ours has its own messages."""


@contextmanager
def telling_what_is_not_printed() -> Iterator[None]:
    """A standard output that is closed, or on a full disk, ends a command with a message and exit code 2."""
    _open_what_is_closed()
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            raise
        _not_printed(error.strerror)
    except SystemExit:
        try:
            sys.stderr.flush()
        except OSError:
            _nowhere(sys.stderr)  # nobody can be told, and the exit code stays what it is
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            _read_no_more()
        except OSError as error:
            _not_printed(error.strerror)
        raise


def _open_what_is_closed() -> None:
    """Standard streams that the caller closed: nowhere, so that no file of ours gets their number."""
    closed = sys.stdout is None
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:  # the lowest number that is free
        os.set_inheritable(number, True)
    os.close(number)
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - for as long as the command runs
    if sys.stderr is None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    if closed:
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        _not_printed("standard output is closed")


def _not_printed(why: str | None) -> NoReturn:
    try:
        sys.stderr.write(f"scorecard: not printed: {why}\n")
        sys.stderr.flush()
    except OSError:
        _nowhere(sys.stderr)
    _read_no_more()
    sys.exit(_NOT_PRINTED)


def pager_option(command: Any) -> Any:
    """`--no-pager`, which no verb needs to know of."""
    return click.option(
        "--no-pager", is_flag=True, expose_value=False, callback=_without_pager, help="Print long output in one go."
    )(command)


def _without_pager(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_PAGES] = False


def line_width() -> int:
    """The width of a line: COLUMNS where it is set, else the terminal's, or 80 cells where there is none."""
    if sys.stdout.isatty():
        return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    named = os.environ.get("COLUMNS", "")
    return int(named) if named.isdecimal() and int(named) > 0 else _PIPED_WIDTH


def why_no_app() -> str:
    """Why this terminal cannot show the app: it has no cursor to move; empty where it can."""
    term = os.environ.get("TERM", "")
    if sys.platform == "win32" or term not in ("", "dumb", "unknown"):
        return ""
    says = f"TERM={term} is" if term else "TERM is not set: that is"
    return f"{says} a terminal that cannot show the app; this is the summary (scorecard --help lists what else prints)"


def ascii_only() -> bool:
    """Whether to print ASCII: as the verb at work was told, else because the locale has no more."""
    from tui.settings.locales import shows_ascii_only

    said = _parameter("ascii_only")
    return shows_ascii_only(os.environ) if said is None else bool(said)


def print_lines(sheets: Sequence[Sheet], no_colour: bool) -> None:
    """Sheets as tables, one under the other."""
    from tui.reports.paper import sheet_lines
    from tui.reports.styled import colours_of, text_of

    colours = colours_of(os.environ, is_terminal=sys.stdout.isatty(), none=no_colour)
    width = line_width()
    deliver("\n\n".join(text_of(sheet_lines(sheet, width), colours) for sheet in sheets))


def out(text: str) -> None:
    """Print data: sentences folded to the width of a line where there is one to fit, all else as it is."""
    if _is_of_sentences() and (sys.stdout.isatty() or os.environ.get("COLUMNS")):
        from tui.reports.paper import folded

        text = folded(text, line_width())
    deliver(text)


def _is_of_sentences() -> bool:
    context = click.get_current_context(silent=True)
    verb = context.command.name if context else None
    return verb in _SENTENCES and _parameter("form") in (None, "table", "text")


def deliver(text: str) -> None:
    """Print a text, through the pager where a terminal is too low for it."""
    text = _in_ascii(text) if not text.isascii() and ascii_only() else text
    if _pages() and text.count("\n") + 2 > shutil.get_terminal_size((_PIPED_WIDTH, 24)).lines:
        from tui.cli.pager import paged

        if paged(f"{text}\n"):
            return
    try:
        # Not click.echo: it writes past a stream that was told to replace what it cannot encode.
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _read_no_more()


def _in_ascii(text: str) -> str:
    """The text in ASCII; a machine's without a loss, so in CSV only where that was asked for or a terminal shows it."""
    from tui.reports.ascii_text import json_in_ascii, to_ascii

    form = _parameter("form")
    if form == "json":
        return json_in_ascii(text)
    return text if form == "csv" and not sys.stdout.isatty() and not _asked_for_ascii() else to_ascii(text)


def _asked_for_ascii() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and context.get_parameter_source("ascii_only") is ParameterSource.COMMANDLINE


def _read_no_more() -> None:
    """Nobody reads what is printed: let the rest of it, and what Python writes at its end, go nowhere."""
    _nowhere(sys.stdout)


def _nowhere(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _pages() -> bool:
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        return False
    context = click.get_current_context(silent=True)
    return context is None or context.meta.get(_PAGES, True)


def _parameter(name: str) -> Any:
    """What the verb at work was given for a parameter; null for one that it does not have."""
    context = click.get_current_context(silent=True)
    return context.params.get(name) if context else None
