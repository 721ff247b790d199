"""Where the settings lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from tui.settings.model import SettingsError
from tui.sources.kept.folder import config_folder

NAME: Final = "config.toml"
FILE_VARIABLE: Final = "SCORECARD_CONFIG"
AUTHOR_VARIABLE: Final = "SCORECARD_AUTHOR"


def default_path() -> Path:
    """Where the settings lie when nobody says otherwise: the configuration folder of the user's system."""
    return Path(config_folder()) / NAME


def named_path() -> Path | None:
    """The file that SCORECARD_CONFIG names, if it does. Raises `SettingsError` where that is no path."""
    named = os.environ.get(FILE_VARIABLE)
    try:
        return Path(named).expanduser() if named else None
    except RuntimeError as error:
        raise SettingsError(f"{named}: is no path ({error}); {FILE_VARIABLE} names it") from error


def config_path() -> Path:
    """The file that is read, whether it is there or not. Raises `SettingsError`."""
    return named_path() or default_path()
