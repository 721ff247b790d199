"""The user's settings: `config.toml`, read strictly, and whose name commentary is written under.

Every mistake in the file is reported at once, each with its place and what was expected.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

NAME: Final = "config.toml"
FILE_VARIABLE: Final = "SCORECARD_CONFIG"
AUTHOR_VARIABLE: Final = "SCORECARD_AUTHOR"

_SYNTAX_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Settings(msgspec.Struct, frozen=True):
    """What the file says; null for what it leaves open."""

    journal: Path | None = None
    author: str | None = None


class SettingsError(Exception):
    """The settings cannot be used; the message is for people and names every mistake."""


def load_settings() -> Settings:
    """The settings in the file that SCORECARD_CONFIG names, else in the configuration folder of the user's system.

    A missing file has none, but where it was named. Raises `SettingsError`.
    """
    named = os.environ.get(FILE_VARIABLE)
    try:
        path = Path(named).expanduser() if named else default_path()
    except RuntimeError as error:
        raise SettingsError(f"{named}: is no path ({error}); {FILE_VARIABLE} names it") from error
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if not named:
            return Settings()
        raise SettingsError(f"{path}: there is no such file; {FILE_VARIABLE} names it") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({(error.strerror or 'unknown error').lower()})") from error
    return read_settings(data, path)


def default_path() -> Path:
    """Where the settings lie when nobody says otherwise."""
    from platformdirs import user_config_path

    return user_config_path("scorecard", appauthor=False) / NAME


def author_name(given: str | None, settings: Settings) -> str:
    """Whose name commentary is written under: the one given, else SCORECARD_AUTHOR, the setting, the login name.

    Raises `SettingsError` where there is none.
    """
    if given is not None and not given.strip():
        raise SettingsError("--author is empty; name yourself with --author NAME")
    for name in (given, os.environ.get(AUTHOR_VARIABLE), settings.author, _login_name()):
        if name and name.strip():
            return name.strip()
    raise SettingsError("nobody knows who you are: this login has no name; name yourself with --author NAME")


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


def read_settings(data: bytes, path: Path) -> Settings:
    """The settings in the bytes of a file; paths in it are relative to it. Raises `SettingsError`."""
    text = _text_of(data, path)
    document = _parsed(text, path)
    mistakes = [
        f"{path}:{':'.join(map(str, _place_of(key, text)))}: {key}: {mistake}"
        for key, value in document.items()
        if (mistake := _mistake(key, value)) is not None
    ]
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    journal, author = document.get("journal"), document.get("author")
    return Settings(_placed(journal, path) if journal else None, author.strip() if author else None)


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


def _mistake(key: str, value: Any) -> str | None:
    """What is wrong with one key; null for nothing."""
    if key not in _EXPECTED:
        from difflib import get_close_matches

        near = get_close_matches(key, _EXPECTED, 1)
        return (
            f"unknown key; did you mean {near[0]}?" if near else f"unknown key; expected one of {', '.join(_EXPECTED)}"
        )
    expected, accepts = _EXPECTED[key]
    return None if accepts(value) else f"expected {expected}; found {_shown(value)}"


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


_EXPECTED: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "journal": ("the path of a file, as text", _is_path),
    "author": ("a name, as text on one line", _is_name),
}


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _place_of(key: str, text: str) -> tuple[int, int]:
    """Line and column of a key or a table of the document; the first of both where nobody can say."""
    named = rf"(?:\[+[ \t]*)?([\"']?){re.escape(key)}\1[ \t]*[=.\]]"
    match = re.search(rf"^[ \t]*(?={named})", text, re.MULTILINE)
    return (text.count("\n", 0, match.end()) + 1, len(match[0]) + 1) if match else (1, 1)


def _placed(written: str, path: Path) -> Path:
    """A path as the file means it: `~` is the user's home, others are relative to the file."""
    try:
        return path.absolute().parent / Path(written).expanduser()
    except RuntimeError:  # no home of that name: a file that is called so
        return path.absolute().parent / written
