"""Every key does what the help says, in the app as installed."""

from __future__ import annotations

import re

import pytest

from tests.e2e.looking import rows, wait_at
from tests.support.terminal import Terminal

REDS = "FD2e FD2f FD8e CIN17 CIN21 CF15 CF21 SG13".split()


def test_the_bundled_scorecard_opens_with_title_tabs_and_ratings(app: Terminal) -> None:
    title, tabs = app.lines()[:2]
    assert re.search(r"Tameside +September 2023 .*R +8 +A +28 +G +25 +unrated 23", title)
    assert tabs == " 1 Front Door ●3  2 EH  3 CIN ●2  4 CF ●2  5 SG ●1  6 WF"
    for ref, rating in (("FD2e", "R"), ("FD2b", "A"), ("FD7", "G")):
        assert re.search(rf" {rating}\b", app.line(f" {ref} ")[60:])


def test_the_cursor_moves_by_rows(app: Terminal) -> None:
    for down, up in (("Down", "Up"), ("j", "k")):
        wait_at(app, "FD1")
        app.press(down, down)
        wait_at(app, "FD2a")
        app.press(up)
        wait_at(app, "FD2")
        app.press(up, up, up)
        wait_at(app, "FD1")


def test_the_cursor_goes_to_both_ends(app: Terminal) -> None:
    app.press("3")
    for last, first in (("G", "g"), ("end", "home")):
        app.press(last)
        wait_at(app, "CIN27")
        assert "CIN1" not in rows(app)
        app.press(first)
        wait_at(app, "CIN1")
        assert "CIN27" not in rows(app)


def test_tab_and_numbers_switch_the_area(app: Terminal) -> None:
    for key, ref in (("tab", "EH10d"), ("tab", "CIN1"), ("shift+tab", "EH10d"), ("4", "CF15"), ("6", "WF1")):
        app.press(key)
        app.wait_for(re.compile(rf"^[▌ ]{ref[:2]}\w+ ", re.MULTILINE))
        assert rows(app)[0].startswith(ref[:2])
    app.press("tab")
    wait_at(app, "FD1")


def test_each_area_keeps_its_cursor(app: Terminal) -> None:
    app.press("3", "j", "j")
    wait_at(app, "CIN3")
    app.press("1")
    wait_at(app, "FD1")
    app.press("3")
    wait_at(app, "CIN3")


def test_the_next_red_goes_through_all_areas_and_round(app: Terminal) -> None:
    for number, (ref, key) in enumerate(zip(REDS, "]n" * 4, strict=True), 1):
        app.press(key)
        wait_at(app, ref)
        app.wait_for(f"{ref}: red {number} of 8")
    app.press("]")
    wait_at(app, REDS[0])
    app.wait_for("red 1 of 8 - the last red passed, from the first again")


def test_the_previous_red_goes_the_other_way(app: Terminal) -> None:
    app.press("[")
    app.wait_for("red 8 of 8 - the first red passed, from the last again")
    wait_at(app, REDS[-1])
    for ref, key in zip(reversed(REDS[:-1]), "N[N[N[N", strict=True):
        app.press(key)
        wait_at(app, ref)


def test_enter_opens_the_indicator_and_escape_returns_to_it(app: Terminal) -> None:
    app.press("3", "j")
    wait_at(app, "CIN2")
    app.press("enter")
    app.wait_for("Referrals received (Rate 12 Months rolling)")
    app.wait_for("612")
    app.press("j")
    app.wait_for("CIN3  Referrals with decision made within 24hrs")
    app.press("escape")
    wait_at(app, "CIN3")


def test_reds_can_be_walked_on_the_indicators_own_screen(app: Terminal) -> None:
    app.press("enter")
    app.wait_for("Contact Received Inc.")
    for number, ref in enumerate(REDS, 1):
        app.press("]")
        app.wait_for(re.compile(rf"^ {ref}  .*ed {number} of 8", re.MULTILINE | re.DOTALL))


def test_p_shows_where_each_figure_stands(app: Terminal) -> None:
    app.press("3", *"jjjjjjj")
    wait_at(app, "CIN8")
    app.press("p")
    app.wait_for("Source of CIN8")
    app.wait_for(re.compile(r"Sep-23\s+84%\s+84.*september-2023\.txt:91:8\b"))
    app.press("p")
    app.wait_gone("Source of CIN8")
    wait_at(app, "CIN8")


def test_the_help_lists_the_keys(app: Terminal) -> None:
    app.press("?")
    app.wait_for("Find an indicator")
    shown = app.text()
    for _ in range(20):
        if "No figure: unreadable" in app.text():  # its last line
            break
        app.press("pagedown")
        app.wait_for_bytes(timeout=10)
        app.wait_quiet(120)
        shown += app.text()
    for key, words in (
        (r"\] n", "Next red"),
        (r"\[ N", "Previous red"),
        ("ctrl\\+p", "Find an indicator"),
        ("enter", "Open"),
        ("p", "Source"),
        ("P", "Problems"),
        ("end G", "Last row"),
        ("q", "Quit"),
    ):
        assert re.search(rf"│ +{key} +{words}", shown), key
    app.press("?")
    app.wait_gone("Keys and signs")


@pytest.mark.parametrize(
    ("words", "name", "ref"),
    [
        ("sg13", "Child Protection - open over 18 months", "SG13"),
        ("timescale health initial ytd", "Timeliness of Initial Health Assessments", "CF21"),
    ],
)
def test_the_palette_finds_an_indicator_and_goes_to_it(app: Terminal, words: str, name: str, ref: str) -> None:
    app.press("ctrl+p")
    app.wait_for("Search for commands")
    app.type(words)
    app.wait_for(re.compile(rf"{ref}  {name}(?!.*FD2e)", re.DOTALL))
    app.press("enter")
    wait_at(app, ref)


def test_capital_p_lists_the_problems_with_their_places(app: Terminal) -> None:
    app.press("P")
    app.wait_for("What was not read, or read only with help")
    app.wait_for(re.compile(r"september-2023\.txt:\d+"))
    app.press("escape")
    app.wait_gone("What was not read")
    wait_at(app, "FD1")


def test_columns_scroll_sideways_under_a_ref_and_name_that_stay(app: Terminal) -> None:
    before = app.lines()[2:18]
    app.press(*["l", "Right"] * 5)
    app.wait_for(re.compile(r"^ Ref +Indicator +‹", re.MULTILINE))
    app.wait_gone("Sep-23")
    app.wait_quiet()
    after = app.lines()[2:18]
    assert "Apr" in after[0]
    assert [line[:36] for line in after[1:]] == [line[:36] for line in before[1:]]
    app.press(*["l", "Right"] * 15)
    app.wait_for(re.compile(r"^ Ref +Indicator +‹ .*Eng", re.MULTILINE))
    app.press(*["h", "Left"] * 20)
    app.wait_for(re.compile(r"^ Ref +Indicator +›.*Sep-23", re.MULTILINE))
    app.wait_quiet()
    assert app.lines()[2:18] == before


def test_a_burst_of_keys_is_taken_in_order(app: Terminal) -> None:
    app.press(*["j"] * 9, *["k"] * 4, *["tab"] * 6, "j")
    wait_at(app, "FD2e")


def test_a_key_typed_ahead_acts_on_the_row_the_cursor_will_be_on(app: Terminal) -> None:
    app.press("j", "j", "p")
    app.wait_for("Source of FD2a")


@pytest.mark.parametrize(
    "keys", ["F D 2 enter enter enter", "enter enter escape", "down enter escape", "pageup", "q q pageup"]
)
def test_keys_typed_ahead_of_the_palette_end_nothing(app: Terminal, keys: str) -> None:
    app.press("ctrl+p", *keys.split())
    app.wait_quiet(600)
    app.press("escape", "escape", "escape")
    app.wait_quiet(300)
    assert not app.ended
    app.press("g", "j")
    wait_at(app, "FD2")


def test_ctrl_c_says_which_key_quits(app: Terminal) -> None:
    app.press("ctrl+c")
    app.wait_for("q quits Scorecard.")
    app.press("j")
    app.wait_gone("q quits Scorecard.")
