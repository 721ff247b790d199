"""`scorecard convert`: any source as the tidy table, in a file or printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tui.cli.options import source_options
from tui.cli.steps import collect_garbage_again, fail, request_of

if TYPE_CHECKING:
    import polars as pl

    from tui.reports.tidy_files import Form
    from tui.scorecard.model import Scorecard
    from tui.sources.request import Request

FORMS = ("csv", "tsv", "jsonl", "parquet", "xlsx")
"""Those of `tui.reports.tidy_files`, which is not imported before there is something to read."""

STDOUT = Path("-")


@click.command("convert")
@source_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    metavar="FILE",
    help="A .parquet, .csv, .tsv, .jsonl or .xlsx file; - prints.",
)
@click.option("--format", "form", type=click.Choice(FORMS), help="How to write it: as the ending of FILE says.")
@click.option("--force", is_flag=True, help="Write over FILE where it exists.")
def convert(output: Path, form: Form | None, force: bool, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """Any source as one tidy table: every publication, each figure with its text and its place."""
    wanted = _form(form, output)
    _check_free(output, force)
    scorecards = _scorecards(request_of(**request))

    from tui.reports.tidy_table import tidy_table

    table = tidy_table(scorecards)
    if output == STDOUT:
        _print(table, wanted)
    else:
        _save(table, wanted, output, force)
    where = "printed" if output == STDOUT else f"saved: {output}"
    _tell(f"{where} ({_records(table)})")
    _tell(_problems(scorecards))


def _form(form: Form | None, output: Path) -> Form:
    """The form that was asked for, by name or by the ending of the file."""
    from tui.reports.tidy_files import TEXTS, form_of

    if output == STDOUT:
        if form not in TEXTS:
            _unusable(f"printing needs --format {', '.join(TEXTS)}; for another form name a file")
        return form
    of_ending = form_of(output)
    if form and of_ending and form != of_ending:
        _unusable(f"{output} would hold {of_ending} by its ending, and --format says {form}; leave --format out")
    found = form or of_ending
    if found is None:
        endings = ", ".join(f".{each}" for each in FORMS)
        _unusable(f"{output} does not say what to write; let it end in {endings}, or add --format")
    return found


def _unusable(message: str) -> NoReturn:
    from tui.reports.plain_text import visible

    raise click.BadParameter(visible(message), param_hint="-o")


def _check_free(output: Path, force: bool) -> None:
    """End with a message, before anything is read, where the file could not be written."""
    from tui.reports.whole_file import FileError, check_free

    if output != STDOUT:
        try:
            check_free(output, force=force)
        except FileError as error:
            fail(str(error))


def _scorecards(request: Request) -> list[Scorecard]:
    """The scorecard of every authority in the sources, or of the one asked for."""
    import msgspec

    from tui.cli.waiting import waiting
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.sources.decoding import SeveralAuthoritiesError, SourceError
    from tui.sources.opening import open_scorecard

    collect_garbage_again()
    try:
        with waiting("reading") as watch:
            try:
                return [open_scorecard(request, watch)]
            except SeveralAuthoritiesError as error:
                names = error.names
            return [open_scorecard(msgspec.structs.replace(request, authority=name), watch) for name in names]
    except (SourceError, CatalogueError) as error:
        fail(str(error))


def _print(table: pl.DataFrame, form: Form) -> None:
    from tui.reports.tidy_files import UnfitError, write_tidy

    sys.stdout.flush()
    stream = sys.stdout.buffer  # the table is UTF-8 wherever it goes
    try:
        write_tidy(table, form, stream)
    except UnfitError as error:
        fail(str(error))
    stream.flush()


def _save(table: pl.DataFrame, form: Form, output: Path, force: bool) -> None:
    from tui.cli.waiting import waiting
    from tui.reports.tidy_files import UnfitError, write_tidy
    from tui.reports.whole_file import FileError, write_whole
    from tui.reports.workbook_file import WorkbookError

    try:
        with waiting("saving"):
            write_whole(output, lambda file: write_tidy(table, form, file), force=force)
    except FileError as error:
        fail(str(error))
    except (UnfitError, WorkbookError) as error:
        fail(f"{output}: {error}")


def _records(table: pl.DataFrame) -> str:
    """How many records of each kind: "1,234 records: 84 listing, 950 observation"."""
    counts = table.group_by("record", maintain_order=True).len().rows()
    kinds = ", ".join(f"{count:,} {record}" for record, count in counts)
    return f"{table.height:,} records: {kinds}"


def _problems(scorecards: list[Scorecard]) -> str:
    count = sum(len(scorecard.problems) for scorecard in scorecards)
    if not count:
        return "no problems were found"
    return f"{count:,} problem{'s were' if count > 1 else ' was'} found; `scorecard check` lists them"


def _tell(text: str) -> None:
    from tui.reports.plain_text import visible

    click.echo(visible(text), err=True)
