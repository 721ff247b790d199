"""A tidy file has months of its own and perhaps no texts: the audit says the same of it."""

from __future__ import annotations

from pathlib import Path

from tests.scorecard.audit.building import keys
from tui import bundled
from tui.scorecard.audit import audit
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.periods import month_end
from tui.sources.tidy import read_tidy

ROWS = """\
record,authority,publication,ref,period,value,low,high,rating,direction
observation,Somewhere,2023-08,CIN8,2023-08,80,,,,
published,Somewhere,2023-08,CIN8,2023-08,,,,R,
observation,Somewhere,2023-09,CIN8,2023-08,84.5,,,,
observation,Somewhere,2023-09,CIN8,2023-09,81,,,,
target,Somewhere,2023-09,CIN8,2023-09,,85,85,,
published,Somewhere,2023-09,CIN8,2023-09,,,,G,up
"""


def test_a_tidy_file_without_texts(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(ROWS)
    catalogue = load_catalogue(bundled.catalogue_path())
    assert [one.text for one in audit(read_tidy(path, catalogue))] == [
        "The arrow points up, but assessments in 45 days fell from 84.5 in August to 81 in September 2023.",
        "Rated Green, but 81 is 4 points short of the target of 85.",
        (
            "September 2023 is published to whole numbers (81), the other months to one decimal place (84.5): "
            "a change between them is only as sure as the coarser figure."
        ),
    ]
    assert keys(audit(read_tidy(path, catalogue, period=month_end(2023, 8)))) == set()


def test_what_was_restated_later_is_not_held_against_an_earlier_scorecard(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    august = "published,Somewhere,2023-08,CIN8,2023-08,,,,,up\nobservation,Somewhere,2023-08,CIN8,2023-07,79,,,,\n"
    path.write_text(ROWS + august + "observation,Somewhere,2023-09,CIN8,2023-07,90,,,,\n")
    catalogue = load_catalogue(bundled.catalogue_path())
    assert audit(read_tidy(path, catalogue, period=month_end(2023, 8))) == ()
