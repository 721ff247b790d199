"""Any table as DfE lays them out, shuffled, renamed and with noise, is read back exactly or reported cell by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.grids import csv
from tests.support.published import catalogue
from tui.scorecard.model import Scorecard
from tui.sources.ees import EES
from tui.sources.format import HEAD, Ask

MEASURES: Final = {
    "refer": ["Referrals", "referral_count", "number_referrals"],
    "refer-rate": ["Referrals_rate", "referral_rate", "Referrals_rate_per_10000"],
    "reref": ["Re_referrals", "rereferral_count"],
    "reref-pc": ["Re_referrals_percent", "rereferral_percent", "pct_re-referrals"],
    "nfa": ["No_Further_Action", "no_further_action_count"],
    "nin-pc": ["Not_in_Need_percent", "not_in_need_percentage"],
}
KINDS: Final = {
    "Reporting year": ("{end}", (3, 31)),
    "Financial year": ("{begin}{short:02d}", (3, 31)),
    "Academic year": ("{begin}{short:02d}", (8, 31)),
    "Calendar year": ("{end}", (12, 31)),
}
OF_THE_ROW: Final = ("time_period", "time_identifier", "geographic_level", "country_name", "region_name", "la_name")
MORE_OF_THE_ROW: Final = ("country_code", "region_code", "old_la_code", "new_la_code")
NUMBERS: Final = {"0": 0.0, "914": 914.0, "3,349": 3349.0, "27.3": 27.3, "654.90": 654.9, "12u": 12.0, "-4.5": -4.5}
SIGNS: Final = {
    **dict.fromkeys(["c", "[c]", "C", "*"], "suppressed"),
    **dict.fromkeys(["x", ":", "..", "u", "[x]"], "unavailable"),
    **dict.fromkeys(["z", "NA", "[z]"], "not_applicable"),
    **dict.fromkeys(["k", "low", "LOW"], "rounds_to_zero"),
    "": "blank",
}
MISSPELT: Final = ("3l05", "see note", "12..5", "??", "1,2")
PLACES: Final = {  # level, region and name; by the key of the comparator that it is for ours
    "": ("Local authority", "North West", "Exampleshire"),
    "nw": ("Regional", "North West", ""),
    "england": ("National", "", ""),
    "another authority": ("Local authority", "North West", "Otherton"),
    "another region": ("Regional", "South West", ""),
    "a school": ("School", "North West", "Exampleshire"),
}

Said = tuple[float | None, str, str | None]


class Laid(msgspec.Struct, frozen=True):
    """A table: its lines of cells, and by place, year and ref what is said, and in which cell (counted from 1)."""

    lines: list[list[str]]
    kind: str
    said: dict[tuple[str, int, str], tuple[Said, tuple[int, int]]]


@st.composite
def tables(draw: st.DrawFn) -> Laid:
    refs = draw(st.lists(st.sampled_from([*MEASURES]), min_size=1, unique=True))
    titles = {ref: draw(st.sampled_from(MEASURES[ref])) for ref in refs}
    kind = draw(st.sampled_from([*KINDS]))
    newest = draw(st.integers(2015, 2025))
    noise = draw(st.lists(st.sampled_from(["", "Category", "Note"]), unique=True))
    columns = draw(st.permutations([*OF_THE_ROW, *MORE_OF_THE_ROW, *refs, *noise]))
    years = range(newest - draw(st.integers(0, 4)), newest + 1)
    chosen = draw(st.lists(st.sampled_from([(place, year) for place in PLACES for year in years]), unique=True))
    # England's newest row says for every column that it holds figures, and ours that there is something to read.
    chosen = list(dict.fromkeys([("england", newest), ("", draw(st.sampled_from(years))), *chosen]))
    rows: list[tuple[str, int] | None] = [*chosen, *[None] * draw(st.integers(0, 3))]
    said: dict[tuple[str, int, str], tuple[Said, tuple[int, int]]] = {}
    lines = [[titles.get(column, column) for column in columns]]
    for number, row in enumerate(draw(st.permutations(rows)), 2):
        if row is None:
            lines.append(draw(st.sampled_from([[], [""] * len(columns)])))
            continue
        place, year = row
        is_ = {ref: draw(_figures(certain=row == ("england", newest))) for ref in refs}
        lines.append([is_[column][1] if column in is_ else _about(column, place, year, kind) for column in columns])
        said |= {(place, year, ref): (is_[ref], (number, columns.index(ref) + 1)) for ref in refs}
    return Laid(lines, kind, said)


@st.composite
def _figures(draw: st.DrawFn, *, certain: bool) -> Said:
    text = draw(st.sampled_from([*NUMBERS] if certain else [*NUMBERS, *NUMBERS, *SIGNS, *MISSPELT]))
    return NUMBERS.get(text), text, None if text in NUMBERS else SIGNS.get(text, "unreadable")


def _about(column: str, place: str, year: int, kind: str) -> str:
    level, region, name = PLACES[place]
    codes = {"": ("399", "E10000099"), "another authority": ("398", "E10000098")}.get(place, ("", ""))
    return {
        "time_period": time_of(year, kind),
        "time_identifier": kind,
        "geographic_level": level,
        "country_name": "England",
        "region_name": region,
        "la_name": name,
        "old_la_code": codes[0],
        "new_la_code": codes[1],
        "Category": "Referrals and Re-referrals",
        "": "17",
        "Note": "as published",
    }.get(column, "z")


def time_of(year: int, kind: str) -> str:
    return KINDS[kind][0].format(end=year, begin=year - 1, short=year % 100)


def end_of(year: int, kind: str) -> date:
    return date(year, *KINDS[kind][1])


Held = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]


def expected(laid: Laid) -> Held:
    """What every frame must hold: by what a figure is of, its value, text, reason and place."""
    found: Held = {"observations": {}, "outturns": {}, "benchmarks": {}}
    newest = max(year for _, year, _ in laid.said)
    ours = {year for place, year, _ in laid.said if place == ""}
    before = max((year for year in ours if year < newest), default=None) if newest in ours else None
    for (place, year, ref), (said, (line, column)) in laid.said.items():
        is_ = (*said, f"a.csv:{line}:{column}")
        if place == "":
            found["observations"][ref, end_of(year, laid.kind)] = is_
            if year == before:
                found["outturns"][ref, time_of(year, laid.kind)] = is_
        elif place in ("nw", "england"):
            found["benchmarks"][ref, place, time_of(year, laid.kind)] = is_
    return found


def held(scorecard: Scorecard) -> Held:
    of = {"observations": ["ref", "period"], "outturns": ["ref", "year"], "benchmarks": ["ref", "comparator", "year"]}
    found: Held = {}
    for name, keys in of.items():
        frame = getattr(scorecard.frames, name)
        rows = zip(frame.select(keys).rows(), frame.select("value", "text", "missing", "place").rows(), strict=True)
        found[name] = dict(rows)
        assert len(found[name]) == frame.height, name
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(laid=tables(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_table_is_read_back_exactly_or_reported(laid: Laid, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv(*laid.lines).encode(encoding))
    assert EES.recognises(path, path.read_bytes()[:HEAD])
    scorecard = EES.read(path, Ask(catalogue(), "Exampleshire"))
    wanted = expected(laid)
    assert held(scorecard) == wanted
    assert scorecard.period == end_of(max(year for _, year, _ in laid.said), laid.kind)
    refs = {ref for _, _, ref in laid.said}
    assert sorted(scorecard.frames.listing["ref"]) == sorted(refs)
    figures = {(place, missing) for frame in wanted.values() for _, _, missing, place in frame.values()}
    errors = [problem.place for problem in scorecard.problems if problem.severity == "error"]
    assert sorted(errors) == sorted(place for place, missing in figures if missing == "unreadable")
    nameless = [problem.message for problem in scorecard.problems if problem.severity == "warning"]
    assert len(nameless) == ("" in laid.lines[0])
