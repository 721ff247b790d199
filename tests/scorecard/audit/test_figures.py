"""Single figures and rows: impossible ones, misplaced decimal points, copied runs, mixed precision."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.audit.building import Row, found
from tui.scorecard.audit import Finding
from tui.scorecard.periods import key, month_end


def texts(findings: list[Finding]) -> list[str]:
    return [one.text for one in findings]


# ---- Impossible ----


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            Row("A1", ("98%", "120%")),
            "120% in September 2023 cannot be: a percentage lies between 0 and 100.",
        ),
        (Row("A1", ("-3%", "98%")), "-3% in August 2023 cannot be: a percentage lies between 0 and 100."),
        (Row("A1", ("-3",), unit="count"), "-3 in September 2023 cannot be: there are no fewer than none."),
        (Row("A1", ("98%",), outturn="101%"), "101% for 2022/23 cannot be: a percentage lies between 0 and 100."),
        (
            Row("A1", ("98%",), benchmarks={("nw", "2021/22"): "870%"}),
            "870% for North West cannot be: a percentage lies between 0 and 100.",
        ),
        (
            Row("A1", ("67", "60"), unit="count", basis="ytd"),
            "Counts the year to date, but fell from 67 in August to 60 in September 2023.",
        ),
        (
            Row("A1", ("67", "", "60"), unit="count", basis="ytd"),
            "Counts the year to date, but fell from 67 in July to 60 in September 2023.",
        ),
    ],
)
def test_a_figure_that_cannot_be(row: Row, text: str) -> None:
    (one,) = found(row, kind="impossible")
    assert (one.text, one.severity) == (text, "error")


@pytest.mark.parametrize(
    "row",
    [
        Row("A1", ("0%", "100%", "100.0%")),
        Row("A1", ("0", "1,265"), unit="count"),
        Row("A1", ("67", "67"), unit="count", basis="ytd"),
        Row("A1", ("67", "60"), unit="count"),  # in the month
        Row("A1", ("67%", "60%"), basis="ytd"),  # a share may fall
        Row("A1", ("-3",), known=False),  # a variance, for all we know
    ],
)
def test_a_figure_that_can_be(row: Row) -> None:
    assert found(row, kind="impossible") == []


def test_a_count_for_the_year_begins_anew_in_april() -> None:
    row = Row("A1", ("260", "283", "18"), unit="count", basis="ytd")
    assert found(row, kind="impossible", period=month_end(2023, 4)) == []


def test_a_percentage_of_something_unknown_is_only_to_be_looked_into() -> None:
    (one,) = found(Row("A1", ("98%", "120%"), known=False), kind="impossible")
    assert one.severity == "warning"


# ---- Scale ----

STEADY = ("81%", "84%", "79%", "88%", "80%")


@pytest.mark.parametrize(
    ("row", "computed"),
    [
        (Row("A1", (*STEADY, "8.4%"), decimals=1), "too small by a factor of 10"),
        (Row("A1", (*STEADY, "0.84%"), decimals=2), "too small by a factor of 100"),
        (Row("A1", ("1107", "1440", "13460", "1295", "1167"), unit="count"), "too large by a factor of 10"),
        (Row("A1", ("110", "144", "134", "1.29", "116"), unit="count"), "too small by a factor of 100"),
        (Row("A1", STEADY, outturn="8.0%", decimals=1), "too small by a factor of 10"),
        (Row("A1", STEADY, benchmarks={("nw", None): "0.81%"}, decimals=2), "too small by a factor of 100"),
    ],
)
def test_a_decimal_point_that_may_be_misplaced(row: Row, computed: str) -> None:
    (one,) = found(row, kind="scale")
    assert one.computed.startswith(computed)
    assert one.severity == "warning"


@pytest.mark.parametrize(
    "row",
    [
        Row("A1", (*STEADY, "44%")),  # half is not a tenth
        Row("A1", (*STEADY, "0%")),
        Row("A1", ("2", "3", "2", "3", "25"), unit="count"),  # small counts do such things
        Row("A1", ("1.2%", "0.9%", "0.8%", "0.7%", "9%"), decimals=1),
        Row("A1", ("19.9%", "29.7%", "18.6%", "1.1%", "1.1%", "1%"), decimals=1),  # no usual size
        Row("A1", ("81%", "8%")),  # too few neighbours
        Row("A1", ("17", "50", "64", "86", "111", "137"), unit="count", basis="ytd"),
        Row("A1", ("17", "50", "64", "86", "111", "137"), known=False),
        Row("A1", ("90", "95", "88", "92"), unit="count", outturn="1100"),  # a year's count beside months
    ],
)
def test_a_figure_of_another_size_for_good_reason(row: Row) -> None:
    assert found(row, kind="scale") == []


def test_the_sentence_of_a_misplaced_point() -> None:
    (one,) = found(Row("A1", ("1107", "1440", "13460", "1295"), unit="count"), kind="scale")
    assert one.text == (
        "Published as 13460 in August 2023, ten times what the rest of its row suggests (1107, 1440, 1295):"
        " a decimal point may be misplaced."
    )
    assert (key(one.period), one.places) == ("2023-08", ("x.txt:1:5",))


# ---- Copied ----

REQUESTS = ("40", "47", "45", "61", "60")


def copied(*rows: Row) -> list[Finding]:
    return found(*rows, kind="copied")


def test_the_same_figures_for_months() -> None:
    rows = Row("A1", (*REQUESTS, "39"), unit="count"), Row("A2", (*REQUESTS, "33"), unit="count")
    (one,) = copied(*rows)
    assert (one.ref, key(one.period), one.severity) == ("A2", "2023-08", "warning")
    assert one.text == (
        "The same figures as A1 (name of A1) in five months running, April to August 2023: 40, 47, 45, 61, 60."
    )
    assert one.places == tuple(f"x.txt:{line}:{column}" for line in (2, 1) for column in range(3, 8))


@pytest.mark.parametrize(
    ("months", "other"),
    [
        (("40", "47", "45"), ("40", "47", "45")),  # three months
        (("100%",) * 6, ("100%",) * 6),  # constant
        (("99%", "100%", "98%", "100%"), ("99%", "100%", "98%", "100%")),  # by chance, near the top
        (("40", "40", "45", "45", "40"), ("40", "40", "45", "45", "40")),  # two values only
        (("40", "47", "45", "61"), ("40", "47", "46", "61")),
        (("40", "47", "", "45", "61"), ("40", "47", "", "45", "61")),  # not neighbours
    ],
)
def test_figures_that_are_equal_without_meaning_anything(months: tuple[str, ...], other: tuple[str, ...]) -> None:
    unit = "percent" if "%" in months[0] else "count"
    assert copied(Row("A1", months, unit=unit), Row("A2", other, unit=unit)) == []


def test_figures_of_two_units_are_not_the_same() -> None:
    assert copied(Row("A1", REQUESTS, unit="count"), Row("A2", REQUESTS, unit="rate_per_10000")) == []


def test_three_rows_alike_are_two_copies_of_the_first() -> None:
    found_copies = copied(*(Row(ref, REQUESTS, unit="count") for ref in ("A1", "A2", "A3")))
    assert [(one.ref, one.computed) for one in found_copies] == [
        ("A2", "the figures of A1"),
        ("A3", "the figures of A1"),
    ]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(50, 500), min_size=6, max_size=6, unique=True), st.integers(0, 5))
def test_rows_that_differ_in_a_middle_month_share_no_run(figures: list[int], changed: int) -> None:
    other = [str(figure + (position == changed)) for position, figure in enumerate(figures)]
    runs = copied(Row("A1", [str(figure) for figure in figures], unit="count"), Row("A2", other, unit="count"))
    assert len(runs) <= (changed in (0, 1, 4, 5))


# ---- Precision ----


def test_figures_published_to_different_places() -> None:
    row = Row("A1", ("91.1%", "71.9%", "63.3%", "67%"), decimals=1)
    (one,) = found(row, kind="precision")
    assert one.severity == "info"
    assert one.text == (
        "September 2023 is published to whole numbers (67%), the other months to one decimal place (63.3%):"
        " a change between them is only as sure as the coarser figure."
    )
    assert one.places == ("x.txt:1:6", "x.txt:1:5")


@pytest.mark.parametrize(
    "row",
    [
        Row("A1", ("84.0%", "100%", "0%", "81.5%"), decimals=1),  # nobody writes 100.0%
        Row("A1", ("84%", "81%")),
        Row("A1", ("13", "13.5"), unit="count"),  # a mean among counts
        Row("A1", ("84.0%", "Not Yet Available"), decimals=1),
        Row("A1", ("84.0%",), target="85%", outturn="76%", decimals=1),
    ],
)
def test_figures_of_one_precision(row: Row) -> None:
    assert found(row, kind="precision") == []
