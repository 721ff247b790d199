"""`scorecard brief`: the exception briefing, printed or put into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tui.cli.journal_options import journal_option, reviews_of
from tui.cli.options import area_option, source_options
from tui.cli.steps import areas_of, fail, glyphs_of, out, read_with_insights, request_of

if TYPE_CHECKING:
    from tui.reports.brief.content import Briefing, Only
    from tui.reports.brief.faces import Form
    from tui.scorecard.triage import Switch

SWITCHES = ("amber", "derived_red", "finding", "special_cause", "worse_than_all")
"""Those of `tui.scorecard.triage`, which is not imported before there is something to read."""


@click.command("brief")
@source_options
@area_option
@click.option("--only", type=click.Choice(["reviewed", "unreviewed"]), help="Only the problems in this state.")
@click.option(
    "--include", type=click.Choice(SWITCHES), multiple=True, help="What else is a problem beside a Red; repeatable."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "text"]),
    help="How to write it: as the ending of FILE says, else text.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Put it into a .md, .html or .txt file."
)
@click.option("--force", is_flag=True, help="Write over FILE where it exists.")
@journal_option
@click.option("--author", metavar="NAME", help="Who made the briefing; it says so.")
def brief(
    area: str | None,
    only: Only | None,
    include: tuple[Switch, ...],
    form: Form | None,
    output: Path | None,
    force: bool,
    journal_file: Path | None,
    author: str | None,
    no_colour: bool,
    ascii_only: bool,
    **request: Any,
) -> None:
    """The exception briefing: each problem with its numbers, what they say, and the commentary."""
    if force and output is None:
        raise click.UsageError("--force goes with -o FILE")
    wanted = _form(form, output)
    overview, insights = read_with_insights(request_of(**request))
    areas = areas_of(overview, area)
    reviews = reviews_of(overview, journal_file)

    from tui.reports.brief.content import briefing
    from tui.reports.brief.faces import rendered

    made = briefing(overview, insights, reviews, areas=areas, only=only, include=include, author=author or "")
    text = rendered(made, wanted, glyphs_of(ascii_only))
    if output is None:
        out(text)
    else:
        _save(output, text, made, force)


def _form(form: Form | None, output: Path | None) -> Form:
    """The form that was asked for: by the ending of a file, by name, or not at all."""
    from tui.reports.brief.faces import ENDINGS, form_of

    if output is None:
        return form or "text"
    of_ending = form_of(output)
    if form and of_ending and form != of_ending:
        _unusable(f"{output} would hold {of_ending} by its ending, and --format says {form}; leave --format out")
    if not form and not of_ending:
        _unusable(f"{output} does not say what to write; let it end in {', '.join(ENDINGS)}, or add --format")
    return form or of_ending or "text"


def _unusable(message: str) -> NoReturn:
    from tui.reports.plain_text import visible

    raise click.BadParameter(visible(message), param_hint="-o")


def _save(path: Path, text: str, made: Briefing, force: bool) -> None:
    """Write the file and say what is in it."""
    from tui.reports.brief.saving import SavingError, save
    from tui.reports.plain_text import visible

    try:
        save(path, text, force=force)
    except SavingError as error:
        fail(str(error))
    counts = f"{len(made.entries)} problems, {len(made.without_commentary)} without commentary"
    click.echo(f"saved: {visible(str(path))} ({counts})", err=True)
