from __future__ import annotations

import pytest

from tui.scorecard.audit import wording
from tui.scorecard.periods import add_months, month_end

APRIL = month_end(2023, 4)


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([0], "April 2023"),
        ([0, 1], "April and May 2023"),
        ([0, 1, 3], "April, May and July 2023"),
        ([0, 1, 2], "April to June 2023"),
        ([-2, 0], "February and April 2023"),
        ([-4, 0], "December 2022 and April 2023"),
        ([0, 2, 4, 6, 8, 10, 12], "7 months up to April 2024"),
    ],
)
def test_months(months: list[int], text: str) -> None:
    assert wording.months([add_months(APRIL, month) for month in months]) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Re-referrals within a year %", "re-referrals within a year"),
        ("CIN reviews in time % YTD", "CIN reviews in time YTD"),
        ("MASH contacts", "MASH contacts"),
        ("Screened to Early Help %", "Screened to Early Help"),
        ("Children's Homes (%)", "Children's Homes"),
        ("Child and Family Assessments completed under 45 working days (%)", "the figure"),
        ("", "the figure"),
    ],
)
def test_a_name_as_the_subject_of_a_sentence(name: str, text: str) -> None:
    assert wording.subject(name) == text


def test_numbers_and_lists() -> None:
    assert [wording.ordinal(number) for number in (2, 12, 13, 21, 22, 111)] == [
        *("second", "twelfth", "13th", "21st", "22nd", "111th")
    ]
    assert [wording.number_word(number) for number in (1, 12, 13)] == ["one", "twelve", "13"]
    assert wording.listed([]) == ""
    assert wording.few(list("abcdefg"), 6) == "a, b, c, d, e, f and g"
    assert wording.few(list("abcdefgh"), 6) == "a, b, c, d, e, f and 2 others"
