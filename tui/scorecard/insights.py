"""Everything that is derived of a scorecard: ratings, directions, signals, gaps in children, run rates, findings."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl

from tui.scorecard import cohort, direction, gap, rating, run_rate
from tui.scorecard.audit import Finding, audit
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.control_charts import control_charts
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import current_figures, known_frames
from tui.scorecard.periods import key
from tui.scorecard.progress import Tell, unheard
from tui.scorecard.rating_history import previous_period, rating_histories
from tui.scorecard.signal_words import Signal

_NO_SIGNAL = Signal("no_values", 0)


def insights(scorecard: Scorecard, tell: Tell = unheard, tell_checks: Tell = unheard) -> Insights:
    """What the numbers of a scorecard say, as of its period.

    `tell` hears how many indicators have their signal, `tell_checks` then how many checks of the audit are done.
    """
    tell(0, scorecard.frames.listing.height)
    frames = known_frames(scorecard)
    figures = current_figures(scorecard, frames)
    catalogue = scorecard.catalogue
    ratings = _by_ref(rating.derive(figures, catalogue, frames.outturns, frames.benchmarks))
    directions = _by_ref(direction.derive(figures, frames.observations))
    cohorts = cohort.cohorts(figures, catalogue)
    sizes, gaps = _by_ref(cohorts), _by_ref(cohort.in_children(gap.to_target(figures), cohorts))
    relative = _by_ref(cohort.relative_to_target(figures))
    rates = _by_ref(run_rate.run_rates(figures, catalogue))
    charts = control_charts(figures, frames.observations, catalogue, tell)
    findings = audit(scorecard, tell_checks)
    histories = rating_histories(scorecard.frames.published, scorecard.period, latest=scorecard.latest)
    of_ref: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_ref[finding.ref].append(finding)
    return Insights(
        by_ref={
            ref: Insight(
                ref=ref,
                derived_rating=ratings[ref]["derived_rating"],
                rating_reason=ratings[ref]["reason"],
                rule=ratings[ref]["rule"],
                derived_direction=directions.get(ref, {}).get("derived_direction"),
                signal=charts.signals.get(ref, _NO_SIGNAL),
                chart=charts.charts.get(ref, ()),
                rebased=_rebased(catalogue, ref, scorecard.period),
                children=gaps.get(ref, {}).get("children_text"),
                one_case=sizes.get(ref, {}).get("one_text"),
                denominator=sizes.get(ref, {}).get("denominator"),
                relative=relative.get(ref, {}).get("relative"),
                run_rate=rates.get(ref, {}).get("text"),
                findings=tuple(of_ref.get(ref, ())),
                rating_history=histories.get(ref, ()),
            )
            for ref in figures["ref"]
        },
        findings=findings,
        previous_period=previous_period(histories, scorecard.period),
    )


def _rebased(catalogue: Catalogue, ref: str, period: date) -> tuple[str, ...]:
    """Why and from when limits were taken anew, up to the period."""
    entry = catalogue.indicators.get(ref)
    return tuple(f"{each.month}: {each.reason}" for each in entry.rebase if each.month <= key(period)) if entry else ()


def _by_ref(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["ref"]: row for row in frame.to_dicts()}
