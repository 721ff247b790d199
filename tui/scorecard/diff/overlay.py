"""An older scorecard with the restated figures in their place: what it would say had it known them."""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard.diff.known import IDENTITIES, Known
from tui.scorecard.diff.pairing import Pairing
from tui.scorecard.frames import Frames

_ONLY_WHAT_WAS_THERE: Final = ("outturns", "benchmarks", "targets", "published")
"""Of these the newer scorecard's own are no news of the older one's month, unless that had them too."""


def overlaid(old: Known, new: Known, pairing: Pairing) -> Frames:
    """The older one's frames with what the newer says of the same things; refs are the older one's.

    Months up to the older one's period come in whether it had them or not; all else only where it had it.
    """
    old_refs = {new_ref: old_ref for old_ref, new_ref in pairing.new_refs.items()}
    renumbered = {new_ref: old_ref for new_ref, old_ref in old_refs.items() if new_ref != old_ref}
    frames = {"listing": old.frames.listing}
    for name in ("observations", *_ONLY_WHAT_WAS_THERE):
        before, after = getattr(old.frames, name), getattr(new.frames, name)
        said = after.filter(pl.col("ref").is_in(list(old_refs))).with_columns(
            pl.col("ref").replace(renumbered), pl.lit(old.period).alias("publication")
        )
        if name == "observations":
            said = said.filter(pl.col("period") <= old.period)
        else:
            said = said.join(before, on=IDENTITIES[name], how="semi", nulls_equal=True)
        frames[name] = pl.concat([before, said]).unique(IDENTITIES[name], keep="last", maintain_order=True)
    return Frames(**frames)
