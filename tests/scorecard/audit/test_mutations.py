"""Copies of the September 2023 scorecard with a few cells altered: exactly what that adds is found."""

from __future__ import annotations

import pytest

from tests.scorecard.audit.building import keys, seed, seed_lines
from tui.scorecard.audit import audit

Cells = dict[tuple[int, int], str]
Keys = set[tuple[str, str, str]]

SEP = "2023-09"
CIN17_MONTHS = ("69%", "66%", "69%", "71%", "68%", "69%")
NOTHING: Keys = set()


def whole_row(line: int, *cells: str) -> Cells:
    """The cells of a line from the first month on."""
    return {(line, column): text for column, text in enumerate(cells, 3)}


ALTERED: list[tuple[str, Cells, Keys, Keys]] = [  # what is altered, how, what that adds and what it takes away
    ("nothing", {}, NOTHING, NOTHING),
    ("FD1 rose under an arrow down", {(25, 17): "\\downarrow"}, {("arrow", "FD1", SEP)}, NOTHING),
    ("FD1 rose under an arrow across", {(25, 17): "\\leftrightarrow"}, {("arrow", "FD1", SEP)}, NOTHING),
    ("FD2d fell under an arrow down", {(30, 17): "↓"}, NOTHING, {("arrow", "FD2d", SEP)}),
    ("CIN4 has no arrow", {(87, 17): ""}, NOTHING, {("arrow", "CIN4", SEP)}),
    ("CF23 rose", {(155, 8): "91%"}, NOTHING, {("arrow_rounding", "CF23", SEP)}),
    ("CIN2 is Red on target", {(85, 16): "R"}, {("rating_target", "CIN2", SEP)}, NOTHING),
    (
        "SG15 is Green, 14% off: CF30, less far off, is Amber",
        {(192, 16): "G"},
        {("rating_target", "SG15", SEP), ("rating_pair", "CF30", SEP)},
        NOTHING,
    ),
    (
        "CF31 is Green, one point off: one tolerance in percent of the target explains all ratings",
        {(161, 16): "G"},
        {("rating_target", "CF31", SEP)},
        {("rating_pair", "CF31", SEP), ("rating_pair", "CIN17", SEP)},
    ),
    ("CF25 has a target that it misses", {(156, 10): "90%"}, {("rating_target", "CF25", SEP)}, NOTHING),
    ("CIN4 has a range that it misses", {(87, 10): "20-23%"}, {("rating_target", "CIN4", SEP)}, NOTHING),
    ("CIN8 is not rated", {(91, 16): ""}, {("stale", "CIN8", SEP)}, {("rating_target", "CIN8", SEP)}),
    ("FD2c is not FD2b over FD2a in August", {(29, 7): "35%"}, {("identity", "FD2c", "2023-08")}, NOTHING),
    ("CF17 implies another total than CF20", {(136, 8): "4.9%"}, {("identity", "CF17", SEP)}, NOTHING),
    ("CIN19 implies another population in June", {(106, 5): "72"}, {("identity", "CIN19", "2023-06")}, NOTHING),
    ("SG17 is not the sum in July", {(194, 6): "80"}, {("identity", "SG17", "2023-07")}, NOTHING),
    (
        "SG17 falls in July",
        {(194, 6): "60"},
        {("identity", "SG17", "2023-07"), ("impossible", "SG17", "2023-07")},
        NOTHING,
    ),
    ("the grades add up to 111% in April", {(197, 3): "76%"}, {("identity", "SG18", "2023-04")}, NOTHING),
    ("CF21 is below every month in June", {(142, 5): "63%"}, {("identity", "CF21", "2023-06")}, NOTHING),
    ("SG12 is 98% in April", {(189, 3): "98%"}, NOTHING, {("identity", "SG11", "2023-04")}),
    ("FD1 has a digit too many in June", {(25, 5): "13460"}, {("scale", "FD1", "2023-06")}, NOTHING),
    (
        "CIN8 has lost its point in July",
        {(91, 6): "870%"},
        {("scale", "CIN8", "2023-07"), ("impossible", "CIN8", "2023-07")},
        NOTHING,
    ),
    ("the outturn of CIN8 is a tenth", {(91, 9): "7.6%"}, {("scale", "CIN8", SEP)}, NOTHING),
    (
        "CIN21 is negative, and did not rise",
        {(108, 8): "-185"},
        {("impossible", "CIN21", SEP), ("arrow", "CIN21", SEP)},
        NOTHING,
    ),
    (
        "CF29 has the months of CIN17, which are not level at the end",
        whole_row(159, *CIN17_MONTHS),
        {("copied", "CF29", SEP), ("arrow_rounding", "CF29", SEP)},
        NOTHING,
    ),
    ("FD8b has its own figure in June", {(34, 5): "46"}, NOTHING, {("copied", "FD8b", "2023-08")}),
    ("FD16 has lost all its cells", whole_row(39, *[""] * 6), {("stale", "FD16", SEP)}, NOTHING),
    ("FD1 is not yet available", {(25, 8): "Not Yet Available"}, {("stale", "FD1", SEP)}, NOTHING),
    ("FD16 is not a number", {(39, 8): "#REF!"}, {("stale", "FD16", SEP)}, NOTHING),
    ("the audits are there in September", {(193, 8): "9"}, NOTHING, {("stale", "SG16", SEP)}),
    ("CIN25 has its figure in June", {(112, 5): "32", (112, 6): ""}, NOTHING, {("stale", "CIN25", SEP)}),
    ("CIN8 has one place in September", {(91, 8): "84.0%"}, NOTHING, {("precision", "CIN8", SEP)}),
    ("SG3 has whole numbers in May", {(180, 4): "1%"}, {("precision", "SG3", SEP)}, NOTHING),
    (
        "the heading of Child in Need says 2021/22",
        {(83, 12): "North West Average (2021/22)"},
        NOTHING,
        {("benchmark_year", "CIN2", SEP), ("stale", "CIN2", SEP)},
    ),
    (
        "the heading of Safeguarding says 2020/21 for England",
        {(177, 14): "England Average (2020/21)"},
        {("benchmark_year", "SG5", SEP), ("stale", "SG5", SEP)},
        NOTHING,
    ),
    ("FD16 bears the ref of FD1", {(39, 1): "FD1"}, {("layout", "FD1", SEP)}, NOTHING),
    ("FD7 has lost its ref", {(33, 1): ""}, {("layout", "FD7", SEP)}, NOTHING),
    (
        "FD7 has lost its ref and bears a name of its own",
        {(33, 1): "", (33, 2): "Doorbells rung (%)", (33, 16): ""},
        {("layout", "?doorbells-rung-%", SEP), ("precision", "?doorbells-rung-%", SEP)},
        {("precision", "FD7", SEP)},
    ),
]


@pytest.mark.parametrize(("cells", "added", "gone"), [row[1:] for row in ALTERED], ids=[row[0] for row in ALTERED])
def test_an_altered_copy(cells: Cells, added: Keys, gone: Keys) -> None:
    before, after = audit(seed()), audit(seed(cells))
    assert keys(after) - keys(before) == added - keys(before)
    assert keys(before) - keys(after) == gone
    assert len(after) == len(before) + len(added) - len(gone)


def test_the_seed_has_the_rows_that_are_altered() -> None:
    refs = {line: seed_lines()[line - 1].split("\t")[0] for line in (25, 34, 39, 85, 91, 106, 136, 161, 189, 194, 197)}
    assert list(refs.values()) == "FD1 FD8b FD16 CIN2 CIN8 CIN19 CF17 CF31 SG12 SG17 SG19".split()
