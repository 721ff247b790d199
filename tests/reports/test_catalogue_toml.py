"""A drafted catalogue loads as it is written, and shows the scorecard that it was drafted from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.support.any_scorecard import NASTY, any_scorecard
from tui import bundled
from tui.reports.catalogue_toml import catalogue_toml
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.catalogue_draft import NothingToDraftError, draft
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.frames import frames_of
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.recorder import FRAMES
from tui.scorecard.views import Amount, BenchmarkView, Change, IndicatorView
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
MARCH = date(2024, 3, 31)
OF_THE_CATALOGUE = ("name", "short_name", "area", "unit", "polarity", "basis", "head_of_service", "twin")
"""What a catalogue says of an indicator, and not its scorecard."""


def drafted(scorecard: Scorecard, folder: Path) -> tuple[Catalogue, Path]:
    path = folder / "indicators.toml"
    path.write_text(catalogue_toml(draft(scorecard, stated=True)), "utf-8")
    return load_catalogue(path), path


def figures(one: IndicatorView, basis: str | None) -> dict[str, Any]:
    """All that is shown of an indicator but what its catalogue says: no judgement, and no name.

    What a change is since depends on the basis, so it is left out where the two catalogues differ in that.
    """
    shown = {name: value for name, value in msgspec.structs.asdict(one).items() if name not in OF_THE_CATALOGUE}
    if one.basis != basis:
        del shown["since_last_month"], shown["against_last_year"]
    # The catalogue says in which order comparators stand, too.
    shown["benchmarks"] = tuple(sorted(one.benchmarks, key=lambda each: each.comparator))
    return {name: _unjudged(value) for name, value in shown.items()}


def _unjudged(value: Any) -> Any:
    if isinstance(value, Amount):
        return msgspec.structs.replace(value, better=None)
    if isinstance(value, Change):
        return (value.since, _unjudged(value.by))
    if isinstance(value, tuple):
        return tuple(map(_unjudged, value))
    if isinstance(value, BenchmarkView):
        return msgspec.structs.replace(value, gap=_unjudged(value.gap), name="", short_name="")
    return value


@pytest.mark.parametrize(("source", "authority"), [(bundled.sample_path(), "Tameside"), (MADE_UP, None)])
def test_a_draft_shows_the_scorecard_as_it_was(source: Path, authority: str | None, tmp_path: Path) -> None:
    request = Request((source,), authority=authority)
    before = open_scorecard(request)
    known, path = drafted(before, tmp_path)
    after = open_scorecard(msgspec.structs.replace(request, indicators=path))
    shown, again = overview(before), overview(after)
    assert (again.authority, again.period, again.ratings) == (shown.authority, shown.period, shown.ratings)
    assert (again.problems, again.sources, again.comparators) == (shown.problems, shown.sources, shown.comparators)
    assert [area.name for area in again.areas] == [area.name for area in shown.areas]
    assert [one.ref for one in again.indicators] == [one.ref for one in shown.indicators]
    for there, here in zip(again.indicators, shown.indicators, strict=True):
        assert figures(there, here.basis) == figures(here, there.basis), here.ref
        assert there.area == here.area
    assert list(known.indicators) == [one.ref for one in shown.indicators]


@pytest.mark.parametrize("source", [bundled.sample_path(), MADE_UP])
def test_nothing_of_a_draft_is_coloured(source: Path, tmp_path: Path) -> None:
    _, path = drafted(open_scorecard(Request((source,))), tmp_path)
    path.write_text(path.read_text("utf-8") + '\n[rules.standard]\nkind = "percent_of_target"\namber = 10\n', "utf-8")
    scorecard = open_scorecard(Request((source,), indicators=path))
    assert all(entry.review for entry in scorecard.catalogue.indicators.values())
    found = insights(scorecard)
    for one in overview(scorecard).indicators:
        assert one.polarity == "none", one.ref
        changes = [each.by for each in (one.since_last_month, one.against_last_year) if each]
        amounts = [one.gap, *changes, *(benchmark.gap for benchmark in one.benchmarks)]
        assert {amount.better for amount in amounts if amount} <= {None}, one.ref
        insight = found.by_ref[one.ref]
        assert insight.derived_rating is None, one.ref
        assert insight.signal.state not in ("improving", "concern"), one.ref


def test_guesses_stand_beside_the_words_they_come_from(tmp_path: Path) -> None:
    text = catalogue_toml(draft(open_scorecard(Request()), stated=False))
    lines = text[text.index("[indicators.SG11]") :].partition("\n\n")[0].splitlines()
    assert lines == [
        "[indicators.SG11]",
        'name = "Child Protection Plan Reviews in timescale (% YTD)"',
        'short_name = "Child Protection Plan… (% YTD)"',
        'area = "safeguarding_and_quality_assurance"',
        'unit = "percent"                  # a % sign in all figures',
        'polarity = "high"                 # “in timescale”',
        'basis = "ytd"                     # “ytd”',
        "decimals = 0                      # 7 of 7 figures have 0",
        'review = ["polarity", "basis"]',
    ]
    assert 'name = "Authority not stated"' in text
    assert "Tameside" not in text


@settings(max_examples=25)
@given(any_scorecard())
def test_a_draft_of_any_scorecard_loads(tmp_path_factory: pytest.TempPathFactory, scorecard: Scorecard) -> None:
    made = draft(scorecard, stated=True) if _has_refs(scorecard) else None
    if made is None:
        with pytest.raises(NothingToDraftError, match="no indicator has a ref"):
            draft(scorecard, stated=True)
        return
    known, _ = drafted(scorecard, tmp_path_factory.mktemp("draft"))
    assert {drafted.entry.ref for drafted in made.indicators} == set(known.indicators)
    assert [entry.name for entry in known.indicators.values()] == [one.entry.name for one in made.indicators]
    assert all(
        cell_len(entry.short_name) <= 30 for entry in known.indicators.values() if entry.short_name.isprintable()
    )
    there = overview(msgspec.structs.replace(scorecard, catalogue=known))
    here = overview(scorecard)
    shown = {one.ref: one for one in here.indicators}
    for one in there.indicators:
        assert figures(one, shown[one.ref].basis) == figures(shown[one.ref], one.basis)
    assert {each.key for each in there.comparators} == {each.key for each in here.comparators}


def _has_refs(scorecard: Scorecard) -> bool:
    return any(not ref.startswith("?") for ref in scorecard.frames.listing["ref"])


@given(st.lists(st.one_of(st.text(), st.sampled_from(NASTY)), min_size=1, max_size=3))
def test_any_text_is_written_as_one_and_nothing_else(texts: list[str]) -> None:
    from tui.reports.catalogue_toml import _key, _string, _strings

    written = f"{_key(texts[0])} = {_strings(texts)}\nother = {_string(texts[0])}\n"
    assert written.isprintable() or set(filter(lambda each: not each.isprintable(), written)) == {"\n"}
    expected = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    assert tomli.loads(written) == {texts[0]: expected, "other": expected[0]}


def test_half_a_character_is_replaced() -> None:
    from tui.reports.catalogue_toml import _string

    assert tomli.loads(f"a = {_string(chr(0xDC80))}") == {"a": "\ufffd"}


def test_areas_of_the_same_letters_get_prefixes_of_their_own(tmp_path: Path) -> None:
    def row(position: int, ref: str, area: str) -> dict[str, Any]:
        common = {"authority": "E", "publication": MARCH, "source": "a", "place": "a:1:1", "row": "whole"}
        return {**common, "ref": ref, "area": area, "name": ref, "order": position}

    places = (("A1", "Access"), ("A2", "Access"), ("A3", "Adoption"), ("A4", "adoption!"), ("?9", "Adoption"))
    frames = frames_of(dict.fromkeys(FRAMES, ()) | {"listing": [row(at, *each) for at, each in enumerate(places)]})
    scorecard = Scorecard("E", MARCH, load_catalogue(bundled.catalogue_path()), frames, (), {}, ("a",))
    made = draft(scorecard, stated=True)
    assert [(area.key, area.prefix, area.review) for area in made.areas] == [
        ("access", "A", ("prefix",)),
        ("adoption", "A3", ()),
        ("adoption_2", "A4", ()),
    ]
    assert (len(made.indicators), made.without_ref) == (4, 1)
    known, _ = drafted(scorecard, tmp_path)
    assert list(known.comparators) == ["england"]
