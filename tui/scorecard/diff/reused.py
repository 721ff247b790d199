"""Refs that stood for other indicators in earlier publications: what is theirs is not one history."""

from __future__ import annotations

from typing import Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.diff.pairing import names_alike
from tui.scorecard.frames import Frames
from tui.scorecard.periods import key
from tui.scorecard.problems import Problem

REUSED: Final = "reused_ref"
"""The code of the problem that a ref stands for another indicator than before."""

_WHICH: Final = ["ref", "publication", "source"]


def apart(frames: Frames, catalogue: Catalogue) -> tuple[Frames, tuple[Problem, ...]]:
    """The frames without what was published of other indicators under refs of the newest ones, and what is to say.

    They are listed as before: which publication called a ref what stays known. A name that is only reworded is of the
    same indicator, as `tui.scorecard.diff.pairing` has it, and one that came back too.
    """
    listing = frames.listing.sort("publication", maintain_order=True)
    several = listing.group_by("ref").agg(pl.col("name").n_unique().alias("names")).filter(pl.col("names") > 1)["ref"]
    if several.is_empty():
        return frames, ()
    problems, others = [], []
    named = listing.filter(pl.col("ref").is_in(several.implode()))
    for (ref,), rows in named.group_by("ref", maintain_order=True):
        newest, *earlier = reversed(rows.to_dicts())
        kept = [newest["name"]]
        told: set[str] = set()
        for row in earlier:
            name = row["name"]
            if name in kept or any(_is_one(str(ref), name, each, catalogue) for each in kept):
                kept.append(name)
                continue
            others.append({each: row[each] for each in _WHICH})
            if name not in told:
                told.add(name)
                problems.append(_problem(newest, row))
    if not others:
        return frames, ()
    gone = pl.DataFrame(others, schema={each: listing.schema[each] for each in _WHICH})
    left = {
        name: frame if name == "listing" else frame.join(gone, on=_WHICH, how="anti", maintain_order="left")
        for name, frame in msgspec.structs.asdict(frames).items()
    }
    return Frames(**left), tuple(problems)


def _is_one(ref: str, one: str | None, other: str | None, catalogue: Catalogue) -> bool:
    return names_alike(_names(ref, one or "", catalogue), _names(ref, other or "", catalogue))


def _names(ref: str, name: str, catalogue: Catalogue) -> frozenset[str]:
    """A published name and those by which the catalogue knows it."""
    entry = catalogue.entry_for(ref, name)
    return frozenset(filter(None, (name, *((entry.name, *entry.aliases) if entry else ()))))


def _problem(newest: dict[str, object], row: dict[str, object]) -> Problem:
    ref, month = str(newest["ref"]), row["publication"]
    message = (
        f"{ref} stands for another indicator: “{newest['name']}” here, and “{row['name']}” in {row['source']}"
        f" ({key(month)}), whose figures are not in its history; give one of the two a ref of its own, or open"  # type: ignore[arg-type]
        f" {row['source']} alone to see them"
    )
    return Problem("warning", str(newest["place"]), message, ref, REUSED)
