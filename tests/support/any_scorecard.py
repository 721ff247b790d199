"""A strategy that makes up any scorecard: frames of several publications and sources, with whatever text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from tui.scorecard.catalogue import Area, Catalogue
from tui.scorecard.frames import Frames, frames_of
from tui.scorecard.missing import MISSING
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months
from tui.scorecard.problems import SEVERITIES, Problem

Row = dict[str, Any]

NASTY = (
    *("", "'", "''", "'=1", "=1+1", "+44", "-", "-5.5%", "@SUM(A1)", "\t=1", " =1", "＝1", "'-1", "-1+2", "\r=1", "\n"),
    *("a\nb", "a\r\nb", "a\rb", 'say "no"', '"', ",", ";", "a\tb", "\x01", "\x1b[31m", "\ufeff", "\u2028"),
    *("_x0041_", "_x000D_", "_X0041_", "<b>&amp;</b>", "]]>", " lead", "trail ", "NULL", "null", "nan", "1e5", "007"),
    *("true", "2023-09", "café", "e\u0301", "\u202eabc", "😀", "\U0010ffff", "\x7f", "\x85", "—"),
)
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff")
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(CHARACTERS, max_size=12))
WORDS = TEXTS.filter(bool)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
MONTHS = st.integers(0, 40).map(lambda back: add_months(date(2024, 3, 31), -back))
EARLIER = st.integers(1, 40).map(lambda back: add_months(date(2024, 3, 31), -back))
HEADS = st.dictionaries(WORDS, WORDS, min_size=1, max_size=2)
LATEST = date(2024, 3, 31)
SMALL = Catalogue("Exampleshire", None, {"a": Area("a", "Access", "Access", 1, "A")}, {}, {})


@st.composite
def figures(draw: st.DrawFn) -> Row:
    """A number or the reason why there is none."""
    if draw(st.booleans()):
        return {"value": draw(NUMBERS), "missing": None, "text": draw(st.none() | TEXTS)}
    return {"value": None, "missing": draw(st.sampled_from(MISSING)), "text": draw(st.none() | TEXTS)}


@st.composite
def any_scorecard(draw: st.DrawFn, authority: str = "Exampleshire") -> Scorecard:
    """A scorecard of one authority; what `tui.scorecard.frames` promises of frames holds of its own."""
    refs = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    publications = [LATEST, *draw(st.lists(MONTHS, max_size=2))]
    sources = draw(st.lists(WORDS, min_size=1, max_size=2, unique=True))
    some_ref, publication, source = st.sampled_from(refs), st.sampled_from(publications), st.sampled_from(sources)

    def common(ref: str | None = None) -> Row:
        return {
            "authority": authority,
            "publication": draw(publication),
            "source": draw(source),
            "place": draw(WORDS),
            "ref": ref or draw(some_ref),
        }

    def rows(more: Callable[[], Row], *identity: str) -> list[Row]:
        made = [common() | more() for _ in range(draw(st.integers(0, 4)))]
        keys = ("publication", "ref", "source", *identity)
        return list({tuple(row[key] for key in keys): row for row in made}.values())

    listing = [
        common(ref)
        | {
            "publication": LATEST,
            "source": sources[position % len(sources)],
            "area": draw(WORDS),
            "name": draw(TEXTS),
            "row": draw(st.sampled_from(["whole", "restored", "fragment"])),
            "order": draw(st.integers(-(2**31), 2**31 - 1)),
        }
        for position, ref in enumerate(refs)
    ]
    year = st.none() | WORDS
    frames = frames_of(
        {
            "listing": listing,
            "observations": [
                common(refs[0]) | {"publication": LATEST, "period": LATEST} | draw(figures()),
                *rows(lambda: {"period": draw(EARLIER)} | draw(figures()), "period"),
            ],
            "outturns": rows(lambda: {"year": draw(year)} | draw(figures()), "year"),
            "benchmarks": rows(
                lambda: {"comparator": draw(WORDS), "year": draw(year)} | draw(figures()), "comparator", "year"
            ),
            "targets": rows(
                lambda: {
                    "period": draw(MONTHS),
                    "low": draw(st.none() | NUMBERS),
                    "high": draw(st.none() | NUMBERS),
                    "text": draw(st.none() | TEXTS),
                },
                "period",
            ),
            "published": rows(
                lambda: {
                    "period": draw(MONTHS),
                    "rating": draw(st.sampled_from([None, "R", "A", "G"])),
                    "rating_text": draw(st.none() | TEXTS),
                    "direction": draw(st.sampled_from([None, "up", "down", "same"])),
                    "direction_text": draw(st.none() | TEXTS),
                    "direction_place": draw(st.none() | WORDS),
                },
                "period",
            ),
        }
    )
    by_month = tuple(sorted(draw(st.dictionaries(MONTHS, HEADS, max_size=2)).items()))
    return Scorecard(
        authority=authority,
        period=LATEST,
        catalogue=SMALL,
        frames=frames,
        problems=tuple(draw(st.lists(problems(), max_size=2))),
        heads={area: head for _, heads in by_month for area, head in heads.items()} if by_month else draw(HEADS),
        sources=in_order(frames),
        heads_by_month=by_month,
    )


def in_order(frames: Frames) -> tuple[str, ...]:
    """The sources in the order in which indicators are listed, then in that of the figures."""
    names = ("listing", *(name for name in msgspec.structs.asdict(frames) if name != "listing"))
    return tuple(dict.fromkeys(source for name in names for source in getattr(frames, name)["source"]))


def problems() -> st.SearchStrategy[Problem]:
    return st.builds(
        Problem,
        severity=st.sampled_from(SEVERITIES),
        place=WORDS,
        message=TEXTS,
        ref=st.none() | WORDS,
        code=st.none() | WORDS,
    )
