"""Headings of service areas: "FRONT DOOR - Head of Service - Adolescent Services - Wendy Monnelly"."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.period_texts import parse_period

_HEAD_OF_SERVICE: Final = re.compile(r"(?P<area>.+?)\s*[-–—:|(]\s*head of service\b(?P<rest>.*?)\)?$", re.IGNORECASE)
_NO_AREA: Final = (
    r"(?:sheet|tabelle|feuil|blatt|table|tab|page)\s*\d*|data|scorecard|report|dashboard|export|summary|indicators|kpis?"
    r"|performance|.*\bscorecard\b.*"
)
"""Names of sheets that say nothing of a service area."""

_SEPARATOR: Final = re.compile(r"\s+[-–—|]\s+|\s*:\s*")


class AreaHeading(msgspec.Struct, frozen=True):
    """`head` is the head of service that the heading names, null where it names none."""

    name: str
    head: str | None
    listed: bool


def read_area_heading(text: str, catalogue: Catalogue) -> AreaHeading | None:
    """The service area that a line heads; null where it heads none.

    A line heads an area when it names its head of service, or is the name of one in the catalogue.
    """
    match = _HEAD_OF_SERVICE.fullmatch(text)
    title = match["area"] if match else text
    area = catalogue.area_named(title)
    if area is None and match is None:
        return None
    name = area.name if area else title.title() if title.isupper() else title
    parts = _SEPARATOR.split(match["rest"]) if match else []
    return AreaHeading(name, parts[-1].strip() or None if len(parts) > 1 else None, area is not None)


def area_of_sheet(name: str, catalogue: Catalogue) -> AreaHeading | None:
    """The service area that a sheet's name gives to rows of which nothing else is known; null where it gives none.

    It counts as listed whatever it is: what the catalogue knows of a ref is surer than the name of a sheet.
    """
    found = read_area_heading(name, catalogue)
    if found is not None:
        return AreaHeading(found.name, found.head, listed=True)
    if not name.strip() or re.fullmatch(_NO_AREA, name.strip(), re.IGNORECASE) or parse_period(name):
        return None
    return AreaHeading(name.strip(), None, listed=True)
