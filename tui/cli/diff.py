"""`scorecard diff`: what changed since the last publication, and which conclusions flip."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import report_options, source_options
from tui.cli.steps import TROUBLE, areas_of, fail, laid_out, line_width, open_source, out, print_sheets, request_of

if TYPE_CHECKING:
    from datetime import date

    from tui.scorecard.diff.record import Diff, Ranks
    from tui.scorecard.model import Scorecard

_ONE = "only one publication is in it; name the older source before it: scorecard diff OLD... NEW"


@click.command("diff")
@source_options
@report_options
@click.option("--precision", is_flag=True, help="Also what is only written otherwise: 84.0% after 84%.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything changed.")
@click.option("--lait", type=click.Path(path_type=Path), metavar="PARQUET", help="DfE's LAIT data, to compare ranks.")
@click.option("--dictionary", type=click.Path(path_type=Path), metavar="CSV", help="Its dictionary.")
def diff(
    sources: tuple[Path, ...],
    period: date | None,
    area: str | None,
    form: str,
    precision: bool,
    exit_code: bool,
    lait: Path | None,
    dictionary: Path | None,
    no_colour: bool,
    ascii_only: bool,
    **request: Any,
) -> None:
    """What changed from OLD... to NEW, the last source; of one source, since its publication before the newest.

    Restated months and years are those that both speak of and that are otherwise now. What moved on is the newer
    scorecard's month against the older one's.
    """
    if (lait is None) != (dictionary is None):
        raise click.UsageError("--lait and --dictionary go together")
    if request.get("latest"):
        raise click.UsageError("--latest is not for diff, which sets what was known then beside what is known now")
    from tui.reports import diff as report

    new = open_source(request_of(sources[-1:], period, **request))
    old = open_source(request_of(sources[:-1], None, **request)) if len(sources) > 1 else None
    found = _compared(old, new, lait, dictionary)
    changes = found.changes if precision else found.real
    if area is not None:
        names = {each.name for each in areas_of(laid_out(new), area)}
        changes = tuple(one for one in changes if one.area in names)
    if form == "table":
        print_sheets(report.diff_sheets(found, changes, line_width()), form, no_colour)
    else:
        out(report.diff_text(found, changes, form))
    if exit_code and changes:
        sys.exit(TROUBLE)


def _compared(old: Scorecard | None, new: Scorecard, lait: Path | None, dictionary: Path | None) -> Diff:
    """The two compared, or the newest publication of one with that before it; ends where that cannot be."""
    from tui.cli.waiting import waiting
    from tui.scorecard.diff.compare import compare, publications_apart

    if old is None:
        pair = publications_apart(new)
        if pair is None:
            fail(f"{', '.join(new.sources)}: {_ONE}")
        old, new = pair
    elif old.authority != new.authority:
        fail(f"these are scorecards of two authorities ({old.authority}, {new.authority}); compare those of one")
    elif old.period > new.period:
        _note_order(old, new)
    ranks = (_ranks(old, lait, dictionary), _ranks(new, lait, dictionary)) if lait and dictionary else None
    with waiting("comparing"):
        return compare(old, new, ranks) if ranks else compare(old, new)


def _note_order(old: Scorecard, new: Scorecard) -> None:
    from tui.cli.journal_options import say
    from tui.scorecard.periods import long_label

    before, after = long_label(old.period), long_label(new.period)
    say("note", f"the last source is taken for the newer one, and it is of {after}, the others of {before}", err=True)


def _ranks(scorecard: Scorecard, lait: Path, dictionary: Path) -> Ranks:
    from tui.scorecard.diff.ranks import ranks_of
    from tui.sources.benchmarks import study_benchmarks
    from tui.sources.decoding import SourceError

    try:
        return ranks_of(study_benchmarks(scorecard, lait, dictionary).compared)
    except SourceError as error:
        fail(str(error))
