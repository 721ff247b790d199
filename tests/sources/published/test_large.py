"""A large table is read at once, and gives what it gives line by line."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.grids import SOURCE, csv, said
from tests.support.published import FIGURES, catalogue, seed_text, text_of
from tui.scorecard.model import Scorecard
from tui.sources.decoding import Line, split_lines
from tui.sources.delimited import delimited_lines
from tui.sources.lines import Lines
from tui.sources.published.reader import read_published, read_rows
from tui.sources.published_text import tabbed_lines
from tui.sources.text_grid import TextGrid

TITLES = [
    "Ref",
    "Indicator",
    "Jul-23",
    "Aug-23",
    "Current",
    "Previous Year",
    "Target",
    "NAT AVE (2021/22)",
    "RAG",
    "DOT",
    "Good perf is",
    "Narrative",
]
WORDED = ["above average", "n/a", "tbc", "lots", "10/20", "80-", "#REF!"]
ODD = ["4S", "see note", "1\u00a0107", "9  9", "n/a", "x" * 50, "0.5", ".5"]


def rows(count: int, seed: int = 1, prefix: str = "ZZ") -> list[list[str]]:
    """Rows of every kind: most plain, some with something to say of them."""
    chance = Random(seed)  # noqa: S311 - made-up figures
    found = []
    for number in range(1, count + 1):
        percent, decimals = number % 3 == 0, number % 4
        figures = [_figure(chance, percent, decimals) for _ in range(4)]
        target = chance.choice(["", "20-24%", "fewer than 85", "85", "1,250", *chance.choices(WORDED)])
        benchmark = chance.choice(["", "n/a", _figure(chance, percent, 1)])
        marks = [chance.choice(["R", "A", "G", "Amber", "\u0391", ""]), chance.choice(["↑", "↓", "1", ""])]
        row = [f"{prefix}{number}", f"Measure {number}, and more", *figures, target, benchmark, *marks]
        row += [chance.choice(["High", "Low", ""]), chance.choice(["", "", "a word"])]
        if number % 31 == 0:
            row[chance.randrange(len(row))] = chance.choice(ODD)
        if number % 47 == 0:
            row[0] = chance.choice(["", f"{prefix}1", f"{prefix.lower()} 7", f"FD{chance.randint(1, 9)}", "CIN8"])
        if number % 101 == 0:
            row = [*row, "beyond"] if chance.random() < 0.5 else row[: chance.randint(3, 9)]
        found.append(row)
    return found


def _figure(chance: Random, percent: bool, decimals: int) -> str:
    if percent:
        return f"{chance.uniform(10, 99):.{decimals}f}%"
    return chance.choice(
        [f"{chance.uniform(0.2, 3):.2f}", str(chance.randint(1, 900)), "1,107", "Not Yet Available", ""]
    )


def large(seed: int = 1) -> list[list[str]]:
    return [
        ["September 2023"],
        TITLES,
        *rows(300, seed),
        ["Child in Need"],
        *rows(200, seed + 1, "CIN"),
        [],
        ["loose words"],
        ["WF14 ASYE Caseload"],
        [TITLES[1], TITLES[0], *TITLES[2:]],
        *[[row[1], row[0], *row[2:]] for row in rows(200, seed + 2, "QQ") if len(row) > 1],
        ["Youth - Head of Service - Bo Long"],
        *rows(20, seed + 3, "YJ"),
    ]


def assert_equal(one: Scorecard, other: Scorecard) -> None:
    for name in (*FIGURES, "published", "listing"):
        first, second = getattr(one.frames, name), getattr(other.frames, name)
        assert first.sort(first.columns).equals(second.sort(second.columns)), name
    assert said(one) == said(other)
    assert (one.period, one.heads) == (other.period, other.heads)


def read(lines: list[Line] | Lines) -> Scorecard:
    return read_published(lines, catalogue(), authority="Tameside")


@pytest.mark.parametrize(("delimiter", "seed"), [(",", 1), (",", 2), ("\t", 3), (";", 4)])
def test_delimited_at_once_and_line_by_line_are_the_same(
    delimiter: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = large(seed)
    if delimiter == ";":
        made = [[cell.replace(",", "") if cell[:1].isdigit() else cell for cell in row] for row in made]
    text = csv(*made, delimiter=delimiter)
    lines = delimited_lines(text, SOURCE)
    assert isinstance(lines.parts[0], TextGrid)
    at_once = read(lines)
    monkeypatch.setattr("tui.sources.delimited.LEAST_LINES", 1 << 40)
    careful = delimited_lines(text, SOURCE)
    assert list(lines) == list(careful)
    assert_equal(at_once, read(careful))


@pytest.mark.parametrize("seed", [2, 3])
def test_text_at_once_and_line_by_line_are_the_same(seed: int) -> None:
    text = text_of(large(seed))
    lines = tabbed_lines(text, SOURCE)
    assert isinstance(lines, Lines)
    assert list(lines) == split_lines(text, SOURCE)
    assert_equal(read(lines), read(split_lines(text, SOURCE)))


def test_decimal_commas_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        [cell.replace(",", "").replace(".", ",") if cell[:1].isdigit() else cell for cell in row] for row in large()
    ]
    text = csv(*made, delimiter=";")
    at_once = read(delimited_lines(text, SOURCE))
    monkeypatch.setattr("tui.sources.delimited.LEAST_LINES", 1 << 40)
    assert_equal(at_once, read(delimited_lines(text, SOURCE)))


def test_most_rows_of_a_large_table_are_plain() -> None:
    """Else the test of their being read alike would say nothing."""
    reading = read_rows(delimited_lines(csv(*large()), SOURCE), catalogue(), authority="Tameside")
    assert sum(len(block.listing) for block in reading.blocks) > 400
    assert reading.glance() is None


def test_a_small_text_waits_for_no_grid() -> None:
    assert tabbed_lines(seed_text(), SOURCE) == split_lines(seed_text(), SOURCE)


def test_many_headings_among_many_rows() -> None:
    """A reader that looked at all that follows once for every heading would take minutes here."""
    made: list[list[str]] = [["September 2023"]]
    for number in range(40):
        titles = TITLES if number % 2 else [*TITLES[:2], *reversed(TITLES[2:])]
        made += [
            titles,
            *([f"{row[0]}{chr(97 + number % 26)}", *row[1:]] for row in rows(80, number, f"Z{chr(65 + number // 26)}")),
        ]
    scorecard = read(delimited_lines(csv(*made), SOURCE))
    assert len(scorecard.frames.listing) > 2_900


BARE = "Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep".split()


@pytest.mark.parametrize(
    "titles",
    [
        [*BARE[6:], *BARE[:6], "Target"],
        [*BARE[:11], "Current"],
        [*BARE[11:], *BARE[:11], "Current", "Same period last year"],
        [*BARE[11:], *BARE[:11], "Target", "RAG"],
        ["Aug-23", "Sep-23", "RAG Aug-23", "Target (Aug-23)", "RAG Sep-23", "Target Sep-23", "RAG"],
        ["Aug", "RAG", "Sep", "RAG", "Target"],
        ["Sep-23", "Target 2022/23", "Target 2023/24", "Target", "England 2021/22", "England 22-23", "London"],
    ],
)
def test_months_and_years_at_once_and_line_by_line_are_the_same(
    titles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(7)  # noqa: S311 - made-up figures

    def cell(title: str) -> str:
        if chance.random() < 0.01:
            return chance.choice(ODD)
        if title.startswith("RAG"):
            return chance.choice(["R", "A", "G", ""])
        return chance.choice(["", *map(str, range(10, 99))])

    made = [[f"ZZ{number}", f"Measure {number}", *map(cell, titles)] for number in range(1, 400)]
    text = csv(["September 2023"], ["Ref", "Indicator", *titles], *made)
    at_once = read(delimited_lines(text, SOURCE))
    monkeypatch.setattr("tui.sources.delimited.LEAST_LINES", 1 << 40)
    assert_equal(at_once, read(delimited_lines(text, SOURCE)))
