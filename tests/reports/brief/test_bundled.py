"""The briefing of the bundled scorecard."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.reports.brief.building import AT, MADE, Document, markdown_texts
from tui.reports.brief.content import Briefing, briefing
from tui.reports.brief.faces import rendered
from tui.reports.summary import summary_sheet
from tui.scorecard.insight_views import Insights
from tui.scorecard.insights import insights
from tui.scorecard.overview import overview
from tui.scorecard.review import Comment, Review
from tui.scorecard.views import Overview
from tui.sources.opening import open_scorecard
from tui.sources.request import Request


@cache
def bundled() -> tuple[Overview, Insights]:
    scorecard = open_scorecard(Request())
    return overview(scorecard), insights(scorecard)


@cache
def made() -> Briefing:
    """The briefing with a commentary of its own on every problem but the last."""
    reviews = {ref: Review("reviewed", "Ada", AT, "", Comment(f"About {ref}.", "Ada", AT, ref)) for ref in reds()[:-1]}
    return briefing(*bundled(), reviews, made=MADE)


def reds() -> list[str]:
    return [one.ref for one in bundled()[0].indicators if one.rating == "R"]


def faces() -> dict[str, list[str]]:
    """The lines that a reader of each face sees."""
    return {
        "text": [line.strip() for line in rendered(made(), "text").split("\n")],
        "md": markdown_texts(rendered(made(), "md")),
        "html": Document(rendered(made(), "html")).texts,
    }


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_problem_is_there_once_with_its_commentary(form: str) -> None:
    lines = faces()[form]
    names = {one.ref: one.name for one in bundled()[0].indicators}
    for ref in reds()[:-1]:
        assert lines.count(f"About {ref}.") == 1
    for ref in reds():
        assert sum(line.startswith(f"{ref} ") and names[ref][:20] in line for line in lines) == 1 + (ref == reds()[-1])
    assert sum("No commentary yet." in line for line in lines) == 1


def test_the_counts_are_those_of_the_summary() -> None:
    sheet = summary_sheet(bundled()[0], bundled()[0].areas)
    headline = made().headline
    assert headline.total is not None
    counted = [[row.name, *(str(count.number) for count in row.counts)] for row in (*headline.rows, headline.total)]
    assert counted == [[cell.text for cell in row[:5]] for row in sheet.rows]


def test_every_area_is_counted_and_only_those_with_problems_are_listed() -> None:
    areas = [area.name for area in bundled()[0].areas]
    assert [row.name for row in made().headline.rows] == areas
    assert [part.name for part in made().areas] == [name for name in areas if name not in ("Early Help", "Workforce")]


def test_no_place_of_a_machine_is_told() -> None:
    for form in ("text", "md", "html"):
        assert not re.search(r"/(home|work|tmp|usr)/", rendered(made(), form))
