"""Number formats: what a spreadsheet shows of the number in a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

_BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    48: "##0.0E+0",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
_BUILT_IN_DATES: Final = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What a format shows as it stands, spaces or leaves out: quoted and escaped text, colours, locales."""

_PART: Final = re.compile(r'(?:"[^"]*"|\\.|[^;])+')
_CONDITION: Final = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*\]")
_DATE: Final = re.compile(r"[yd]|mmm", re.IGNORECASE)
_TIME: Final = re.compile(r"[hs]", re.IGNORECASE)
_SPLIT_SECONDS: Final = re.compile(r"s\.0+", re.IGNORECASE)
_EXPONENT: Final = re.compile(r"E[+-]", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_MOST_DIGITS: Final = 10
"""A number without a format shows no more digits beside its point."""

_MOST_DECIMALS: Final = 15
_LARGEST: Final = 1e15
_DAY: Final = 86_400
"""Seconds."""
_EXACT: Final = 1e9
_NEAR_HALF: Final = 1e-4
_WIDEST: Final = 1e10
_SMALLEST: Final = 1e-9

_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "<>": lambda one, other: one != other,
    "=": lambda one, other: one == other,
}


class Section(msgspec.Struct, frozen=True):
    """How one section of a format writes a number: `decimals` at most and `least` at least, null where as they are.

    `percent` multiplies by a hundred and shows the sign, `sign` only shows it.
    """

    digits: bool = False
    decimals: int | None = None
    least: int = 0
    commas: bool = False
    percent: bool = False
    sign: bool = False
    condition: tuple[str, float] | None = None


class NumberFormat(msgspec.Struct, frozen=True):
    """What a format makes of a number; of a date, `pattern` says how it is written, of a time of day `clock`."""

    sections: tuple[Section, ...] = ()
    pattern: str | None = None
    clock: str | None = None

    @property
    def is_date(self) -> bool:
        """Whether a number with this format is a day."""
        return self.pattern is not None


GENERAL: Final = NumberFormat()


def number_format(number: int, code: str | None) -> NumberFormat:
    """The format of this number in a workbook, with its code where the workbook gives one."""
    if code is None:
        if number in _BUILT_IN_DATES:
            return NumberFormat(pattern=_BUILT_IN.get(number, "dd/mm/yyyy"))
        code = _BUILT_IN.get(number, "General")
    bare = _LITERAL.sub("", code)
    if "general" in bare.lower():
        return GENERAL
    if _DATE.search(bare):
        return NumberFormat(pattern=bare.partition(";")[0])
    if _TIME.search(bare):
        first = bare.partition(";")[0]
        return GENERAL if _DIGITS.search(_SPLIT_SECONDS.sub("", first)) else NumberFormat(clock=first)
    return NumberFormat(tuple(_section(part) for part in _PART.findall(code)))


def _section(code: str) -> Section:
    """One section; of what it cannot follow (fractions, exponents, thousands cut off), the number as it is."""
    condition = _CONDITION.search(code)
    compared = (condition[1], float(condition[2])) if condition else None
    bare = _LITERAL.sub("", code)
    percent = "%" in bare
    sign = not percent and any("%" in literal for literal in _LITERAL.findall(code))
    match = _DIGITS.search(bare)
    if match is None:
        return Section(condition=compared)
    pattern = match[0]
    if "/" in bare or _EXPONENT.search(bare) or pattern.rstrip(".").endswith(","):
        return Section(digits=True, percent=percent, sign=sign, condition=compared)
    whole, _, fraction = pattern.partition(".")
    decimals = min(len(fraction), _MOST_DECIMALS)
    return Section(True, decimals, min(fraction.count("0"), decimals), "," in whole, percent, sign, compared)


def show(value: float, form: NumberFormat) -> str:
    """A number as its format shows it, without text around it: "1,107", "84.0%", "-3".

    Signs and words that a format adds are left out, and so is what would hide the number ("-" for 0).
    """
    if form.clock is not None or (form.is_date and 0 < value < 1):
        return show_clock(value, form.clock or "")
    section = _chosen(value, form.sections)
    if section is None or not abs(value) < _LARGEST:
        return general(value)
    if section.decimals is not None and (quick := _quick(value, section)):
        return quick
    shown = _exact(value) * (100 if section.percent else 1)
    if section.decimals is None:
        text = general(float(shown))
    else:
        rounded = shown.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
        text = _without_zeros(f"{rounded:{',' if section.commas else ''}f}", section.least)
    return f"{text}%" if section.percent or section.sign else text


def show_clock(days: float, pattern: str) -> str:
    """A part of a day as a clock has it, "08:30", with seconds where the format has them.

    A length of time that its format adds up ("[h]:mm") has as many hours as it takes. There is always a colon, so
    that none of it is taken for a number of something.
    """
    if not abs(days) < _LARGEST:
        return general(days)
    code = pattern.lower()
    seconds = int((_exact(abs(days)) * _DAY).quantize(Decimal(1), ROUND_HALF_UP))
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    sign = "-" if days < 0 else ""
    if "h" not in code and "s" in code:
        return f"{sign}{hours * 60 + minutes:02d}:{seconds:02d}"
    hours = hours if "[" in code else hours % 24
    return f"{sign}{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if "s" in code else "")


def _quick(value: float, section: Section) -> str | None:
    """What most numbers are shown as; null where rounding needs the exact number, or zeros could be left out."""
    decimals = section.decimals or 0
    shown = value * (100 if section.percent else 1)
    steps = abs(shown) * 10**decimals
    if section.least != decimals or not 1 <= steps < _EXACT or abs(steps % 1 - 0.5) < _NEAR_HALF:
        return None
    text = f"{shown:{',' if section.commas else ''}.{decimals}f}"
    return f"{text}%" if section.percent or section.sign else text


def _chosen(value: float, sections: Sequence[Section]) -> Section | None:
    """The section for a number: by its condition, else by its sign; null where none shows digits."""
    if any(section.condition for section in sections):
        fitting = [
            one for one in sections if one.condition is None or _COMPARE[one.condition[0]](value, one.condition[1])
        ]
    else:
        at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
        fitting = list(sections[at : at + 1])
    return next((section for section in (*fitting, *sections) if section.digits), None)


def general(value: float) -> str:
    """A number without a format: as many digits as a cell has room for."""
    if abs(value) < _LARGEST and value.is_integer():
        return f"{value + 0.0:.0f}"
    if not _SMALLEST <= abs(value) < _WIDEST:
        return f"{value:.6g}".upper()
    decimals = _MOST_DIGITS - len(str(int(abs(value))))
    rounded = _exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return _without_zeros(f"{rounded:f}", 0)


def _exact(value: float) -> Decimal:
    """The number that a spreadsheet means: it counts fifteen digits."""
    return Decimal(f"{value:.15g}")


def _without_zeros(text: str, least: int) -> str:
    """A number without zeros at its end, but for the `least` decimals; -0 is 0."""
    whole, point, fraction = text.partition(".")
    kept = fraction[:least] + fraction[least:].rstrip("0")
    text = f"{whole}{point if kept else ''}{kept}"
    return text.removeprefix("-") if not text.strip("-0.,") else text
