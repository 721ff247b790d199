"""DfE's figures beside the published benchmarks, as plain records for the page of an indicator."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from tui.scorecard.benchmark_study import Study
from tui.scorecard.catalogue import unlisted_comparator
from tui.scorecard.insight_views import ComputedBenchmark, Insights

_COLUMNS = ("ref", "comparator", "end", "computed", "agrees", "rank", "of", "quartile", "code")


def with_computed(insights: Insights, study: Study) -> Insights:
    """The insights with what DfE's figures say of each benchmark, ready to draw."""
    found: dict[str, list[ComputedBenchmark]] = defaultdict(list)
    for ref, comparator, *rest in study.compared.select(_COLUMNS).iter_rows():
        known = study.catalogue.comparators.get(comparator) or unlisted_comparator(comparator)
        found[ref].append(ComputedBenchmark(comparator, known.short_name, *rest))
    by_ref = {
        ref: msgspec.structs.replace(insight, computed=tuple(found.get(ref, ())))
        for ref, insight in insights.by_ref.items()
    }
    return msgspec.structs.replace(insights, by_ref=by_ref)
