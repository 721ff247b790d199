"""`scorecard init`: a first catalogue for a council that has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import source_options
from tui.cli.steps import fail, open_source, out, request_of

if TYPE_CHECKING:
    from tui.scorecard.catalogue_draft import Draft
    from tui.scorecard.model import Scorecard
    from tui.sources.format import Format, RowFormat
    from tui.sources.request import Request

STDOUT = Path("-")


@click.command("init")
@source_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default="indicators.toml",
    show_default=True,
    metavar="FILE",
    help="Where to put it; - prints.",
)
@click.option("--force", is_flag=True, help="Write over FILE where it exists.")
def init(output: Path, force: bool, no_colour: bool, ascii_only: bool, **request: Any) -> None:
    """Draft a catalogue from a scorecard: what is guessed is marked, and colours nothing until it is reviewed."""
    from tui.reports.whole_file import FileError, check_free, write_whole

    wanted = request_of(**request)
    try:
        if output != STDOUT:
            check_free(output, force=force)
        made = _draft(open_source(wanted), wanted)

        from tui.reports.catalogue_toml import catalogue_toml

        text = catalogue_toml(made)
        if output == STDOUT:
            out(text.rstrip("\n"))
        else:
            write_whole(output, lambda file: file.write(text.encode("utf-8")), force=force)
    except FileError as error:
        fail(str(error))
    _tell(made, output)


def _draft(scorecard: Scorecard, request: Request) -> Draft:
    from tui.scorecard.catalogue_draft import NothingToDraftError, draft

    try:
        return draft(scorecard, stated=_is_stated(scorecard, request), by_name=_knows_by_name(request))
    except NothingToDraftError as error:
        fail(f"{', '.join(scorecard.sources)}: {error}")


def _is_stated(scorecard: Scorecard, request: Request) -> bool:
    """Whether the authority is the user's or the source's word, and not that of the catalogue at hand."""
    from tui.sources.format import NamingFormat, RowFormat

    if request.authority is not None or scorecard.authority != scorecard.catalogue.authority:
        return True
    formats = _formats(request)
    if all(isinstance(form, NamingFormat) for _, form in formats):
        return True
    return any(_names_its_own(form, path, scorecard) for path, form in formats if isinstance(form, RowFormat))


def _names_its_own(form: RowFormat, path: Path, scorecard: Scorecard) -> bool:
    """Whether a published scorecard says whose it is."""
    from tui.sources.decoding import SourceError
    from tui.sources.format import Ask

    try:
        return form.rows(path, Ask(scorecard.catalogue, period=scorecard.period)).names_its_own
    except (SourceError, OSError):  # one of several that was not read, either
        return False


def _knows_by_name(request: Request) -> bool:
    """Whether the source's readers find a row without a ref by its name in the catalogue; tidy tables hold refs."""
    from tui.sources.format import RowFormat

    return all(isinstance(form, RowFormat) for _, form in _formats(request))


def _formats(request: Request) -> list[tuple[Path, Format]]:
    """The files of a source that are scorecards, each with its format."""
    from tui import bundled
    from tui.sources.decoding import SourceError
    from tui.sources.folder import files_of
    from tui.sources.formats import format_of

    found: list[tuple[Path, Format]] = []
    for path in files_of(request.sources or (bundled.sample_path(),)).files:
        try:
            found.append((path, format_of(path)))
        except (SourceError, OSError):  # listed among the problems of the scorecard
            continue
    return found


def _tell(made: Draft, output: Path) -> None:
    from tui.reports.plain_text import visible

    waiting = sum(bool(drafted.entry.review) for drafted in made.indicators)
    counts = (
        f"{len(made.indicators)} indicators in {len(made.areas)} areas, {len(made.comparators)} comparators;"
        f" {waiting} wait for review"
    )
    click.echo(f"{'printed' if output == STDOUT else f'saved: {visible(str(output))}'} ({counts})", err=True)
    if made.made_up:
        given = "ref is" if made.made_up == 1 else "refs are"
        click.echo(
            f"{made.made_up} {given} made of the area and the order of the rows, for the source has none: put your own"
            " in their place, or keep them",
            err=True,
        )
    if made.without_ref:
        click.echo(f"{made.without_ref} rows without a ref are left out", err=True)
    if not made.stated:
        click.echo(
            "the source does not name its authority: give it with --authority, or write it into the file", err=True
        )
