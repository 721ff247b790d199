"""Verbs whose answer is kept: printed as always, and taken down for the same question asked again."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, Final, TextIO, TypeVar, cast

import click

from tui.cli.steps import TROUBLE, request_of

Command = TypeVar("Command", bound=Callable[..., Any])

_WHAT_TO_READ: Final = ("sources", "period", "authority", "indicators", "latest")


class _Listening:
    """A stream that takes down what is written to it, and is that stream in all else.

    `passed_by` says that somebody took the bytes below it, as click does to get past an encoding of ASCII alone: what
    they write there is not taken down.
    """

    def __init__(self, stream: TextIO, number: int, pieces: list[tuple[int, str]]) -> None:
        self._stream = stream
        self._number = number
        self._pieces = pieces
        self.passed_by = False

    def write(self, text: str) -> int:
        """Write, and take down what could be written: click tries out whether bytes can."""
        count = self._stream.write(text)
        self._pieces.append((self._number, text))
        return count

    @property
    def buffer(self) -> Any:
        """The bytes below."""
        self.passed_by = True
        return self._stream.buffer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def kept(command: Command) -> Command:
    """A verb whose answer rests on what is read alone; with `unreviewed` it rests on the journal too, and is not kept.

    Innermost of the decorators, on a verb whose parameters are named as those of `source_options`.
    """

    @wraps(command)
    def answered(*args: Any, **options: Any) -> Any:
        from tui.sources.kept.folder import cache_folder

        context = click.get_current_context(silent=True)
        asked = context.find_root().obj if context else None  # what the entry point was asked; others keep nothing
        if asked is None or options.get("unreviewed") or cache_folder() is None:
            return command(*args, **options)
        return _taken_down(command, options, asked)

    return cast("Command", answered)


def _taken_down(command: Callable[..., Any], options: dict[str, Any], asked: Sequence[str]) -> Any:
    from tui.settings.location import config_path
    from tui.settings.model import SettingsError
    from tui.sources.kept import answers
    from tui.sources.kept.taking import inputs_of

    request = request_of(**{name: options[name] for name in _WHAT_TO_READ})
    try:
        inputs = inputs_of(request, [config_path()])
    except SettingsError:
        inputs = None
    if inputs is None:
        return command(**options)
    pieces: list[tuple[int, str]] = []
    code = 0
    try:
        with _listening(pieces) as streams:
            result = command(**options)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else -1
        if code != TROUBLE:
            raise
    if not any(each.passed_by for each in streams) and _worth_keeping(pieces):
        with suppress(OSError, ValueError):
            sys.stdout.flush()  # whoever waits for it has it by now
            answers.keep(asked, inputs, answers.Answer(_joined(pieces), code))
    return sys.exit(code) if code else result


@contextmanager
def _listening(pieces: list[tuple[int, str]]) -> Iterator[tuple[_Listening, _Listening]]:
    from tui.sources.kept.answers import ERR, OUT

    before = sys.stdout, sys.stderr
    streams = _Listening(before[0], OUT, pieces), _Listening(before[1], ERR, pieces)
    sys.stdout, sys.stderr = cast("TextIO", streams[0]), cast("TextIO", streams[1])
    try:
        yield streams
    finally:
        sys.stdout, sys.stderr = before


def _worth_keeping(pieces: list[tuple[int, str]]) -> bool:
    """Whether all of it went through our hands, and fits the screen it went to: a pager shows what does not."""
    from tui.sources.kept.answers import OUT

    printed = "".join(text for number, text in pieces if number == OUT)
    if not printed:
        return False
    return not sys.stdout.isatty() or printed.count("\n") < shutil.get_terminal_size().lines


def _joined(pieces: list[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """The pieces, with those that follow each other on one stream as one."""
    joined: list[tuple[int, str]] = []
    for number, text in pieces:
        if joined and joined[-1][0] == number:
            joined[-1] = (number, joined[-1][1] + text)
        else:
            joined.append((number, text))
    return tuple(joined)
