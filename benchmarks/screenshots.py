"""`python -m benchmarks.screenshots`: the app's screens as pictures, for eyes and for the README.

The app runs in a terminal of the test harness, and Pillow draws what stands there. The pictures of all screens
go to ./screenshots/, the README's to docs/scorecard.png.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char

from tests.support.terminal import Terminal, scorecard_command

_ROOT: Final = Path(__file__).parents[1]
_FOLDER: Final = _ROOT / "screenshots"
_README: Final = _ROOT / "docs" / "scorecard.png"
_SIZES: Final = ((80, 24), (120, 40), (200, 50))
_FONT_SIZE: Final = 16
_MARGIN: Final = 8
_COLOURS: Final = 256
_FONT_FOLDERS: Final = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-mono-fonts",
    "/usr/share/fonts/TTF",
    "/Library/Fonts",
    "/opt/homebrew/share/fonts",
)

# pyte's names of the 16 colours, in the shades of xterm.
_NAMED: Final = {
    "black": "000000",
    "red": "cd0000",
    "green": "00cd00",
    "brown": "cdcd00",
    "blue": "0000ee",
    "magenta": "cd00cd",
    "cyan": "00cdcd",
    "white": "e5e5e5",
    "brightblack": "7f7f7f",
    "brightred": "ff0000",
    "brightgreen": "00ff00",
    "brightbrown": "ffff00",
    "brightblue": "5c5cff",
    "brightmagenta": "ff00ff",
    "bfightmagenta": "ff00ff",  # pyte's own spelling
    "brightcyan": "00ffff",
    "brightwhite": "ffffff",
}
_DEFAULTS: Final = ("e5e5e5", "000000")

_BRAILLE_DOTS: Final = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each bit's dot."""

Colour = tuple[int, int, int]


class NoFontError(Exception):
    """There is no font to draw with; the message says which."""


@dataclass(frozen=True)
class Look:
    """A way a terminal looks: what it says of its colours, and the theme."""

    name: str
    term: str = "xterm-256color"
    colorterm: str | None = "truecolor"
    env: dict[str, str] = field(default_factory=dict)


_LOOKS: Final = (
    Look("dark"),
    Look("light", env={"TEXTUAL_THEME": "scorecard-light"}),
    Look("16-colours", term="xterm", colorterm=None),
)


def main() -> int:
    """Draw all pictures; 2 where there is no font for it."""
    try:
        _font(bold=False)
    except NoFontError as error:
        print(f"screenshots: {error}", file=sys.stderr)
        return 2
    _FOLDER.mkdir(exist_ok=True)
    for look in _LOOKS:
        for columns, lines in _SIZES:
            with _open(look, columns, lines) as terminal:
                for name in _visit(terminal):
                    path = _FOLDER / f"{look.name}-{columns}x{lines}-{name}.png"
                    draw(terminal).save(path, optimize=True)
                    print(path.relative_to(_ROOT))
    with _open(_LOOKS[0], 120, 40) as terminal:
        terminal.press("3", *["j"] * 7)
        terminal.wait_for("CIN8  Child and Family Assessments")
        terminal.wait_quiet(200)
        _README.parent.mkdir(exist_ok=True)
        draw(terminal).save(_README, optimize=True)
        print(_README.relative_to(_ROOT))
    return 0


def draw(terminal: Terminal) -> Image.Image:
    """The screen as a picture."""
    width, height = _cell_size()
    columns, lines = terminal.screen.columns, terminal.screen.lines
    ground = _colours(terminal.cell(0, 0))[1]
    picture = Image.new("RGB", (columns * width + 2 * _MARGIN, lines * height + 2 * _MARGIN), ground)
    pen = ImageDraw.Draw(picture)
    for row in range(lines):
        for column in range(columns):
            _draw_cell(pen, terminal.cell(row, column), _MARGIN + column * width, _MARGIN + row * height)
    return picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _open(look: Look, columns: int, lines: int) -> Terminal:
    terminal = Terminal(
        [scorecard_command()],
        columns=columns,
        lines=lines,
        term=look.term,
        colorterm=look.colorterm,
        env=look.env,
    )
    terminal.wait_for("Contacts received")
    terminal.wait_quiet(200)
    return terminal


def _visit(terminal: Terminal) -> Iterator[str]:
    """Go from screen to screen; the name of each once it stands still."""
    steps: Sequence[tuple[str, str, Sequence[str]]] = (
        ("areas", "Contacts received", ()),
        ("red", "CIN17: red 4 of 8", "]]]]"),
        ("indicator", "esc Back", ("enter",)),
        ("source", "Source of CIN17", ("p",)),
        ("help", "Keys and signs", ("?",)),
        ("palette", "Search for commands", ("ctrl+p",)),
        ("problems", "What was not read", ("P",)),
    )
    for name, words, keys in steps:
        for key in keys:
            terminal.press(key)
            terminal.wait_quiet()
        terminal.wait_for(words)
        terminal.wait_quiet(200)
        yield name
        if name not in ("areas", "red"):
            terminal.press("escape")
            terminal.wait_quiet(200)


def _draw_cell(pen: ImageDraw.ImageDraw, cell: Char, left: int, top: int) -> None:
    width, height = _cell_size()
    ink, ground = _colours(cell)
    pen.rectangle((left, top, left + width - 1, top + height - 1), fill=ground)
    if "⠀" <= cell.data <= "⣿":
        _draw_braille(pen, ord(cell.data) - ord("⠀"), left, top, ink)
    elif cell.data.strip():
        pen.text((left, top), cell.data, font=_font(bold=cell.bold), fill=ink)
    if cell.underscore:
        pen.line((left, top + height - 2, left + width - 1, top + height - 2), fill=ink)


def _draw_braille(pen: ImageDraw.ImageDraw, dots: int, left: int, top: int, ink: Colour) -> None:
    """The dots of a Braille sign, which DejaVu Sans Mono does not have."""
    width, height = _cell_size()
    for bit, (column, row) in enumerate(_BRAILLE_DOTS):
        if dots >> bit & 1:
            x, y = left + (2 * column + 1) * width // 4, top + (2 * row + 1) * height // 8
            pen.rectangle((x - 1, y - 1, x + 1, y + 1), fill=ink)


def _colours(cell: Char) -> tuple[Colour, Colour]:
    """Ink and ground as seen."""
    ink, ground = (
        _rgb(default if colour == "default" else colour)
        for colour, default in zip((cell.fg, cell.bg), _DEFAULTS, strict=True)
    )
    return (ground, ink) if cell.reverse else (ink, ground)


def _rgb(colour: str) -> Colour:
    digits = _NAMED.get(colour, colour)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


@cache
def _cell_size() -> tuple[int, int]:
    """The size that the font's own cells have, so that lines and blocks meet."""
    font = _font(bold=False)
    ascent, descent = font.getmetrics()
    return round(font.getlength("M")), ascent + descent


@cache
def _font(*, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_font_path("DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf"), _FONT_SIZE)


def _font_path(name: str) -> Path:
    for folder in (*_FONT_FOLDERS, Path.home() / ".fonts", Path.home() / ".local/share/fonts"):
        if (path := Path(folder) / name).is_file():
            return path
    if fc_match := shutil.which("fc-match"):
        style = "Bold" if "Bold" in name else "Book"
        command = [fc_match, f"DejaVu Sans Mono:style={style}", "--format=%{file}"]
        found = Path(subprocess.run(command, capture_output=True, check=False, encoding="utf-8").stdout)
        if found.name == name:
            return found
    raise NoFontError(f"no {name} found; install the DejaVu fonts (Debian: fonts-dejavu-core)")


if __name__ == "__main__":
    sys.exit(main())
