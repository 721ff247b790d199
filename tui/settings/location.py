"""Where the settings lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from tui.settings.model import SettingsError

NAME: Final = "config.toml"
FILE_VARIABLE: Final = "SCORECARD_CONFIG"
AUTHOR_VARIABLE: Final = "SCORECARD_AUTHOR"


def default_path() -> Path:
    """Where the settings lie when nobody says otherwise: the configuration folder of the user's system."""
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        # As platformdirs has it, which takes a start longer to import than this takes to read the whole file.
        base = os.environ.get("XDG_CONFIG_HOME", "")
        return Path(base if base.strip() else os.path.expanduser("~/.config")) / "scorecard" / NAME  # noqa: PTH111
    from platformdirs import user_config_path

    return user_config_path("scorecard", appauthor=False) / NAME


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
