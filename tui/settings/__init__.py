"""The user's settings: `config.toml`, read strictly, and whose name commentary is written under.

Every mistake in the file is reported at once, each with its place and what was expected. An option of the command
line wins over the environment, that over the file, and the file over what is built in.
"""

from __future__ import annotations

from tui.settings.location import AUTHOR_VARIABLE, FILE_VARIABLE, NAME, default_path
from tui.settings.model import Settings, SettingsError, SettingsFile
from tui.settings.people import author_name, journal_path
from tui.settings.reading import load_file, load_settings, read_file, read_settings

__all__ = [
    "AUTHOR_VARIABLE",
    "FILE_VARIABLE",
    "NAME",
    "Settings",
    "SettingsError",
    "SettingsFile",
    "author_name",
    "default_path",
    "journal_path",
    "load_file",
    "load_settings",
    "read_file",
    "read_settings",
]
