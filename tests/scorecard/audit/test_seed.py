"""The findings on the September 2023 scorecard, each with the reason for which it is true."""

from __future__ import annotations

from functools import cache

import pytest

from tests.scorecard.audit.building import keys, seed
from tui.scorecard.audit import KINDS, Finding, audit
from tui.scorecard.periods import key
from tui.scorecard.problems import SEVERITIES

MIXED = "the current month is published in whole per cents, the months before to one place"
TWICE = "Not Yet Available in August and in September"
OUT_OF_STEP = "a quarterly row with a figure in July, none in June, and one in September"
TRUE = [
    ("error", "arrow", "FD2d", "60 to 39 under an arrow up"),
    ("error", "arrow", "CIN4", "20% to 24% under an arrow down"),
    ("error", "identity", "SG11", "April: 98% for a year that has one month, of 100%"),
    ("error", "identity", "SG11", "May: 91% for the year, of months of 100% and 99%"),
    ("warning", "copied", "FD8b", "40 47 45 61 60 is FD2d's April to August too; September differs, 33 and 39"),
    ("warning", "layout", "EH10d", "EH10d, EH11 and EH11a are refs without a row"),
    ("warning", "benchmark_year", "CIN2", "the heading says 2020/21 for the North West, 2021/22 for the others"),
    ("warning", "rating_pair", "CIN17", "69% of 80% is Red, 11 points off; SG15's 82% of 95% Amber, 13 points off"),
    ("warning", "layout", "CIN20", "seven rows stand without their ref, or with one that cannot be read"),
    ("warning", "stale", "CF15", "rated R, and its figures are in no certain order"),
    ("warning", "layout", "CF15", "a ref without a row"),
    ("warning", "layout", "CF16", "16 cells under 17 headings: the Target column is not there"),
    ("warning", "layout", "CF16", "the Cared for Children table has no headings of its own"),
    ("warning", "rating_pair", "CF31", "51% of 52% is Amber, CF23's 90% of 96% Green, further off in either measure"),
    ("warning", "stale", "SG16", TWICE),
    ("warning", "stale", "SG17", TWICE),
    ("warning", "stale", "SG18", TWICE),
    ("warning", "stale", "SG19", TWICE),
    ("warning", "layout", "SG19", "SG19 and SG20 are cut off after 13 cells"),
    ("warning", "stale", "SG20", TWICE),
    ("warning", "stale", "WF14", "rated G, and its figures are in no certain order"),
    ("warning", "layout", "WF14", "a ref without a row"),
    ("info", "layout", "FD1", "arrows that stand as 1, a LaTeX command or with a bracket"),
    ("info", "layout", "FD2b", "22 of the 28 Ambers are a Greek letter"),
    ("info", "precision", "FD2f", MIXED),
    ("info", "precision", "FD7", MIXED),
    ("info", "precision", "FD8c", MIXED),
    ("info", "precision", "FD8d", MIXED),
    ("info", "precision", "FD8e", MIXED),
    ("info", "precision", "FD8f", MIXED),
    ("info", "stale", "CIN2", "2020/21 ended in March 2021, two and a half years before September 2023"),
    ("info", "rating_target", "CIN8", "Green at 84% against 85%"),
    ("info", "precision", "CIN8", MIXED),
    ("info", "rating_target", "CIN20", "Green at 94% against 95%"),
    ("info", "stale", "CIN25", OUT_OF_STEP),
    ("info", "stale", "CIN26", OUT_OF_STEP),
    ("info", "stale", "CIN27", OUT_OF_STEP),
    ("info", "benchmark_year", "CF19", "no heading states the year of the Cared for Children benchmarks"),
    ("info", "layout", "CF19", "four Ambers are a Cyrillic letter"),
    ("info", "arrow_rounding", "CF23", "90% to 90% under an arrow up: 89.8% to 90.2% would do"),
    ("info", "rating_target", "CF23", "Green at 90% against 96%"),
]
SENTENCES = {
    ("arrow", "FD2d"): (
        "The arrow points up, but information requests received fell from 60 in August to 39 in September 2023."
    ),
    ("arrow", "CIN4"): (
        "The arrow points down, but re-referrals within a year rose from 20% in August to 24% in September 2023."
    ),
    ("arrow_rounding", "CF23"): (
        "The arrow points up, but health assessments met stayed at 90% in August and September 2023;"
        " rounding could explain it."
    ),
    ("copied", "FD8b"): (
        "The same figures as FD2d (information requests received) in five months running, April to August 2023:"
        " 40, 47, 45, 61, 60."
    ),
    ("rating_pair", "CF31"): (
        "Rated Amber where 51% is 1 point short of the target of 52% (1.9% of it), but CF23 is Green where 90% is"
        " 6 points short of the target of 96% (6.2% of it)."
    ),
    ("rating_pair", "CIN17"): (
        "Rated Red where 69% is 11 points short of the target of 80%, but SG15 is Amber where 82% is 13 points"
        " short of the target of 95%."
    ),
    ("benchmark_year", "CIN2"): (
        "The North West benchmarks of Child in Need are of 2020/21, those of Greater Manchester, Statistical"
        " neighbours and England of 2021/22."
    ),
    ("rating_target", "CF23"): "Rated Green, but 90% is 6 points short of the target of 96%.",
    ("stale", "SG16"): (
        "No figure for September 2023: not yet available, for the second month running; the last is that of July 2023."
    ),
    ("stale", "CF15"): "Rated Red, but there is no figure for September 2023: not readable.",
    ("layout", "SG19"): (
        "SG19 to SG20: 13 cells under 17 headings; cut off before England Average (2021/22), Last 12 Months,"
        " Performance, Direction of Travel."
    ),
}


@cache
def findings() -> tuple[Finding, ...]:
    return audit(seed())


def test_exactly_these_are_found_in_this_order() -> None:
    assert [(one.severity, one.kind, one.ref) for one in findings()] == [row[:3] for row in TRUE]


@pytest.mark.parametrize("name", SENTENCES, ids=" ".join)
def test_sentences(name: tuple[str, str]) -> None:
    assert [one.text for one in findings() if (one.kind, one.ref) == name] == [SENTENCES[name]]


def test_findings_are_complete() -> None:
    for one in findings():
        assert one.kind in KINDS
        assert one.severity in SEVERITIES
        assert one.published
        assert one.computed
        assert one.text.endswith(".")
        assert one.places
        assert all(place.startswith("september-2023.txt:") for place in one.places)
        assert "  " not in one.text


def test_months_of_findings() -> None:
    past = {(kind, ref, month) for kind, ref, month in keys(findings()) if month != "2023-09"}
    assert past == {
        ("identity", "SG11", "2023-04"),
        ("identity", "SG11", "2023-05"),
        ("copied", "FD8b", "2023-08"),
    }
    assert all(key(one.period) == "2023-09" for one in findings() if one.kind not in ("identity", "copied"))


def test_what_holds_is_not_found() -> None:
    """FD2c, the looked after, SG17, the grades, under-18s, CF21 and CF22, SG5 and SG6; FD8e's fall to 1.1%."""
    assert {one.ref for one in findings() if one.kind == "identity"} == {"SG11"}
    assert not [one for one in findings() if one.kind in ("impossible", "scale")]
    assert [one.ref for one in findings() if one.kind == "copied"] == ["FD8b"]
    assert not [one for one in findings() if one.ref == "CF28"]  # its quarter's 99% is carried on
