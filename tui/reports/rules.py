"""`scorecard rules`: whether one rule explains the published ratings, and what each common one would change.

The records (`--format json`) are one object with stable keys:

    authority, period   whose ratings, of which month ("2023-09")
    rated               how many indicators have a published rating
    judged              the refs of those that a tolerance could be read off (a direction, a target and a figure)
    fits                [{kind, green, amber, agree, of, tied, at_most, disagree}], one a kind of tolerance;
                        `of` counts the judged, the others are those of `rule_lab.Fit`
    scenarios           [{key, rule, compared, same, flips}]; keys: catalogue, percent_5, percent_10, points_2_5,
                        floor, none

`disagree` and `flips` hold [{ref, published, derived, reason}], one an indicator; ratings are R, A and G.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.reports.cells import Cell, Tone
from tui.reports.plain_text import visible
from tui.reports.records import Record
from tui.reports.sheets import Heading, Sheet, to_csv
from tui.scorecard.mark_words import RATING_WORDS
from tui.scorecard.periods import key, long_label
from tui.scorecard.rule_lab import Fit, Flip, Lab, Scenario

_UNITS: Final = {"percent_of_target": "% of target", "points": " points"}
_TONES: Final[dict[str, Tone]] = {"R": "R", "A": "A", "G": "G"}


def rules_record(lab: Lab, authority: str, period: date) -> Record:
    """What the lab says, for machines; its keys are those at the top of this file."""
    return {
        "authority": authority,
        "period": key(period),
        "rated": lab.rated,
        "judged": list(lab.judged),
        "fits": [
            {
                "kind": fit.kind,
                "green": fit.green,
                "amber": fit.amber,
                "agree": fit.agree,
                "of": len(lab.judged),
                "tied": fit.tied,
                "at_most": fit.at_most,
                "disagree": _flip_records(fit.disagree),
            }
            for fit in lab.fits
        ],
        "scenarios": [
            {
                "key": scenario.key,
                "rule": scenario.words,
                "compared": scenario.compared,
                "same": scenario.compared - len(scenario.flips),
                "flips": _flip_records(scenario.flips),
            }
            for scenario in lab.scenarios
        ],
    }


def _flip_records(flips: Sequence[Flip]) -> list[Record]:
    return [
        {"ref": flip.ref, "published": flip.published, "derived": flip.derived, "reason": flip.reason} for flip in flips
    ]


def rules_csv(lab: Lab) -> str:
    """One row an indicator that a rule would rate otherwise; `rule` is a scenario's key, or `fit_` and a kind."""
    rules = [(f"fit_{fit.kind}", fit.disagree) for fit in lab.fits]
    rules += [(scenario.key, scenario.flips) for scenario in lab.scenarios]
    rows = [
        (rule, visible(flip.ref), flip.published, flip.derived, visible(flip.reason))
        for rule, flips in rules
        for flip in flips
    ]
    return to_csv("rule ref published derived reason".split(), rows)


def rules_sheets(lab: Lab, authority: str, period: date) -> list[Sheet]:
    """Which tolerance fits best, what it leaves unexplained, and what each common rule would change."""
    whose = f"{visible(authority)}, {long_label(period)}"
    unexplained = [fit for fit in lab.fits if fit.disagree]
    return [_fits_sheet(lab, whose), *map(_unexplained_sheet, unexplained), _scenarios_sheet(lab)]


def verdict(lab: Lab) -> str:
    """In one sentence, whether one tolerance can lie behind the published ratings."""
    judged = len(lab.judged)
    if not judged:
        return f"none of the {lab.rated} published ratings has a direction, a target and a figure to judge it by"
    most = max(fit.at_most for fit in lab.fits)
    if most == judged:
        return f"one tolerance explains all {judged} ratings that can be judged"
    return f"no single tolerance fits: the best explains {most} of the {judged} ratings that can be judged"


def _fits_sheet(lab: Lab, whose: str) -> Sheet:
    headings = (
        Heading("Tolerance", wraps=True),
        Heading("Green within", "right"),
        Heading("Amber within", "right"),
        Heading("Explains", "right"),
        Heading("As good", "right"),
        Heading("Best of any", "right"),
    )
    rows = tuple(_fit_row(fit, len(lab.judged)) for fit in lab.fits)
    return Sheet(f"{whose}: {verdict(lab)}", headings, rows)


def _fit_row(fit: Fit, judged: int) -> tuple[Cell, ...]:
    return (
        Cell("per cent of the target" if fit.kind == "percent_of_target" else "points"),
        Cell(f"{fit.green:g}"),
        Cell(f"{fit.green + fit.amber:g}"),
        Cell(f"{fit.agree} of {judged}", "strong"),
        Cell(f"{fit.tied}", "quiet"),
        Cell(f"{fit.at_most} of {judged}", "quiet"),
    )


def _unexplained_sheet(fit: Fit) -> Sheet:
    unit = _UNITS[fit.kind]
    rule = f"Green within {fit.green:g}{unit}, Amber within {fit.green + fit.amber:g}{unit}"
    headings = (
        Heading("Ref"),
        Heading("Published", "centre"),
        Heading("Derived", "centre"),
        Heading("Why", wraps=True),
    )
    rows = tuple(
        (Cell(visible(flip.ref)), _rating(flip.published), _rating(flip.derived), Cell(visible(flip.reason)))
        for flip in fit.disagree
    )
    return Sheet(f"Not explained by {rule}: {len(rows)}", headings, rows)


def _rating(rating: str) -> Cell:
    return Cell(f" {rating} ", _TONES[rating])


def _scenarios_sheet(lab: Lab) -> Sheet:
    headings = (
        Heading("Rule", wraps=True),
        Heading("Judged", "right"),
        Heading("Flips", "right"),
        Heading("Which", wraps=True),
    )
    return Sheet("What each rule would change", headings, tuple(map(_scenario_row, lab.scenarios)))


def _scenario_row(scenario: Scenario) -> tuple[Cell, ...]:
    which = ", ".join(
        f"{visible(flip.ref)} {RATING_WORDS[flip.published]} to {RATING_WORDS[flip.derived]}" for flip in scenario.flips
    )
    return (
        Cell(scenario.words),
        Cell(str(scenario.compared), "quiet"),
        Cell(str(len(scenario.flips)), "strong"),
        Cell(which),
    )
