"""Identities of the catalogue that the published figures do not keep: `identity`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

from tui.scorecard.audit.identity_denominators import constant_denominators, same_denominators
from tui.scorecard.audit.identity_shares import ratios, shares_to_date
from tui.scorecard.audit.identity_sums import parts_of_total, running_sums, sums
from tui.scorecard.audit.identity_tables import refs_of
from tui.scorecard.audit.material import Material
from tui.scorecard.catalogue import Identity
from tui.scorecard.finding import Finding

Check = Callable[[Material, Identity], Iterator[Finding]]

CHECKS: Final[dict[str, Check]] = {
    "ratio": ratios,
    "sum": sums,
    "running_sum": running_sums,
    "parts": parts_of_total,
    "implied": same_denominators,
    "implied_constant": constant_denominators,
    "ytd": shares_to_date,
}
"""What checks each kind of identity.

Each takes the figures as intervals, between which they lay before they were rounded: an identity fails where no
figures in those intervals keep it. A month in which a figure is missing is not judged.
"""


def broken_identities(material: Material) -> Iterator[Finding]:
    """Every identity in every month, where the scorecard has all its indicators."""
    identities: list[Any] = [one for one in material.catalogue.identities.values() if material.known(refs_of(one))]
    return chain.from_iterable(CHECKS[one.kind](material, one) for one in identities if one.kind in CHECKS)
