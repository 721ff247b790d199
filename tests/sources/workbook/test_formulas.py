"""Formulas whose value the file does not hold: none is taken for a blank, and each says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import marked, observed, read_book
from tests.support.published import found
from tests.support.workbooks import MAIN, MadeSheet
from tui.scorecard.missing import BLANK, UNREADABLE
from tui.scorecard.model import Scorecard

LINE = "is a formula without a stored value; open the workbook in a spreadsheet, let it calculate and save it"


def read(tmp_path: Path, *cells: str, headings: str = "") -> Scorecard:
    """A sheet whose third row begins with a ref and a name, and then has these cells."""
    titles = "".join(
        f'<c r="{letter}2" t="str"><v>{title}</v></c>'
        for letter, title in zip("ABCDE", ("Ref", "Indicator", "Aug-23", "Sep-23", "RAG"), strict=True)
    )
    row = '<c r="A3" t="str"><v>FD1</v></c><c r="B3" t="str"><v>Contacts</v></c>' + "".join(cells)
    raw = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>September 2023</v></c></row>'
        f'<row r="2">{headings or titles}</row><row r="3">{row}</row></sheetData></worksheet>'
    )
    return read_book(tmp_path / "book.xlsx", MadeSheet("S", raw=raw))


@pytest.fixture(params=[False, True], ids=["cell by cell", "at once"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        monkeypatch.setattr("tui.sources.workbook.lines.LARGE", 1)


@pytest.mark.parametrize("value", ["", "<v />", "<v/>", "<v></v>", "<v> </v>"])
@pytest.mark.parametrize("kind", ["", ' t="n"', ' t="b"'])
def test_an_empty_value_is_as_none_at_all(tmp_path: Path, value: str, kind: str) -> None:
    scorecard = read(tmp_path, '<c r="C3"><v>1</v></c>', f'<c r="D3"{kind}><f>C3*2</f>{value}</c>')
    assert observed(scorecard, "FD1")[1] == ("2023-09", None, "=C3*2", "S!D3")
    assert scorecard.frames.observations["missing"].to_list() == [None, UNREADABLE]
    (problem,) = found(scorecard, LINE)
    assert (problem.severity, problem.place, problem.ref) == ("error", "book.xlsx:S!D3", "FD1")


@pytest.mark.parametrize("value", ["<v />", "<v></v>"])
def test_a_formula_that_gives_an_empty_text_is_blank(tmp_path: Path, value: str) -> None:
    scorecard = read(tmp_path, f'<c r="C3" t="str"><f>IF(1,"",2)</f>{value}</c>', '<c r="D3"><v>2</v></c>')
    assert observed(scorecard, "FD1")[0][1:3] == (None, "")
    assert scorecard.frames.observations["missing"][0] == BLANK
    assert found(scorecard, "formula") == []


def test_an_empty_value_without_a_formula_is_blank(tmp_path: Path) -> None:
    scorecard = read(tmp_path, '<c r="C3"><v></v></c>', '<c r="D3"><v>2</v></c>')
    assert scorecard.frames.observations["missing"][0] == BLANK
    assert [one for one in scorecard.problems if one.severity == "error"] == []


def test_one_of_several_formulas_that_share_their_text_is_no_arrow(tmp_path: Path) -> None:
    titles = "".join(
        f'<c r="{letter}2" t="str"><v>{title}</v></c>'
        for letter, title in zip("ABCD", ("Ref", "Indicator", "Sep-23", "Direction of travel"), strict=True)
    )
    shared = '<c r="D3"><f t="shared" si="0"/><v></v></c>'
    scorecard = read(tmp_path, '<c r="C3"><v>1</v></c>', shared, headings=titles)
    assert marked(scorecard, "FD1")[2] is None
    assert [one.place for one in found(scorecard, "is not a direction that can be read")] == ["book.xlsx:S!D3"]


def test_months_that_are_formulas_are_named_with_what_to_do(tmp_path: Path) -> None:
    headings = (
        '<c r="A2" t="str"><v>Ref</v></c><c r="B2" t="str"><v>Indicator</v></c><c r="C2" t="str"><v>Jul-23</v></c>'
        '<c r="D2"><f>EDATE(C2,1)</f><v /></c><c r="E2"><f>EDATE(D2,1)</f><v /></c>'
    )
    cells = [f'<c r="{letter}3"><v>1</v></c>' for letter in "CDE"]
    (problem,) = found(read(tmp_path, *cells, headings=headings), "without a stored value")
    assert (problem.severity, problem.place) == ("error", "book.xlsx:S!D2")
    assert problem.message == (
        "2 formulas without a stored value, which are not read (D2:E2); open the workbook in a spreadsheet, let it"
        " calculate and save it"
    )


def test_a_target_that_is_a_formula_is_an_error(tmp_path: Path) -> None:
    titles = "".join(
        f'<c r="{letter}2" t="str"><v>{title}</v></c>'
        for letter, title in zip("ABCD", ("Ref", "Indicator", "Sep-23", "Target"), strict=True)
    )
    scorecard = read(tmp_path, '<c r="C3"><v>1</v></c>', '<c r="D3"><f>C3</f><v/></c>', headings=titles)
    assert scorecard.frames.targets.drop_nulls("low").is_empty()
    (problem,) = found(scorecard, "1 formula without a stored value, which is not read (D3)")
    assert (problem.severity, problem.place) == ("error", "book.xlsx:S!D3")


def test_a_rating_that_is_a_formula_says_what_to_do(tmp_path: Path) -> None:
    scorecard = read(tmp_path, '<c r="C3"><v>1</v></c>', '<c r="D3"><v>1</v></c>', '<c r="E3"><f>C3</f><v/></c>')
    assert marked(scorecard, "FD1")[0] is None
    assert [one.place for one in found(scorecard, "is not a rating that can be read")] == ["book.xlsx:S!E3"]
    assert found(scorecard, "1 formula without a stored value, which is not read (E3)")[0].severity == "error"
