"""Why an indicator is a problem, reason by reason, each in a few words and with the points it weighs.

No fact is counted twice. A derived rating is a fact of its own only where it is worse than the published one or none is
published: an equal one confirms it, and says nothing that the gap to the target does not say. A figure that is
missing is the fact behind what the audit finds of a rating without a figure, and of a torn row.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from tui.scorecard.amount_words import size
from tui.scorecard.finding import Kind as FindingKind
from tui.scorecard.mark_words import RATING_WORDS
from tui.scorecard.missing import MISSING_WORDS, UNREADABLE
from tui.scorecard.period_texts import parse_period
from tui.scorecard.periods import add_months, long_label
from tui.scorecard.rating_history import months_in_a_row, run_words
from tui.scorecard.subject import Subject
from tui.scorecard.triage_weights import TriageWeights
from tui.scorecard.views import IndicatorView, TargetView
from tui.scorecard.worsening import worsening

Kind = Literal[
    "published_red",
    "published_amber",
    "derived_red",
    "derived_amber",
    "no_figure",
    "gap",
    "worsening",
    "concern",
    "changed",
    "improving",
    "worse_than_all",
    "finding",
    "uncommented",
]

FINDING_WORDS: Final[dict[FindingKind, str]] = {
    "arrow": "arrow contradicted",
    "arrow_rounding": "arrow in doubt",
    "rating_target": "rating contradicts target",
    "rating_pair": "rating out of line",
    "identity": "figures do not add up",
    "impossible": "impossible figure",
    "copied": "copied figures",
    "scale": "point misplaced",
    "precision": "mixed precision",
    "stale": "out of date",
    "benchmark_year": "benchmark years differ",
    "layout": "table damaged",
}
"""Each kind of finding in two or three words."""

_OF_A_MISSING_FIGURE: Final[tuple[FindingKind, ...]] = ("stale", "layout")
_WORSE: Final = {"R": 2, "A": 1}
_POINT_DIGITS: Final = 2


class Reason(msgspec.Struct, frozen=True, gc=False):
    """One reason for which a case stands where it does; `words` fit into a row."""

    kind: Kind
    words: str
    points: float


def reasons(subject: Subject, weights: TriageWeights) -> tuple[Reason, ...]:
    """Every reason that speaks of this subject, in the order in which to say them."""
    return tuple(
        msgspec.structs.replace(reason, points=round(float(reason.points), _POINT_DIGITS))
        for said in (_published, _derived, _no_figure, _gap, _worsening, _signal, _worse_than_all, _findings, _silence)
        for reason in said(subject, weights)
    )


def worse_than_all(one: IndicatorView) -> bool:
    """Whether the figure is worse than that of every comparator it can be compared with, of which there is one."""
    gaps = [each.gap for each in one.benchmarks if each.gap]
    return bool(gaps) and all(gap.better is False for gap in gaps)


def _published(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    one, history = subject.indicator, subject.insight.rating_history if subject.insight else ()
    if one.rating not in _WORSE:
        return
    earlier = max(months_in_a_row(history, one.period, basis=one.basis) - 1, 0)
    stood = min(weights.month * earlier, weights.months_most)
    run = run_words(history, one.period, basis=one.basis)
    if one.rating == "R":
        yield Reason("published_red", f"R for {run}" if run else "R", weights.published_red + stood)
    else:
        yield Reason("published_amber", f"A for {run}" if run else "rated A", weights.published_amber + stood)


def _derived(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    published, derived = subject.indicator.rating, subject.insight.derived_rating if subject.insight else None
    if derived is None or _WORSE.get(derived, 0) <= _WORSE.get(published or "", 0):
        return
    beside = f" (published {RATING_WORDS[published]})" if published else ""
    if derived == "R":
        yield Reason("derived_red", f"Red by rule{beside}", weights.derived_red)
    else:
        yield Reason("derived_amber", f"Amber by rule{beside}", weights.derived_amber)


def _no_figure(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    one = subject.indicator
    if one.current.missing == UNREADABLE and one.row == "fragment":
        yield Reason("no_figure", "figures unreadable", weights.no_figure)
    elif one.current.missing:
        yield Reason("no_figure", f"figure {MISSING_WORDS[one.current.missing]}", weights.no_figure)


def _gap(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    one, target = subject.indicator, subject.indicator.target
    if target is None or one.gap is None or one.gap.better is not False:
        return
    per_cent = _relative(target, one.gap.amount)
    points = weights.gap_most if per_cent is None else min(per_cent * weights.gap, weights.gap_most)
    side = "above" if one.gap.amount > 0 else "below"
    wanted = "target range" if None not in (target.low, target.high) and target.low != target.high else "target"
    yield Reason("gap", f"{size(one.gap, one.unit)} {side} {wanted}", points)


def _relative(target: TargetView, gap: float) -> float | None:
    """The gap in per cent of the end of the target that is missed; null where that is 0, as nothing is a share of it.

    Percentages too are taken relative to it, so that indicators of every unit stand in one order: 11 pp below 80% are
    13.75% of it.
    """
    ends = (target.low, target.high) if gap < 0 else (target.high, target.low)
    end = next((end for end in ends if end is not None), None)
    per_cent = abs(gap) * 100 / abs(end) if end else math.inf
    return per_cent if math.isfinite(per_cent) else None


def _worsening(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    one, worse = subject.indicator, worsening(subject.indicator)
    if worse is None:
        return
    up = worse.change.by.amount > 0
    if worse.again:
        points = weights.worsening + weights.still_worsening
        yield Reason("worsening", f"still {'rising' if up else 'falling'}", points)
        return
    by = "" if one.unit == "percent" else "by "
    moved = f"{'rose' if up else 'fell'} {by}{size(worse.change.by, one.unit)} since {_since(worse.change.since, one)}"
    yield Reason("worsening", moved, weights.worsening)


def _since(label: str, one: IndicatorView) -> str:
    """The month without its year, where it is the last of that name before the period."""
    since = parse_period(label)
    recent = since is not None and since > add_months(one.period, -12)
    return long_label(since).split()[0] if since and recent else label


def _signal(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    match subject.insight.signal.state if subject.insight else None:
        case "concern":
            yield Reason("concern", "special cause: concern", weights.concern)
        case "changed":
            yield Reason("changed", "special cause: changed", weights.changed)
        case "improving":
            yield Reason("improving", "special cause: improving", weights.improving)


def _worse_than_all(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    names = [each.name for each in subject.indicator.benchmarks if each.gap]
    if not worse_than_all(subject.indicator):
        return
    number = len(names)
    all_of_them = names[0] if number == 1 else "both comparators" if number == 2 else f"all {number} comparators"
    yield Reason("worse_than_all", f"worse than {all_of_them}", weights.worse_than_all)


def _findings(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    """One reason for them all, each severity weighed once: many places of one mistake are not many mistakes."""
    said = _OF_A_MISSING_FIGURE if subject.indicator.current.missing else ()
    findings = [each for each in (subject.insight.findings if subject.insight else ()) if each.kind not in said]
    weighed = {"error": weights.finding_error, "warning": weights.finding_warning}
    grave = [finding for finding in findings if finding.severity in weighed]
    if grave:
        words = dict.fromkeys(FINDING_WORDS[finding.kind] for finding in grave)
        points = sum(weighed[severity] for severity in {finding.severity for finding in grave})
        yield Reason("finding", ", ".join(words), points)


def _silence(subject: Subject, weights: TriageWeights) -> Iterator[Reason]:
    comment = subject.review.comment
    if comment is None or not comment.text.strip():
        yield Reason("uncommented", "no commentary", weights.uncommented)
