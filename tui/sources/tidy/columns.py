"""The columns of the tidy form, its kinds of record, and what each of them must hold."""

from __future__ import annotations

from typing import Final

from tui.scorecard.catalogue import BASES, POLARITIES, UNITS
from tui.scorecard.missing import MISSING
from tui.scorecard.problems import SEVERITIES

COLUMNS: Final = (
    "record authority publication ref area name period year comparator value low high missing rating direction text"
    " rating_text direction_text row order source place direction_place severity code"
    " unit basis polarity decimals alias"
).split()
"""All of them in the order in which they are written; docs/tidy.md says what each holds."""

REQUIRED: Final = ("record", "authority", "publication", "ref")
"""Columns without which a table is not tidy."""

FRAMES: Final = {
    "observation": "observations",
    "outturn": "outturns",
    "benchmark": "benchmarks",
    "target": "targets",
    "published": "published",
    "listing": "listing",
}
"""The frame of each kind of record that belongs to one."""

RECORDS: Final = (*FRAMES, "head", "problem")
"""Every kind of record: `head` is an area's head of service, `problem` what could not be read in the first source."""

IDENTITY: Final = {
    "observation": ("publication", "ref", "period"),
    "outturn": ("publication", "ref", "year"),
    "benchmark": ("publication", "ref", "comparator", "year"),
    "target": ("publication", "ref", "period"),
    "published": ("publication", "ref", "period"),
    "listing": ("publication", "ref"),
    "head": ("publication", "area"),
}
"""What no two records of one kind share, unless they name the place that they were first read from."""

NEEDED: Final = {
    **{record: tuple(name for name in names if name != "year") for record, names in IDENTITY.items()},
    "head": ("area", "text"),
    "problem": ("severity", "place", "text"),
}
"""What must be filled for a record to be read, beside its authority."""

NUMBERS: Final = ("value", "low", "high")
MONTHS: Final = ("publication", "period")
COUNTS: Final = ("order",)
CHOICES: Final = {
    "missing": MISSING,
    "rating": ("R", "A", "G"),
    "direction": ("up", "down", "same"),
    "row": ("whole", "restored", "fragment"),
    "severity": SEVERITIES,
    "unit": UNITS,
    "basis": BASES,
    "polarity": POLARITIES,
    "decimals": ("0", "1", "2", "3", "4"),
}
"""What a column of few words may hold."""

NAMING: Final = (
    "authority",
    "ref",
    "area",
    "year",
    "comparator",
    "source",
    "place",
    "direction_place",
    "code",
    "alias",
)
"""Columns of text in which no characters say as little as nothing at all."""

EXPECTED: Final = {
    **dict.fromkeys(MONTHS, "expected a month such as 2023-09"),
    **dict.fromkeys(NUMBERS, "expected a number, or nothing where a reason says that it is missing"),
    **dict.fromkeys(COUNTS, "expected a whole number"),
    **{name: f"expected one of {', '.join(choices)}" for name, choices in CHOICES.items()},
}
"""What a message says of a cell that cannot be read."""
