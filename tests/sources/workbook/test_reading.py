"""What a workbook says, as the published scorecard that it holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.grids import compared, marked, observed, read_book, said
from tests.support.published import found
from tests.support.workbooks import STRICT, Made, MadeSheet, Value, theme

HEADINGS = ("Ref", "Indicator", "Aug-23", "Sep-23", "RAG")
SCREENED = "MASH Screenings Completed within 72hrs"


def percent(value: float, form: str | int = "0.0%") -> Made:
    return Made(value, form)


def sheet(*rows: list[Value], name: str = "Front Door", **about: object) -> MadeSheet:
    return MadeSheet(name, [["September 2023"], list(HEADINGS), *rows], **about)  # type: ignore[arg-type]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


# ---- Numbers


def test_percentages_are_read_by_the_format_of_their_cell(book: Path) -> None:
    rows: list[list[Value]] = [
        ["FD2f", SCREENED, percent(0.633), percent(0.67, 9)],
        ["FD1", "Contacts", 1107, Made(1265, "#,##0")],
        ["FD3", "In text", "84%", "84.0%"],
    ]
    scorecard = read_book(book, sheet(*rows))
    assert observed(scorecard, "FD2f") == [
        ("2023-08", 63.3, "63.3%", "'Front Door'!C3"),
        ("2023-09", 67.0, "67%", "'Front Door'!D3"),
    ]
    assert [row[1:3] for row in observed(scorecard, "FD1")] == [(1107.0, "1107"), (1265.0, "1,265")]
    assert [row[1:3] for row in observed(scorecard, "FD3")] == [(84.0, "84%"), (84.0, "84.0%")]


def test_points_in_a_column_of_percentages_are_listed_and_not_scaled(book: Path) -> None:
    rows: list[list[Value]] = [
        ["FD2f", SCREENED, percent(0.633), Made(84, "0")],
        ["FD3", "Third", percent(0.5), percent(0.6)],
    ]
    scorecard = read_book(book, sheet(*rows))
    assert [row[1] for row in observed(scorecard, "FD2f")] == [63.3, 84.0]
    (problem,) = found(scorecard, "fraction in one column, points in another")
    assert (problem.ref, problem.place) == ("FD2f", "book.xlsx:'Front Door'!D3")


def test_points_alone_in_their_row_are_listed_where_the_column_has_percentages(book: Path) -> None:
    headings = ["Ref", "Indicator", "Current"]
    rows: list[list[Value]] = [[f"FD{at}", f"Share {at} of it", percent(0.5 + at / 100)] for at in range(1, 5)]
    odd: list[Value] = ["FD9", "Share 9 of it", Made(84, "0")]
    scorecard = read_book(book, MadeSheet("Data", [["September 2023"], headings, *rows, odd]))
    (problem,) = found(scorecard, "has no % sign, and the other figures of its column have one")
    assert (problem.ref, problem.place) == ("FD9", "book.xlsx:Data!C7")
    assert observed(scorecard, "FD9")[0][1] == 84.0


@pytest.mark.parametrize("count", [1, 6000])
def test_a_time_of_day_is_no_number_and_is_listed_with_its_cell(book: Path, count: int) -> None:
    """Few rows are read one by one, many at once."""
    rows: list[list[Value]] = [[f"ZZ{at}", f"Measure {at}", 7, 8] for at in range(2, count + 1)]
    scorecard = read_book(book, sheet(["ZZ1", "Response time", Made(0.25, 20), Made(8.5 / 24, "hh:mm")], *rows))
    assert [row[1:] for row in observed(scorecard, "ZZ1")] == [
        (None, "06:00", "'Front Door'!C3"),
        (None, "08:30", "'Front Door'!D3"),
    ]
    listed = found(scorecard, "is a time, not a number")
    assert [(one.severity, one.place, one.message) for one in listed] == [
        (
            "error",
            f"book.xlsx:'Front Door'!{cell}3",
            f"{title}: “{text}” is a time, not a number; give it as hours (8.5) or minutes, or leave the cell blank",
        )
        for title, text, cell in (("Aug-23", "06:00", "C"), ("Sep-23", "08:30", "D"))
    ]


def test_a_fraction_without_a_format_is_listed_and_not_scaled(book: Path) -> None:
    scorecard = read_book(book, sheet(["FD2f", SCREENED, percent(0.633), 0.67]))
    assert observed(scorecard, "FD2f")[1][1:3] == (0.67, "0.67")
    assert found(scorecard, "looks like a fraction")[0].place == "book.xlsx:'Front Door'!D3"


def test_errors_booleans_and_words_are_unreadable_and_listed(book: Path) -> None:
    rows: list[list[Value]] = [
        ["FD1", "One", Made("#DIV/0!", kind="e"), Made("1", kind="b")],
        ["FD2", "Two", "n/a", "see note"],
    ]
    scorecard = read_book(book, sheet(*rows))
    assert [row[1:3] for row in observed(scorecard, "FD1")] == [(None, "#DIV/0!"), (None, "TRUE")]
    assert [problem.place for problem in found(scorecard, "is not a number")] == [
        "book.xlsx:'Front Door'!C3",
        "book.xlsx:'Front Door'!D3",
        "book.xlsx:'Front Door'!D4",
    ]


def test_a_formula_gives_the_value_that_was_stored_and_none_is_calculated(book: Path) -> None:
    rows: list[list[Value]] = [["FD1", "One", Made(12, formula="SUM(A1:A9)"), Made(None, formula="1+1")]]
    scorecard = read_book(book, sheet(*rows))
    assert [row[1:3] for row in observed(scorecard, "FD1")] == [(12.0, "12"), (None, "=1+1")]
    (problem,) = found(scorecard, "is a formula without a stored value; open the workbook in a spreadsheet")
    assert (problem.severity, problem.place) == ("error", "book.xlsx:'Front Door'!D3")


def test_a_formula_that_gives_nothing_is_blank(book: Path) -> None:
    scorecard = read_book(book, sheet(["FD1", "One", Made("", formula='IF(1,"",2)', kind="str"), 5]))
    assert observed(scorecard, "FD1")[0][1:3] == (None, "")
    assert found(scorecard, "formula") == []


# ---- Headings


@pytest.mark.parametrize("form", ["mmm-yy", "dd/mm/yyyy", "mmmm yyyy", 14, 17])
@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_as_headings_give_their_months(book: Path, form: str | int, from_1904: bool) -> None:
    days = [45_169, 45_199]
    cells = [Made(day - 1462 * from_1904, form) for day in days]
    made = MadeSheet("S", [["September 2023"], ["Ref", "Indicator", *cells], ["FD1", "Contacts", 1, 2]])
    scorecard = read_book(book, made, about={"from_1904": from_1904})
    assert [row[:2] for row in observed(scorecard, "FD1")] == [("2023-08", 1.0), ("2023-09", 2.0)]


def test_dates_kept_as_text_give_their_months(book: Path) -> None:
    cells = [Made("2023-08-31T00:00:00", kind="d"), Made("2023-09-30", "mmm-yy", kind="d")]
    made = MadeSheet("S", [["September 2023"], ["Ref", "Indicator", *cells], ["FD1", "Contacts", 1, 2]])
    assert [row[0] for row in observed(read_book(book, made), "FD1")] == ["2023-08", "2023-09"]


def test_a_merged_month_over_two_columns_is_one_month(book: Path) -> None:
    made = MadeSheet(
        "S",
        [
            ["September 2023"],
            ["Ref", "Indicator", "Aug-23", None, "Sep-23", None],
            [None, None, "Actual", "Target", "Actual", "RAG"],
            ["FD1", "Contacts", 1, 5, 2, "R"],
        ],
        merged=["C2:D2", "E2:F2", "A2:A3", "B2:B3"],
    )
    scorecard = read_book(book, made)
    assert [row[:2] for row in observed(scorecard, "FD1")] == [("2023-08", 1.0), ("2023-09", 2.0)]
    assert scorecard.frames.targets["low"].to_list() == []
    assert len(found(scorecard, "is of August 2023, not of the scorecard's own month; its 1 cell is not read")) == 1
    assert marked(scorecard, "FD1")[0] == "R"


def test_years_merged_over_months_and_benchmarks(book: Path) -> None:
    made = MadeSheet(
        "S",
        [
            ["Ref", "Indicator", "2022/23", None, "2023/24", None, "2021/22", None],
            [None, None, "Feb", "Mar", "Apr", "Current", "Stat Neigh Ave", "NAT AVE"],
            ["FD1", "Contacts", 1, 2, 3, 4, 5, 6],
        ],
        merged=["C1:D1", "E1:F1", "G1:H1"],
    )
    scorecard = read_book(book, made, period=date(2023, 5, 31))
    months = ["2023-02", "2023-03", "2023-04", "2023-05"]
    assert [row[:2] for row in observed(scorecard, "FD1")] == list(zip(months, [1.0, 2.0, 3.0, 4.0], strict=True))
    assert compared(scorecard, "FD1") == [("sn", "2021/22", 5.0), ("england", "2021/22", 6.0)]


def test_a_year_beside_words_merged_over_benchmarks_is_that_of_all_of_them(book: Path) -> None:
    made = MadeSheet(
        "S",
        [
            ["September 2023"],
            ["Ref", "Indicator", "Sep-23", "Benchmarks 2021/22", None, None],
            [None, None, None, "GM", "NW", "England"],
            ["FD1", "Contacts", 1, 2, 3, 4],
        ],
        merged=["D2:F2"],
    )
    scorecard = read_book(book, made)
    assert compared(scorecard, "FD1") == [("gm", "2021/22", 2.0), ("nw", "2021/22", 3.0), ("england", "2021/22", 4.0)]


def test_line_breaks_in_headings_and_the_words_that_people_use(book: Path) -> None:
    titles = [
        "KPI\nRef",
        "Performance\r\nMeasure",
        "Sept\n2023",
        "Stat Neigh\nAve",
        "NAT AVE",
        "Good perf is",
        "DOT",
        "RAG (in month)",
    ]
    made = MadeSheet("S", [titles, ["FD1", "Contacts", 1, 2, 3, "High", "↓", "A"]])
    scorecard = read_book(book, made)
    assert scorecard.period == date(2023, 9, 30)
    assert compared(scorecard, "FD1") == [("sn", None, 2.0), ("england", None, 3.0)]
    assert marked(scorecard, "FD1") == ("A", "A", "down")


# ---- Sheets, areas, tables


def test_sheets_in_their_order_each_an_area(book: Path) -> None:
    family = MadeSheet("Child in Need", [list(HEADINGS), ["CIN8", "Assessments", 81, 83]])
    youth = MadeSheet("Youth Justice", [list(HEADINGS), ["YJ1", "First-time entrants", 7, 8]])
    scorecard = read_book(book, youth, sheet(["FD1", "Contacts", 1, 2]), family)
    listing = scorecard.frames.listing.sort("order")
    assert listing.select("ref", "area").rows() == [
        ("YJ1", "Youth Justice"),
        ("FD1", "Front Door"),
        ("CIN8", "Child in Need"),
    ]
    assert observed(scorecard, "YJ1")[0][3] == "'Youth Justice'!C2"


def test_a_merged_banner_is_the_heading_of_an_area(book: Path) -> None:
    made = MadeSheet(
        "Scorecard",
        [
            [None, None, "September 2023"],
            list(HEADINGS),
            ["Child in Need - Head of Service - Ada Long"],
            ["CIN8", "Assessments", 81, 83],
            ["Youth Justice - Head of Service - Bo Long"],
            ["YJ1", "First-time entrants", 7, 8],
        ],
        merged=["A3:E3", "A5:E5", "C1:E1"],
    )
    scorecard = read_book(book, made)
    assert scorecard.heads == {"Child in Need": "Ada Long", "Youth Justice": "Bo Long"}
    assert dict(scorecard.frames.listing.select("ref", "area").rows()) == {
        "CIN8": "Child in Need",
        "YJ1": "Youth Justice",
    }
    assert found(scorecard, "no column headings") == []


def test_several_tables_on_a_sheet_blank_columns_and_rows(book: Path) -> None:
    made = MadeSheet(
        "S",
        [
            ["September 2023"],
            [],
            [None, "Ref", None, "Indicator", "Sep-23"],
            [None, "FD1", None, "Contacts", 12],
            [],
            [None, "Indicator", "Current Performance", "RAG", None, "Ref"],
            [None, "Referrals", 13, "G", None, "FD9"],
        ],
        first=4,
    )
    scorecard = read_book(book, made)
    assert observed(scorecard, "FD1") == [("2023-09", 12.0, "12", "S!E7")]
    assert observed(scorecard, "FD9") == [("2023-09", 13.0, "13", "S!C10")]
    assert marked(scorecard, "FD9")[0] == "G"


def test_an_area_merged_beside_its_rows_is_that_of_all_of_them(book: Path) -> None:
    made = MadeSheet(
        "S",
        [
            ["Service Area", "Ref", "Indicator", "Sep-23"],
            ["Youth Justice", "YJ1", "One of them", 1],
            [None, "YJ2", "Two of them", 2],
            ["Fostering", "FO1", "Three of them", 3],
        ],
        merged=["A2:A3"],
    )
    listing = read_book(book, made).frames.listing
    assert dict(listing.select("ref", "area").rows()) == {
        "YJ1": "Youth Justice",
        "YJ2": "Youth Justice",
        "FO1": "Fostering",
    }


def test_what_a_merged_cell_hides_is_listed(book: Path) -> None:
    scorecard = read_book(book, sheet(["FD1", "Contacts", 1, 2, "R"], merged=["C3:D3"]))
    assert [row[1] for row in observed(scorecard, "FD1")] == [1.0, None]
    assert [problem.place for problem in found(scorecard, "“2” is hidden below a merged cell")] == [
        "book.xlsx:'Front Door'!D3"
    ]


def test_a_sheet_without_headings_is_listed_once(book: Path) -> None:
    notes = MadeSheet("Notes", [["Contacts were recounted in June"], ["x", 1, 2], ["y", 3, 4]])
    scorecard = read_book(book, sheet(["FD1", "Contacts", 1, 2]), notes)
    (problem,) = found(scorecard, "sheet Notes has no column headings")
    assert (problem.severity, problem.place) == ("warning", "book.xlsx:Notes!A1")
    assert "its 7 cells are not read" in problem.message


def test_hidden_sheets_rows_and_columns_are_read_and_listed(book: Path) -> None:
    hidden = sheet(
        ["FD1", "Contacts", 1, 2],
        ["FD2", "Screenings", 3, 4],
        hidden_rows=[4],
        columns='<cols><col min="3" max="3" width="9" hidden="1"/></cols>',
        state="veryHidden",
    )
    scorecard = read_book(book, hidden)
    assert observed(scorecard, "FD2")[0][1] == 3.0
    assert [(one.place, one.message) for one in scorecard.problems if one.code == "hidden"] == [
        ("book.xlsx:'Front Door'!A1", "sheet Front Door is hidden; it is read"),
        ("book.xlsx:'Front Door'!C1", "hidden columns are read: C:C"),
        ("book.xlsx:'Front Door'!A4", "hidden rows are read: 4"),
    ]


def test_a_chart_sheet_is_listed(book: Path) -> None:
    scorecard = read_book(book, MadeSheet("Chart1", kind="chartsheet"), sheet(["FD1", "Contacts", 1, 2]))
    assert found(scorecard, "Chart1 is a chart sheet")[0].severity == "info"


def test_refs_that_two_sheets_share_are_read_once(book: Path) -> None:
    again = sheet(["FD1", "Contacts", 7, 8], name="Again")
    scorecard = read_book(book, sheet(["FD1", "Contacts", 1, 2]), again)
    (problem,) = found(scorecard, "FD1 stands at book.xlsx:'Front Door'!A3 already")
    assert (problem.severity, problem.place) == ("error", "book.xlsx:Again!A3")


def test_a_lost_ref_is_made_of_the_name(book: Path) -> None:
    rows: list[list[Value]] = [["FD1", "Contacts", 1, 2], [None, "Nobody knows it", 3, 4]]
    scorecard = read_book(book, sheet(*rows))
    assert [row[1] for row in observed(scorecard, "?nobody-knows-it")] == [3.0, 4.0]


def test_indicators_without_refs_of_their_own_are_known_by_name(book: Path) -> None:
    made = MadeSheet("S", [["Measure", "Sep-23"], [SCREENED, percent(0.67)]])
    assert observed(read_book(book, made), "FD2f")[0][1] == 67.0


# ---- Colours

RED, AMBER, GREEN, BLUE = 'rgb="FFFF0000"', 'rgb="FFFFC000"', 'rgb="FF00B050"', 'rgb="FF4472C4"'


@pytest.mark.parametrize(
    ("fill", "rating", "text"),
    [
        (RED, "R", "red fill"),
        (AMBER, "A", "amber fill"),
        ('rgb="FFFFFF00"', "A", "amber fill"),
        (GREEN, "G", "green fill"),
        ('rgb="FFC6EFCE"', "G", "green fill"),
        ('rgb="FFFFC7CE"', "R", "red fill"),
        ('rgb="FFFFEB9C"', "A", "amber fill"),
        ('indexed="10"', "R", "red fill"),
        ('theme="9"', "G", "green fill"),
        ('theme="9" tint="0.39997558519241921"', "G", "green fill"),
        ('theme="7" tint="-0.249977111117893"', "A", "amber fill"),
        ('theme="0"', None, ""),
        ('rgb="FFFFFFFF"', None, ""),
    ],
)
def test_the_fill_of_a_cell_is_its_rating_where_no_letter_stands(
    book: Path, fill: str, rating: str | None, text: str
) -> None:
    scorecard = read_book(book, sheet(["FD1", "Contacts", 1, 2, Made(None, fill=fill)]))
    assert marked(scorecard, "FD1") == (rating, text, None)
    assert [one for one in scorecard.problems if one.severity == "error"] == []


@pytest.mark.parametrize("fill", [BLUE, 'rgb="FF000000"', 'rgb="FFD9D9D9"', 'rgb="FF833C0B"', 'theme="4"'])
def test_any_other_fill_is_unreadable_and_listed(book: Path, fill: str) -> None:
    scorecard = read_book(book, sheet(["FD1", "Contacts", 1, 2, Made(None, fill=fill)]))
    assert marked(scorecard, "FD1")[0] is None
    (problem,) = found(scorecard, "is not clearly red, amber or green")
    assert (problem.severity, problem.place, problem.ref) == ("error", "book.xlsx:'Front Door'!E3", "FD1")


def test_a_pattern_is_no_clear_colour(book: Path) -> None:
    scorecard = read_book(book, sheet(["FD1", "Contacts", 1, 2, Made(None, fill=RED, pattern="lightUp")]))
    assert marked(scorecard, "FD1")[0] is None
    assert len(found(scorecard, "is not clearly red, amber or green")) == 1


def test_a_theme_of_the_workbooks_own_gives_its_colours(book: Path) -> None:
    row: list[Value] = ["FD1", "Contacts", 1, 2, Made(None, fill='theme="4"')]
    scorecard = read_book(book, sheet(row), about={"theme": theme(accent1="C00000")})
    assert marked(scorecard, "FD1")[0] == "R"


def test_a_letter_counts_before_its_fill_and_a_contradiction_is_listed(book: Path) -> None:
    rows: list[list[Value]] = [
        ["FD1", "Contacts", 1, 2, Made("R", fill=RED)],
        ["FD2", "Screenings", 1, 2, Made("G", fill=RED)],
        ["FD3", "Third", 1, 2, Made("●", fill=GREEN)],
        ["FD4", "Fourth", 1, 2, Made("●")],
    ]
    scorecard = read_book(book, sheet(*rows))
    assert [marked(scorecard, f"FD{at}")[0] for at in range(1, 5)] == ["R", "G", "G", None]
    listed = [
        (one.severity, one.ref, one.message) for one in scorecard.problems if one.place.endswith(("E4", "E5", "E6"))
    ]
    assert listed == [
        ("warning", "FD2", "“G” stands in a cell with a red fill; the letter is read"),
        ("info", "FD3", "“●” is not a rating; read from its cell's green fill"),
        ("error", "FD4", "“●” is not a rating that can be read; write R, A or G, or leave the cell blank"),
    ]


def test_conditional_colours_are_not_evaluated_and_that_is_said(book: Path) -> None:
    rows: list[list[Value]] = [["FD1", "Contacts", 1, 2], ["FD2", "Screenings", 1, 2]]
    made = sheet(*rows, others='<conditionalFormatting sqref="E3:E40"><cfRule type="cellIs"/></conditionalFormatting>')
    (problem,) = found(read_book(book, made), "which is not evaluated")
    assert (problem.severity, problem.place) == ("warning", "book.xlsx:'Front Door'!E2")
    assert "no letter in 2 cells" in problem.message


def test_coloured_figures_without_a_rating_column_are_said_not_to_be_ratings(book: Path) -> None:
    made = MadeSheet("S", [["Ref", "Indicator", "Sep-23"], ["FD1", "Contacts", Made(1, fill=RED)]])
    scorecard = read_book(book, made)
    assert marked(scorecard, "FD1")[0] is None
    assert found(scorecard, "red, amber or green in 1 cell, and there is no rating column")[0].severity == "warning"


@pytest.mark.parametrize("count", [2, 6000])
def test_conditional_colours_without_a_rating_column_are_said_once(book: Path, count: int) -> None:
    """Few rows are read one by one, many at once; two sheets are told of together."""
    rows: list[list[Value]] = [[f"ZZ{at}", f"Measure {at}", 7] for at in range(1, count)]
    others = '<conditionalFormatting sqref="C2:C9000"><cfRule type="cellIs"/></conditionalFormatting>'
    first = MadeSheet("S", [["Ref", "Indicator", "Sep-23"], *rows, ["ZY1", "Blank", ""]], others=others)
    second = MadeSheet(
        "T", [["Ref", "Indicator", "Sep-23"], ["FD1", "Contacts", 5], ["FD2", "Red", Made(5, fill=RED)]], others=others
    )
    scorecard = read_book(book, first, second)
    (problem,) = found(scorecard, "conditional formatting")
    assert (problem.severity, problem.place, problem.code) == ("warning", "book.xlsx:S!A1", "conditional_rating")
    assert problem.message == (
        f"no rating column, and conditional formatting on {count} figures: its colours are not evaluated;"
        " add a column RAG with R, A or G in it"
    )
    assert len(found(scorecard, "red, amber or green in 1 cell")) == 1


# ---- Other ways of writing a workbook


def test_texts_in_the_cells_themselves_and_the_strict_namespace(book: Path) -> None:
    made = sheet(["FD1", "Contacts & <calls>", 1, 2, "R"], inline=True)
    scorecard = read_book(book, made, about={"namespace": STRICT})
    assert scorecard.frames.listing["name"].to_list() == ["Contacts & <calls>"]
    assert marked(scorecard, "FD1")[0] == "R"


def test_texts_in_several_pieces_and_escaped_characters(book: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = (
        f'<sst xmlns="{main}"><si><r><t>Con</t></r><r><t>tacts</t></r><rPh><t>x</t></rPh></si>'
        "<si><t>Two_x000D_lines</t></si></sst>"
    )
    raw = (
        f'<worksheet xmlns="{main}"><sheetData><row><c t="inlineStr"><is><t>Ref</t></is></c>'
        '<c t="inlineStr"><is><t>Measure</t></is></c><c t="inlineStr"><is><t>Sep-23</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>FD1</t></is></c><c t="s"><v>0</v></c><c><v>5</v></c></row>'
        '<row><c t="inlineStr"><is><t>FD2</t></is></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>'
        "</sheetData></worksheet>"
    )
    scorecard = read_book(book, MadeSheet("S", raw=raw), about={"extra": {"xl/sharedStrings.xml": strings}})
    assert scorecard.frames.listing["name"].to_list() == ["Contacts", "Two lines"]
    assert observed(scorecard, "FD2")[0][1:] == (None, "(text 9 is missing)", "S!C3")


def test_the_polarity_of_the_sheet_is_compared_and_used_for_nothing(book: Path) -> None:
    titles = ["Ref", "Indicator", "Sep-23", "Good perf is"]
    rows: list[list[Value]] = [
        ["FD2f", SCREENED, 1, "Low"],
        ["SG5", "Initial conferences within 15 days (%)", 2, "Whatever"],
        ["YJ1", "First-time entrants", 3, "Low"],
    ]
    scorecard = read_book(book, MadeSheet("S", [titles, *rows]))
    assert [line for line in said(scorecard) if "Good perf is" in line] == [
        (
            "info book.xlsx:S!D1 “Good perf is”: published for 1 indicator that the catalogue does not hold,"
            " and not used there"
        ),
        "info book.xlsx:S!D2 Good perf is: published as “Low”, in the catalogue high, which is used",
        "info book.xlsx:S!D3 Good perf is: “Whatever” is not understood; the catalogue's polarity (high) is used",
    ]
