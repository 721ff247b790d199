from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard.period_texts import parse_period
from tui.scorecard.values import parse_value
from tui.sources.workbook.dates import day_of, show_day
from tui.sources.workbook.formats import GENERAL, number_format, show

PERCENT = 9


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0", 84.4, "84"),
        ("0", 0.5, "1"),
        ("0", -0.4, "0"),
        ("0.0", 84.25, "84.3"),
        ("#,##0", 1107.0, "1,107"),
        ("#,##0.0", 1234567.89, "1,234,567.9"),
        ("0%", 0.84, "84%"),
        ("0.0%", 0.84, "84.0%"),
        ("0.0%", 0.0005, "0.1%"),
        ("0.0#%", 0.84, "84.0%"),
        ("0.##", 84.0, "84"),
        ("#", 0.0, "0"),
        ('0.0"%"', 84.0, "84.0%"),
        (r"0\%", 84.0, "84%"),
        ('0" children"', 12.0, "12"),
        ("#,##0_);(#,##0)", -1234.0, "-1,234"),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 0.0, "0"),
        ('0%;-0%;"-"', 0.0, "0%"),
        ("[Red]0.0;[Blue]-0.0", -1.25, "-1.3"),
        ("[$£-809]#,##0.00", 5.0, "5.00"),
        ("[<1]0.0%;0", 0.5, "50.0%"),
        ("[<1]0.0%;0", 12.0, "12"),
        ("[$-409]0.0", 1.0, "1.0"),
        (";;;", 7.0, "7"),
        ("@", 7.5, "7.5"),
        ("0.00E+00", 1234.0, "1234"),
        ("# ?/?", 0.5, "0.5"),
        ("0,", 1234567.0, "1234567"),
        ("General", 0.84399999999999997, "0.844"),
        ("General", 1 / 3, "0.333333333"),
        ("General", 1234567.891, "1234567.891"),
        ("General", 84.0, "84"),
        ("General", 1e-12, "1E-12"),
        ("General", 1e20, "1E+20"),
        ("0", 1e20, "1E+20"),
    ],
)
def test_a_number_is_shown_as_its_format_has_it(code: str, value: float, shown: str) -> None:
    assert show(value, number_format(164, code)) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0.84"), (1, "1"), (2, "0.84"), (9, "84%"), (10, "84.00%"), (37, "1"), (49, "0.84")]
)
def test_formats_without_a_code_are_the_usual_ones(number: int, shown: str) -> None:
    assert show(0.84, number_format(number, None)) == shown


@pytest.mark.parametrize("value", [2.675, 1.005, 0.285, 1.115])
def test_halves_are_rounded_as_a_spreadsheet_rounds_them(value: float) -> None:
    """The machine keeps these a little below their halves."""
    assert show(value, number_format(164, "0.00")) == f"{value + 0.001:.2f}"


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.booleans(), st.booleans())
def test_what_is_shown_is_read_as_the_number(hundredths: int, decimals: int, commas: bool, percent: bool) -> None:
    value = hundredths / 10_000
    code = f"{'#,##0' if commas else '0'}{'.' if decimals else ''}{'0' * decimals}{'%' if percent else ''}"
    read = parse_value(show(value, number_format(164, code)))
    assert read.number == pytest.approx(value * (100 if percent else 1), abs=0.5001 * 10**-decimals)
    assert (read.percent, read.decimals) == (percent, decimals)


@given(st.floats(allow_nan=False, allow_infinity=False, width=64), st.text('0#?.,%;-[]<>"\\EeyYmdhs@_* ', max_size=12))
def test_any_format_shows_any_number_as_one(value: float, code: str) -> None:
    form = number_format(164, code)
    assert form.is_date or form.clock is not None or float(show(value, form).rstrip("%").replace(",", "")) is not None


@pytest.mark.parametrize(
    "code", ["mmm-yy", "mmmm yyyy", "dd/mm/yyyy", "d-mmm", "yyyy", "[$-809]dd mmmm yyyy;@", "mm/yy"]
)
def test_formats_of_days_are_told_from_those_of_numbers(code: str) -> None:
    form = number_format(164, code)
    assert form.is_date
    assert parse_period(show_day(date(2023, 9, 30), form.pattern or "")) == date(2023, 9, 30)


@pytest.mark.parametrize("code", ["0", "[Red]0.0", '0" days"', "General", "[h]:mm", "0.00_);[Red](0.00)", "@"])
def test_formats_of_numbers_are_not_those_of_days(code: str) -> None:
    assert not number_format(164, code).is_date


@pytest.mark.parametrize("number", [14, 15, 17, 22])
def test_formats_of_days_without_a_code(number: int) -> None:
    assert number_format(number, None).is_date


@pytest.mark.parametrize(
    ("number", "from_1904", "day"),
    [
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (60, False, None),
        (61, False, date(1900, 3, 1)),
        (45199, False, date(2023, 9, 30)),
        (45199.75, False, date(2023, 9, 30)),
        (43737, True, date(2023, 9, 30)),
        (0, False, None),
        (0, True, date(1904, 1, 1)),
        (-1, True, None),
        (10_000_000, False, None),
    ],
)
def test_numbers_of_days_count_from_1900_or_1904(number: float, from_1904: bool, day: date | None) -> None:
    assert day_of(number, from_1904=from_1904) == day


def test_days_are_written_so_that_no_month_is_in_doubt() -> None:
    day = date(2023, 9, 10)
    patterns = {"mmm-yy": "Sep-23", "mmmm yyyy": "September 2023", "dd/mm/yyyy": "2023-09-10", "yyyy": "2023-09-10"}
    assert {pattern: show_day(day, pattern) for pattern in patterns} == patterns
    assert show_day(date(1903, 9, 10), "mmm-yy") == "1903-09-10"


def test_general_is_what_no_format_gives() -> None:
    assert number_format(0, None) == GENERAL
    assert number_format(PERCENT, None) != GENERAL


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("hh:mm", 8.5 / 24, "08:30"),
        ("h:mm;@", 8.5 / 24, "08:30"),
        ("h:mm AM/PM", 20.5 / 24, "20:30"),
        ("[$-F400]h:mm:ss\\ AM/PM", 0.75, "18:00:00"),
        ("hh:mm", 1.25, "06:00"),
        ("[h]:mm", 1.5625, "37:30"),
        ("[h]", 1.5, "36:00"),
        ("h", 0.25, "06:00"),
        ("mm:ss", 0.0625, "90:00"),
        ("mm:ss.0", 61.4 / 86_400, "01:01"),
        ("[mm]:ss", 0.125, "180:00"),
        ("hh:mm", 0.0, "00:00"),
        ("[h]:mm", -0.0625, "-01:30"),
        ("dd/mm/yyyy hh:mm", 0.25, "06:00"),
        ("hh:mm", 1e20, "1E+20"),
    ],
)
def test_a_time_of_day_is_shown_as_one_and_is_no_number(code: str, value: float, shown: str) -> None:
    form = number_format(164, code)
    assert show(value, form) == shown
    assert not form.is_date or "d" in code
    assert parse_value(shown).number is None or "E" in shown


@pytest.mark.parametrize("number", [18, 19, 20, 21, 45, 46, 47])
def test_the_times_that_every_workbook_has_are_times(number: int) -> None:
    assert ":" in show(0.354, number_format(number, None))


@pytest.mark.parametrize("code", ["0.0h", "#,##0 s"])
def test_a_number_with_a_letter_after_it_is_a_number(code: str) -> None:
    assert show(8.5, number_format(164, code)) == "8.5"
