"""Reading `config.toml`: every mistake in it is reported at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tui.scorecard.problems import why
from tui.settings.location import FILE_VARIABLE, default_path, named_path
from tui.settings.model import Settings, SettingsError, SettingsFile

_SYNTAX_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def load_settings() -> Settings:
    """The settings in the file that SCORECARD_CONFIG names, else in the configuration folder of the user's system.

    A missing file has none, but where it was named. Raises `SettingsError`.
    """
    return load_file().settings


def load_file() -> SettingsFile:
    """That file, with the place of each setting. Raises `SettingsError`."""
    named = named_path()
    path = named or default_path()
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if not named:
            return SettingsFile(path)
        raise SettingsError(f"{path}: there is no such file; {FILE_VARIABLE} names it") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({why(error)})") from error
    return read_file(data, path)


def read_settings(data: bytes, path: Path) -> Settings:
    """The settings in the bytes of a file; paths in it are relative to it. Raises `SettingsError`."""
    return read_file(data, path).settings


def read_file(data: bytes, path: Path) -> SettingsFile:
    """The settings in the bytes of a file, with their places. Raises `SettingsError`."""
    from tui.settings.checks import mistakes_in
    from tui.settings.places import place_of, places_in

    text = _text_of(data, path)
    document = _parsed(text, path)
    places = places_in(text)
    found = [(place_of(key, places), key, message) for key, message in mistakes_in(document)]
    if found:
        found.sort(key=lambda mistake: mistake[0])
        lines = (f"{path}:{line}:{column}: {key}: {message}" for (line, column), key, message in found)
        raise SettingsError("\n".join(lines))
    return SettingsFile(path, _built(document, path), {key: place_of(key, places) for key in _names(document)})


def _text_of(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise SettingsError(f"{path}:{line}:{column}: expected UTF-8 text") from error


def _parsed(text: str, path: Path) -> Mapping[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        match = _SYNTAX_PLACE.search(str(error))
        place = (match[1], match[2]) if match and match[1] else _end_of(text)
        message = _SYNTAX_PLACE.sub("", str(error))
        raise SettingsError(f"{path}:{place[0]}:{place[1]}: not TOML: {message}") from error
    except (RecursionError, ValueError) as error:  # nested too deep, a number too long
        raise SettingsError(f"{path}: not TOML: {error}") from error


def _end_of(text: str) -> tuple[int, int]:
    lines = text.split("\n")
    return len(lines), len(lines[-1]) + 1


def _built(document: Mapping[str, Any], path: Path) -> Settings:
    """The settings of a document without mistakes."""
    from tui.settings.keymap import keymap_of

    journal, author, authority = (document.get(key) for key in ("journal", "author", "authority"))
    return Settings(
        journal=_placed(journal, path) if journal else None,
        author=author.strip() if author else None,
        sources=tuple(_placed(source, path) for source in document.get("sources", ())),
        authority=authority.strip() if authority else None,
        theme=document.get("theme"),
        columns=tuple(document.get("columns", ())),
        keymap=keymap_of(document.get("keymap", {})),
        ascii=document.get("ascii"),
        mouse=document.get("mouse"),
        animation=document.get("animation"),
    )


def _names(document: Mapping[str, Any]) -> list[str]:
    """What has a place: every key, and every binding of the keymap."""
    if "keymap" not in document:
        return list(document)
    from tui.settings.keymap import keymap_of

    return [*document, *(f"keymap.{name}" for name in keymap_of(document["keymap"]))]


def _placed(written: str, path: Path) -> Path:
    """A path as the file means it: `~` is the user's home, others are relative to the file."""
    try:
        return path.absolute().parent / Path(written).expanduser()
    except RuntimeError:  # no home of that name: a file that is called so
        return path.absolute().parent / written
