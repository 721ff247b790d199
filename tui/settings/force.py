"""Which value of a setting is in force, and who says so: option, environment, file, or nobody (built in)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from tui.settings.locales import shows_ascii_only
from tui.settings.model import SettingsFile
from tui.settings.people import From, author_and_origin, journal_path

THEME_VARIABLE: Final = "TEXTUAL_THEME"
ANIMATION_VARIABLE: Final = "TEXTUAL_ANIMATIONS"
_OVER_SSH: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_LEVELS: Final = ("none", "basic", "full")

SAMPLE: Final = "the bundled scorecard of September 2023"


class Said(msgspec.Struct, frozen=True):
    """What the command line says of settings; null or nothing for what it leaves open."""

    sources: tuple[Path, ...] = ()
    authority: str | None = None
    journal: Path | None = None
    author: str | None = None
    ascii: bool | None = None
    mouse: bool | None = None
    animation: bool | None = None


class InForce(msgspec.Struct, frozen=True):
    """One setting: `value` is text, a list of texts, a switch or null; `where` names the option, variable or line."""

    key: str
    value: str | list[str] | bool | None
    origin: From
    where: str | None = None


def in_force(said: Said, file: SettingsFile) -> Iterator[InForce]:
    """Every setting. Raises `SettingsError` where nobody knows the author's name."""
    settings, environ = file.settings, os.environ
    yield sources(said, file)
    yield _first("authority", file, said.authority, settings.authority)
    journal = _first("journal", file, said.journal, settings.journal)
    yield msgspec.structs.replace(journal, value=str(journal_path(said.journal, settings)))
    yield _author(said, file)
    yield theme(file, environ)
    yield InForce("columns", list(settings.columns), *_of_file("columns", file, bool(settings.columns)))
    yield switch("ascii", said.ascii, file)
    yield switch("mouse", said.mouse, file)
    yield animation(said.animation, file, environ)
    for name, keys in settings.keymap.items():
        yield InForce(f"keymap.{name}", list(keys), "file", file.where(f"keymap.{name}"))


def sources(said: Said, file: SettingsFile) -> InForce:
    """What is opened where no file is named."""
    found = _first("sources", file, said.sources, file.settings.sources)
    paths: tuple[Path, ...] = said.sources or file.settings.sources
    return msgspec.structs.replace(found, value=[str(path) for path in paths] or SAMPLE)


def theme(file: SettingsFile, environ: Mapping[str, str]) -> InForce:
    """The colours; a name in the environment that is no theme's counts for nothing."""
    from tui.settings.names import OWN_THEMES, THEMES

    named = environ.get(THEME_VARIABLE)
    if named in THEMES:
        return InForce("theme", named, "environment", THEME_VARIABLE)
    set_theme = file.settings.theme
    return InForce("theme", set_theme or OWN_THEMES[0], *_of_file("theme", file, set_theme is not None))


def switch(key: str, said: bool | None, file: SettingsFile) -> InForce:
    """Whether to draw with ASCII signs only, or to use the mouse."""
    if said is not None:
        return InForce(key, said, "option", _option(key, said))
    value: bool | None = getattr(file.settings, key)
    if value is None and key == "ascii" and shows_ascii_only(os.environ):
        return InForce(key, True, "built in", "the locale has no UTF-8")
    return InForce(key, key == "mouse" if value is None else value, *_of_file(key, file, value is not None))


def animation(said: bool | None, file: SettingsFile, environ: Mapping[str, str]) -> InForce:
    """Whether anything moves by itself: not over SSH, where each step of it goes over the line."""
    if said is not None:
        return InForce("animation", said, "option", _option("animation", said))
    level = environ.get(ANIMATION_VARIABLE, "").strip().lower()
    if level in _LEVELS:
        return InForce("animation", level != "none", "environment", ANIMATION_VARIABLE)
    if file.settings.animation is not None:
        return InForce("animation", file.settings.animation, "file", file.where("animation"))
    over_ssh = next((name for name in _OVER_SSH if environ.get(name)), None)
    return InForce("animation", over_ssh is None, "built in", f"off over SSH ({over_ssh} is set)" if over_ssh else None)


def _author(said: Said, file: SettingsFile) -> InForce:
    from tui.settings.location import AUTHOR_VARIABLE

    name, origin = author_and_origin(said.author, file.settings)
    where = {
        "option": "--author",
        "environment": AUTHOR_VARIABLE,
        "file": file.where("author"),
        "built in": "login name",
    }
    return InForce("author", name, origin, where[origin])


def _first(key: str, file: SettingsFile, said: Any, of_file: Any) -> InForce:
    """A setting that an option may say, or the file; null where neither does."""
    if said:
        return InForce(key, str(said), "option", "SOURCE" if key == "sources" else f"--{key}")
    return InForce(key, str(of_file) if of_file else None, *_of_file(key, file, bool(of_file)))


def _of_file(key: str, file: SettingsFile, said: bool) -> tuple[From, str | None]:
    return ("file", file.where(key)) if said else ("built in", None)


def _option(key: str, said: bool) -> str:
    return f"--{key}" if said else f"--no-{key}"
