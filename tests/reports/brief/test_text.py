from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.reports.brief.building import AT, MADE, area, late, overview, small
from tui.reports.brief.content import briefing
from tui.reports.brief.text import to_text
from tui.reports.glyphs import ASCII
from tui.scorecard.insight_views import Insights
from tui.scorecard.review import Comment, Review

letters = st.text(alphabet="ab é漢\t-\n", max_size=300)


def commented(text: str) -> str:
    review = Review(comment=Comment(text, "Ada", AT, "1"))
    return to_text(briefing(overview(area("Front Door", "FD", late())), Insights({}, ()), {"FD1": review}, made=MADE))


@given(letters)
def test_no_line_is_wider_than_a_terminal(text: str) -> None:
    assert max(map(cell_len, commented(text).split("\n"))) <= 80


@given(letters)
def test_no_word_of_a_commentary_is_lost(text: str) -> None:
    printed = commented(text)
    body = printed[printed.index("UTC:\n") + 4 : printed.index("\n\n\nProblems without")]
    assert "".join(body.split()) == "".join(text.split())


def test_a_problem_says_what_each_line_is_about() -> None:
    printed = to_text(small())
    for line in (
        "FD1 Reviews completed in time (% YTD): Red",
        "  Figure            69% in September 2023",
        "  Comparators       Greater Manchester, 2021/22: 72; ours is 3 pp below, worse",
        "                    England, not stated: suppressed; ours is not compared",
        "                    April 2023 │▇▅ ▁▃▃│ September 2023",
        "  Commentary by Ada, 3 October 2023 14:02 UTC:",
        "      - one from 2 October",
        "  No commentary yet.",
    ):
        assert line in printed.split("\n")


def test_counts_are_sentences() -> None:
    lines = to_text(small()).split("\n")
    at = lines.index("Front Door, head of service: Ada Long")
    assert lines[at + 1 : at + 3] == [
        "  2 Red (+1), 0 Amber (-1), 1 Green (=), 1 Unrated (=)",
        "  Problems: 1 of 2 reviewed",
    ]


def test_ascii_draws_with_ascii() -> None:
    assert to_text(small(), ASCII).isascii()
    assert "|#+ .--| September 2023" in to_text(small(), ASCII)
