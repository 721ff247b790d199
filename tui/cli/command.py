"""The `scorecard` command: one function a verb. stdout is data, stderr is narration.

Exit codes: 0 fine; 1 the answer is "yes, there is trouble" (`check`, `reds --exit-code`); 2 wrong usage or
unreadable input. Nothing here imports Textual but `open`, and that only when it starts the app.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.brief import brief
from tui.cli.check import check
from tui.cli.completion import completion
from tui.cli.config import config
from tui.cli.convert import convert
from tui.cli.diff import diff
from tui.cli.init import init
from tui.cli.journal import comment, journal
from tui.cli.journal_options import journal_option, journal_options, reviews_of
from tui.cli.keeping import kept
from tui.cli.options import ref_argument, report_options, severity_option, source_options
from tui.cli.printing import why_no_app
from tui.cli.steps import (
    TROUBLE,
    areas_of,
    fail,
    glyphs_of,
    laid_out,
    line_width,
    one_indicator,
    open_source,
    out,
    print_sheets,
    print_summary,
    read,
    read_with_insights,
    request_of,
)
from tui.cli.verbs import Verbs

if TYPE_CHECKING:
    from tui.scorecard.problems import Severity


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
@click.option("--watch", "watches", is_flag=True, help="Read the source again by itself when it changes on disk.")
@click.option("--mouse/--no-mouse", default=None, help="Use the mouse, or leave it to the terminal.")
@click.option("--animation/--no-animation", default=None, help="Whether anything moves by itself; not over SSH.")
@journal_options
def open_app(
    no_colour: bool,
    ascii_only: bool,
    journal_file: Path | None,
    author: str | None,
    watches: bool,
    mouse: bool | None,
    animation: bool | None,
    lait: Path | None,
    dictionary: Path | None,
    neighbours: tuple[Path, ...],
    **request: Any,
) -> None:
    """Open the app; print the summary where stdout is not a terminal."""
    if (lait is None) != (dictionary is None):
        raise click.UsageError("--lait and --dictionary go together")
    is_terminal = sys.stdout.isatty() and sys.stdin.isatty()
    why = why_no_app() if is_terminal else ""
    if why or not is_terminal:
        summarise(area=None, form="table", no_colour=no_colour, why=why, **request)
        return
    import msgspec

    from tui.app.journal_work import JournalWish
    from tui.app.start import run
    from tui.settings.force import Said

    wanted = msgspec.structs.replace(request_of(**request), lait=lait, dictionary=dictionary, neighbours=neighbours)
    wish = JournalWish(journal_file, author)
    said = Said(ascii=ascii_only, mouse=mouse, animation=animation)
    run(wanted, no_colour=no_colour, ascii_only=ascii_only, journal=wish, watches=watches, said=said)


@cli.command()
@source_options
@report_options
def summary(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """How many red, amber and green in each service area."""
    summarise(area=area, form=form, no_colour=no_colour, **request)


@kept
def summarise(area: str | None, form: str, no_colour: bool, why: str = "", **request: Any) -> None:
    """Print the counts of the areas, and on stderr why it is they that are printed."""
    if why:
        click.echo(f"scorecard: {why}", err=True)
    overview = read(request_of(**request))
    print_summary(overview, areas_of(overview, area), form, no_colour)


@cli.command("list")
@source_options
@report_options
def list_indicators(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """Every indicator with its months, target, rating and direction."""
    from tui.reports import listing, records

    overview, insights = read_with_insights(request_of(**request))
    areas = areas_of(overview, area)
    indicators = [indicator for each in areas for indicator in each.indicators]
    if form == "json":
        out(records.dumps([records.indicator_record(indicator, insights) for indicator in indicators]))
    elif form == "csv":
        out(listing.list_csv(indicators))
    elif form == "md":
        from tui.reports.in_words import area_sheets

        print_sheets(area_sheets(overview, areas, insights), form, no_colour)
    else:
        sheets = listing.list_sheets(overview, areas, glyphs_of(ascii_only), line_width(), insights)
        print_sheets(sheets, form, no_colour)


@cli.command()
@source_options
@report_options
@click.option("--unreviewed", is_flag=True, help="Only those that nobody has reviewed or escalated yet.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there is any.")
@journal_option
@kept
def reds(
    area: str | None,
    form: str,
    no_colour: bool,
    ascii_only: bool,
    unreviewed: bool,
    exit_code: bool,
    journal_file: Path | None,
    **request: Any,
) -> None:
    """What is rated red."""
    from tui.reports import listing, records
    from tui.scorecard.review import OPEN

    overview = read(request_of(**request))
    found = [one for each in areas_of(overview, area) for one in each.indicators if one.rating == "R"]
    if unreviewed:
        reviews = reviews_of(overview, journal_file)
        found = [one for one in found if not reviews.get(one.ref, OPEN).decided]
    if form == "json":
        out(records.dumps([records.indicator_record(indicator) for indicator in found]))
    elif form == "csv":
        out(listing.list_csv(found))
    else:
        print_sheets([listing.reds_sheet(overview, found, glyphs_of(ascii_only, form))], form, no_colour)
    if exit_code and found:
        sys.exit(TROUBLE)


@cli.command()
@ref_argument
@source_options
@report_options
def show(ref: str, area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """One indicator, by its ref or by words of its name in any order."""
    from tui.reports import detail, listing, records

    overview, insights = read_with_insights(request_of(**request))
    found = one_indicator(ref, [indicator for each in areas_of(overview, area) for indicator in each.indicators])
    if form == "json":
        out(records.dumps(records.indicator_record(found, insights)))
    elif form == "csv":
        out(listing.list_csv([found]))
    else:
        insight = insights.by_ref.get(found.ref)
        print_sheets(detail.show_sheets(found, glyphs_of(ascii_only, form), insight), form, no_colour)


@cli.command()
@source_options
@report_options
@severity_option
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
    from tui.cli.waiting import waiting
    from tui.reports import audit as report
    from tui.scorecard.audit import audit as audited
    from tui.scorecard.periods import long_label
    from tui.scorecard.problems import SEVERITIES
    from tui.sources.progress import telling

    scorecard = open_source(request_of(**request))
    refs = {one.ref for each in areas_of(laid_out(scorecard), area) for one in each.indicators}
    grave = SEVERITIES[SEVERITIES.index(severity) :]
    with waiting(words := "auditing the figures") as watch:
        findings = audited(scorecard, telling(watch, words))
    found = [one for one in findings if one.severity in grave and (area is None or one.ref in refs)]
    caption = (
        f"{scorecard.authority}, {long_label(scorecard.period)}: {len(found)} finding{'' if len(found) == 1 else 's'}"
    )
    if form == "table":
        print_sheets([report.audit_sheet(found, caption)], form, no_colour)
    else:
        out(report.audit_text(found, form, caption))
    if exit_code and found:
        sys.exit(TROUBLE)


@cli.command()
@source_options
@report_options
def rules(area: str | None, form: str, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """Which tolerance fits the published ratings, and which ratings would flip under others."""
    from tui.reports import records
    from tui.reports.rules import rules_csv, rules_record, rules_sheets
    from tui.scorecard.overview import current_figures, known_frames
    from tui.scorecard.rule_lab import rule_lab

    scorecard = open_source(request_of(**request))
    frames = known_frames(scorecard)
    refs = [one.ref for each in areas_of(laid_out(scorecard), area) for one in each.indicators]
    figures = current_figures(scorecard, frames)
    judged = figures.filter(figures["ref"].is_in(refs))
    lab = rule_lab(judged, frames.published, scorecard.catalogue, frames.outturns, frames.benchmarks)
    if form == "json":
        out(records.dumps(rules_record(lab, scorecard.authority, scorecard.period)))
    elif form == "csv":
        out(rules_csv(lab))
    else:
        print_sheets(rules_sheets(lab, scorecard.authority, scorecard.period), form, no_colour)


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
        found = study_benchmarks(open_source(request_of(**request)), lait, dictionary, neighbours, ends, table)
    except SourceError as error:
        fail(str(error))
    if form == "json":
        out(records.dumps(comparison.comparison_records(found)))
    elif form == "csv":
        out(comparison.comparison_csv(found))
    else:
        print_sheets([comparison.comparison_sheet(found, line_width() if form == "table" else 400)], form, no_colour)
    for note in comparison.comparison_notes(found):
        click.echo(note, err=True)


for _verb in (check, diff, comment, journal, brief, convert, init, config, completion):
    cli.add_command(_verb)
