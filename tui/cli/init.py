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
        return draft(scorecard, stated=_is_stated(scorecard, request))
    except NothingToDraftError as error:
        fail(f"{', '.join(scorecard.sources)}: {error}")


def _is_stated(scorecard: Scorecard, request: Request) -> bool:
    """Whether the authority is the user's or the source's word, and not that of the catalogue at hand."""
    from tui import bundled
    from tui.sources.folder import files_of
    from tui.sources.format import NamingFormat
    from tui.sources.formats import format_of

    if request.authority is not None or scorecard.authority != scorecard.catalogue.authority:
        return True
    files = files_of(request.sources or (bundled.sample_path(),)).files
    return all(isinstance(format_of(path), NamingFormat) for path in files)


def _tell(made: Draft, output: Path) -> None:
    from tui.reports.plain_text import visible

    waiting = sum(bool(drafted.entry.review) for drafted in made.indicators)
    counts = (
        f"{len(made.indicators)} indicators in {len(made.areas)} areas, {len(made.comparators)} comparators;"
        f" {waiting} wait for review"
    )
    click.echo(f"{'printed' if output == STDOUT else f'saved: {visible(str(output))}'} ({counts})", err=True)
    if made.without_ref:
        click.echo(f"{made.without_ref} rows without a ref are left out", err=True)
    if not made.stated:
        click.echo(
            "the source does not name its authority: give it with --authority, or write it into the file", err=True
        )
