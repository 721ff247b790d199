"""What is said of a target that gives no number."""

from __future__ import annotations

import pytest

from tests.support.published import catalogue
from tui.scorecard.model import Scorecard
from tui.sources.delimited import delimited_lines
from tui.sources.published.reader import read_published


def with_target(text: str) -> Scorecard:
    lines = [
        "September 2023",
        "Ref|Indicator|Aug-23|Current|Target|RAG",
        f"FD1|Contacts|5|6|{text}|G",
        "FD2|Referrals|5|6|7|G",
    ]
    return read_published(delimited_lines("\n".join(lines), "a.csv"), catalogue(), authority="Tameside")


def said(scorecard: Scorecard) -> list[tuple[str, str, str | None]]:
    return [(one.severity, one.message, one.ref) for one in scorecard.problems if one.place == "a.csv:3:5"]


@pytest.mark.parametrize("text", ["10/20", "80-", "85% (stretch 90%)", "about 4", "24-20%", "under 1,2"])
def test_a_target_whose_number_cannot_be_read_is_listed(text: str) -> None:
    scorecard = with_target(text)
    message = (
        f"Target: “{text}” is not read as a number, a range or a limit: no gap is computed; write it as 85, 20-24 or"
        " at most 85"
    )
    assert said(scorecard) == [("warning", message, "FD1")]
    assert scorecard.frames.targets.select("ref", "low", "high", "text").row(0) == ("FD1", None, None, text)


@pytest.mark.parametrize("text", ["lots", "above statistical neighbour average", "()", "?"])
def test_a_target_in_words_is_listed(text: str) -> None:
    message = f"Target: “{text}” has no number in it: no gap is computed; write one where there is one"
    assert said(with_target(text)) == [("warning", message, "FD1")]


@pytest.mark.parametrize(
    "text", ["n/a", "N/A", "tbc", "TBC", "none", "None", "-", "–", "monitor", "Monitor only", "no target", "(n/a)"]
)
def test_words_that_say_that_there_is_no_target_are_no_mistake(text: str) -> None:
    message = f"Target: “{text}” has no number in it: no gap is computed"
    assert said(with_target(text)) == [("info", message, "FD1")]


@pytest.mark.parametrize("text", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#ref!"])
def test_an_error_value_is_an_error(text: str) -> None:
    message = (
        f"Target: “{text}” is what a spreadsheet shows where a formula fails: no gap is computed; mend it in the source"
    )
    assert said(with_target(text)) == [("error", message, "FD1")]


@pytest.mark.parametrize("text", ["", " ", "85%", "20-24%", "fewer than 85", "90+", "1,250"])
def test_nothing_is_said_of_a_target_that_can_be_read(text: str) -> None:
    assert said(with_target(text)) == []
