"""From what a terminal shows to what it is to show: the cells that differ, in as few bytes as can be."""

from __future__ import annotations

from collections import Counter
from operator import ne
from typing import Any, Final

from tui.app.line.grid import Grid, sure
from tui.app.line.scrolling import Scroll, find_scroll
from tui.app.line.styles import UNKNOWN, Styles

_ERASE_LINE: Final = "\x1b[K"
_ERASE_FROM: Final = 12
"""Blanks in the middle of a row from this number on are erased and passed over, not written."""

_SHORT_GAP: Final = 5
"""Cells that stay as they are, and which it costs more to pass over than to write again."""


class Pen:
    """Collects what is sent. It knows where the terminal's cursor is and in which style it writes."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._parts: list[str] = []
        self.style = UNKNOWN
        self.x = self.y = -1
        """Where the cursor is; -1 where nobody knows."""
        self._at_end = False
        """Whether something was written in the last column: a terminal may count the cursor as beyond it."""

    def taken(self) -> str:
        """What was collected; the pen goes on from there."""
        text = "".join(self._parts)
        self._parts.clear()
        return text

    def lost(self) -> None:
        """Nothing is known of the terminal any more."""
        self.style = UNKNOWN
        self.unplaced()

    @property
    def place(self) -> tuple[int, int] | None:
        """Where the cursor is; nothing where nobody knows for sure."""
        return None if self.x < 0 or self._at_end else (self.x, self.y)

    def unplaced(self) -> None:
        """Nobody knows where the cursor is."""
        self.x = self.y = -1
        self._at_end = False

    def use(self, style: int) -> None:
        """Write in this style from now on."""
        if style != self.style:
            self._parts.append(self._styles.change(self.style, style))
            self.style = style

    def go(self, x: int, y: int) -> None:
        """Put the cursor here."""
        if (x, y) != (self.x, self.y) or self._at_end:
            self._parts.append(self._way(x, y))
            self.x, self.y, self._at_end = x, y, False

    def _way(self, x: int, y: int) -> str:
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self.x >= 0:
            if y == self.y and not self._at_end:
                by = x - self.x
                ways += [f"\x1b[{_count(by)}C"] if by > 0 else [f"\x1b[{_count(-by)}D", "\b" * -by]
            elif x == self.x and y != self.y:
                by = y - self.y
                ways.append(f"\x1b[{_count(by)}B" if by > 0 else f"\x1b[{_count(-by)}A")
        if x == 0 and self.y >= 0:
            if y == self.y:
                ways.append("\r")
            elif y == self.y + 1:
                ways.append("\r\n")
        return min(ways, key=len)

    def write(self, text: str, cells: int, width: int) -> None:
        """Write text of so many cells in a row of `width`."""
        self._parts.append(text)
        self.x += cells
        if self.x >= width:
            self.x, self._at_end = width - 1, True

    def command(self, text: str) -> None:
        """Send something that moves nothing."""
        self._parts.append(text)


def _count(number: int) -> str:
    return str(number) if number > 1 else ""


class Difference:
    """Brings the terminal from one grid to another. `fills`: it erases in the colour in force, as most do."""

    def __init__(self, styles: Styles, *, fills: bool) -> None:
        self._styles = styles
        self._fills = fills
        self.pen = Pen(styles)

    def bring(self, shown: Grid, wanted: Grid, rows: set[int]) -> None:
        """Have the pen write what makes these rows look as wanted; `shown` is as the terminal is then."""
        if (scroll := find_scroll(shown, wanted, rows)) is not None:
            self._scroll(scroll, shown)
            rows = rows | set(range(scroll.top, scroll.bottom + 1))
        for y in sorted(rows):
            if y < wanted.height and (shown.signs[y] != wanted.signs[y] or shown.styles[y] != wanted.styles[y]):
                self._row(y, shown, wanted)

    def _scroll(self, scroll: Scroll, shown: Grid) -> None:
        """Have the terminal move rows up or down; what it puts in their place is not known."""
        self.pen.command(scroll.sequence)
        self.pen.unplaced()
        gone = Grid(shown.width, abs(scroll.by))
        part = slice(scroll.top, scroll.bottom + 1)
        for rows, new in ((shown.signs, gone.signs), (shown.styles, gone.styles)):
            moved: list[list[Any]] = rows[part]
            rows[part] = [*moved[scroll.by :], *new] if scroll.by > 0 else [*new, *moved[: scroll.by]]

    def clear(self, shown: Grid, wanted: Grid) -> None:
        """Where nothing is known of the terminal: begin with the blanks that there are most of.

        Not where a part of the screen is not ours: what stands there stays.
        """
        if any(UNKNOWN in styles for styles in wanted.styles):
            return
        counts = Counter(
            style
            for signs, styles in zip(wanted.signs, wanted.styles, strict=True)
            for sign, style in zip(signs, styles, strict=True)
            if sign == " " and self._styles.erasable(style, self._fills)
        )
        if not counts:
            return
        ground = counts.most_common(1)[0][0]
        self.pen.use(ground)
        for y in range(shown.height):
            # Row by row: not every terminal fills rows that were never written on when all of it is erased at once.
            self.pen.go(0, y)
            self.pen.command(_ERASE_LINE)
            shown.signs[y] = [" "] * shown.width
            shown.styles[y] = [ground] * shown.width

    def _row(self, y: int, shown: Grid, wanted: Grid) -> None:
        signs, styles = wanted.signs[y], wanted.styles[y]
        changed = self._changed(shown, wanted, y)
        if not changed:
            return
        tail = self._blank_tail(signs, styles)
        pen, at, count = self.pen, 0, len(changed)
        while at < count:
            x = changed[at]
            pen.go(x, y)
            if x >= tail and changed[-1] - x >= len(_ERASE_LINE):
                self._use_for_blank(styles[x])
                pen.command(_ERASE_LINE)
                break
            if (blanks := self._blanks(signs, styles, x)) >= _ERASE_FROM:
                self._use_for_blank(styles[x])
                pen.command(f"\x1b[{blanks}X")
                end = x + blanks
            else:
                end = self._write(signs, styles, changed, at)
            while at < count and changed[at] < end:
                at += 1
        old, old_styles = shown.signs[y], shown.styles[y]
        for x in changed:
            old[x], old_styles[x] = signs[x], styles[x]

    def _write(self, signs: list[str], styles: list[int], changed: list[int], at: int) -> int:
        """Write from a changed column on in one style: what is changed, and short gaps between; where that ends."""
        x, width, last = changed[at], len(signs), len(changed) - 1
        style = self._style_at(signs, styles, x)
        blank = self._styles.blank(style)
        end, sure_end = x + 1, x + 1
        while end < width and styles[end] == (blank if signs[end] == " " else style):
            if at < last and changed[at + 1] == end:
                at += 1
                sure_end = end + 1
            elif at == last or changed[at + 1] - end >= _SHORT_GAP:
                break
            if signs[end] == " " and self._blanks(signs, styles, end) >= _ERASE_FROM:
                sure_end = min(sure_end, end)
                break
            end += 1
        self.pen.use(style)
        self.pen.write("".join(signs[x:sure_end]), sure_end - x, width)
        return sure_end

    def _style_at(self, signs: list[str], styles: list[int], x: int) -> int:
        """The style to write in: for a blank, the one in force or that of the text after it, where it looks alike."""
        style = styles[x]
        if signs[x] != " " or (self.pen.style != UNKNOWN and self._styles.blank(self.pen.style) == style):
            return style if signs[x] != " " else self.pen.style
        end = x
        while end < len(signs) and signs[end] == " " and styles[end] == style:
            end += 1
        if end < len(signs) and styles[end] != UNKNOWN and self._styles.blank(styles[end]) == style:
            return styles[end]
        return style

    def _use_for_blank(self, style: int) -> None:
        if self.pen.style == UNKNOWN or self._styles.blank(self.pen.style) != style:
            self.pen.use(style)

    def _blanks(self, signs: list[str], styles: list[int], x: int) -> int:
        """How many blanks that can be erased stand from here on."""
        style = styles[x]
        if signs[x] != " " or style == UNKNOWN or not self._styles.erasable(style, self._fills):
            return 0
        end = x + 1
        while end < len(signs) and signs[end] == " " and styles[end] == style:
            end += 1
        return end - x

    def _blank_tail(self, signs: list[str], styles: list[int]) -> int:
        """From which column on a row can be erased to its end."""
        style, x = styles[-1], len(signs)
        if style == UNKNOWN or not self._styles.erasable(style, self._fills):
            return x
        while x and signs[x - 1] == " " and styles[x - 1] == style:
            x -= 1
        return x

    @staticmethod
    def _changed(shown: Grid, wanted: Grid, y: int) -> list[int]:
        """The columns to write: what differs, with both halves of wide signs.

        In rows with signs on whose width terminals do not agree, everything from the first one on.
        """
        old, old_styles, new, new_styles = shown.signs[y], shown.styles[y], wanted.signs[y], wanted.styles[y]
        known = [style != UNKNOWN for style in new_styles]
        columns = {
            x
            for x, differs in enumerate(map(ne, zip(old, old_styles, strict=True), zip(new, new_styles, strict=True)))
            if differs and known[x]
        }
        if columns and not (sure(old) and sure(new)):
            columns = {x for x in range(wanted.width) if known[x]}
        elif "" in old or "" in new:
            todo = list(columns)
            while todo:
                x = todo.pop()
                beside = {x - 1} if "" in (old[x], new[x]) else set()
                if x + 1 < wanted.width and "" in (old[x + 1], new[x + 1]):
                    beside.add(x + 1)
                beside = {each for each in beside - columns if known[each]}
                columns |= beside
                todo += beside
        return sorted(columns)
