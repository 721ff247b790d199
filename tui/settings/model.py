"""What the user's `config.toml` says, and the error for one that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

Place = tuple[int, int]
"""Line and column, from 1."""


class Settings(msgspec.Struct, frozen=True):
    """What the file says; null or nothing for what it leaves open.

    `keymap` gives the keys of bindings by their id; `columns` are the keys of the table's columns that come first.
    """

    journal: Path | None = None
    author: str | None = None
    sources: tuple[Path, ...] = ()
    authority: str | None = None
    theme: str | None = None
    columns: tuple[str, ...] = ()
    keymap: Mapping[str, tuple[str, ...]] = {}
    ascii: bool | None = None
    mouse: bool | None = None
    animation: bool | None = None


class SettingsFile(msgspec.Struct, frozen=True):
    """The file, what it says, and where each key stands in it (`keymap.app.quit` for one of a table)."""

    path: Path
    settings: Settings = Settings()
    places: Mapping[str, Place] = {}

    def where(self, key: str) -> str:
        """`config.toml:3`, with the whole path."""
        return f"{self.path}:{self.places.get(key, (1, 1))[0]}"


class SettingsError(Exception):
    """The settings cannot be used; the message is for people and names every mistake."""
