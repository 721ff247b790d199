"""What to say of a target that gives no number."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tui.scorecard.missing import UNREADABLE
from tui.scorecard.problems import Severity
from tui.scorecard.values import parse_target, parse_value
from tui.sources.published.unreadable import is_error_value

_NO_TARGET: Final = frozenset(
    "none|nil target|no target|no target set|not set|target not set|not required|monitor|monitor only|monitoring"
    "|monitoring only|for monitoring|information only|for information|for information only|contextual|tba"
    "|to be confirmed|to be agreed|to be set|n.a.".split("|")
)
"""Words that say on purpose that there is no target, beside those of figures that are missing ("n/a")."""


@lru_cache(maxsize=1024)
def note_of_target(text: str) -> tuple[Severity, str] | None:
    """How grave it is that a target has no number, and why, to stand after its title; null where it has one.

    >>> note_of_target("85%"), note_of_target("n/a")
    (None, ('info', '“n/a” has no number in it: no gap is computed'))
    """
    target = parse_target(text)
    if target is None or target.low is not None or target.high is not None:
        return None
    found, shown = target.text, f"“{target.text}”"
    if is_error_value(found):
        return "error", (
            f"{shown} is what a spreadsheet shows where a formula fails: no gap is computed; mend it in the source"
        )
    if any(map(str.isdigit, found)):
        return "warning", (
            f"{shown} is not read as a number, a range or a limit: no gap is computed; write it as 85, 20-24 or"
            " at most 85"
        )
    silent = f"{shown} has no number in it: no gap is computed"
    if parse_value(found).missing != UNREADABLE or found.strip("[]() ").casefold() in _NO_TARGET:
        return "info", silent
    return "warning", f"{silent}; write one where there is one"
