"""Headings, rows and marks that were not as a scorecard's should be: `layout`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import polars as pl

from tui.scorecard.audit.material import Material
from tui.scorecard.audit.wording import few, listed, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.places import Order, place_order
from tui.scorecard.problems import Problem, Severity

CODES: Final = (
    "no_headings",
    "rows_without_headings",
    "lost_ref",
    "lost_columns",
    "uncertain_columns",
    "repeated_ref",
    "repeated_heading",
    "unknown_heading",
    "later_month",
    "other_period",
)
"""Codes of the readers' problems that are about the layout of a table."""

OTHER_CODES: Final = (
    "ambiguous_date",
    "coloured_cells",
    "conditional_rating",
    "decimal_commas",
    "gap",
    "hidden",
    "lost_sheet",
    "merged_cells",
    "mixed_scale",
    "month_order",
    "no_authority",
    "no_cells",
    "no_current_figures",
    "no_refs",
    "open_quote",
    "other_headings",
    "reused_ref",
    "same_month",
    "skipped_source",
    "small_percentages",
    "too_large",
    "twice",
    "unread_source",
    "unstored_formulas",
    "unused_polarity",
)
"""All other codes of problems: of single cells, of files, and of histories. No finding is made of them here."""

_PLAIN_ARROWS: Final = [*"↑▲⬆⇧↗↓▼⬇⇩↘↔→⬌►=", "up", "down", "same", "no change"]
_ALPHABETS: Final = {"Greek": r"\p{Greek}", "Cyrillic": r"\p{Cyrillic}"}
_MARK_WORDS: Final = {"up": "up", "down": "down", "same": "no change"}


def broken_tables(material: Material) -> Iterator[Finding]:
    """What the reader found of the tables themselves: lost columns, no headings, refs that stand twice."""
    problems = [problem for problem in material.problems if problem.code in CODES]
    refs = set(material.indicators["ref"])
    rows = _row_orders(material) if problems else []
    for problem in problems:
        ref = problem.ref if problem.ref in refs else _ref_after(problem.place, rows)
        yield _of_problem(problem, material, ref or "")


def _of_problem(problem: Problem, material: Material, ref: str) -> Finding:
    stated, _, read_as = problem.message.partition("; ")
    if not read_as:
        stated, _, read_as = problem.message.partition(": ")
    return Finding(
        ref=ref,
        kind="layout",
        severity=problem.severity,
        period=material.period,
        published=stated,
        computed=read_as,
        text=sentence(problem.message),
        places=(problem.place,),
    )


def _row_orders(material: Material) -> list[tuple[Order, str]]:
    """Where each row stands, with its ref."""
    rows = material.indicators.filter(pl.col("row") != "fragment").drop_nulls("row_place")
    return [(place_order(place), ref) for ref, place in rows.select("ref", "row_place").rows()]


def _ref_after(place: str, rows: list[tuple[Order, str]]) -> str | None:
    """The first row that stands on the line of a place or below it, on the same sheet: a heading is above its rows."""
    source, sheet, line, _ = place_order(place)
    below = ((row[2], ref) for row, ref in rows if row[:2] == (source, sheet) and row[2] >= line)
    return min(below, default=(0, None))[1]


def torn_rows(material: Material) -> Iterator[Finding]:
    """Rows whose ref was lost and put back, and refs without a row; one finding an area each."""
    for area in material.indicators.partition_by("area", maintain_order=True):
        restored, fragments = (area.filter(pl.col("row") == row) for row in ("restored", "fragment"))
        if not restored.is_empty():
            one = restored.height == 1
            text = (
                f"{restored.height} row{'' if one else 's'} of {area['area'][0]} {'has' if one else 'have'} lost"
                f" {'its ref' if one else 'their refs'}, put back as {listed(restored['ref'])}"
            )
            yield _of_rows(restored, material, "warning", "no ref, or one that cannot be read", text)
        if not fragments.is_empty():
            one = fragments.height == 1
            text = (
                f"{listed(fragments['ref'])} ({area['area'][0]}) {'has' if one else 'have'} no row:"
                f" which figures are {'its own' if one else 'their own'} cannot be told"
            )
            yield _of_rows(fragments, material, "warning", "a ref without a row", text)


def _of_rows(rows: pl.DataFrame, material: Material, severity: Severity, published: str, text: str) -> Finding:
    return Finding(
        ref=rows["ref"][0],
        kind="layout",
        severity=severity,
        period=material.period,
        published=published,
        computed=listed(rows["ref"]),
        text=sentence(text),
        places=tuple(rows["row_place"].drop_nulls()),
    )


def foreign_letters(material: Material) -> Iterator[Finding]:
    """Ratings written with a letter of another alphabet that looks like one of ours; one finding an alphabet."""
    marks = _marks(material, "rating", "place")
    for alphabet, letters_of in _ALPHABETS.items():
        foreign = marks.filter(pl.col("text").str.contains(letters_of))
        if not foreign.is_empty():
            letters = listed(f"“{text}” (U+{ord(text[0]):04X})" for text in foreign["text"].unique(maintain_order=True))
            readings = listed(foreign["mark"].unique(maintain_order=True))
            text = (
                f"{foreign.height} rating{'' if foreign.height == 1 else 's'} written with the {alphabet} letter"
                f" {letters}, read as {readings}: {few(foreign['ref'].to_list())}; a search for {readings} misses them"
            )
            yield _of_marks(foreign, material, letters, readings, text)


def misread_arrows(material: Material) -> Iterator[Finding]:
    """Arrows that stand in the source as something else (a 1, say); one finding for all of them."""
    marks = _marks(material, "direction", "direction_place")
    signs = pl.col("text").str.strip_chars("\ufe0e\ufe0f").str.to_lowercase()
    misread = marks.filter(~signs.is_in(_PLAIN_ARROWS))
    if not misread.is_empty():
        counts = Counter(misread.select("text", "mark").rows())
        shown = listed(f"“{sign}”" for sign in dict.fromkeys(sign for sign, _ in counts))
        readings = listed(f"“{sign}” as {_MARK_WORDS[mark]} ({count})" for (sign, mark), count in counts.items())
        text = (
            f"{misread.height} arrow{' is' if misread.height == 1 else 's are'} not written as"
            f" {'one' if misread.height == 1 else 'arrows'}: read {readings}"
        )
        yield _of_marks(misread, material, shown, readings, text)


def _marks(material: Material, mark: str, place: str) -> pl.DataFrame:
    """The published marks of one kind that could be read: as text, and as read."""
    published = material.frames.published.drop_nulls([mark, f"{mark}_text"])
    return (
        published.join(material.indicators.select("ref", "position"), on="ref")
        .sort("position")
        .select("ref", mark=pl.col(mark).cast(pl.String), text=f"{mark}_text", place=place)
    )


def _of_marks(marks: pl.DataFrame, material: Material, published: str, computed: str, text: str) -> Finding:
    return Finding(
        ref=marks["ref"][0],
        kind="layout",
        severity="info",
        period=material.period,
        published=published,
        computed=computed,
        text=sentence(text),
        places=tuple(marks["place"].drop_nulls()),
    )
