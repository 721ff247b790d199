"""Typing a filter over a table: what is left is shown with every key, with choices and pointed mistakes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual import on
from textual.events import DescendantFocus
from textual.screen import ScreenResultType

from tui.app.desk import Desk
from tui.app.look import Look
from tui.app.screens.reviewing import ReviewingScreen
from tui.app.widgets.filter_line import PROMPT, FilterLine
from tui.app.widgets.indicator_table import IndicatorTable
from tui.app.widgets.key_bar import KeyBar
from tui.reports.cells import Cell, Line, line_width
from tui.reports.plain_text import visible

if TYPE_CHECKING:
    from tui.scorecard.completion import Completion
    from tui.scorecard.query import Query, QueryError


class FilteringScreen(ReviewingScreen[ScreenResultType]):
    """The base of screens with a table and a line to filter it by."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._before = desk.look
        self._completion: Completion | None = None
        self._choice = -1

    @property
    def table(self) -> IndicatorTable:
        """The table in front."""
        raise NotImplementedError

    def look_at(self, look: Look) -> None:
        """Change what is looked at."""
        raise NotImplementedError

    def show_look(self) -> None:
        """Say what is looked at."""
        raise NotImplementedError

    async def action_filter(self) -> None:
        """Type a filter."""
        if self.desk.loaded is None:
            return
        self._before = self.desk.look
        query = self.desk.look.query
        await self.query_one(FilterLine).edit(f"{query.text} " if query else "")
        self._hint_choices(query.text if query else "", 0)

    @on(FilterLine.Typed)
    def _typed(self, message: FilterLine.Typed) -> None:
        from tui.scorecard.query import QueryError

        if not self.query_one(FilterLine).typing:
            return  # what was typed last comes after the end of typing
        self._choice = -1
        try:
            self._look_for(self.parse_filter(message.text, typing=True))
        except QueryError as error:
            self._hint_error(error)
            self._look_for(
                self.parse_filter(message.text[: error.start], typing=True)
            )  # what stands before it was right already
        else:
            self._hint_choices(message.text, message.cursor)

    def parse_filter(self, text: str, *, typing: bool = False) -> Query:
        """A filter as it is typed; raises `QueryError` where it cannot be understood."""
        from tui.scorecard.query import parse

        return parse(text, typing=typing, comparators=self.desk.comparators)

    def _look_for(self, query: Query) -> None:
        from tui.scorecard.query import EMPTY

        if query != (self.desk.look.query or EMPTY):
            self.look_at(msgspec.structs.replace(self.desk.look, query=query or None))

    def end_filter(self, kept: bool) -> None:
        """End typing: the filter is kept where it can be understood, or as it was before."""
        from tui.scorecard.query import QueryError

        line = self.query_one(FilterLine)
        look = self._before
        if kept:
            try:
                query = self.parse_filter(line.text.strip())
            except QueryError as error:
                self._hint_error(error)
                return
            look = msgspec.structs.replace(self.desk.look, query=query or None)
        line.end()
        self.set_focus(self.table)
        self.query_one(KeyBar).say("")
        self.look_at(look)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A click on the table ends typing."""
        line = self.query_one(FilterLine)
        if line.typing and event.widget is self.table:
            line.end()
            self.query_one(KeyBar).say("")
            self.show_look()

    @on(FilterLine.Moving)
    def _moving(self, message: FilterLine.Moving) -> None:
        self.table.action_move(message.by)

    def complete_filter(self, step: int) -> None:
        """Put the next choice in place of what is typed; further on, the next one in place of it."""
        line = self.query_one(FilterLine)
        if self._choice < 0:
            self._find_choices(line.text, line.cursor)
        completion = self._completion
        if completion is None or not completion.choices:
            return
        choice = (self._choice + step) % len(completion.choices) if self._choice >= 0 else 0
        end = line.replace(completion.start, completion.end, completion.choices[choice].text)
        self._typed(FilterLine.Typed(line.text, end))
        self._choice = choice
        self._completion = msgspec.structs.replace(completion, end=end)
        self._show_choices()

    def _find_choices(self, text: str, cursor: int) -> None:
        from tui.scorecard.completion import complete

        self._completion = complete(text, cursor, self.desk.subjects())

    def _hint_choices(self, text: str, cursor: int) -> None:
        self._find_choices(text, cursor)
        self._show_choices()

    def _show_choices(self) -> None:
        choices = self._completion.choices if self._completion else ()
        line: list[Cell] = [Cell(" ")]
        for position, choice in enumerate(choices):
            if line_width(line) + len(choice.text) + 2 > self.size.width:
                break
            line.append(Cell(f" {visible(choice.text)} ", "tab" if position == max(self._choice, 0) else "plain"))
        help_text = choices[max(self._choice, 0)].help if choices else "words of the name, or field:value"
        self.query_one(KeyBar).hint([*line, Cell(f"  {visible(help_text)}", "quiet")])

    def _hint_error(self, error: QueryError) -> None:
        """Point at the spot, and say what is wrong with it."""
        self._completion = None
        indent, length = len(PROMPT) + error.start, max(error.end - error.start, 1)
        words = visible(str(error))
        self.query_one(KeyBar).hint(_pointed(indent, length, words, self.size.width))


def _pointed(indent: int, length: int, words: str, width: int) -> Line:
    """A sign under the spot with the words after it, or before it where there is more room."""
    if indent + length + 1 + len(words) <= width or indent <= len(words):
        return [Cell(" " * indent), Cell("^" * length, "worse"), Cell(f" {words}", "worse")]
    return [Cell(f"{words} ".rjust(indent), "worse"), Cell("^" * length, "worse")]
