"""Which indicators one of DfE's tables makes: columns of figures, the words that tell rows apart, refs and entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from tui.scorecard.catalogue import UNIT_DECIMALS, Area, Basis, Catalogue, Indicator
from tui.scorecard.diff.likeness import stems
from tui.scorecard.missing import BLANK, UNREADABLE
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal
from tui.sources.ees_columns import Measure, codes_of, measure_of, says_per_10000, shown_name
from tui.sources.ees_table import Table

Row = dict[str, Any]

AREA: Final = "figures"
"""Key of the one service area that a table makes."""

_AREA_NAME: Final = "DfE's figures"
_TOTALS: Final = frozenset({"total", "all", "headline"})
_AT_A_DAY: Final = frozenset({"at31", "31"})
"""Words of a measure that is counted on 31 March and not through the year."""


class Series(msgspec.Struct, frozen=True):
    """One indicator: a column, and of the columns of words that vary, these words."""

    index: int
    filters: tuple[str, ...]


class Shape(msgspec.Struct, frozen=True):
    """Which columns hold figures and which words that tell rows of one year apart; the others say one word each."""

    figures: tuple[int, ...]
    filters: tuple[int, ...]
    shared: tuple[tuple[int, str], ...]

    @property
    def area(self) -> str:
        """The words that all rows share, which name the service area."""
        return ", ".join(word for _, word in self.shared) or _AREA_NAME

    def words_of(self, row: Row) -> tuple[str, ...]:
        """The words that tell a row apart."""
        return tuple(cell_of(row, index) for index in self.filters)


def cell_of(row: Row, index: int) -> str:
    """A cell as it stands; an empty one is no characters."""
    return row[str(index)] or ""


def shape_of(table: Table, own: Sequence[Row], others: Sequence[Row]) -> Shape:
    """What the columns hold in the place's own rows; those of its region and of England show what is misspelt there."""
    figures: list[int] = []
    filters: list[int] = []
    shared: list[tuple[int, str]] = []
    for index in table.figures():
        cells = {cell_of(row, index) for row in own}
        if not _are_words(table.names[index], cells, {cell_of(row, index) for row in others}):
            figures.append(index)
            continue
        words = [cell for cell in cells if cell.strip()]
        if len(words) > 1:
            filters.append(index)
        elif words:
            shared.append((index, words[0]))
    return Shape(tuple(figures), tuple(filters), tuple(shared))


def _are_words(name: str, own: set[str], others: set[str]) -> bool:
    """Whether a column holds words: some of its cells are, none is a figure, and of our own none a sign for none."""
    if measure_of(name).unit in ("percent", "rate_per_10000"):
        return False  # its name says what it holds
    if own and all(cell.strip().casefold() in _TOTALS for cell in own):
        return True  # beside them there may be rows of each age, as numbers
    numbers = any(parse_value(cell).number is not None for cell in own | others)
    ours = all(_is_word(cell) or parse_value(cell).missing == BLANK for cell in own)
    return ours and not numbers and any(map(_is_word, own | others))


def _is_word(cell: str) -> bool:
    value = parse_value(cell)
    return value.missing == UNREADABLE and any(map(str.isalpha, cell))


def of_the_same(shape: Shape, others: Sequence[Row]) -> list[Row]:
    """The rows of other places without those that say another word where a row of the same level says ours.

    England's row of all ages is compared with an authority's, and those of each age are not.
    """
    rows = list(others)
    for index, word in shape.shared:
        ours = normal(word)
        telling = {row["level"] for row in rows if normal(cell_of(row, index)) == ours}
        rows = [row for row in rows if row["level"] not in telling or normal(cell_of(row, index)) in (ours, "")]
    return rows


def refs_of(table: Table, shape: Shape, own: Sequence[Row]) -> dict[Series, str]:
    """Every indicator of the place's own rows, column by column, with its ref.

    The ref is the code of its measure, with the words that tell its rows apart.
    """
    combinations = list(dict.fromkeys(map(shape.words_of, own)))
    series = [Series(index, filters) for index in shape.figures for filters in combinations]
    return dict(zip(series, codes_of([_measure(table, each) for each in series]), strict=True))


def _measure(table: Table, series: Series) -> Measure:
    measure = measure_of(table.names[series.index])
    told = [word for text in series.filters if text.casefold() not in _TOTALS for word in stems(text)]
    return Measure((*measure.words, *told), measure.unit)


def name_of(table: Table, series: Series) -> str:
    """The name of an indicator as people read it: `Referrals: Under 1`."""
    told = ", ".join(text for text in series.filters if text)
    return shown_name(table.names[series.index]) + (f": {told}" if told else "")


def with_measures(catalogue: Catalogue, table: Table, shape: Shape, listed: Mapping[str, Series]) -> Catalogue:
    """The catalogue with the table's measures for its indicators; what it says itself of their refs stands.

    No measure has a polarity unless it says so, and no identity of other indicators can hold here.
    """
    entries = {ref: _entry(catalogue.indicators.get(ref), table, series, ref) for ref, series in listed.items()}
    area = Area(key=AREA, name=shape.area, short_name=shape.area, order=1, prefix="")
    return msgspec.structs.replace(
        catalogue, areas={AREA: area}, indicators=entries, identities={}, stated=frozenset(entries)
    )


def _entry(known: Indicator | None, table: Table, series: Series, ref: str) -> Indicator:
    name, measure = name_of(table, series), _measure(table, series)
    if known:
        return msgspec.structs.replace(known, area=AREA, aliases=(*known.aliases, name))
    basis: Basis = "snapshot" if _AT_A_DAY & set(measure.words) else "rolling_12"
    # The same words in every vintage: by them two releases tell that a renamed column is the same measure.
    words = " ".join((*measure.words, measure.unit.replace("_", " ")))
    return Indicator(ref, words, name, AREA, measure.unit, "none", basis, UNIT_DECIMALS[measure.unit], aliases=(name,))


def assumed(table: Table, shape: Shape) -> list[Problem]:
    """That a rate is taken for one per 10,000, where its column does not say so."""
    rates = [
        index
        for index in shape.figures
        if measure_of(table.names[index]).unit == "rate_per_10000" and not says_per_10000(table.names[index])
    ]
    if not rates:
        return []
    names = ", ".join(table.names[index] for index in rates)
    message = f"taken for rates per 10,000 children, as in DfE's tables of social care; the file does not say: {names}"
    return [Problem("info", table.place(1, rates[0]), message)]


def nameless(table: Table, rows: Sequence[Row]) -> list[Problem]:
    """The columns without a heading that hold anything in these rows: what they are of cannot be told."""
    found = []
    for index, name in enumerate(table.names):
        filled = sum(bool(cell_of(row, index).strip()) for row in rows)
        if filled and not name.strip():
            message = f"a column without a heading; its {filled} cells are not read"
            found.append(Problem("warning", table.place(1, index), message))
    return found
