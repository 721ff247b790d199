"""Figures, ratings and benchmarks that are missing, out of step, of another year or too old."""

from __future__ import annotations

import pytest

from tests.scorecard.audit.building import Row, build, found
from tui.scorecard.audit import Finding, audit
from tui.scorecard.periods import month_end

NYA = "Not Yet Available"


def stale(*rows: Row) -> list[Finding]:
    return found(*rows, kind="stale")


@pytest.mark.parametrize(
    ("months", "severity", "text"),
    [
        (("83", NYA), "info", "No figure for September 2023: not yet available; the last is that of August 2023."),
        (
            ("83", NYA, NYA),
            "warning",
            (
                "No figure for September 2023: not yet available, for the second month running;"
                " the last is that of July 2023."
            ),
        ),
        (("83", ""), "warning", "No figure for September 2023: left blank; the last is that of August 2023."),
        (
            ("", ""),
            "warning",
            "No figure for September 2023: left blank, for the second month running; no month has one.",
        ),
        (
            ("83", "#REF!"),
            "warning",
            "No figure for September 2023: not readable (“#REF!”); the last is that of August 2023.",
        ),
        (("83", "-"), "warning", "No figure for September 2023: not available; the last is that of August 2023."),
        ((), "warning", "No figure for September 2023: not published; no month has one."),
    ],
)
def test_no_current_figure(months: tuple[str, ...], severity: str, text: str) -> None:
    (one,) = stale(Row("A1", months, unit="count"))
    assert (one.severity, one.text) == (severity, text)


def test_months_are_counted_only_while_the_reason_is_the_same() -> None:
    (one,) = stale(Row("A1", (NYA, NYA, "", NYA)))
    assert one.computed == "no figure this month"


@pytest.mark.parametrize("text", ["c", "low", "n/a"])
def test_what_is_missing_for_a_reason_is_not_late(text: str) -> None:
    assert stale(Row("A1", ("83", text), unit="count")) == []


def test_what_is_marked_as_not_available_and_never_was_is_not_late() -> None:
    assert stale(Row("A1", ("-", "-"), unit="count")) == []


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            Row("A1", ("83%", NYA), rating="G"),
            "Rated Green, but there is no figure for September 2023: not yet available.",
        ),
        (
            Row("A1", ("", ""), rating="R", row="fragment"),
            "Rated Red, but there is no figure for September 2023: left blank.",
        ),
        (
            Row("A1", ("83%", "n/a"), rating="R"),
            "Rated Red, but there is no figure for September 2023: not applicable.",
        ),
    ],
)
def test_rated_without_a_figure(row: Row, text: str) -> None:
    (one,) = stale(row)
    assert (one.text, one.severity) == (text, "warning")
    assert one.places[0] == "x.txt:1:100"


def test_a_suppressed_figure_is_known_to_whoever_rates_it() -> None:
    assert stale(Row("A1", ("8", "c"), unit="count", rating="G")) == []


def test_a_figure_with_a_target_and_no_rating() -> None:
    rated, unrated = Row("A1", ("83%",), rating="G"), Row("A2", ("70%",), target="80%")
    (one,) = stale(rated, unrated)
    assert (one.ref, one.severity) == ("A2", "info")
    assert one.text == "Not rated, though 70% stands against a target of 80%."


@pytest.mark.parametrize(
    "rows",
    [
        (Row("A2", ("70%",), target="80%"),),  # nothing at all is rated here
        (Row("A1", ("83%",), rating="G"), Row("A2", ("70%",), target="80%", polarity="none")),
        (Row("A1", ("83%",), rating="G"), Row("A2", ("70%",), target="better than most")),
        (Row("A1", ("83%",), rating="G"), Row("A2", ("70%",), target="80%", rating="R")),
        (Row("A1", ("83%",), rating="G"), Row("A2", ("70%",), target="80%", rating="?")),  # a rating nobody can read
        (Row("A1", ("83%",), rating="G"), Row("A2", ("70%",))),
    ],
)
def test_no_rating_to_expect(rows: tuple[Row, ...]) -> None:
    assert stale(*rows) == []


# ---- Quarters ----


def quarterly(*months: str) -> Row:
    return Row("A1", months, unit="count", basis="quarter")


def test_a_quarterly_figure_in_a_month_that_ends_no_quarter() -> None:
    (one,) = stale(quarterly("", "", "", "32", "", "27"))
    assert one.text == "A quarterly indicator with a figure for July 2023 (32), which does not end a quarter."
    assert (one.severity, one.places) == ("info", ("x.txt:1:6",))


def test_several_quarterly_figures_out_of_step() -> None:
    (one,) = stale(quarterly("", "30", "31", "32", "", "27"))
    assert one.text == (
        "A quarterly indicator with a figure for May and July 2023 (30, 32), which do not end a quarter."
    )


@pytest.mark.parametrize(
    "months",
    [
        ("", "", "32", "", "", "27"),
        ("30", "30", "32", "32", "32", "27"),  # each quarter's figure is carried on
        ("99", "99", "99", "99", "99", "99"),
        ("30", "", "32", "", "", "27"),  # what stood before April is not known
    ],
)
def test_quarterly_figures_in_step(months: tuple[str, ...]) -> None:
    assert stale(quarterly(*months)) == []


def test_a_quarterly_row_is_blank_between_quarters() -> None:
    row = quarterly("32", "", "")
    assert found(row, period=month_end(2023, 8)) == []
    (one,) = found(row, period=month_end(2023, 9))
    assert one.computed == "no figure, for the second month running"


# ---- Benchmarks ----


def benchmarked(ref: str, *years: str | None, area: str = "one") -> Row:
    comparators = ("nw", "england")
    return Row(
        ref,
        ("80%",),
        area=area,
        benchmarks=dict.fromkeys(zip(comparators, years, strict=False), "81%"),
    )


def test_benchmarks_of_different_years_in_one_row() -> None:
    (one,) = found(*(benchmarked(ref, "2021/22", "2022/23") for ref in ("A1", "A2")), kind="benchmark_year")
    assert (one.ref, one.severity) == ("A1", "warning")
    assert one.text == "The North West benchmarks of Area One are of 2021/22, those of England of 2022/23."
    assert one.places == ("x.txt:1:91", "x.txt:2:91")


def test_rows_with_a_year_each_are_only_worth_knowing() -> None:
    rows = benchmarked("A1", "2022/23", "2022/23"), benchmarked("A2", "2022/23"), benchmarked("A3", "2021/22")
    (one,) = found(*rows, kind="benchmark_year")
    assert (one.ref, one.severity) == ("A3", "info")
    assert one.text == "The benchmarks of A3 are of 2021/22, the others of Area One of 2022/23."


def test_years_that_are_not_stated_are_said_once_an_area() -> None:
    rows = benchmarked("A1", None, None), benchmarked("A2", None), benchmarked("B1", "2022/23", area="two")
    (one,) = found(*rows, kind="benchmark_year")
    assert one.text == "3 benchmarks of Area One have no year stated (A1 and A2)."


def test_areas_may_differ() -> None:
    assert found(benchmarked("A1", "2021/22"), benchmarked("B1", "2022/23", area="two"), kind="benchmark_year") == []


@pytest.mark.parametrize(
    ("year", "months"),
    [
        ("2021/22", None),
        ("2020/21", 30),
        ("2020-21", 30),
        ("2019/2020", 42),
        ("2020", 33),
        ("2021", None),
        ("old", None),
    ],
)
def test_old_benchmarks(year: str, months: int | None) -> None:
    expected = [
        f"The North West benchmarks of Area One are of {year}, which ended {months} months before September 2023."
    ]
    assert [one.text for one in stale(benchmarked("A1", year))] == (expected if months else [])


def test_how_old_is_too_old_can_be_said() -> None:
    scorecard = build(benchmarked("A1", "2021/22"))
    assert audit(scorecard) == ()
    (one,) = audit(scorecard, oldest_benchmarks=1)
    assert one.computed == "18 months old"
