"""What an audit finds."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, get_args

import msgspec

from tui.scorecard.problems import Severity

Kind = Literal[
    "arrow",
    "arrow_rounding",
    "rating_target",
    "rating_pair",
    "identity",
    "impossible",
    "copied",
    "scale",
    "precision",
    "stale",
    "benchmark_year",
    "layout",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Every kind, in the order in which findings of one severity on one indicator stand."""


class Finding(msgspec.Struct, frozen=True):
    """One contradiction, or one thing that makes a figure hard to trust.

    `error`: the scorecard contradicts itself, whatever its rules. `warning`: it does by any usual rule, or a
    figure is missing. `info`: worth knowing, and harmless where there is a reason for it.

    `ref` is the indicator's; of a finding about a whole service area, its first indicator that is concerned.
    `published` is what the scorecard says, `computed` what its numbers say, `text` the sentence for a person.
    `places` are those of every published cell that the finding rests on.
    """

    ref: str
    kind: Kind
    severity: Severity
    period: date
    published: str
    computed: str
    text: str
    places: tuple[str, ...]
