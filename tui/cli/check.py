"""`scorecard check`: everything in a source that was not understood or looks wrong, each with its place."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import report_options, severity_option, source_options
from tui.cli.steps import TROUBLE, areas_of, laid_out, open_source, out, request_of

if TYPE_CHECKING:
    from tui.scorecard.problems import Severity


@click.command("check")
@source_options
@report_options
@severity_option
def check(area: str | None, form: str, no_colour: bool, ascii_only: bool, severity: Severity, **request: Any) -> None:
    """What was not understood or looks wrong, each with its place; exit code 1 where any is a warning or an error."""
    from tui.cli.waiting import waiting
    from tui.reports.plain_text import visible
    from tui.reports.problems import report
    from tui.scorecard.catalogue_review import review_note
    from tui.scorecard.oddities import checked
    from tui.scorecard.problems import SEVERITIES

    scorecard = open_source(request_of(**request))
    grave = SEVERITIES[SEVERITIES.index(severity) :]
    with waiting("looking for what is unclear"):
        problems = checked(scorecard)
    found = [problem for problem in problems if problem.severity in grave]
    if area is not None:
        refs = {indicator.ref for each in areas_of(laid_out(scorecard), area) for indicator in each.indicators}
        found = [problem for problem in found if problem.ref in refs]
    out(report(found, form))
    if note := review_note(scorecard.catalogue):
        click.echo(visible(note), err=True)
    if any(problem.severity != "info" for problem in found):
        sys.exit(TROUBLE)
