"""What workbooks do to a tidy table: rows and columns before it, errors of formulas, titles that stand twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.any_scorecard import SMALL
from tests.support.workbooks import Made, MadeSheet, Value, write
from tui.scorecard.model import Scorecard
from tui.sources.decoding import SourceError
from tui.sources.tidy import read_tidy

TITLES: list[Value] = ["record", "authority", "publication", "ref", "period", "value", "missing", "text"]
FIGURE: dict[str, Value] = {
    "record": "observation",
    "authority": "Exampleshire",
    "publication": "2023-09",
    "ref": "A1",
    "period": "2023-09",
    "value": 67,
    "text": "67%",
}


def row(**cells: Value) -> list[Value]:
    return [(FIGURE | cells).get(str(title)) for title in TITLES]


def opened(folder: Path, rows: list[list[Value]], **about: Any) -> Scorecard:
    path = write(folder / "tidy.xlsx", MadeSheet("Figures", rows, **about))
    return read_tidy(path, SMALL)


def figures(scorecard: Scorecard) -> list[tuple[Any, ...]]:
    return scorecard.frames.observations.select("ref", "value", "text", "missing", "place").rows()


def said(scorecard: Scorecard) -> list[tuple[str, str]]:
    return [(problem.place, problem.message) for problem in scorecard.problems]


@pytest.mark.parametrize("blank", [0, 1, 3])
@pytest.mark.parametrize("left", [0, 2])
def test_places_count_the_blank_rows_and_columns_before_the_table(blank: int, left: int, tmp_path: Path) -> None:
    table = [TITLES, row(), [], row(ref="A2", value=0.30000000000000004, text="0.3"), row(ref="A3", value="l2")]
    rows: list[list[Value]] = [[]] * blank
    rows += [[None] * left + each for each in table]
    scorecard = opened(tmp_path, rows)
    column = 6 + left
    assert figures(scorecard) == [
        ("A1", 67.0, "67%", None, f"tidy.xlsx:{blank + 2}:{column}"),
        ("A2", 0.30000000000000004, "0.3", None, f"tidy.xlsx:{blank + 4}:{column}"),
        ("A3", None, "67%", "unreadable", f"tidy.xlsx:{blank + 5}:{column}"),
    ]
    assert [place for place, _ in said(scorecard)] == [f"tidy.xlsx:{blank + 5}:{column}"]


def test_rows_that_begin_below_the_first_keep_their_numbers(tmp_path: Path) -> None:
    scorecard = opened(tmp_path, [TITLES, row()], first=4)
    assert figures(scorecard) == [("A1", 67.0, "67%", None, "tidy.xlsx:5:6")]


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_the_error_of_a_formula_is_listed_where_a_number_is_expected(error: str, tmp_path: Path) -> None:
    scorecard = opened(tmp_path, [[], TITLES, row(value=Made(error, kind="e", formula="1/0")), row(ref="A2")])
    assert figures(scorecard)[0] == ("A1", None, "67%", "unreadable", "tidy.xlsx:3:6")
    ((place, message),) = said(scorecard)
    assert place == "tidy.xlsx:3:6"
    assert message.startswith("value: expected a number")
    assert message.endswith(f"found “{error}”")


def test_the_error_of_a_formula_among_texts_is_a_text(tmp_path: Path) -> None:
    error = Made("#NAME?", kind="e")
    scorecard = opened(tmp_path, [TITLES, row(text=error), row(ref="A2", value=None, missing=error)])
    assert [text for _, _, text, _, _ in figures(scorecard)] == ["#NAME?", "67%"]
    ((place, message),) = said(scorecard)
    assert place == "tidy.xlsx:3:7"
    assert "found “#NAME?”" in message


def test_a_number_without_a_text_is_shown_as_its_cell_shows_it(tmp_path: Path) -> None:
    values: list[Value] = [39, 39.5, -2, 1234567]
    rows = [row(ref=f"A{at}", value=value, text=None) for at, value in enumerate(values)]
    scorecard = opened(tmp_path, [TITLES, *rows])
    assert [text for _, _, text, _, _ in figures(scorecard)] == ["39", "39.5", "-2", "1234567"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (0.67, "0%", 67.0),
        (0.67, 9, 67.0),
        (0.07, 10, 7.0),
        (0.0825, "0.0%", 8.25),
        (-0.5, "0%;[Red]-0%", -50.0),
        (1, "0%", 100.0),
        (0.005, "0.00%", 0.5),
        (1e-7, "0%", 1e-5),
        (67, '0"%"', 67.0),
        (0.67, "0.00", 0.67),
    ],
)
def test_a_cell_shown_as_a_percentage_is_in_points(
    value: float, form: str | int, expected: float, tmp_path: Path
) -> None:
    rows = [row(value=Made(value, form), text="as printed"), row(ref="A2", value=40, text="40%")]
    assert [(ref, figure) for ref, figure, *_ in figures(opened(tmp_path, [TITLES, *rows]))] == [
        ("A1", expected),
        ("A2", 40.0),
    ]


def test_a_text_that_is_a_number_shown_as_a_percentage_is_what_is_shown(tmp_path: Path) -> None:
    scorecard = opened(tmp_path, [TITLES, row(value=Made(0.674, "0%"), text=Made(0.674, "0%")), row(ref="A2")])
    assert [(value, text) for _, value, text, _, _ in figures(scorecard)] == [(67.4, "67%"), (67.0, "67%")]


def test_a_title_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"tidy\.xlsx:2:9: the column value stands twice, first as column 6"):
        opened(tmp_path, [[], [*TITLES, "Value"], [*row(), 68]])


def test_columns_of_the_users_own_may_have_any_title_or_none(tmp_path: Path) -> None:
    scorecard = opened(tmp_path, [["Notes", None, *TITLES, "Notes"], ["x", 1, *row(), "y", "beyond"]])
    assert figures(scorecard) == [("A1", 67.0, "67%", None, "tidy.xlsx:2:8")]
    assert scorecard.problems == ()


def test_an_empty_sheet_is_not_tidy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="record, authority, publication, ref"):
        opened(tmp_path, [])


def test_columns_of_numbers_may_stand_in_any_order(tmp_path: Path) -> None:
    titles: list[Value] = ["high", "low", "value", "record", "authority", "publication", "ref", "period"]
    common: list[Value] = ["Exampleshire", "2023-09", "A1", "2023-09"]
    rows: list[list[Value]] = [[None, None, 0.1, "observation", *common], [30, 20.5, None, "target", *common]]
    scorecard = opened(tmp_path, [titles, *rows])
    assert scorecard.frames.observations["value"].to_list() == [0.1]
    assert scorecard.frames.targets.select("low", "high").rows() == [(20.5, 30.0)]
