"""`scorecard config`: every setting with the value in force, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.journal_options import ending_on_errors, format_options, journal_options
from tui.cli.options import lazily
from tui.cli.steps import out, print_sheets

if TYPE_CHECKING:
    from tui.reports.sheets import Sheet
    from tui.settings.force import InForce


@click.command("config")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option("--path", "only_path", is_flag=True, help="Print where the file lies, whether it is there or not.")
@click.option("--authority", metavar="NAME", help="As on other verbs.", shell_complete=lazily("authorities"))
@click.option("--ascii/--no-ascii", "ascii_only", default=None, help="As on other verbs.")
@click.option("--mouse/--no-mouse", default=None, help="As of the app.")
@click.option("--animation/--no-animation", default=None, help="As of the app.")
@journal_options
@format_options
def config(
    sources: tuple[Path, ...],
    only_path: bool,
    authority: str | None,
    ascii_only: bool | None,
    mouse: bool | None,
    animation: bool | None,
    journal_file: Path | None,
    author: str | None,
    form: str,
    no_colour: bool,
) -> None:
    """Every setting with the value in force, and who says so.

    That is an option, which can be given here too, else an environment variable, else config.toml; or else it is
    built in. Every mistake in the file is listed, with its line.
    """
    from tui.settings.force import Said, in_force
    from tui.settings.location import config_path
    from tui.settings.reading import load_file

    with ending_on_errors():
        if only_path:
            out(str(config_path()))
            return
        said = Said(sources, authority, journal_file, author, ascii_only, mouse, animation)
        file = load_file()
        found = list(in_force(said, file))
    if form == "json":
        from tui.reports.records import dumps

        out(dumps([_record(each) for each in found]))
        return
    there = "" if file.path.is_file() else " (there is none yet)"
    sheet = _sheet(found, f"{file.path}{there}")
    if form == "csv":
        from tui.reports.sheets import to_csv

        out(to_csv([heading.title.lower() for heading in sheet.headings], _texts(found)))
    else:
        print_sheets([sheet], form, no_colour)


def _record(one: InForce) -> dict[str, object]:
    return {"key": one.key, "value": one.value, "from": one.origin, "where": one.where}


def _texts(found: Sequence[InForce]) -> list[list[str]]:
    return [[each.key, _text(each), each.origin, each.where or ""] for each in found]


def _text(one: InForce) -> str:
    if isinstance(one.value, bool):
        return "true" if one.value else "false"
    return ", ".join(one.value) if isinstance(one.value, list) else one.value or ""


def _sheet(found: Sequence[InForce], caption: str) -> Sheet:
    from tui.reports.cells import Cell
    from tui.reports.plain_text import visible
    from tui.reports.sheets import Heading, Sheet

    headings = (Heading("Key"), Heading("Value", wraps=True), Heading("From"), Heading("Where", wraps=True))
    rows = tuple(tuple(Cell(visible(text)) for text in row) for row in _texts(found))
    return Sheet(visible(caption), headings, rows)
