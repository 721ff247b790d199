"""The bundled scorecard, compared cell by cell with a transcription made here and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.support.accounting import assert_nothing_is_dropped
from tests.support.published import catalogue, found, read, seed_text, shown
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview

MONTHS = [date(2023, 4, 30), date(2023, 5, 31), date(2023, 6, 30), date(2023, 7, 31), date(2023, 8, 31)]
SEPTEMBER = date(2023, 9, 30)
COLUMNS = 17
TARGET, COMPARATORS, TREND, RATING, DIRECTION = 9, {10: "gm", 11: "nw", 12: "sn", 13: "england"}, 14, 15, 16
LOST_TARGET = [f"CF{number}" for number in range(16, 23)]
CUT_OFF = ["SG19", "SG20"]
REFS_BY_LINE = {107: "CIN20", 108: "CIN21", 109: "CIN22", 110: "CIN23", 111: "CIN24", 112: "CIN25", 114: "CIN27"}
RATINGS = {"": None, "R": "R", "A": "A", "\u0391": "A", "\u0410": "A", "G": "G"}
DIRECTIONS = {
    "": None,
    "1": "up",
    "↑": "up",
    "↑ (": "up",
    "\\downarrow": "down",
    "↔": "same",
    "\\leftrightarrow": "same",
}
AREAS = {
    "FD": "Front Door",
    "EH": "Early Help",
    "CIN": "Child in Need",
    "CF": "Cared for Children",
    "SG": "Safeguarding and Quality Assurance",
    "WF": "Workforce",
}
LOOSE = {
    "CF15": [(118, "12%"), (125, "13%"), (127, "13%"), (129, "12.7%"), (131, "13.0%"), (144, "12.6%"), (147, "12%")],
    "WF14": [(202, "13.8"), (204, "14.6"), (206, "13.7"), (210, "13.9"), (212, "14.5"), (214, "13.1"), (216, "14.4")],
}
FRAGMENTS = {"EH10d": 56, "EH11": 59, "EH11a": 61, "CF15": 120, "WF14": 208}

Row = dict[str, Any]
Cell = tuple[str, str] | None
"""A cell's text and place; null where the row has none under that column."""


@cache
def scorecard() -> Scorecard:
    return read(seed_text())


@cache
def transcription() -> dict[str, list[Cell]]:
    """The 79 whole rows by ref, each with a cell or null under each of the 17 columns."""
    rows = {}
    for number, line in enumerate(seed_text().split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 13 or cells[0] in ("-", "Ref", "Outcom"):
            continue
        ref = REFS_BY_LINE.get(number, cells[0])
        placed: list[Cell] = [(cell, f"a.txt:{number}:{column}") for column, cell in enumerate(cells, 1)]
        if ref in LOST_TARGET:
            assert len(placed) == COLUMNS - 1
            placed.insert(TARGET, None)
        elif ref in CUT_OFF:
            assert len(placed) == 13
            placed += [None] * 4
        assert len(placed) == COLUMNS, ref
        rows[ref] = placed
    assert len(rows) == 79
    return rows


def line_of(ref: str) -> int:
    first = transcription()[ref][0]
    assert first is not None
    return int(first[1].split(":")[1])


def number_in(text: str) -> float | None:
    if text in ("", "Not Yet Available"):
        return None
    return float(text.replace(",", "").removesuffix("%"))


def figure(cell: Cell) -> Row:
    assert cell is not None
    text, place = cell
    reason = {"": "blank", "Not Yet Available": "not_yet_available"}.get(text)
    return {"value": number_in(text), "text": text, "missing": reason, "place": place}


def expected(frame: str) -> Iterator[Row]:
    for ref, cells in transcription().items():
        if frame == "observations":
            for cell, period in zip(cells[2:8], [*MONTHS, SEPTEMBER], strict=True):
                yield {"ref": ref, "period": period, **figure(cell)}
        elif frame == "outturns":
            yield {"ref": ref, "year": "2022/23", **figure(cells[8])}
        elif frame == "targets" and cells[TARGET] is not None and cells[TARGET] != ("", f"a.txt:{line_of(ref)}:10"):
            text, place = cells[TARGET] or ("", "")
            low, _, high = text.removesuffix("%").partition("-")
            ends = {"low": float(low), "high": float(high or low)}
            yield {"ref": ref, "period": SEPTEMBER, **ends, "text": text, "place": place}
        elif frame == "benchmarks":
            for column, comparator in COMPARATORS.items():
                cell = cells[column]
                if cell and cell[0]:
                    yield {"ref": ref, "comparator": comparator, "year": year(ref, comparator), **figure(cell)}


def year(ref: str, comparator: str) -> str | None:
    if ref.startswith("CF"):
        return None
    return "2020/21" if ref.startswith("CIN") and comparator == "nw" else "2021/22"


def rows_of(frame: str, refs: set[str]) -> list[Row]:
    found_rows = getattr(scorecard().frames, frame).to_dicts()
    common = ("authority", "publication", "source")
    assert {tuple(row[name] for name in common) for row in found_rows} == {("Tameside", SEPTEMBER, "a.txt")}
    return [{name: row[name] for name in row if name not in common} for row in found_rows if row["ref"] in refs]


def by_place(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [int(part) for part in row["place"].split(":")[1:]])


@pytest.mark.parametrize("frame", ["observations", "outturns", "benchmarks", "targets"])
def test_every_figure_of_the_79_rows_is_as_published(frame: str) -> None:
    assert by_place(rows_of(frame, set(transcription()))) == by_place(list(expected(frame)))


def test_every_rating_and_arrow_of_the_79_rows_is_as_published() -> None:
    wanted = []
    for ref, cells in transcription().items():
        rating, arrow = cells[RATING], cells[DIRECTION]
        wanted.append(
            {
                "ref": ref,
                "period": SEPTEMBER,
                "rating": RATINGS[rating[0]] if rating else None,
                "rating_text": rating[0] if rating else None,
                "direction": DIRECTIONS[arrow[0]] if arrow else None,
                "direction_text": arrow[0] if arrow else None,
                "place": rating[1] if rating else f"a.txt:{line_of(ref)}:1",
                "direction_place": arrow[1] if arrow else None,
            }
        )
    assert by_place(rows_of("published", set(transcription()))) == by_place(wanted)


def test_every_row_is_listed_in_its_order_under_its_area() -> None:
    wanted = []
    for ref, cells in transcription().items():
        name = cells[1]
        assert name is not None
        area = AREAS[ref.rstrip("abcdef0123456789")]
        row = "restored" if line_of(ref) in REFS_BY_LINE else "whole"
        order = line_of(ref)
        wanted.append(
            {"ref": ref, "area": area, "name": name[0], "row": row, "order": order, "place": f"a.txt:{order}:1"}
        )
    assert rows_of("listing", set(transcription())) == wanted


def test_published_ratings_are_counted_as_the_domain_says() -> None:
    published = scorecard().frames.published
    whole = Counter(published.filter(published["ref"].is_in(list(transcription())))["rating"])
    assert whole == {"R": 7, "A": 28, "G": 24, None: 20}
    total = overview(scorecard()).ratings
    assert (total.red, total.amber, total.green, total.unrated) == (8, 28, 25, 23)


def test_amber_came_in_three_alphabets() -> None:
    assert {text for text in scorecard().frames.published["rating_text"] if RATINGS.get(text or "") == "A"} == {
        "\u0391",
        "\u0410",
        "A",
    }


def test_no_indicator_is_there_beside_the_rows_and_the_fragments() -> None:
    assert set(scorecard().frames.listing["ref"]) == {*transcription(), *FRAGMENTS}
    assert len(scorecard().frames.listing) == 84


def test_four_heads_of_service_are_published() -> None:
    assert scorecard().heads == {
        "Front Door": "Wendy Monnelly",
        "Child in Need": "Helen Delamere",
        "Cared for Children": "Sara Patel",
        "Safeguarding and Quality Assurance": "Debbie Duddridge",
    }
    heads = {area.name: area.head_of_service for area in overview(scorecard()).areas}
    assert heads["Early Help"] == heads["Workforce"] == "not published"


@pytest.mark.parametrize(("ref", "line"), FRAGMENTS.items())
def test_a_fragment_keeps_what_is_certain_and_its_figures_are_unreadable(ref: str, line: int) -> None:
    one = shown(scorecard())[ref]
    rating, direction = {"CF15": ("R", None), "WF14": ("G", "up")}.get(ref, (None, None))
    assert (one.row, one.rating, one.direction) == ("fragment", rating, direction)
    assert one.name == catalogue().indicators[ref].name
    assert one.area == AREAS[ref.rstrip("ad0123456789")]
    assert {(point.figure.value, point.figure.text, point.figure.missing) for point in one.history} == {
        (None, None, "unreadable")
    }
    assert (one.current.missing, one.previous_year.missing) == ("unreadable", "unreadable")
    assert (one.target, one.benchmarks, one.place) == (None, (), f"a.txt:{line}:1")
    (problem,) = found(scorecard(), f"{ref} has no row")
    assert (problem.severity, problem.place, problem.ref) == ("error", f"a.txt:{line}:1", ref)


def test_the_marks_of_fragments_keep_their_places() -> None:
    assert shown(scorecard())["CF15"].rating_place == "a.txt:153:1"
    assert shown(scorecard())["WF14"].rating_place == "a.txt:220:1"
    assert shown(scorecard())["WF14"].direction_place == "a.txt:218:1"


@pytest.mark.parametrize("ref", LOOSE)
def test_each_loose_number_is_a_problem_with_its_place(ref: str) -> None:
    listed = [(problem.place, problem.severity) for problem in found(scorecard(), f"belongs to {ref}, but")]
    assert listed == [(f"a.txt:{line}:1", "error") for line, _ in LOOSE[ref]]
    for line, text in LOOSE[ref]:
        assert seed_text().split("\n")[line - 1].strip() == text


def test_cared_for_children_has_no_headings_and_says_so() -> None:
    (problem,) = found(scorecard(), "no column headings")
    assert (problem.severity, problem.place) == ("warning", "a.txt:116:1")
    assert "line 83" in problem.message
    benchmarks = scorecard().frames.benchmarks
    assert set(benchmarks.filter(benchmarks["ref"].str.starts_with("CF"))["year"]) == {None}


def test_restored_refs_are_listed_one_by_one() -> None:
    restored = {problem.place: problem.ref for problem in found(scorecard(), "restored as")}
    assert restored == {f"a.txt:{line}:1": ref for line, ref in REFS_BY_LINE.items()}


def test_short_rows_are_listed_with_what_they_lost() -> None:
    (target,) = found(scorecard(), "read as having lost Target")
    (cut_off,) = found(scorecard(), "cut off before")
    assert target.message.startswith("CF16 to CF22: 16 cells under 17 headings")
    assert cut_off.message.startswith("SG19 to SG20: 13 cells under 17 headings")


def test_debris_of_drawn_trends_is_listed_as_carrying_no_figure() -> None:
    debris = {cell[1] for cells in transcription().values() if (cell := cells[TREND]) and cell[0]}
    listed = found(scorecard(), "what remains of a drawn trend")
    assert {problem.place for problem in listed} == debris
    assert {problem.severity for problem in listed} == {"info"}


def test_errors_are_the_fragments_and_the_loose_numbers_and_nothing_else() -> None:
    errors = [problem.place for problem in scorecard().problems if problem.severity == "error"]
    lines = [*FRAGMENTS.values(), *(line for loose in LOOSE.values() for line, _ in loose)]
    assert sorted(errors) == sorted(f"a.txt:{line}:1" for line in lines)


def test_problems_stand_in_reading_order_and_none_stands_twice() -> None:
    places = [[int(part) for part in problem.place.split(":")[1:]] for problem in scorecard().problems]
    assert places == sorted(places)
    assert len(set(scorecard().problems)) == len(scorecard().problems)


def test_no_cell_is_dropped() -> None:
    assert_nothing_is_dropped(seed_text(), scorecard())
