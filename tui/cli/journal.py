"""The verbs of commentary: `comment` writes, `journal` reads what was written and carries it elsewhere.

`comment` says "saved" when the words are on disk, not before. Reading verbs never make a journal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tui.cli.journal_options import (
    ending_on_errors,
    filter_options,
    format_options,
    idle_author_option,
    journal_option,
    journal_options,
    journal_to_read,
    journal_to_write,
    say,
)
from tui.cli.options import lazily, period_option, ref_argument
from tui.cli.steps import fail, one_indicator, out, print_sheets, read, request_of
from tui.cli.verbs import Verbs
from tui.scorecard.problems import why

if TYPE_CHECKING:
    from tui.journal.events import Event
    from tui.reports.sheets import Sheet


@click.command()
@ref_argument
@click.argument("text", required=False)
@click.option(
    "--source",
    "sources",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="The scorecard; may be given more than once.",
)
@period_option
@click.option(
    "--authority",
    metavar="NAME",
    help="The authority, where the source does not say.",
    shell_complete=lazily("authorities"),
)
@click.option("--indicators", type=click.Path(path_type=Path), metavar="FILE", help="The catalogue to use.")
@journal_options
def comment(ref: str, text: str | None, journal_file: Path | None, author: str | None, **request: Any) -> None:
    """Write an indicator's commentary.

    REF is its ref, or words of its name. Without TEXT, or with -, the commentary is read from standard input. What was
    written before is kept as an earlier version.
    """
    from tui.scorecard.periods import long_label
    from tui.scorecard.review import Key

    wanted = request_of(**request)
    _refuse_the_sample(wanted.sources, journal_file)
    words = _words(text)
    overview = read(wanted)
    indicator = one_indicator(ref, overview.indicators)
    key = Key(overview.authority, overview.period, indicator.ref)
    with journal_to_write(journal_file, author) as opened, ending_on_errors():
        standing = opened.versions(key)
        saved = opened.comment(key, words, standing[-1].version if standing else None)
        number = [each.version for each in opened.versions(key)].index(saved.event.uid) + 1
        said = f"{indicator.ref}, {long_label(key.period)}, version {number}, by {opened.author}, in {opened.path}"
    say("saved", said)
    if saved.beside:
        click.echo(f"scorecard: {saved.beside.author} saved another version meanwhile; both are kept", err=True)


def _refuse_the_sample(sources: Sequence[Path], journal_file: Path | None) -> None:
    """Nobody's words about the bundled scorecard belong into a journal of real ones."""
    from tui import bundled

    sample = bundled.sample_path().resolve()
    if journal_file is None and all(source.resolve() == sample for source in sources):
        fail(
            "this would comment on the bundled sample; name your scorecard with --source FILE, "
            "or, to try it out, a journal of its own with --journal FILE"
        )


def _words(given: str | None) -> str:
    """The commentary: as given, else from standard input, without the line ends after it."""
    text = _from_stdin() if given in (None, "-") else given
    words = (text or "").rstrip("\r\n")
    if not words.strip():
        fail("the commentary is empty; write it after the ref, or give it on standard input")
    return words


def _from_stdin() -> str:
    if sys.stdin.isatty():
        click.echo("Write the commentary; end it with ctrl+d on a line of its own.", err=True)
    try:
        return sys.stdin.buffer.read().decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        fail("standard input: expected UTF-8 text; nothing was saved")


@click.group(cls=Verbs, default="list")
def journal() -> None:
    """List, read and carry over what was said."""


@journal.command("list")
@journal_option
@filter_options
@click.option("--ref", metavar="REF", help="Only of this indicator.", shell_complete=lazily("refs"))
@format_options
def list_events(
    journal_file: Path | None,
    author: str | None,
    authority: str | None,
    period: date | None,
    ref: str | None,
    form: str,
    no_colour: bool,
) -> None:
    """Every event, the newest last."""
    from tui.reports import journal as report

    with journal_to_read(journal_file) as opened, ending_on_errors():
        events = [event for event in opened.events(authority, period) if author in (None, event.author)]
    events = events if ref is None else _of_ref(events, ref)
    if form == "table" and not events:
        out("nothing: no such event is in the journal")
    else:
        _print_events(events, [report.events_sheet(events, _counted(len(events)))], form, no_colour)


@journal.command()
@ref_argument
@journal_option
@filter_options
@format_options
def show(
    ref: str,
    journal_file: Path | None,
    author: str | None,
    authority: str | None,
    period: date | None,
    form: str,
    no_colour: bool,
) -> None:
    """All that was said of one indicator, in full.

    The versions of its commentary, its states, and to whom it was assigned, with authors and times (UTC).
    """
    from tui.reports import journal as report

    with journal_to_read(journal_file) as opened, ending_on_errors():
        everything = list(opened.events(authority, period))
        found = [event for event in _of_ref(everything, ref) if author in (None, event.author)]
        if not found:
            _fail_without(ref, {event.key.ref for event in everything})
        keys = sorted({event.key for event in found})
        histories = [
            report.History(key, tuple(each for each in found if each.key == key), tuple(opened.versions(key)))
            for key in keys
        ]
    if form == "table":
        out("\n\n".join("\n".join(report.history_lines(history)) for history in histories))
    else:
        _print_events(found, [report.history_sheet(history) for history in histories], form, no_colour)


@journal.command()
@journal_option
@idle_author_option
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to this file.")
def export(journal_file: Path | None, output: Path | None) -> None:
    """Every event as a line of JSON.

    For `journal import`, and for keeping; to standard output where no file is named.
    """
    from tui.journal import transfer

    with journal_to_read(journal_file) as opened, ending_on_errors():
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.writelines(transfer.lines(opened.events()))
            return
        if output.resolve() == opened.path.resolve():
            fail(f"{output}: is the journal itself; name another file to export to")
        events = list(opened.events())
        _write(output, b"".join(transfer.lines(events)))
    say("exported", f"{_counted(len(events))} to {output}", err=True)


@journal.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@journal_options
def import_file(file: Path, journal_file: Path | None, author: str | None) -> None:
    """Add the events of an export.

    All are added, or none where one does not fit; those that the journal holds already are left as they are. FILE
    is - for standard input.
    """
    from tui.journal.transfer import import_events, parse

    data, name = _export_of(file)
    with ending_on_errors():
        events = parse(data, name)
        with journal_to_write(journal_file, author) as opened:
            added = import_events(opened, events, name)
            place = opened.path
    say("imported", f"{_counted(added.new)} into {place}; {added.known} were there already")


def _of_ref(events: Iterable[Event], ref: str) -> list[Event]:
    """The events of a ref, in whatever case it is written."""
    wanted = ref.strip().casefold()
    return [event for event in events if event.key.ref.casefold() == wanted]


def _print_events(events: Sequence[Event], sheets: Sequence[Sheet], form: str, no_colour: bool) -> None:
    """Events in the form asked for: as records, or as these sheets."""
    from tui.reports import journal as report
    from tui.reports import records

    if form == "json":
        out(records.dumps(report.event_records(events)))
    elif form == "csv":
        out(report.events_csv(events))
    else:
        print_sheets(sheets, form, no_colour)


def _fail_without(ref: str, known: Iterable[str]) -> NoReturn:
    from difflib import get_close_matches

    refs = {each.casefold(): each for each in sorted(known)}
    near = [refs[each] for each in get_close_matches(ref.strip().casefold(), refs, 5, 0.6)]
    hint = f"did you mean {', '.join(near)}?" if near else "`scorecard journal list` shows what there is"
    fail(f"nothing is said of {ref!r} in the journal; {hint}")


def _counted(number: int) -> str:
    return f"{number} event{'' if number == 1 else 's'}"


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; what is no plain file (`/dev/stdout`) is written to as it is."""
    from tui.journal.files import write_whole

    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            write_whole(path, data)
    except OSError as error:
        fail(f"{path}: cannot be written ({why(error)})")


def _export_of(file: Path) -> tuple[bytes, str]:
    """The bytes of an export and its name in messages."""
    try:
        return (sys.stdin.buffer.read(), "standard input") if str(file) == "-" else (file.read_bytes(), str(file))
    except OSError as error:
        fail(f"{file}: cannot be read ({why(error)})")
