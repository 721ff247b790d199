"""What a plain command printed, printed again: for the same words in the same place, where nothing has changed.

The question is the command line as it was typed, with everything around it that has a part in what is printed. So no
option has to be understood to answer it: another word, and it is another question.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Final, TextIO

import msgspec

from tui.sources.kept import store
from tui.sources.kept.inputs import Inputs

OUT: Final = 1
ERR: Final = 2

_NOT_PRINTED: Final = 2
"""The exit code where standard output takes nothing."""

_NAMES: Final = frozenset(
    "HOME LANG LANGUAGE TZ TERM COLORTERM NO_COLOR FORCE_COLOR COLUMNS LINES UNICODE_VERSION"
    " DATABRICKS_RUNTIME_VERSION PAGER MANPAGER LESS MORE".split()
)
_BEGINNINGS: Final = (
    *("LC_", "PYTHON", "SCORECARD_", "XDG_", "TTY_", "CLICOLOR", "POLARS_", "JUPYTER_", "RICH_", "TEXTUAL_", "SSH_"),
)


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was printed, in order, each piece on standard output (1) or error (2); and the exit code."""

    pieces: tuple[tuple[int, str], ...]
    exit_code: int


def question(arguments: Sequence[str]) -> list[str] | None:
    """A command line with all around it that has a part in the answer; null where nobody can say.

    That is the folder, how Python was started, the streams with their encoding and width, and what the environment
    says of language, colour, width, folders and ourselves.
    """
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        return None
    try:
        around = ["answer", os.getcwd(), str(sys.flags), str(len(arguments)), *arguments]  # noqa: PTH109
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            around += (str(stream.isatty()), str(stream.encoding), _size(stream) if stream.isatty() else "")
    except (OSError, ValueError):
        return None
    around += sorted(
        f"{name}={value}" for name, value in os.environ.items() if name in _NAMES or name.startswith(_BEGINNINGS)
    )
    return around


def _size(stream: TextIO) -> str:
    size = os.get_terminal_size(stream.fileno())
    return f"{size.columns}x{size.lines}"


def answer(asked: Sequence[str]) -> Answer | None:
    """What is kept as the answer to a question, if that is what would be printed now."""
    body = store.find(asked)
    if body is None:
        return None
    try:
        return msgspec.msgpack.decode(body, type=Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def keep(asked: Sequence[str], inputs: Inputs, found: Answer) -> bool:
    """Keep what was printed as the answer to a question; whether it is kept."""
    return store.keep(asked, inputs, msgspec.msgpack.encode(found))


def say(found: Answer) -> int:
    """Print an answer as the command itself does; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    for number, text in found.pieces:
        why = _write(sys.stderr if number == ERR else sys.stdout, text)
        if why and number == OUT:
            _write(sys.stderr, f"scorecard: not printed: {why}\n")
            return _NOT_PRINTED
    return found.exit_code


def _write(stream: TextIO, text: str) -> str | None:
    """Write all of a text at once, so that what goes to one place comes in its order; why it could not be, if so.

    Whoever reads it may have enough, which is no reason. What is left then, and what Python writes at its end, goes
    nowhere.
    """
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        return None if isinstance(error, BrokenPipeError) else error.strerror
    return None
