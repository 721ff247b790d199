"""What a user asked to open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec


class Request(msgspec.Struct, frozen=True):
    """Without sources, the bundled September 2023 scorecard; what is null is as the source says.

    `latest` asks for the latest revisions of everything instead of what was published by `period`.
    """

    sources: tuple[Path, ...] = ()
    period: date | None = None
    authority: str | None = None
    indicators: Path | None = None
    lait: Path | None = None
    dictionary: Path | None = None
    neighbours: tuple[Path, ...] = ()
    """DfE's figures, their dictionary, and the lists of statistical neighbours to choose from."""
    latest: bool = False
