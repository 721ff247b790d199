"""The audit: a published scorecard checked against its own numbers.

Every check is a pure function over the tidy frames as they were known at the scorecard's period. It knows no
scorecard in particular: what it needs (units, polarity, basis, identities) is the catalogue's.
"""

from __future__ import annotations

from tui.scorecard.audit.run import audit
from tui.scorecard.finding import KINDS, Finding, Kind

__all__ = ["KINDS", "Finding", "Kind", "audit"]
