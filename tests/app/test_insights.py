"""What is derived, on screen: signals, marks of contradiction, limits, findings, DfE's figures."""

from __future__ import annotations

from pathlib import Path

from tests.app.driving import MADE_UP, areas, last_line, opened, screen_text, settled, until
from tests.support.shared import shared_data
from tui.app.app import ScorecardApp
from tui.app.screens.findings import FindingsScreen
from tui.reports.glyphs import UNICODE
from tui.sources.request import Request


async def test_what_the_numbers_contradict_is_marked_beside_it() -> None:
    async with opened() as pilot:
        await pilot.press("3")
        rows = {line[1:8].strip(): line for line in screen_text(pilot).splitlines()[3:]}
        assert "↓≠" in rows["CIN4"]
        assert " G≠" in rows["CIN8"]
        assert "≠" not in rows["CIN5"]


async def test_six_months_are_too_few_for_a_signal_and_say_so() -> None:
    async with opened(size=(120, 40)) as pilot:
        await settled(pilot)
        text = screen_text(pilot)
        assert "…T" in text
        assert "too few for a signal: 6 of 13 months" in text


async def test_a_history_shows_signals_in_words_and_limits_in_its_chart() -> None:
    async with opened(MADE_UP, size=(90, 60)) as pilot:
        await pilot.press("3", *["j"] * 7)
        assert "●I" in screen_text(pilot)
        await pilot.press("enter")
        text = screen_text(pilot)
        assert "improving: at least 7 months in a row above the mean" in text
        assert "cannot be relied on to hit 85.0%" in text
        assert "┄┄" in text


async def test_f_lists_the_findings_of_the_audit_with_their_places() -> None:
    async with opened(size=(120, 50)) as pilot:
        await pilot.press("f")
        assert isinstance(pilot.app.screen, FindingsScreen)
        text = screen_text(pilot)
        assert "Where the scorecard contradicts its own numbers" in text
        assert "september-2023.txt:87:17" in text
        await pilot.press("f")
        assert not isinstance(pilot.app.screen, FindingsScreen)


async def test_without_dfes_figures_there_is_no_choice_of_neighbours() -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("b")
        assert "Neighbours" not in last_line(pilot)


async def test_dfes_figures_stand_beside_the_published_ones_for_either_list_of_neighbours() -> None:
    lists: tuple[Path, ...] = (shared_data("lait/sn_april_2021.xlsx"), shared_data("lait/sn_may_2025.xlsx"))
    request = Request(
        lait=shared_data("lait/bds_long_0.parquet"),
        dictionary=shared_data("lait/lait_data_dictionary.csv"),
        neighbours=lists,
    )
    async with ScorecardApp(request, UNICODE).run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: areas(pilot).complete and "Neighbours" in last_line(pilot))
        await pilot.press("3", *["j"] * 7)
        await settled(pilot)
        assert "150 of 151 English" in screen_text(pilot)
        before = screen_text(pilot)
        await pilot.press("b")
        assert "Statistical neighbours: sn_may_2025.xlsx" in last_line(pilot)
        assert screen_text(pilot) != before


async def test_dfes_figures_that_cannot_be_read_are_told_and_the_scorecard_stays(tmp_path: Path) -> None:
    request = Request(lait=tmp_path / "none.parquet", dictionary=tmp_path / "none.csv")
    app = ScorecardApp(request, UNICODE)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Not done" in screen_text(pilot))
        assert "data dictionary" in screen_text(pilot)
        await pilot.press("escape")
        assert app.failure is None
        assert areas(pilot).complete


async def test_p_says_what_each_derived_number_rests_on() -> None:
    async with opened(size=(120, 60)) as pilot:
        await pilot.press("3", *["j"] * 7, "p")
        text = screen_text(pilot)
        assert "Derived from these" in text
        assert "[rules.standard] of the catalogue: 84% is 1 pp below 85%" in text
        assert "this month's figure of CIN6, of which this is a share" in text
        assert "(september-2023.txt:91:8" in text or "september-2023.txt:91:16" in text
