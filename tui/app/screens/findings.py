"""What the audit found: the published scorecard held against its own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.screens.panel import PanelScreen
from tui.reports.audit import audit_lines
from tui.reports.cells import Line
from tui.scorecard.finding import Finding


class FindingsScreen(PanelScreen):
    """One entry a finding, the gravest first, each with the places it rests on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "close", "Close", show=False, id="findings.close")]

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self._findings = findings
        self.heading = f"Where the scorecard contradicts its own numbers ({len(findings)} findings)"

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The findings by severity."""
        return audit_lines(self._findings, width)
