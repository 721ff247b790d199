"""Lines of toned cells as text for a terminal: in its own sixteen colours, with attributes alone, or as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from tui.reports.cells import Line, Tone

Colours = Literal["all", "none", "plain"]
"""`none` leaves bold and faint, and reverse video for ratings; `plain` is text without any escape sequence."""

_CODES: Final[dict[Tone, str]] = {
    "accent": "1",
    "strong": "1",
    "tab": "7",
    "quiet": "2",
    "benchmark": "2",
    "line": "36",
    "target": "35",
    "better": "32",
    "worse": "31",
    "R": "1;97;41",
    "A": "1;30;43",
    "G": "1;30;42",
}
_WITHOUT_COLOUR: Final[dict[Tone, str]] = {
    "accent": "1",
    "strong": "1",
    "tab": "7",
    "quiet": "2",
    "benchmark": "2",
    "R": "1;7",
    "A": "1;4",
    "G": "1",
}


def colours_of(environ: Mapping[str, str], *, is_terminal: bool, none: bool) -> Colours:
    """What a stream takes: FORCE_COLOR makes any stream a terminal, NO_COLOR and `none` leave attributes alone."""
    if not is_terminal and not environ.get("FORCE_COLOR"):
        return "plain"
    if environ.get("TERM", "").lower() in ("", "dumb", "unknown") and not environ.get("FORCE_COLOR"):
        return "plain"
    return "none" if none or "NO_COLOR" in environ else "all"


def text_of(lines: Iterable[Line], colours: Colours) -> str:
    """The lines as one text, without a line end after the last."""
    codes = {"all": _CODES, "none": _WITHOUT_COLOUR, "plain": {}}[colours]
    return "\n".join("".join(_styled(cell.text, codes.get(cell.tone)) for cell in line).rstrip() for line in lines)


def _styled(text: str, code: str | None) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text
