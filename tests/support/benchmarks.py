"""Small scorecards and figures of DfE's to compare them with."""

from __future__ import annotations

from datetime import date

import polars as pl

from tui.scorecard.averages import MEASURES
from tui.scorecard.catalogue import Area, Catalogue, Comparator, Indicator, Polarity
from tui.scorecard.frames import Frames
from tui.scorecard.recorder import Recorder

PUBLICATION = date(2023, 9, 30)


def small_catalogue(*polarities: Polarity, number: int | None = 1) -> Catalogue:
    """Indicators I0, I1... with measures m0, m1... of these polarities; GM is 1 to 3, neighbours 4 and 5."""
    return Catalogue(
        authority="Ours",
        dfe_number=number,
        areas={"a": Area("a", "Area", "Area", 1, "I")},
        comparators={
            "gm": Comparator("gm", "Group", "GM", "group", members=(1, 2, 3)),
            "nw": Comparator("nw", "North West", "NW", "region"),
            "sn": Comparator("sn", "Neighbours", "SN", "neighbours", members=(4, 5)),
            "england": Comparator("england", "England", "Eng", "national"),
        },
        indicators={
            f"I{at}": Indicator(
                f"I{at}", f"Indicator {at}", f"Ind {at}", "a", "percent", polarity, "month", 0, lait=f"m{at}"
            )
            for at, polarity in enumerate(polarities)
        },
    )


def small_frames(*benchmarks: tuple[str, str, str | None, str], authority: str = "Ours", indicators: int = 1) -> Frames:
    """A scorecard of September 2023 that publishes these (ref, comparator, year, text)."""
    recorder = Recorder(authority, "small.txt")
    for at in range(indicators):
        recorder.add(
            "listing", publication=PUBLICATION, ref=f"I{at}", area="Area", name=f"Indicator {at}", row="whole", order=at
        )
    for ref, comparator, year, text in benchmarks:
        value = float(text.rstrip("%"))
        recorder.add(
            "benchmarks", publication=PUBLICATION, ref=ref, comparator=comparator, year=year, value=value, text=text
        )
    return recorder.frames()


def small_measures(*rows: tuple[str, int, int, float]) -> pl.DataFrame:
    """DfE's figures: (code, number, end, value)."""
    return pl.DataFrame(list(rows), schema=MEASURES, orient="row")
