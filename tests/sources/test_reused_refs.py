"""A ref that stands for another indicator than before has no history of the one before."""

from __future__ import annotations

from datetime import date

from tests.support.published import catalogue, found, shown, table
from tui.scorecard.diff.compare import since_last
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, key, long_label, short_label
from tui.sources.decoding import split_lines
from tui.sources.published.reader import read_published
from tui.sources.together import together

JULY = date(2023, 7, 31)


def history(*names: str, ref: str = "QQ1") -> Scorecard:
    """One scorecard a month from July, in which the ref has these names; its figures are 10, 20, 30..."""
    read = []
    for number, name in enumerate(names, 1):
        month = add_months(JULY, number - 1)
        columns = ["Ref", "Indicator", short_label(add_months(month, -1)), short_label(month)]
        rows = [[ref, name, str(number * 10 - 9), str(number * 10)], ["QQ2", "Doorbells rung", "1", "2"]]
        lines = split_lines(table(columns, *rows, month=long_label(month)), f"{number}.txt")
        read.append(read_published(lines, catalogue(), authority="Tameside"))
    return together(read)


def figures(scorecard: Scorecard, ref: str = "QQ1") -> dict[str, str | None]:
    return {key(point.period): point.figure.text for point in shown(scorecard)[ref].history if point.figure.text}


def test_the_figures_of_the_indicator_before_are_not_in_the_history_of_the_one_after() -> None:
    scorecard = history("Referrals received in month", "Referrals received in month", "Foster carers approved")
    assert figures(scorecard) == {"2023-08": "21", "2023-09": "30"}
    assert figures(scorecard, "QQ2") == {"2023-06": "1", "2023-07": "1", "2023-08": "1", "2023-09": "2"}
    (told,) = found(scorecard, "stands for another indicator")
    assert (told.severity, told.ref, told.place, told.code) == ("warning", "QQ1", "3.txt:3:1", "reused_ref")
    assert "“Referrals received in month”" in told.message
    assert "“Foster carers approved”" in told.message
    assert "ref of its own" in told.message


def test_the_comparison_with_the_publication_before_still_says_so() -> None:
    diff = since_last(history("Referrals received in month", "Foster carers approved"))
    assert diff is not None
    assert [change.kind for change in diff.changes if change.ref == "QQ1"] == ["reused"]


def test_a_rewording_joins_as_before_and_so_does_one_after_the_other() -> None:
    names = ("Referrals received in month", "Referrals received in the month (No)", "Referrals received (No)")
    scorecard = history(*names)
    assert len(figures(scorecard)) == 4
    drifted = history("one two three four", "two three four five", "three four five six", "four five six seven")
    assert len(figures(drifted)) == 5
    assert not found(drifted, "stands for another indicator")
    assert not found(scorecard, "stands for another indicator")


def test_an_indicator_that_came_back_keeps_what_was_published_of_it() -> None:
    scorecard = history("Referrals received", "Foster carers approved", "Referrals received")
    assert figures(scorecard) == {"2023-06": "1", "2023-07": "10", "2023-08": "21", "2023-09": "30"}
    assert len(found(scorecard, "stands for another indicator")) == 1


def test_a_name_of_the_catalogues_is_the_indicator_however_unlike() -> None:
    known = catalogue().indicators["CIN8"]
    scorecard = history("", known.name, ref="CIN8")
    assert len(figures(scorecard, "CIN8")) == 3
