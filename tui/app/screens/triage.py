"""Triage: every problem of the scorecard, worst first, with the reason in its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.app.desk import Desk, triage_grid
from tui.app.loading import Loaded
from tui.app.navigation import Place, row_of
from tui.app.screens.looking import LOOK_BINDINGS, SOURCE_BINDINGS, LookingScreen
from tui.app.screens.reviewing import REVIEW_BINDINGS
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.progress import Progress
from tui.app.widgets.title_bar import TitleBar
from tui.reports.review import points_words
from tui.scorecard.criteria import Subjects
from tui.scorecard.triage import Case, Switch
from tui.scorecard.views import IndicatorView


class TriageScreen(LookingScreen[str | None]):
    """Gives the ref under the cursor when it is left."""

    AUTO_FOCUS = "IndicatorTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", key_display="enter", id="triage.open"),
        Binding("exclamation_mark", "back", "Back", key_display="!", id="triage.back"),
        *REVIEW_BINDINGS[:2],
        LOOK_BINDINGS[0],
        *REVIEW_BINDINGS[2:],
        *(binding for binding in LOOK_BINDINGS[1:] if binding.action != "problems_only"),
        *SOURCE_BINDINGS,
        Binding("A", "include('amber')", "Ambers too", show=False, id="triage.amber"),
        Binding("R", "include('derived_red')", "Red by rule too", show=False, id="triage.derived"),
        Binding("F", "include('finding')", "Audit findings too", show=False, id="triage.findings"),
        Binding("S", "include('special_cause')", "Special causes too", show=False, id="triage.special"),
        Binding("W", "include('worse_than_all')", "Worse than every comparator too", show=False, id="triage.worst"),
        Binding("Z", "snoozed", "Show what is snoozed", show=False, id="triage.snoozed"),
        Binding("n,right_square_bracket", "step(1)", "Next", show=False, id="triage.next"),
        Binding("N,left_square_bracket", "step(-1)", "Previous", show=False, id="triage.previous"),
        Binding("d", "pane", "Detail", show=False, id="triage.pane"),
        Binding("p", "provenance", "Source", show=False, id="triage.provenance"),
        Binding("escape", "everything_or_back", "Show everything again, else back", show=False, id="triage.everything"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._cases: Sequence[Case] = ()

    def compose(self) -> ComposeResult:
        """Progress above, table and pane, filter and keys below."""
        yield from self.compose_around(Progress(self.desk.glyphs))

    def on_mount(self) -> None:
        """Show the problems, and take the keys of the table from now on."""
        self.set_focus(self.table)
        self.desk_changed()

    # ---- what is shown

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator under the cursor."""
        row = self.table.cursor
        return self._cases[row].subject.indicator if row < len(self._cases) else None

    def counts(self) -> tuple[int, int]:
        """How many problems are left, of how many."""
        return len(self._cases), len(self.desk.cases)

    @property
    def empty_words(self) -> str:
        """What stands where there is nothing to triage."""
        if self.desk.look.query:
            return super().empty_words
        snoozed = sum(case.subject.review.state == "snoozed" for case in self.desk.cases)
        return f"All {snoozed} are snoozed; Z shows them." if snoozed else "Nothing is rated red."

    def desk_changed(self) -> None:
        """Show the problems as they are now, with the cursor where it was."""
        loaded = self.desk.loaded  # without a column of reviews: the sign stands under the ref
        if loaded is None:
            return
        before, row = self.indicator, self.table.cursor
        self._cases = self._looked_at()
        row = row_of(before, [case.subject.indicator for case in self._cases], row)
        self.query_one(TitleBar).show(loaded.overview)
        self.query_one(Progress).show(loaded.overview, self.desk.cases, self.desk.look)
        grid = triage_grid(loaded, self._cases, self.desk.glyphs, self.desk.drafts)
        self.table.show(grid, 0, row, sort=self.sort_mark, empty=self.empty_words)
        self.show_look()
        self.show_page()

    def _looked_at(self) -> list[Case]:
        """The problems that are not snoozed and that the filter leaves, by the sort or worst first."""
        look = self.desk.look
        cases = [case for case in self.desk.cases if look.snoozed or case.subject.review.state != "snoozed"]
        subjects = Subjects(case.subject for case in cases)
        left = look.query.positions(subjects) if look.query else range(len(subjects))
        return [cases[position] for position in look.ordered(subjects, left, self.desk.comparators)]

    def show_page(self) -> None:
        """Draw the pane, with what the case's reasons weigh."""
        row = self.table.cursor
        case = self._cases[row] if row < len(self._cases) else None
        page = self.query_one("#pane", IndicatorPage)
        page.show(case.subject if case else None, points_words(case) if case else "")

    # ---- actions

    def action_step(self, by: int) -> None:
        """Go to the next problem or the one before."""
        self.table.action_move(by)

    async def action_open(self) -> None:
        """Show the indicator on a screen of its own; from there on, the next is the next problem."""
        from tui.app.screens.indicator import IndicatorScreen

        problems = self._as_area()
        if problems is not None and self.indicator is not None:
            await self.app.push_screen(
                IndicatorScreen(self.desk, problems, Place(0, self.table.cursor)), self._returned
            )

    def _as_area(self) -> Loaded | None:
        """The problems as if they were the scorecard's only area, in their order."""
        if (loaded := self.desk.loaded) is None or not self._cases:
            return None
        indicators = tuple(case.subject.indicator for case in self._cases)
        area = msgspec.structs.replace(loaded.overview.areas[0], indicators=indicators)
        return msgspec.structs.replace(loaded, overview=msgspec.structs.replace(loaded.overview, areas=(area,)))

    def _returned(self, ref: str | None) -> None:
        refs = [case.subject.indicator.ref for case in self._cases]
        if ref in refs:
            self.table.move_to(refs.index(ref))

    def action_include(self, switch: Switch) -> None:
        """Take in one kind of problem more, or leave it out again."""
        self.look_at(self.desk.look.switched(switch))

    def action_snoozed(self) -> None:
        """Show what is snoozed, or hide it again."""
        look = self.desk.look
        self.look_at(msgspec.structs.replace(look, snoozed=not look.snoozed))

    async def action_provenance(self) -> None:
        """Show where each number of the indicator stands in its source."""
        await self.show_provenance()

    def action_back(self) -> None:
        """Back to the service areas, with the filter and the sort as they are."""
        self.dismiss(self.indicator.ref if self.indicator else None)

    def action_everything_or_back(self) -> None:
        """Show everything again where something is left out; else go back."""
        if not self.show_everything():
            self.action_back()
