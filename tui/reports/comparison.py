"""`scorecard benchmarks --lait`: the published benchmarks beside DfE's figures, for people and for machines."""

from __future__ import annotations

from typing import Final

from tui.reports.cells import Cell, Tone
from tui.reports.figures import NOT_STATED, short_year, signed
from tui.reports.plain_text import visible
from tui.reports.records import Record
from tui.reports.sheets import Heading, Sheet, to_csv
from tui.scorecard.benchmark_study import Study
from tui.scorecard.catalogue import Catalogue, unlisted_comparator
from tui.scorecard.end_years import financial_year
from tui.scorecard.views import Amount

KEYS: Final = "ref comparator year published computed difference best_year rank of quartile".split()
"""What the machine's view says of each benchmark."""

_NAMED: Final = 100
"""Cells of the line from which there is room for the indicators' names."""

_MORE: Final = 2
"""Digits that DfE's figure has more than the published one: enough to see why one of 55.48 is not 56."""


def comparison_records(study: Study) -> list[Record]:
    """One object an indicator and comparator: `year` as published, `best_year` the end year as a number."""
    return study.compared.select(KEYS).to_dicts()


def comparison_csv(study: Study) -> str:
    """The same as `comparison_records`, one row each."""
    rows = study.compared.select(KEYS).rows()
    return to_csv(KEYS, [[visible(value) if isinstance(value, str) else value for value in row] for row in rows])


def comparison_sheet(study: Study, width: int = 400) -> Sheet:
    """A row an indicator and comparator; names of indicators where the line has room for them."""
    named = width >= _NAMED
    headings = (
        Heading("Ref"),
        *((Heading("Indicator", wraps=True),) if named else ()),
        Heading("vs"),
        Heading("Year"),
        Heading("Published", "right"),
        Heading("DfE", "right"),
        Heading("Differs", "right"),
        Heading(""),
        Heading("Best fit"),
        Heading("Rank", "right"),
    )
    rows = study.compared.to_dicts()
    refs = [row["ref"] for row in rows]
    first = {position for position, ref in enumerate(refs) if ref not in refs[:position]}
    cells = tuple(_cells(row, study.catalogue, named, position in first) for position, row in enumerate(rows))
    years = sorted({row["end"] for row in rows if row["end"]})
    caption = f"{visible(study.authority)}: published benchmarks and DfE's figures"
    return Sheet(f"{caption} of {', '.join(map(financial_year, years))}" if years else caption, headings, cells)


def _cells(row: Record, catalogue: Catalogue, named: bool, first: bool) -> tuple[Cell, ...]:
    entry = catalogue.indicators[row["ref"]]
    comparator = catalogue.comparators.get(row["comparator"]) or unlisted_comparator(row["comparator"])
    word, tone = _agreement(row["agrees"])
    return (
        Cell(visible(row["ref"])),
        *((Cell(visible(entry.short_name) if first else ""),) if named else ()),
        Cell(visible(comparator.short_name)),
        Cell(short_year(row["year"])),
        Cell(_number(row["published"], row, 0, entry.unit)),
        Cell(_number(row["computed"], row, _MORE, entry.unit)),
        Cell(_difference(row), tone),
        Cell(word, tone),
        Cell(_best_year(row), "plain" if row["fits"] else "quiet"),
        Cell(f"{row['rank']}/{row['of']} {row['quartile'] or ''}".rstrip() if row["rank"] else ""),
    )


def _difference(row: Record) -> str:
    if row["difference"] is None:
        return ""
    exact = digits(row["half"]) + _MORE
    return signed(Amount(round(row["difference"], exact), exact))


def _best_year(row: Record) -> str:
    """The year whose figure agrees, `21/22`; `~21/22` where it is only the nearest."""
    if row["best_year"] is None:
        return ""
    return f"{'' if row['fits'] else '~'}{short_year(financial_year(row['best_year']))}"


def _agreement(agrees: bool | None) -> tuple[str, Tone]:
    words: dict[bool | None, tuple[str, Tone]] = {True: ("agrees", "quiet"), False: ("differs", "worse")}
    return words.get(agrees, ("", "plain"))


def digits(half: float) -> int:
    """Digits after the point of a figure half of whose last digit's unit is `half`: none for 0.5, one for 0.05."""
    return len(f"{half * 2:.6f}".rstrip("0").partition(".")[2])


def _number(value: float | None, row: Record, more: int, unit: str) -> str:
    """A figure with the published one's digits and some more; empty where there is none."""
    if value is None:
        return ""
    return f"{value:.{digits(row['half']) + more}f}{'%' if unit == 'percent' else ''}"


# ---- what the table alone does not say


def comparison_notes(study: Study) -> list[str]:
    """In sentences: headings a year out, years not stated, other definitions, what other neighbours change, ranks."""
    return [
        *_heading_notes(study),
        *_unstated_notes(study),
        *_definition_notes(study),
        *_model_notes(study),
        *_comparator_notes(study),
        *_rank_notes(study),
    ]


def _heading_notes(study: Study) -> list[str]:
    return [
        f"{_name(study, row['comparator'])}: headed {visible(row['year'])}, "
        f"but {row['nearest']} of {row['of']} figures ({', '.join(map(visible, row['refs']))}) "
        f"are nearest to DfE's of {financial_year(row['best_year'])}, {row['fitting']} of them within rounding"
        for row in study.headings.to_dicts()
    ]


def _unstated_notes(study: Study) -> list[str]:
    rows = [row for row in study.compared.to_dicts() if row["year"] is None and row["published"] is not None]
    if not rows:
        return []
    refs = ", ".join(dict.fromkeys(visible(row["ref"]) for row in rows))
    if rows[0]["end"] is None:
        return [f"{refs}: year {NOT_STATED}, nor any other to go by; choose one with --year"]
    agreeing = sum(bool(row["agrees"]) for row in rows)
    compared = f"compared with {financial_year(rows[0]['end'])}, with which {agreeing} of {len(rows)} figures agree"
    return [f"{refs}: year {NOT_STATED}; {compared}"]


def _definition_notes(study: Study) -> list[str]:
    return [_definition_note(row) for row in study.definitions.to_dicts()]


def _definition_note(row: Record) -> str:
    ref, ours = visible(row["ref"]), f"{row['own_agreeing']} of {row['of']} figures agree with {visible(row['own'])}"
    if row["code"] is None:
        return f"{ref}: {ours}, and no other measure looked at does better: revised, or defined otherwise"
    theirs = f"{row['agreeing']} with “{visible(row['name'])}” ({visible(row['code'])}) of {financial_year(row['end'])}"
    return f"{ref}: {ours}, {theirs}: perhaps another definition"


def _model_notes(study: Study) -> list[str]:
    """What the workbook's neighbours change against the catalogue's."""
    if not study.listed:
        return []
    changed = [row for row in study.models.to_dicts() if row["changes"]]
    return [f"{visible(row['ref'])}: {_model_words(study, row)}" for row in changed]


def _model_words(study: Study, row: Record) -> str:
    ours = visible(study.authority)
    sides = {True: "better", False: "worse", None: "neither better nor worse"}
    words = {
        "better": f"{ours} is {sides[row['better_second']]} than they are, not {sides[row['better_first']]}",
        "agreement": f"the published figure {'now agrees' if row['agrees_second'] else 'no longer agrees'}",
        "sign": f"the published figure is {'above' if row['published'] > row['second'] else 'not above'} theirs",
    }
    means = f"the workbook's neighbours have {row['second']:.1f}, the catalogue's {row['first']:.1f}"
    return "; ".join([means, *(words[change] for change in row["changes"])])


def _comparator_notes(study: Study) -> list[str]:
    """Comparators of which there is nothing: neither members nor a row of DfE's."""
    rows = study.compared.to_dicts()
    known = {row["comparator"] for row in rows if row["computed"] is not None}
    nothing = dict.fromkeys(row["comparator"] for row in rows if row["comparator"] not in known and known)
    return [f"{_name(study, key)}: DfE has no such region, and the catalogue no members of it" for key in nothing]


def _rank_notes(study: Study) -> list[str]:
    notes = [
        f"{visible(row['ref'])}: ranked with {row['ours']} as good, as the catalogue has it; "
        + ("DfE gives it no polarity" if row["dfe"] == "none" else f"DfE has {row['dfe']} as good")
        for row in study.polarities.to_dicts()
        if study.ranked
    ]
    if not study.ranked:
        notes.append(f"No ranks: the catalogue has no DfE number of {visible(study.authority)}")
    return notes


def _name(study: Study, key: str) -> str:
    comparator = study.catalogue.comparators.get(key) or unlisted_comparator(key)
    return visible(comparator.name)
