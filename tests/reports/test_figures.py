from __future__ import annotations

import pytest

from tests.support.views import figure
from tui.reports import figures
from tui.reports.glyphs import ASCII, UNICODE
from tui.scorecard.missing import MISSING
from tui.scorecard.views import Amount, Figure


@pytest.mark.parametrize("reason", MISSING)
def test_a_missing_figure_says_why_in_a_sign_and_in_words(reason: str) -> None:
    missing = Figure(None, None, reason)
    assert figures.figure_text(missing, UNICODE) == UNICODE.missing[reason]
    assert figures.figure_text(missing, ASCII) == ASCII.missing[reason]
    assert figures.figure_words(missing).replace(" ", "_").removeprefix("left_") == reason.replace(
        "unavailable", "not_available"
    )


def test_an_unreadable_figure_shows_what_stands_there() -> None:
    assert figures.figure_words(Figure(None, "4S\x1b", "unreadable")) == "unreadable: “4S␛”"


def test_a_figure_is_shown_as_published() -> None:
    assert figures.figure_text(Figure(84.0, "84.0%", None), UNICODE) == "84.0%"
    assert figures.figure_words(figure(84.0)) == "84"


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (Amount(3.7, 1), "percent", "+3.7 pp"),
        (Amount(-11.0, 0), "rate_per_10000", "-11 per 10,000"),
        (Amount(98.0, 0), "count", "+98"),
        (Amount(0.0, 1), "percent", "0 pp"),
        (Amount(0.5, 1), "ratio", "+0.5"),
    ],
)
def test_differences(amount: Amount, unit: str, expected: str) -> None:
    assert figures.difference(amount, unit) == expected


@pytest.mark.parametrize(("better", "word"), [(True, "better"), (False, "worse"), (None, "")])
def test_judgements(better: bool | None, word: str) -> None:
    assert figures.judgement(Amount(1.0, 0, better)) == word


@pytest.mark.parametrize(
    ("year", "text", "short"),
    [("2021/22", "2021/22", "21/22"), (None, "not stated", "no year"), ("2021", "2021", "2021"), ("\x1b", "␛", "␛")],
)
def test_years(year: str | None, text: str, short: str) -> None:
    assert figures.year_text(year) == text
    assert figures.short_year(year) == short
