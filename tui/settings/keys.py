"""The names of keys: what a user may write for one, and what the app calls it."""

from __future__ import annotations

import string
import unicodedata
from typing import Final

_OWN_NAMES: Final = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
}
_SIGNS: Final = {
    sign: _OWN_NAMES.get(sign, unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_"))
    for sign in string.punctuation
}
_MOVING: Final = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
_FUNCTION: Final = tuple(f"f{number}" for number in range(1, 13))
_NAMED: Final = ("escape", "enter", "tab", "space", "backspace", *_MOVING, *_FUNCTION)
_SAME_TO_A_TERMINAL: Final = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
}
_OTHER_WORDS: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
    " ": "space",
}

KEYS: Final = frozenset(
    (
        *string.ascii_letters,
        *string.digits,
        *_SIGNS.values(),
        *_NAMED,
        "shift+tab",
        *(f"{modifier}+{key}" for modifier in ("ctrl", "shift", "ctrl+shift") for key in _MOVING),
        *(f"ctrl+{key}" for key in (*string.ascii_lowercase, *_FUNCTION)),
    )
).difference(_SAME_TO_A_TERMINAL)
"""Every key that terminals can tell apart, by the app's name for it."""


def key_called(written: str) -> str | None:
    """The app's name for a key as a user may write it (`?`, `question_mark`, `ctrl+s`); null for none."""
    name = _SIGNS.get(written, written)
    return name if name in KEYS else None


def no_key(written: str) -> str:
    """Why that is no key, and what was perhaps meant."""
    lower = written.lower()
    if same := _SAME_TO_A_TERMINAL.get(lower):
        return f'"{written}" is {same} to a terminal; choose another key'
    modifier, _, key = lower.rpartition("+")
    if modifier == "shift" and len(key) == 1 and key.isalpha():
        return f'"{written}" is no key; write the capital: "{key.upper()}"'
    if "," in written:
        return f'"{written}" is no key; write several keys as a list: ["up", "k"]'
    near = _near(lower)
    return f'"{written}" is no key' + (f'; did you mean "{near}"?' if near else '; examples: "?", "f2", "ctrl+s"')


def _near(written: str) -> str | None:
    from difflib import get_close_matches

    if written in _OTHER_WORDS:
        return _OTHER_WORDS[written]
    tidied = written.replace("-", "+").replace("control", "ctrl").replace("^", "ctrl+").replace("ctl", "ctrl")
    if tidied in KEYS:
        return tidied
    long = [key for key in KEYS if len(key) > 1]
    return next(iter(get_close_matches(written, sorted(long), 1)), None)


def is_text(key: str) -> bool:
    """Whether a key is a character that a field for text takes."""
    return len(key) == 1 or key in _SIGNS.values()
