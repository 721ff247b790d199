"""What is marked for review is listed, validated, and colours nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.published import SEPTEMBER, seed_text
from tui import bundled
from tui.scorecard.catalogue import JUDGED_BY, REVIEWABLE, Catalogue
from tui.scorecard.catalogue_file import CatalogueError, load_catalogue
from tui.scorecard.catalogue_review import review_note, waiting
from tui.scorecard.insights import insights
from tui.scorecard.overview import overview
from tui.sources.decoding import split_lines
from tui.sources.published.reader import read_published

FILES = ("[indicators.FD2f]\nreview = {}\n", "[areas.front_door]\nreview = {}\n", "[comparators.gm]\nreview = {}\n")


def loaded(folder: Path, *tables: str) -> Catalogue:
    """The bundled catalogue with these tables over it."""
    path = folder / "indicators.toml"
    path.write_text("\n".join([f'extends = "{bundled.catalogue_path()}"', *tables]), "utf-8")
    return load_catalogue(path)


@pytest.mark.parametrize(
    ("table", "value"),
    [
        (table, value)
        for table in FILES
        for value in ('"polarity"', '["colour"]', "[1]", "[[]]", '["short_name", "short_name"]', "true", '["head"]')
    ],
)
def test_a_review_that_names_no_keys_is_a_mistake(table: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as error:
        loaded(tmp_path, table.format(value))
    (mistake,) = error.value.mistakes
    assert (mistake.key, mistake.line, mistake.column) == ("review", 3, 1)
    assert mistake.message.startswith(
        f"expected a list of keys to look at, each once: {', '.join(REVIEWABLE[mistake.table])};"
    )


@pytest.mark.parametrize("key", JUDGED_BY)
def test_a_guess_colours_nothing(key: str, tmp_path: Path) -> None:
    rules = (
        '[rules.standard]\nkind = "range"\namber = 50\n[rules.own]\nkind = "points"\namber = 9\nindicators = ["CIN8"]'
    )
    reviewed = loaded(tmp_path, rules, "[indicators.CIN8]\nreview = []")
    guessed = loaded(tmp_path, rules, f'[indicators.CIN8]\nreview = ["{key}"]')
    assert guessed.indicators["CIN8"].unit == reviewed.indicators["CIN8"].unit
    assert guessed.indicators["CIN8"].basis == reviewed.indicators["CIN8"].basis
    seen = {}
    for name, known in (("reviewed", reviewed), ("guessed", guessed)):
        scorecard = read_published(split_lines(seed_text(), "a.txt"), known, authority="Tameside", period=SEPTEMBER)
        one = next(one for one in overview(scorecard).indicators if one.ref == "CIN8")
        insight = insights(scorecard).by_ref["CIN8"]
        amounts = [one.gap, one.since_last_month and one.since_last_month.by, *(each.gap for each in one.benchmarks)]
        seen[name] = (insight.derived_rating, {each.better for each in amounts if each}, one.gap and one.gap.amount)
    assert seen["reviewed"][0] in ("R", "A", "G")
    assert seen["reviewed"][1] & {True, False}
    assert seen["guessed"] == (None, {None}, seen["reviewed"][2])


def test_what_does_not_judge_may_wait(tmp_path: Path) -> None:
    known = loaded(tmp_path, '[indicators.CIN8]\nreview = ["area", "short_name"]')
    assert known.indicators["CIN8"].polarity == "high"


def test_what_waits_is_counted(tmp_path: Path) -> None:
    known = loaded(tmp_path, *(table.format('["short_name"]') for table in FILES))
    assert [entry.short_name for entry in waiting(known)] == ["Front Door", "GM", "MASH screened within 72hrs %"]
    total = len(known.indicators)
    note = review_note(known)
    assert note is not None
    assert note.startswith(
        f"1 of {total} indicators, 1 of 4 comparators, 1 of 6 areas wait for review in the catalogue"
    )


def test_a_catalogue_without_marks_has_nothing_to_say(tmp_path: Path) -> None:
    known = loaded(tmp_path)
    assert (waiting(known), review_note(known)) == ((), None)
