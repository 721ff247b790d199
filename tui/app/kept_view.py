"""The rows that the first screen showed the last time: painted at once where they are certain to be the same still.

Only plain records are kept, and drawn again by what draws them always: nothing of a theme, a width or a sign.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Final

import msgspec

from tui.scorecard.problems import Problem
from tui.scorecard.triage_weights import TriageWeights
from tui.scorecard.views import AreaView, ComparatorView, Overview, Ratings
from tui.sources.kept import store
from tui.sources.kept.inputs import Inputs
from tui.sources.request import Request

_MOST_INDICATORS: Final = 1000
"""Indicators up to which a scorecard is kept: more of them are as long in reading as in working out."""

_SURROUNDINGS: Final = ("HOME", "XDG_CONFIG_HOME", "SCORECARD_CONFIG")


class _View(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An overview without what is kept beside its indicators: the fields are those of `Overview`."""

    authority: str
    period: date
    ratings: Ratings
    areas: tuple[AreaView, ...]
    comparators: tuple[ComparatorView, ...]
    problems: tuple[Problem, ...]
    sources: tuple[str, ...]
    weights: TriageWeights


def find(request: Request) -> tuple[Overview, bytes] | None:
    """What was shown for this request, and as which bytes it is kept, where all that it rests on is still so."""
    asked = _question(request)
    body = store.find(asked) if asked else None
    overview = unpacked(body) if body is not None else None
    return (overview, body) if overview is not None and body is not None else None


def keep(request: Request, inputs: Inputs, body: bytes) -> bool:
    """Keep a view as `packed` has it; whether it is kept. `inputs` were taken before anything was read."""
    asked = _question(request)
    return asked is not None and store.keep(asked, inputs, body)


def packed(overview: Overview) -> bytes | None:
    """An overview as bytes, the same for the same rows; null where it is too large to be kept."""
    if overview.months is not None or sum(len(area.indicators) for area in overview.areas) > _MOST_INDICATORS:
        return None
    areas = tuple(
        msgspec.structs.replace(
            area,
            indicators=tuple(msgspec.structs.replace(one, history=tuple(one.history)) for one in area.indicators),
        )
        for area in overview.areas
    )
    fields = {name: getattr(overview, name) for name in _View.__struct_fields__}
    return msgspec.msgpack.encode(_View(**{**fields, "areas": areas}))


def unpacked(body: bytes) -> Overview | None:
    """The overview in these bytes; null where they hold anything else."""
    try:
        view = msgspec.msgpack.decode(body, type=_View)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return Overview(**{name: getattr(view, name) for name in _View.__struct_fields__})


def _question(request: Request) -> list[str] | None:
    try:
        around = ["view", os.getcwd(), msgspec.json.encode(request, enc_hook=str).decode()]  # noqa: PTH109
    except (OSError, ValueError):
        return None
    return around + [f"{name}={os.environ.get(name)}" for name in _SURROUNDINGS]
