from __future__ import annotations

from itertools import pairwise

import pytest

from tests.reports.brief.building import AT, MADE, area, late, markdown_texts, markdown_tokens, overview, small
from tui.reports.brief.content import briefing
from tui.reports.brief.markdown import to_markdown
from tui.scorecard.insight_views import Insights
from tui.scorecard.review import Comment, Review


def test_headings_are_the_briefing_its_areas_and_its_problems() -> None:
    tokens = markdown_tokens(to_markdown(small()))
    headings = [
        (each.tag, after.content) for each, after in pairwise(tokens) if each.tag[:1] == "h" and each.nesting == 1
    ]
    assert headings == [
        ("h1", "Exampleshire Children's Services: exception briefing, September 2023"),
        ("h2", "Front Door"),
        ("h3", "FD1 Reviews completed in time (% YTD): Red"),
        ("h3", "FD2 Homes: Red"),
        ("h2", "Safeguarding and Quality Assurance"),
        ("h3", "SG2 Children on a plan: Red"),
        ("h2", "Problems without commentary"),
    ]


def test_no_cell_of_a_table_is_empty() -> None:
    cells = [line.split("|")[1:-1] for line in to_markdown(small()).split("\n") if line.startswith("|")]
    assert len(cells) == 2 + 3 + 1 + 2 + 2
    assert all(cell.strip() for line in cells for cell in line)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("- x", "\\- x"),
        ("1. x", "1\\. x"),
        ("12) x", "12\\) x"),
        ("===", "\\==="),
        ("-5 pp", "-5 pp"),
        ("64.2%", "64.2%"),
        ("Tom & Co", "Tom & Co"),
        ("&copy;", "\\&copy;"),
        ("  x", "&nbsp;&nbsp;x"),
        ("£5 and $5", "£5 and \\$5"),
    ],
)
def test_only_what_would_be_markup_is_escaped(line: str, written: str) -> None:
    review = Review(comment=Comment(line, "Ada", AT, "1"))
    made = briefing(overview(area("Front Door", "FD", late())), Insights({}, ()), {"FD1": review}, made=MADE)
    assert f"\n> {written}\n" in to_markdown(made)
    assert line in [each.replace("\xa0", " ") for each in markdown_texts(to_markdown(made))]
