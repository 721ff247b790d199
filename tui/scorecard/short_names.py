"""Names cut to fit a narrow column."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import combining, east_asian_width

_NOTE: Final = re.compile(r"(?P<head>.*\S)\s*(?P<note>\([^()]{1,12}\))\s*$")
_CUT: Final = "…"


def shortened(name: str, width: int) -> str:
    """At most `width` cells of a name: cut between words where that leaves half of it, its last brackets kept.

    >>> shortened("Child Protection Plan Reviews in timescale (% YTD)", 30)
    'Child Protection Plan… (% YTD)'
    """
    name = " ".join(name.split())
    if cells(name) <= width:
        return name
    if (found := _NOTE.fullmatch(name)) and cells(found["note"]) < width // 2:
        return f"{_cut(found['head'], width - cells(found['note']) - 1)} {found['note']}"
    return _cut(name, width)


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def _cut(text: str, width: int) -> str:
    kept = ""
    for each in text:
        if cells(kept + each) > width - 1:
            break
        kept += each
    words = kept if text[len(kept) :].startswith(" ") else kept.rpartition(" ")[0]
    whole = words if cells(words) * 2 >= width else kept
    return f"{whole.rstrip(' ,;:-–(')}{_CUT}"
