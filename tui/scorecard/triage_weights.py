"""What each reason weighs in the order of triage: the `[triage]` table of the catalogue."""

from __future__ import annotations

import msgspec


class TriageWeights(msgspec.Struct, frozen=True):
    """Points for each reason; a case stands the higher, the more of them it has in all.

    `published_red, published_amber`: the published rating. `month`: each month it has stood before this one, up to
    `months_most` points. `derived_red, derived_amber`: the rule's rating where it is worse than the published one or
    none is published. `no_figure`: the current figure is missing.

    `gap`: each per cent of the target that the figure is off it on the wrong side, up to `gap_most` points.
    `worsening`: the last change was for the worse; `still_worsening`: so was the one before, in addition.

    `concern, changed, improving`: a special cause for the worse, where no direction is good, and for the better; only
    `improving` may be negative. `worse_than_all`: worse than every comparator. `finding_error, finding_warning`:
    the audit found one or more of them. `uncommented`: there is no commentary.
    """

    published_red: float = 100.0
    published_amber: float = 40.0
    month: float = 3.0
    months_most: float = 15.0
    derived_red: float = 30.0
    derived_amber: float = 10.0
    no_figure: float = 5.0
    gap: float = 1.0
    gap_most: float = 50.0
    worsening: float = 10.0
    still_worsening: float = 10.0
    concern: float = 25.0
    changed: float = 5.0
    improving: float = -10.0
    worse_than_all: float = 15.0
    finding_error: float = 10.0
    finding_warning: float = 5.0
    uncommented: float = 1.0
