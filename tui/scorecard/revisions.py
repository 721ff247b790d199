"""What later publications changed of what was published: every earlier figure is kept, and told apart here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import msgspec

from tui.scorecard.periods import key

if TYPE_CHECKING:
    import polars as pl

    from tui.scorecard.frames import Frames

_DECIMALS: Final = re.compile(r"\.(\d+)")

RevisedKind = Literal["observation", "outturn", "benchmark", "target", "rating", "direction"]
KINDS: Final[tuple[RevisedKind, ...]] = get_args(RevisedKind)


class Revision(msgspec.Struct, frozen=True):
    """One figure as `publication` has it, which is not as `previous_publication`, the last before it, had it.

    What it is of: the `period` of an observation, target, rating or direction, the `year` of an outturn or benchmark,
    and a benchmark's `comparator`. What is said: `value` (of a target its low end, its high one in `high`), `missing`
    where there is none, `mark` for a rating (R/A/G) or direction (up/down/same); `text` and `place` as published.
    Two publications of the same month revise one another where two files are of that month.
    """

    kind: RevisedKind
    ref: str
    period: date | None
    year: str | None
    comparator: str | None
    publication: date
    value: float | None
    high: float | None
    mark: str | None
    missing: str | None
    text: str | None
    place: str | None
    previous_publication: date
    previous_value: float | None
    previous_high: float | None
    previous_mark: str | None
    previous_missing: str | None
    previous_text: str | None
    previous_place: str | None

    @property
    def subject(self) -> str:
        """What was changed: `CIN8 of 2023-07`, `CIN8, rating of 2023-07`, `CIN8, england, 2021/22`."""
        if self.kind == "benchmark":
            return f"{self.ref}, {self.comparator}, {self.year}"
        if self.kind == "outturn":
            return f"{self.ref}, outturn of {self.year}"
        what = "" if self.kind == "observation" else f", {self.kind}"
        return f"{self.ref}{what} of {key(self.period)}" if self.period else self.ref

    @property
    def change(self) -> float | None:
        """By how much the value was changed, in the indicator's unit; null where one of the two is missing."""
        if self.value is None or self.previous_value is None:
            return None
        return self.value - self.previous_value

    @property
    def is_rounding(self) -> bool:
        """Whether one of the two values is the other one rounded: 67.2% that was published as 67%."""
        if self.change is None:
            return False
        now, before = _digits(self.text), _digits(self.previous_text)
        half = 0.5 * 10.0 ** -min(now, before)
        return now != before and abs(self.change) <= half * (1 + 1e-9)


def revisions(frames: Frames, ref: str | None = None) -> list[Revision]:
    """Every figure that a later publication changed, the oldest change first.

    Changed is a number, the reason why there is none, a rating or a direction; another spelling of the same is not.
    Benchmarks and outturns whose year is not stated are left out: nobody can say that two of them are of one year.
    """
    found = [revision for kind in KINDS for revision in _revised(kind, frames, ref)]
    return sorted(found, key=lambda one: one.publication)


def conflicts(frames: Frames) -> list[Revision]:
    """The revisions within one month's publication: two files, or two rows, that contradict one another."""
    return [one for one in revisions(frames) if one.publication == one.previous_publication]


def _digits(text: str | None) -> int:
    """How many digits stand after the point of a figure as published."""
    match = _DECIMALS.search(text or "")
    return len(match[1]) if match else 0


_SAID: Final = ("publication", "value", "high", "mark", "missing", "text", "place")
_OF: Final = ("ref", "period", "year", "comparator")
_FIELDS: Final = tuple(name for name in Revision.__struct_fields__ if name != "kind")


def _revised(kind: RevisedKind, frames: Frames, ref: str | None) -> Iterator[Revision]:
    """The changed ones of one kind, by publication, period and ref."""
    import polars as pl

    rows = _rows(kind, frames)
    rows = rows if ref is None else rows.filter(pl.col("ref") == ref)
    identity = [name for name in _OF if name in rows.columns]
    rows = rows.drop_nulls(identity)
    repeated = rows.filter(rows.select(identity).is_duplicated()).sort("publication", maintain_order=True)
    if repeated.is_empty():
        return
    # An unreadable cell, and a target in words, may say anything: another text is another figure.
    in_words = pl.all_horizontal(pl.col("value", "high").is_null()) if kind == "target" else pl.lit(value=False)
    unread = pl.when((pl.col("missing") == "unreadable").fill_null(value=False) | in_words).then("text")
    says = (*(pl.col(name) for name in ("value", "high", "mark", "missing")), unread)
    differs = pl.any_horizontal(each.ne_missing(each.shift().over(identity)) for each in says)
    earlier = [pl.col(name).shift().over(identity).alias(f"previous_{name}") for name in _SAID]
    changed = (
        repeated.with_columns(*earlier, differs=differs)
        .filter(pl.col("previous_publication").is_not_null() & pl.col("differs"))
        .sort("publication", maintain_order=True)
    )
    for row in changed.to_dicts():
        said: dict[str, Any] = {"kind": kind, **{name: row.get(name) for name in _FIELDS}}
        yield Revision(**said)


def _rows(kind: RevisedKind, frames: Frames) -> pl.DataFrame:
    """What was said of each thing of one kind: `_SAID`, with what it is of."""
    import polars as pl

    number, word = pl.lit(None, pl.Float64), pl.lit(None, pl.String)
    if kind in ("rating", "direction"):
        place = "direction_place" if kind == "direction" else "place"
        return frames.published.select(
            "ref",
            "period",
            "publication",
            value=number,
            high=number,
            mark=pl.col(kind).cast(pl.String),
            missing=word,
            text=f"{kind}_text",
            place=place,
        )
    if kind == "target":
        return frames.targets.select(
            "ref", "period", "publication", "high", "text", "place", value="low", mark=word, missing=word
        )
    frame = {
        "observation": frames.observations,
        "outturn": frames.outturns,
        "benchmark": frames.benchmarks,
    }[kind]
    of = {"observation": ("period",), "outturn": ("year",), "benchmark": ("comparator", "year")}[kind]
    return frame.select(
        "ref",
        *of,
        "publication",
        "value",
        "text",
        "place",
        high=number,
        mark=word,
        missing=pl.col("missing").cast(pl.String),
    )
