"""How cells look: the styles of a frame by number, and the shortest way from one to another."""

from __future__ import annotations

from typing import Final, NamedTuple

UNKNOWN: Final = -1
"""The number of the style of a cell that nobody knows."""

PLAIN: Final = 0
"""The number of the style after a reset."""

# Bold and faint share the code that ends them.
_ON: Final = {1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 7: 32, 8: 64, 9: 128}
_OFF: Final = {22: 1 | 2, 23: 4, 24: 8, 25: 16, 27: 32, 28: 64, 29: 128}
_SHOWN_ON_BLANKS: Final = 8 | 16 | 32 | 128

_CUBE: Final = (0, 95, 135, 175, 215, 255)
_NUMBERS: Final = {
    **{
        f"{red};{green};{blue}": 16 + 36 * at_red + 6 * at_green + at_blue
        for at_red, red in enumerate(_CUBE)
        for at_green, green in enumerate(_CUBE)
        for at_blue, blue in enumerate(_CUBE)
    },
    **{f"{grey};{grey};{grey}": 232 + step for step, grey in enumerate(range(8, 248, 10))},
}
"""Colours that have a number among the 256, as palette.py tells them too."""


class NotUnderstoodError(ValueError):
    """Something was written that this module cannot follow."""


class Style(NamedTuple):
    """Colours as the parameters that set them, empty for the terminal's own; attributes as bits."""

    foreground: str = ""
    background: str = ""
    attributes: int = 0


class Styles:
    """Every style met so far, by number; numbers stay what they are."""

    def __init__(self) -> None:
        self._all: list[Style] = [Style()]
        self._numbers: dict[Style, int] = {self._all[0]: PLAIN}
        self._after: dict[tuple[int, str], int] = {}
        self._changes: dict[tuple[int, int], str] = {}
        self._blanks: dict[int, int] = {}

    def __getitem__(self, number: int) -> Style:
        return self._all[number]

    def number(self, style: Style) -> int:
        """The number of a style."""
        if (number := self._numbers.get(style)) is None:
            number = self._numbers[style] = len(self._all)
            self._all.append(style)
        return number

    def after(self, number: int, parameters: str) -> int:
        """The style in force after `CSI parameters m`. Raises `NotUnderstoodError`."""
        key = number, parameters
        if (found := self._after.get(key)) is None:
            found = self._after[key] = self.number(_apply(self._all[number], parameters))
        return found

    def blank(self, number: int) -> int:
        """The style of a blank: what does not show on one is left out, so that blanks that look alike are alike."""
        if (found := self._blanks.get(number)) is None:
            style = self._all[number]
            attributes = style.attributes & _SHOWN_ON_BLANKS
            found = self._blanks[number] = self.number(
                Style(style.foreground if attributes else "", style.background, attributes)
            )
        return found

    def erasable(self, number: int, fills: bool) -> bool:
        """Whether erasing leaves such a blank; `fills` says that the terminal erases in the colour in force."""
        style = self._all[number]
        return not style.attributes and not style.foreground and (fills or not style.background)

    def change(self, before: int, after: int) -> str:
        """The shortest sequence from one style to another; `UNKNOWN` is any style."""
        if before == after:
            return ""
        key = before, after
        if (found := self._changes.get(key)) is None:
            anew = _sequence(["0", *_parameters(Style(), self._all[after])])
            if anew == "\x1b[0m":
                anew = "\x1b[m"
            step = anew if before == UNKNOWN else _sequence(_parameters(self._all[before], self._all[after]))
            found = self._changes[key] = min(step, anew, key=len)
        return found


def _sequence(parameters: list[str]) -> str:
    return f"\x1b[{';'.join(parameters)}m"


def _parameters(before: Style, after: Style) -> list[str]:
    """What to set where `before` is in force."""
    found: list[str] = []
    gone, wanted = before.attributes & ~after.attributes, after.attributes & ~before.attributes
    for code, bits in _OFF.items():
        if gone & bits:
            found.append(str(code))
            wanted |= after.attributes & bits
    found += [str(code) for code, bit in _ON.items() if wanted & bit]
    if before.foreground != after.foreground:
        found.append(after.foreground or "39")
    if before.background != after.background:
        found.append(after.background or "49")
    return found


_SETS_FOREGROUND: Final = frozenset([*range(30, 38), *range(90, 98)])
_SETS_BACKGROUND: Final = frozenset([*range(40, 48), *range(100, 108)])


def _apply(style: Style, parameters: str) -> Style:
    foreground, background, attributes = style
    codes = [int(each or "0") for each in parameters.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            foreground, background, attributes = "", "", 0
        elif code in _ON or code in _OFF:
            attributes = attributes & ~_OFF.get(code, 0) | _ON.get(code, 0)
        elif code in _SETS_FOREGROUND or code == 39:
            foreground = "" if code == 39 else str(code)
        elif code in _SETS_BACKGROUND or code == 49:
            background = "" if code == 49 else str(code)
        elif code == 38:
            foreground = _colour(code, codes)
        elif code == 48:
            background = _colour(code, codes)
        else:
            raise NotUnderstoodError(parameters)
    return Style(foreground, background, attributes)


def _colour(code: int, rest: list[int]) -> str:
    """A colour by number, or by its parts; the number where there is one for those."""
    match rest:
        case [5, number, *_]:
            del rest[:2]
            return f"{code};5;{number}"
        case [2, red, green, blue, *_]:
            del rest[:4]
            parts = f"{red};{green};{blue}"
            return f"{code};5;{_NUMBERS[parts]}" if parts in _NUMBERS else f"{code};2;{parts}"
        case _:
            raise NotUnderstoodError(str(code))
