"""Times and months as journals write them: `2023-10-02T09:15:00.000000Z` and `2023-09`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from tui.scorecard.periods import month_end

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def time_text(at: datetime) -> str:
    """A time in UTC, to the microsecond; texts of that form sort as the times do."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_time(text: str) -> datetime:
    """The time, in UTC. Raises `ValueError` for one without a zone, and for anything else."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"expected a time with its zone, such as 2023-10-02T09:15:00Z; found {text!r}")


def parse_month(text: str) -> date:
    """The month's last day. Raises `ValueError`."""
    match = _MONTH.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(f"expected a month, such as 2023-09; found {text!r}")
    return month_end(int(match[1]), int(match[2]))
