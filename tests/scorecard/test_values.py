from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard.missing import MISSING, MISSING_WORDS
from tui.scorecard.values import Target, parse_target, parse_value, tidy_spaces


@pytest.mark.parametrize(
    ("text", "number", "decimals", "percent"),
    [
        ("0", 0.0, 0, False),
        ("1107", 1107.0, 0, False),
        ("1,107", 1107.0, 0, False),
        ("1,234,567.5", 1234567.5, 1, False),
        ("84%", 84.0, 0, True),
        ("84.0 %", 84.0, 1, True),
        ("-0.4%", -0.4, 1, True),
        ("\u22120.4%", -0.4, 1, True),
        ("–3", -3.0, 0, False),
        ("+2", 2.0, 0, False),
        ("£1,200", 1200.0, 0, False),
        ("12.3u", 12.3, 1, False),
        ("12.3 [u]", 12.3, 1, False),
        (" \u00a084%\u200b ", 84.0, 0, True),
        ("9.3699999999999992", 9.3699999999999992, 16, False),
        ("2.8000000000000001E-2", 0.028, 18, False),
        ("1.5e3", 1500.0, 0, False),
    ],
)
def test_numbers(text: str, number: float, decimals: int, percent: bool) -> None:
    value = parse_value(text)
    assert (value.number, value.missing, value.decimals, value.percent) == (number, None, decimals, percent)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        (" \u00a0 ", "blank"),
        ("Not Yet Available", "not_yet_available"),
        ("not  yet available", "not_yet_available"),
        ("NYA", "not_yet_available"),
        ("TBC", "not_yet_available"),
        ("n/a", "not_applicable"),
        ("N/A", "not_applicable"),
        ("NA", "not_applicable"),
        ("z", "not_applicable"),
        ("[z]", "not_applicable"),
        (".", "not_applicable"),
        ("-", "unavailable"),
        ("–", "unavailable"),
        ("x", "unavailable"),
        ("u", "unavailable"),
        (":", "unavailable"),
        ("..", "unavailable"),
        ("c", "suppressed"),
        ("[c]", "suppressed"),
        ("*", "suppressed"),
        ("~", "suppressed"),
        ("low", "rounds_to_zero"),
        ("LOW", "rounds_to_zero"),
        ("k", "rounds_to_zero"),
    ],
)
def test_known_reasons(text: str, reason: str) -> None:
    value = parse_value(text)
    assert (value.number, value.missing) == (None, reason)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "4S",
            "12,5",
            "1,1070",
            "1 107",
            "1.2.3",
            "84%%",
            "5-",
            "(5)",
            "()",
            "[ ]",
            "20-24%",
            "1e500",
            "e5",
            "inf",
            "nan",
        ),
        *("٣", "½", "²", "R", "↑", "\\sim", "[red]x[/]", "1\u202e2", "9" * 16, "9" * 10_000, "0." + "1" * 400),
    ],
)
def test_everything_else_is_unreadable_and_keeps_its_text(text: str) -> None:
    value = parse_value(text)
    assert (value.text, value.number, value.missing) == (text, None, "unreadable")


@given(st.text(max_size=30))
def test_a_value_is_a_number_or_missing_for_one_reason(text: str) -> None:
    value = parse_value(text)
    assert (value.number is None) != (value.missing is None)
    assert value.missing is None or value.missing in MISSING
    assert value.text == tidy_spaces(text)
    assert (value.missing == "blank") == (value.text == "")


@given(st.integers(-(10**9), 10**9), st.integers(0, 3), st.booleans(), st.booleans())
def test_a_number_reads_as_it_was_written(whole: int, decimals: int, commas: bool, percent: bool) -> None:
    number = whole / 10**decimals
    text = f"{number:{',' if commas else ''}.{decimals}f}{'%' if percent else ''}"
    value = parse_value(text)
    assert (value.number, value.decimals, value.percent) == (number, decimals, percent)


def test_every_reason_has_words() -> None:
    assert MISSING_WORDS.keys() == set(MISSING)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("95%", 95.0, 95.0),
        ("612", 612.0, 612.0),
        ("20-24%", 20.0, 24.0),
        ("20% – 24%", 20.0, 24.0),
        ("1,000 to 1,250", 1000.0, 1250.0),
        ("fewer than 85", None, 85.0),
        ("Under 20%", None, 20.0),
        ("≤ 5", None, 5.0),
        ("<5", None, 5.0),
        ("at least 90%", 90.0, None),
        ("90%+", 90.0, None),
        (">=90", 90.0, None),
        ("above statistical neighbour average", None, None),
        ("n/a", None, None),
        ("24-20%", None, None),
        ("under 1,2", None, None),
        ("()", None, None),
    ],
)
def test_targets(text: str, low: float | None, high: float | None) -> None:
    assert parse_target(text) == Target(text, low, high)


@pytest.mark.parametrize(
    ("text", "number", "decimals"), [(".5", 0.5, 1), ("-.25", -0.25, 2), (".5%", 0.5, 1), ("£.50", 0.5, 2)]
)
def test_a_number_may_begin_with_its_point(text: str, number: float, decimals: int) -> None:
    value = parse_value(text)
    assert (value.number, value.decimals, value.missing) == (number, decimals, None)
    assert parse_target(text) == Target(text, number, number)


def test_a_blank_target_is_none() -> None:
    assert parse_target(" \u00a0") is None


@given(st.text(max_size=30))
def test_ends_of_a_target_are_in_their_order(text: str) -> None:
    target = parse_target(text)
    if target and target.low is not None and target.high is not None:
        assert target.low <= target.high
