"""What each key of `config.toml` may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from tui.settings.keymap import keymap_mistakes
from tui.settings.names import BENCHMARK, COLUMNS, THEMES

Check = Callable[[str, Any], Iterator[tuple[str, str]]]
"""From a key and its value to what is wrong, each with the key that it is wrong with."""

_COMPARATOR: Final = re.compile(rf"{re.escape(BENCHMARK)}[\w-]+")


def mistakes_in(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every mistake of a document: the key, and what is wrong with it."""
    for key, value in document.items():
        if key in _CHECKS:
            yield from _CHECKS[key](key, value)
        else:
            yield key, f"unknown key; {_suggestion(key, _CHECKS)}"


def _suggestion(written: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(written, known, 1)
    return f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"


def _value(expected: str, accepts: Callable[[Any], bool]) -> Check:
    def check(key: str, value: Any) -> Iterator[tuple[str, str]]:
        if not accepts(value):
            yield key, f"expected {expected}; found {_shown(value)}"

    return check


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _sources(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not value:
        yield key, f'expected a list of paths, as texts: ["scorecards"]; found {_shown(value)}'
        return
    yield from ((key, f"expected paths, as texts; found {_shown(each)}") for each in value if not _is_path(each))
    yield from _doubles(key, value)


def _theme(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield key, f"expected the name of a theme, as text; found {_shown(value)}"
    elif value not in THEMES:
        yield key, f"no theme is called {_shown(value)}; {_suggestion(value, THEMES)}"


def _columns(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        yield key, f'expected a list of columns, as texts: ["rating", "gap"]; found {_shown(value)}'
        return
    for each in value:
        if each not in COLUMNS and not _COMPARATOR.fullmatch(each):
            yield key, f"no column is called {_shown(each)}; {_suggestion(each, (*COLUMNS, f'{BENCHMARK}COMPARATOR'))}"
    yield from _doubles(key, value)


def _keymap(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from ((f"{key}.{name}", message) for name, message in keymap_mistakes(value))
    else:
        yield key, f'expected a table of bindings: [keymap], then app.quit = "Q"; found {_shown(value)}'


def _doubles(key: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    doubles = dict.fromkeys(each for each in values if isinstance(each, str) and values.count(each) > 1)
    yield from ((key, f"{_shown(each)} is in it twice") for each in doubles)


_SWITCH: Final = _value("true or false", lambda value: isinstance(value, bool))

_CHECKS: Final[dict[str, Check]] = {
    "sources": _sources,
    "authority": _value("a name, as text on one line", _is_name),
    "journal": _value("the path of a file, as text", _is_path),
    "author": _value("a name, as text on one line", _is_name),
    "theme": _theme,
    "columns": _columns,
    "keymap": _keymap,
    "ascii": _SWITCH,
    "mouse": _SWITCH,
    "animation": _SWITCH,
}


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
