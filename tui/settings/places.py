"""Where each key of a TOML text stands: the parser does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tui.settings.model import Place

_PART: Final = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[\w-]+)"
_NAME: Final = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER: Final = re.compile(rf"([ \t]*)\[+[ \t]*({_NAME})[ \t]*\]")
_KEY: Final = re.compile(rf"([ \t]*)({_NAME})[ \t]*=")


def places_in(text: str) -> Mapping[str, Place]:
    """Line and column of every key and table, by its name with the tables before it: `keymap.app.quit`.

    A key in an inline table has no place of its own.
    """
    found: dict[str, Place] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        match = header or _KEY.match(line)
        if match is None:
            continue
        name = _parts(match[2]) if header else (*table, *_parts(match[2]))
        if header:
            table = name
        for length in range(1, len(name) + 1):
            found.setdefault(".".join(name[:length]), (number, len(match[1]) + 1))
    return found


def place_of(name: str, places: Mapping[str, Place]) -> Place:
    """The place of a key, else that of the innermost table around it, else the beginning of the file."""
    while name not in places and "." in name:
        name = name.rpartition(".")[0]
    return places.get(name, (1, 1))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, name))
