"""The table `keymap`: bindings by their id, each with a key or a list of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tui.settings.bindings import BINDINGS, EDITING, EDITING_LINES, ELSEWHERE, FIXED, SCREENS, TYPED_INTO
from tui.settings.keys import is_text, key_called, no_key

_EXPECTED: Final = "expected a key or a list of keys, as text"

Mistakes = Iterator[tuple[str, str]]
"""The id and what is wrong with it."""


def keymap_of(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The keys of each binding, by the app's names for them; of a table without mistakes."""
    return {name: tuple(key for each in _as_list(value) if (key := key_called(each))) for name, value in _flat(table)}


def keymap_mistakes(table: Mapping[str, Any]) -> Mistakes:
    """Every mistake: unknown ids and keys, keys that cannot be had, and two bindings of one screen on one key."""
    sound: dict[str, tuple[str, ...]] = {}
    for name, value in _flat(table):
        if name not in BINDINGS:
            yield name, _unknown(name)
        elif name in sound:
            yield name, "is given twice"
        elif not _is_keys(value):
            yield name, f"{_EXPECTED}; found {_shown(value)}"
        else:
            keys = [(each, key_called(each)) for each in _as_list(value)]
            yield from ((name, no_key(written)) for written, key in keys if key is None)
            found = [key for _, key in keys if key is not None]
            yield from ((name, reason) for key in found if (reason := _not_to_be_had(name, key)))
            yield from (
                (name, f'"{key}" is given twice') for key in sorted({key for key in found if found.count(key) > 1})
            )
            sound[name] = tuple(found)
    yield from _clashes(sound)


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Ids with their values: TOML takes the dots of an unquoted id for tables in tables."""
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _is_keys(value: Any) -> bool:
    return isinstance(value, (str, list)) and bool(value) and all(isinstance(each, str) and each for each in value)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, BINDINGS, 1)
    if near:
        return f"no binding has this id; did you mean {near[0]}?"
    return f"no binding has this id; the groups are {', '.join(dict.fromkeys(map(_group, BINDINGS)))}"


def _not_to_be_had(name: str, key: str) -> str | None:
    """Why a binding cannot have a key; null where it can."""
    group = _group(name)
    if key in FIXED and key not in BINDINGS[name]:
        return f'"{key}" {FIXED[key]}; choose another key'
    if group in TYPED_INTO and (is_text(key) or key in (EDITING_LINES if group == "commentary" else EDITING)):
        return f'"{key}" is needed for typing there; choose another key, such as "ctrl+s" or "f2"'
    return None


def _clashes(given: Mapping[str, tuple[str, ...]]) -> Mistakes:
    """Keys of the keymap that two bindings have at once; each pair is told of once, of the later one given."""
    told: set[tuple[str, ...]] = set()
    ids = list(given)
    for screen, groups in SCREENS.items():
        holders: dict[str, list[str]] = {}
        for name, usual in BINDINGS.items():
            if _group(name) in groups and name not in ELSEWHERE.get(screen, ()):
                for key in dict.fromkeys(given.get(name, usual)):
                    holders.setdefault(key, []).append(name)
        for key, names in holders.items():
            moved = [name for name in ids if name in names]
            if len(names) > 1 and moved and (key, *names) not in told:
                told.add((key, *names))
                others = [name for name in names if name != moved[-1]]
                advice = "choose another key" if set(others) <= set(ids) else f"give {others[0]} another key too"
                yield moved[-1], f'"{key}" is the key of {", ".join(others)} in {screen} already; {advice}'


def _group(name: str) -> str:
    return name.partition(".")[0]


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
