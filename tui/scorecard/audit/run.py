"""The whole audit: every check, its findings in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from tui.scorecard.audit.arrows import contradicted_arrows
from tui.scorecard.audit.benchmark_years import OLDEST, benchmark_years, old_benchmarks
from tui.scorecard.audit.copies import copied_runs
from tui.scorecard.audit.identities import broken_identities
from tui.scorecard.audit.impossible import impossible_figures
from tui.scorecard.audit.layout import broken_tables, foreign_letters, misread_arrows, torn_rows
from tui.scorecard.audit.material import Material, prepare
from tui.scorecard.audit.precision import mixed_precision
from tui.scorecard.audit.rating_pairs import rating_pairs
from tui.scorecard.audit.ratings import ratings_against_targets
from tui.scorecard.audit.scale import misplaced_points
from tui.scorecard.audit.stale import missing_figures, quarters_out_of_step, unrated_figures
from tui.scorecard.finding import KINDS, Finding
from tui.scorecard.model import Scorecard
from tui.scorecard.problems import SEVERITIES
from tui.scorecard.progress import Tell, unheard

Check = Callable[[Material], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    contradicted_arrows,
    ratings_against_targets,
    rating_pairs,
    broken_identities,
    impossible_figures,
    copied_runs,
    misplaced_points,
    mixed_precision,
    missing_figures,
    unrated_figures,
    quarters_out_of_step,
    benchmark_years,
    broken_tables,
    torn_rows,
    foreign_letters,
    misread_arrows,
)


def audit(scorecard: Scorecard, tell: Tell = unheard, *, oldest_benchmarks: int = OLDEST) -> tuple[Finding, ...]:
    """Everything in which a scorecard contradicts itself, as it was known at its period.

    Gravest first, then in the order of the scorecard's indicators. Benchmarks of a year that ended more than
    `oldest_benchmarks` years before the period count as stale. `tell` hears how many checks are done.
    """
    tell(0, len(CHECKS))
    material = prepare(scorecard)
    order = {ref: position for position, ref in enumerate(material.indicators["ref"])}
    found: list[Finding] = []
    for number, check in enumerate(CHECKS, 1):
        found += check(material)
        tell(number, len(CHECKS))
    found += old_benchmarks(material, oldest_benchmarks)
    return tuple(sorted(found, key=partial(_rank, order)))


def _rank(order: dict[str, int], finding: Finding) -> tuple[int, int, int, date]:
    """Where a finding stands among others."""
    return (
        -SEVERITIES.index(finding.severity),
        order.get(finding.ref, len(order)),
        KINDS.index(finding.kind),
        finding.period,
    )
