"""What `scorecard rules` prints."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.support.figures import SEPTEMBER, bundled
from tui.reports.records import dumps
from tui.reports.rules import rules_csv, rules_record, rules_sheets, verdict
from tui.reports.sheets import to_markdown
from tui.scorecard.rule_lab import SCENARIOS, Fit, Flip, Lab, Scenario, rule_lab

FLIP = Flip("X\x1b1", "G", "R", "79% is 1 pp below 80%, with no tolerance")
SMALL = Lab(
    rated=3,
    judged=("X1", "X2"),
    fits=(Fit("points", 1.0, 2.5, 1, 4, 1, (FLIP,)),),
    scenarios=(Scenario("none", SCENARIOS["none"], 2, (FLIP,)),),
)
EMPTY = Lab(rated=3, judged=(), fits=(), scenarios=())


@pytest.fixture(scope="module")
def lab() -> Lab:
    scorecard, frames, figures = bundled()
    return rule_lab(figures, frames.published, scorecard.catalogue, frames.outturns, frames.benchmarks)


def test_the_record_has_the_keys_that_are_promised() -> None:
    flip = {"ref": FLIP.ref, "published": "G", "derived": "R", "reason": FLIP.reason}
    assert rules_record(SMALL, "Exampleshire", SEPTEMBER) == {
        "authority": "Exampleshire",
        "period": "2023-09",
        "rated": 3,
        "judged": ["X1", "X2"],
        "fits": [
            {
                "kind": "points",
                "green": 1.0,
                "amber": 2.5,
                "agree": 1,
                "of": 2,
                "tied": 4,
                "at_most": 1,
                "disagree": [flip],
            }
        ],
        "scenarios": [
            {"key": "none", "rule": "no tolerance: Red off target", "compared": 2, "same": 1, "flips": [flip]}
        ],
    }


def test_the_record_of_the_bundled_scorecard_is_json(lab: Lab) -> None:
    record = rules_record(lab, "Tameside", SEPTEMBER)
    assert json.loads(dumps(record)) == record
    assert [scenario["key"] for scenario in record["scenarios"]] == list(SCENARIOS)


AMBER_TO_RED = ["CF30 Amber to Red", "CF31 Amber to Red", "SG15 Amber to Red"]


def test_the_sheets_say_what_fits_and_what_flips(lab: Lab) -> None:
    sheets = rules_sheets(lab, "Tameside", SEPTEMBER)
    assert [sheet.caption for sheet in sheets] == [
        "Tameside, September 2023: no single tolerance fits: the best explains 13 of the 14 ratings that can be judged",
        "Not explained by Green within 7% of target, Amber within 10% of target: 2",
        "Not explained by Green within 6 points, Amber within 9 points: 2",
        "What each rule would change",
    ]
    fits = [[cell.text for cell in row] for row in sheets[0].rows]
    assert fits[0][:4] == ["per cent of the target", "7", "10", "12 of 14"]
    flips = {row[0].text: [cell.text for cell in row[1:]] for row in sheets[-1].rows}
    assert flips["no tolerance: Red off target"] == [
        "14",
        "6",
        ", ".join(["CIN8 Green to Red", "CIN20 Green to Red", "CF23 Green to Red", *AMBER_TO_RED]),
    ]
    assert all(len(row) == len(sheet.headings) for sheet in sheets for row in sheet.rows)


def test_a_rating_is_a_letter_as_well_as_a_colour(lab: Lab) -> None:
    row = rules_sheets(lab, "Tameside", SEPTEMBER)[1].rows[0]
    assert [(cell.text, cell.tone) for cell in row[1:3]] == [(" A ", "A"), (" G ", "G")]


def test_one_row_a_flip_as_csv(lab: Lab) -> None:
    rows = list(csv.DictReader(io.StringIO(rules_csv(lab))))
    assert len(rows) == 2 + 2 + 4 + 5 + 4 + 4 + 4 + 6
    assert rows[0] == {
        "rule": "fit_percent_of_target",
        "ref": "CF31",
        "published": "A",
        "derived": "G",
        "reason": "51% is 1 pp below 52%, within 7% of it (3.64 pp)",
    }


def test_nothing_from_a_file_is_obeyed() -> None:
    printed = to_markdown(rules_sheets(SMALL, "Example\x1bshire", SEPTEMBER)) + rules_csv(SMALL)
    assert "\x1b" not in printed
    assert "X␛1" in printed


def test_the_verdict() -> None:
    assert verdict(EMPTY) == ("none of the 3 published ratings has a direction, a target and a figure to judge it by")
    fitting = Lab(2, ("X1", "X2"), (Fit("points", 1.0, 2.0, 2, 1, 2, ()),), ())
    assert verdict(fitting) == "one tolerance explains all 2 ratings that can be judged"
    assert [sheet.caption for sheet in rules_sheets(fitting, "E", SEPTEMBER)][1:] == ["What each rule would change"]
    assert len(rules_sheets(EMPTY, "E", SEPTEMBER)) == 2
