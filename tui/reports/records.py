"""The machine's view: what `--format json` prints, with stable keys and null where there is nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from tui.scorecard.finding import Finding
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.periods import key
from tui.scorecard.problems import Problem
from tui.scorecard.views import Amount, AreaView, Figure, IndicatorView, Overview, Ratings

Record = dict[str, Any]

_PERHAPS_OBEYED: Final = re.compile("[^\n\x20-\x7e]")


def dumps(data: Any) -> str:
    """JSON text that a terminal shows and does not obey."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return _PERHAPS_OBEYED.sub(lambda match: match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1], text)


def indicator_record(indicator: IndicatorView, insights: Insights | None = None) -> Record:
    """One indicator; without insights, what is derived of it is null."""
    target = indicator.target
    insight = insights.by_ref.get(indicator.ref) if insights else None
    return {
        "area": indicator.area,
        "ref": indicator.ref,
        "indicator": indicator.name,
        "unit": indicator.unit,
        "polarity": indicator.polarity,
        "basis": indicator.basis,
        "period": key(indicator.period),
        "current": _figure(indicator.current),
        "previous_year": _figure(indicator.previous_year),
        "target": {"low": target.low, "high": target.high, "text": target.text} if target else None,
        "rating": indicator.rating,
        "derived_rating": insight.derived_rating if insight else None,
        "direction": indicator.direction,
        "derived_direction": insight.derived_direction if insight else None,
        "history": [{"period": key(point.period), **_figure(point.figure)} for point in indicator.history],
        "benchmarks": [
            {
                "comparator": benchmark.comparator,
                "year": benchmark.year,
                "value": benchmark.figure.value,
                "text": benchmark.figure.text,
                "gap": _amount(benchmark.gap),
                "better": benchmark.gap.better if benchmark.gap else None,
            }
            for benchmark in indicator.benchmarks
        ],
        "signal": _signal(insight) if insight else None,
        "findings": audit_records(insight.findings) if insight else [],
        "place": indicator.place,
    }


def _signal(insight: Insight) -> Record:
    """The state of the control chart and what it rests on; null for what the screens withhold."""
    signal = insight.signal
    return {
        "state": signal.state,
        "points": signal.points,
        "verdict": signal.verdict,
        "cause": signal.cause,
        "variation": signal.variation,
        "assurance": signal.assurance,
        "mean": signal.mean,
        "lower": signal.lower,
        "upper": signal.upper,
    }


def audit_records(findings: Sequence[Finding]) -> list[Record]:
    """The machine's view of each finding."""
    return [
        {
            "ref": one.ref,
            "kind": one.kind,
            "severity": one.severity,
            "period": key(one.period),
            "published": one.published,
            "computed": one.computed,
            "text": one.text,
            "places": list(one.places),
        }
        for one in findings
    ]


def overview_record(overview: Overview, areas: Sequence[AreaView]) -> Record:
    """The counts of a scorecard and of those of its areas."""
    return {
        "authority": overview.authority,
        "period": key(overview.period),
        "sources": list(overview.sources),
        "ratings": ratings_record(overview.ratings),
        "areas": [
            {
                "area": area.name,
                "head_of_service": area.head_of_service,
                "indicators": len(area.indicators),
                "ratings": ratings_record(area.ratings),
                "red": [indicator.ref for indicator in area.indicators if indicator.rating == "R"],
            }
            for area in areas
        ],
        "problems": {
            severity: sum(problem.severity == severity for problem in overview.problems)
            for severity in ("error", "warning", "info")
        },
    }


def ratings_record(ratings: Ratings) -> Record:
    """How many indicators bear each published rating."""
    return {"R": ratings.red, "A": ratings.amber, "G": ratings.green, "unrated": ratings.unrated}


def problem_record(problem: Problem) -> Record:
    """One problem; its place reads `september-2023.txt:87:12`."""
    return {
        "severity": problem.severity,
        "place": problem.place,
        "ref": problem.ref,
        "message": problem.message,
    }


def _figure(figure: Figure) -> Record:
    return {"value": figure.value, "text": figure.text, "missing": figure.missing}


def _amount(amount: Amount | None) -> float | None:
    return amount.amount if amount else None
