"""The `scorecard` command: one function a verb. stdout is data, stderr is narration.

Exit codes: 0 fine; 1 the answer is "yes, there is trouble" (`check`, `reds --exit-code`); 2 wrong usage or
unreadable input. Nothing here imports Textual but `open`, and that only when it starts the app.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tui.scorecard.periods import parse_period
from tui.verbs import Verbs

if TYPE_CHECKING:
    from tui.reports.glyphs import Glyphs
    from tui.reports.sheets import Sheet
    from tui.scorecard.insight_views import Insights
    from tui.scorecard.model import Scorecard
    from tui.scorecard.problems import Severity
    from tui.scorecard.views import AreaView, Overview
    from tui.sources.request import Request

Command = TypeVar("Command", bound=Callable[..., Any])

TROUBLE = 1
UNUSABLE = 2
_PIPED_WIDTH = 80


class Month(click.ParamType[date]):
    """A month such as 2023-09 or Sep-23."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The month's last day."""
        period = value if isinstance(value, date) else parse_period(value)
        if period is None:
            self.fail(f"{value!r} is not a month; write it as 2023-09", param, ctx)
        return period


def source_options(command: Command) -> Command:
    """The sources, and how to read them."""
    for decorate in reversed(
        (
            click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."),
            click.option("--period", type=Month(), metavar="YYYY-MM", help="The scorecard's month."),
            click.option("--authority", metavar="NAME", help="The authority, where the source does not say."),
            click.option("--indicators", type=click.Path(path_type=Path), metavar="FILE", help="The catalogue to use."),
            click.option("--no-color", "no_colour", is_flag=True, help="No colour; NO_COLOR does the same."),
            click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs only."),
        )
    ):
        command = decorate(command)
    return command


def report_options(command: Command) -> Command:
    """What to print of it, and how."""
    for decorate in (
        click.option("--area", metavar="NAME", help="Only this service area: its name, short name or ref prefix."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["table", "json", "csv", "md"]),
            default="table",
            show_default=True,
            help="How to print it.",
        ),
    ):
        command = decorate(command)
    return command


@click.group(cls=Verbs, default="open", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scorecard-tui", prog_name="scorecard")
def cli() -> None:
    """Review a council's children's services performance scorecard.

    With no verb, `scorecard [SOURCE]` opens the app on a published scorecard; without a source, on the bundled
    one of September 2023. When its output is not a terminal it prints the summary.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show an arrow shows a question mark


@cli.command("open", hidden=True)
@source_options
@click.option("--lait", type=click.Path(path_type=Path), metavar="PARQUET", help="DfE's LAIT data.")
@click.option("--dictionary", type=click.Path(path_type=Path), metavar="CSV", help="Its dictionary.")
@click.option(
    "--neighbours", type=click.Path(path_type=Path), multiple=True, metavar="XLSX", help="Statistical neighbours."
)
def open_app(
    no_colour: bool,
    ascii_only: bool,
    lait: Path | None,
    dictionary: Path | None,
    neighbours: tuple[Path, ...],
    **request: Any,
) -> None:
    """Open the app; print the summary where stdout is not a terminal."""
    if (lait is None) != (dictionary is None):
        raise click.UsageError("--lait and --dictionary go together")
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        overview = _read(_request(**request))
        _print_summary(overview, overview.areas, "table", no_colour)
        return
    import msgspec

    from tui.app.start import run

    wanted = msgspec.structs.replace(_request(**request), lait=lait, dictionary=dictionary, neighbours=neighbours)
    run(wanted, no_colour=no_colour, ascii_only=ascii_only)


@cli.command()
@source_options
@report_options
def summary(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """How many red, amber and green in each service area."""
    overview = _read(_request(**request))
    _print_summary(overview, _areas(overview, area), form, no_colour)


@cli.command("list")
@source_options
@report_options
def list_indicators(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """Every indicator with its months, target, rating and direction."""
    from tui.reports import listing, records

    overview, insights = _read_with_insights(_request(**request))
    areas = _areas(overview, area)
    indicators = [indicator for each in areas for indicator in each.indicators]
    if form == "json":
        _out(records.dumps([records.indicator_record(indicator, insights) for indicator in indicators]))
    elif form == "csv":
        _out(listing.list_csv(indicators))
    else:
        width = _width() if form == "table" else 400
        sheets = listing.list_sheets(overview, areas, _glyphs(ascii_only), width, insights)
        _print_sheets(sheets, form, no_colour)


@cli.command()
@source_options
@report_options
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything is red.")
def reds(area: str | None, form: str, no_colour: bool, ascii_only: bool, exit_code: bool, **request: Any) -> None:
    """What is rated red."""
    from tui.reports import listing, records

    overview = _read(_request(**request))
    found = [one for each in _areas(overview, area) for one in each.indicators if one.rating == "R"]
    if form == "json":
        _out(records.dumps([records.indicator_record(indicator) for indicator in found]))
    elif form == "csv":
        _out(listing.list_csv(found))
    else:
        _print_sheets([listing.reds_sheet(overview, found, _glyphs(ascii_only))], form, no_colour)
    if exit_code and found:
        sys.exit(TROUBLE)


@cli.command()
@click.argument("ref")
@source_options
@report_options
def show(ref: str, area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """One indicator, by its ref or by words of its name in any order."""
    from tui.reports import detail, listing, records
    from tui.reports.plain_text import visible
    from tui.scorecard.search import find, suggest

    overview, insights = _read_with_insights(_request(**request))
    indicators = [indicator for each in _areas(overview, area) for indicator in each.indicators]
    found = find(ref, indicators)
    if len(found) != 1:
        near = found or suggest(ref, indicators)
        heading = f"several indicators match {ref!r}" if found else f"no indicator matches {ref!r}"
        hint = "choose one by its ref:" if found else "did you mean:" if near else "`scorecard list` shows them all"
        lines = [f"  {visible(one.ref):8}{visible(one.name)}" for one in near]
        _fail("\n".join([f"{heading}; {hint}", *lines]))
    if form == "json":
        _out(records.dumps(records.indicator_record(found[0], insights)))
    elif form == "csv":
        _out(listing.list_csv(found))
    else:
        insight = insights.by_ref.get(found[0].ref)
        _print_sheets(detail.show_sheets(found[0], _glyphs(ascii_only), insight), form, no_colour)


@cli.command()
@source_options
@report_options
@click.option(
    "--severity",
    type=click.Choice(["info", "warning", "error"]),
    default="info",
    show_default=True,
    help="Only findings of this severity or worse.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything is found.")
def audit(
    area: str | None,
    form: str,
    no_colour: bool,
    ascii_only: bool,
    severity: Severity,
    exit_code: bool,
    **request: Any,
) -> None:
    """Where the scorecard contradicts its own numbers."""
    from tui.reports import audit as report
    from tui.scorecard.audit import audit as audited
    from tui.scorecard.overview import overview
    from tui.scorecard.periods import long_label
    from tui.scorecard.problems import SEVERITIES

    scorecard = _open(_request(**request))
    refs = {one.ref for each in _areas(overview(scorecard), area) for one in each.indicators}
    grave = SEVERITIES[SEVERITIES.index(severity) :]
    found = [one for one in audited(scorecard) if one.severity in grave and (area is None or one.ref in refs)]
    caption = f"{scorecard.authority}, {long_label(scorecard.period)}: {len(found)} findings"
    if form == "table":
        _print_sheets([report.audit_sheet(found, caption)], form, no_colour)
    else:
        _out(report.audit_text(found, form, caption))
    if exit_code and found:
        sys.exit(TROUBLE)


@cli.command()
@source_options
@report_options
def rules(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """Which tolerance fits the published ratings, and which ratings would flip under others."""
    from tui.reports import records
    from tui.reports.rules import rules_csv, rules_record, rules_sheets
    from tui.scorecard.overview import as_of, current_figures, overview
    from tui.scorecard.rule_lab import rule_lab

    scorecard = _open(_request(**request))
    frames = as_of(scorecard.frames, scorecard.period)
    refs = [one.ref for each in _areas(overview(scorecard), area) for one in each.indicators]
    figures = current_figures(scorecard, frames)
    judged = figures.filter(figures["ref"].is_in(refs))
    lab = rule_lab(judged, frames.published, scorecard.catalogue, frames.outturns, frames.benchmarks)
    if form == "json":
        _out(records.dumps(rules_record(lab, scorecard.authority, scorecard.period)))
    elif form == "csv":
        _out(rules_csv(lab))
    else:
        _print_sheets(rules_sheets(lab, scorecard.authority, scorecard.period), form, no_colour)


@cli.command()
@source_options
@report_options
@click.option("--lait", type=click.Path(path_type=Path), required=True, metavar="PARQUET", help="DfE's LAIT data.")
@click.option("--dictionary", type=click.Path(path_type=Path), required=True, metavar="CSV", help="Its dictionary.")
@click.option("--neighbours", type=click.Path(path_type=Path), metavar="XLSX", help="Statistical neighbours.")
@click.option("--table", type=click.Path(path_type=Path), metavar="CSV", help="A DfE table with other definitions.")
@click.option("--year", metavar="YEAR", help="Compare with this year (2022 or 2021/22), not with the heading's.")
def benchmarks(
    area: str | None,
    form: str,
    no_colour: bool,
    ascii_only: bool,
    lait: Path,
    dictionary: Path,
    neighbours: Path | None,
    table: Path | None,
    year: str | None,
    **request: Any,
) -> None:
    """The published benchmarks beside DfE's own figures, with rank and quartile."""
    from tui.reports import comparison, records
    from tui.scorecard.end_years import end_year
    from tui.sources.benchmarks import study_benchmarks
    from tui.sources.decoding import SourceError

    ends = end_year(year) if year else None
    if year and ends is None:
        raise click.BadParameter(f"{year!r} is not a year; write it as 2022 or 2021/22", param_hint="--year")
    try:
        found = study_benchmarks(_open(_request(**request)), lait, dictionary, neighbours, ends, table)
    except SourceError as error:
        _fail(str(error))
    if form == "json":
        _out(records.dumps(comparison.comparison_records(found)))
    elif form == "csv":
        _out(comparison.comparison_csv(found))
    else:
        _print_sheets([comparison.comparison_sheet(found, _width() if form == "table" else 400)], form, no_colour)
    for note in comparison.comparison_notes(found):
        click.echo(note, err=True)


@cli.command()
@source_options
@report_options
def check(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """What could not be read, or only with help, each with its place; exit code 1 where there is anything."""
    from tui.reports import problems

    overview = _read(_request(**request))
    refs = {indicator.ref for each in _areas(overview, area) for indicator in each.indicators}
    found = [one for one in overview.problems if area is None or one.ref in refs]
    _out(problems.report(found, form))
    if any(problem.severity != "info" for problem in found):
        sys.exit(TROUBLE)


# ---- shared by the verbs


def _request(sources: tuple[Path, ...], period: date | None, authority: str | None, indicators: Path | None) -> Request:
    from tui.sources.request import Request

    return Request(sources, period, authority, indicators)


def _read(request: Request) -> Overview:
    from tui.scorecard.overview import overview

    return overview(_open(request))


def _open(request: Request) -> Scorecard:
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.sources.decoding import SourceError
    from tui.sources.opening import open_scorecard

    collect_garbage_again()
    try:
        return open_scorecard(request)
    except (SourceError, CatalogueError) as error:
        _fail(str(error))


def _read_with_insights(request: Request) -> tuple[Overview, Insights]:
    from tui.scorecard.insights import insights
    from tui.scorecard.overview import overview

    scorecard = _open(request)
    return overview(scorecard), insights(scorecard)


def collect_garbage_again() -> None:
    """End the pause that the entry point began: what was imported stays, and is never gone over again."""
    gc.freeze()
    gc.enable()


def _areas(overview: Overview, wanted: str | None) -> Sequence[AreaView]:
    """The areas of that name, short name, ref prefix or beginning; all of them where none is named."""
    if wanted is None:
        return overview.areas
    from tui.scorecard.words import normal

    name = normal(wanted)
    exact = [area for area in overview.areas if name in map(normal, (area.name, area.short_name, area.prefix))]
    begun = [area for area in overview.areas if name and normal(area.name).startswith(name)]
    if len(exact or begun) != 1:
        names = ", ".join(f"{area.name} ({area.prefix})" for area in overview.areas)
        _fail(f"--area {wanted!r} is not one service area; choose from {names}")
    return exact or begun


def _glyphs(ascii_only: bool) -> Glyphs:
    from tui.reports.glyphs import ASCII, UNICODE

    return ASCII if ascii_only else UNICODE


def _print_summary(overview: Overview, areas: Sequence[AreaView], form: str, no_colour: bool) -> None:
    from tui.reports import records, summary

    if form == "json":
        _out(records.dumps(records.overview_record(overview, areas)))
        return
    if form == "csv":
        _out(summary.summary_csv(areas))
        return
    _print_sheets([summary.summary_sheet(overview, areas)], form, no_colour)
    if note := summary.reading_note(overview):
        click.echo(note, err=True)


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns if sys.stdout.isatty() else _PIPED_WIDTH


def _print_sheets(sheets: Sequence[Sheet], form: str, no_colour: bool) -> None:
    from tui.reports.sheets import to_markdown, to_table

    if form == "md":
        _out(to_markdown(sheets))
        return
    from rich.console import Console

    console = Console(no_color=no_colour or None, width=None if sys.stdout.isatty() else _width(), highlight=False)
    for position, sheet in enumerate(sheets):
        if position:
            console.print()
        console.print(to_table(sheet))


def _out(text: str) -> None:
    # Not click.echo: it writes past a stream that was told to replace what it cannot encode.
    sys.stdout.write(f"{text}\n")


def _fail(message: str) -> NoReturn:
    from tui.reports.plain_text import visible

    shown = "\n".join(map(visible, message.split("\n")))
    click.echo(f"scorecard: {shown}", err=True)
    sys.exit(UNUSABLE)
