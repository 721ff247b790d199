"""Whose name commentary is written under, and in which journal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tui.settings.location import AUTHOR_VARIABLE
from tui.settings.model import Settings, SettingsError

From = Literal["option", "environment", "file", "built in"]
"""Who says a value."""


def author_name(given: str | None, settings: Settings) -> str:
    """Whose name commentary is written under: the one given, else SCORECARD_AUTHOR, the setting, the login name.

    Raises `SettingsError` where there is none.
    """
    return author_and_origin(given, settings)[0]


def author_and_origin(given: str | None, settings: Settings) -> tuple[str, From]:
    """That name, and who says it. Raises `SettingsError` where there is none."""
    if given is not None and not given.strip():
        raise SettingsError("--author is empty; name yourself with --author NAME")
    for origin, name in _names(given, settings):
        if name and name.strip():
            return name.strip(), origin
    raise SettingsError("nobody knows who you are: this login has no name; name yourself with --author NAME")


def _names(given: str | None, settings: Settings) -> Iterator[tuple[From, str | None]]:
    yield "option", given
    yield "environment", os.environ.get(AUTHOR_VARIABLE)
    yield "file", settings.author
    yield "built in", _login_name()


def journal_path(given: Path | None, settings: Settings) -> Path:
    """Where the journal lies: the file given, else the setting, else the user's own."""
    from tui.journal import location

    return given or settings.journal or location.default_path()


def _login_name() -> str | None:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a number without a name, in a container for one
        return None
