"""Why a value can be missing."""

from __future__ import annotations

from typing import Final

BLANK: Final = "blank"
NOT_YET_AVAILABLE: Final = "not_yet_available"
NOT_APPLICABLE: Final = "not_applicable"
UNAVAILABLE: Final = "unavailable"
SUPPRESSED: Final = "suppressed"
ROUNDS_TO_ZERO: Final = "rounds_to_zero"
UNREADABLE: Final = "unreadable"

MISSING: Final = (
    BLANK,
    NOT_YET_AVAILABLE,
    NOT_APPLICABLE,
    UNAVAILABLE,
    SUPPRESSED,
    ROUNDS_TO_ZERO,
    UNREADABLE,
)
"""Every reason for which a value can be missing."""

MISSING_WORDS: Final = {
    BLANK: "left blank",
    NOT_YET_AVAILABLE: "not yet available",
    NOT_APPLICABLE: "not applicable",
    UNAVAILABLE: "not available",
    SUPPRESSED: "suppressed",
    ROUNDS_TO_ZERO: "rounds to zero",
    UNREADABLE: "unreadable",
}
