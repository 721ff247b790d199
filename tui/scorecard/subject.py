"""One indicator with all that is known of it: what filters, sorting and triage look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.review import OPEN, Review
from tui.scorecard.views import IndicatorView


class Subject(msgspec.Struct, frozen=True):
    """An indicator as published, what is derived of it (null until that is there), and what was said of it."""

    indicator: IndicatorView
    insight: Insight | None = None
    review: Review = OPEN


def subjects(
    indicators: Iterable[IndicatorView], insights: Insights | None, reviews: Mapping[str, Review]
) -> Iterator[Subject]:
    """The subjects of these indicators, in their order."""
    by_ref = insights.by_ref if insights else {}
    for indicator in indicators:
        yield Subject(indicator, by_ref.get(indicator.ref), reviews.get(indicator.ref, OPEN))
