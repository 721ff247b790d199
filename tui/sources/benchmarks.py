"""From DfE's files to a study of a scorecard's benchmarks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tui.scorecard.benchmark_study import Study, study
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import known_frames
from tui.sources.lait import read_dictionary, read_measures, read_neighbours, read_table


def study_benchmarks(
    scorecard: Scorecard,
    lait: Path,
    dictionary: Path,
    neighbours: Path | None = None,
    year: int | None = None,
    table: Path | None = None,
) -> Study:
    """Compare a scorecard's benchmarks, as of its period, with DfE's figures.

    Without `neighbours`, the catalogue's members count; `year` is the end year to compare with, null for that of each
    heading. Raises `SourceError` for a file that cannot be read.
    """
    return study(
        known_frames(scorecard),
        scorecard.catalogue,
        partial(read_measures, lait),
        read_dictionary(dictionary),
        read_neighbours(neighbours) if neighbours else {},
        year,
        read_table(table)[0] if table else None,
    )
