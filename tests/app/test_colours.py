"""Every text can be read on what it is drawn on, in every theme; and no theme needs an eye for red and green."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, get_args

import pytest
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.pilot import Pilot

from tests.app.driving import loaded, make_app, screen_text, settled, until
from tests.support.colours import apart, contrast, luminance
from tui.app import themes
from tui.app.palette import Palette, palette_of
from tui.reports.cells import Tone

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""

LEAST_APART = 25
"""As CIEDE2000, of which about 2 can be seen side by side: colours of two names in every theory of colour names."""

LEAST_IN_GREY = 1.5
"""The contrast of one lightness with the next: enough to see the order without any hue."""

NAMES = (themes.DARK, themes.LIGHT, themes.COLOUR_BLIND, themes.COLOUR_BLIND_LIGHT)
LINES = " ─│╭╮╰╯┌┐└┘▁▂▃▄▅▆▇█▊▎▔▕▏╸╺━"
"""What frames, bars and scroll bars are made of, which are no text."""

FOR_THE_COLOUR_BLIND = (themes.COLOUR_BLIND, themes.COLOUR_BLIND_LIGHT)
SIGHTS = (None, "protanopia", "deuteranopia")

# How each screen is come to, and a word that is on it.
SCREENS = {
    "areas": ([], "Contacts received"),
    "filter": (["slash", "rag"], "rag"),
    "triage": (["exclamation_mark"], "CF15"),
    "indicator": (["3", "right_square_bracket", "enter"], "Against last year"),
    "help": (["question_mark"], "Keys and signs"),
    "source": (["p"], "Source of"),
    "findings": (["f"], "Findings"),
    "commentary": (["c"], "Commentary"),
    "palette": (["ctrl+p"], "Theme"),
    "themes": (["ctrl+p", "t", "h", "e", "m", "enter"], "colour-blind"),
}


def palette(theme: str) -> Palette:
    app = make_app(theme=theme)
    assert app.theme == theme
    app.get_css_variables()  # the app asks for them when it starts
    return palette_of(app)


def hexadecimal(triplet: ColorTriplet | None) -> str:
    assert triplet is not None
    return triplet.hex


def grounds(theme: str) -> Iterator[tuple[str, Tone, Style]]:
    """Every tone on every ground that there is."""
    found = palette(theme)
    for name in ("page", "cursor", "bar"):
        for tone, style in getattr(found, name).items():
            yield name, tone, style


@pytest.mark.parametrize("theme", NAMES)
def test_every_tone_can_be_read_on_every_ground(theme: str) -> None:
    drawn = list(grounds(theme))
    assert {tone for _, tone, _ in drawn} == set(get_args(Tone))
    faint = {
        (ground, tone): round(ratio, 2)
        for ground, tone, style in drawn
        if (ratio := contrast(*colours_of(style))) < LEAST_CONTRAST
    }
    assert faint == {}


def colours_of(style: Style) -> tuple[str, str]:
    """The text's colour and its ground's."""
    assert style.color is not None
    assert style.bgcolor is not None
    pair = (hexadecimal(style.color.triplet), hexadecimal(style.bgcolor.triplet))
    return (pair[1], pair[0]) if style.reverse else pair


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("name", SCREENS)
async def test_what_a_screen_draws_can_be_read(theme: str, name: str) -> None:
    keys, word = SCREENS[name]
    app = make_app(theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.press(*keys)
        await until(pilot, lambda: word in screen_text(pilot))
        await settled(pilot)
        faint = {
            (text, *colours, round(ratio, 2))
            for text, colours in texts_of(pilot)
            if (ratio := contrast(*colours)) < LEAST_CONTRAST
        }
    assert faint == set()


def texts_of(pilot: Pilot[Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each text of the screen in front with its colours; what a panel covers and dims is not in front."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    count = 0
    for widget in screen.query("*"):
        if widget.children or not widget.region.area or not widget.display:
            continue
        region = screen.find_widget(widget).visible_region
        for y in range(region.y, region.bottom):
            for segment in strips[y].crop(region.x, region.right):
                style = segment.style
                if segment.text.strip(LINES) and style and style.color and style.bgcolor:
                    count += 1
                    yield segment.text, colours_of(style)
    assert count


def rating_colours(theme: str) -> list[tuple[str, str, str]]:
    """Pairs of ratings and the hues by which they are told apart: their chips', or the text's."""
    styles = palette(theme).page
    chips = {tone: colours_of(styles[tone])[1] for tone in ("R", "A", "G")}
    texts = {tone: colours_of(styles[tone])[0] for tone in ("better", "worse")}
    pairs = [*combinations(chips.items(), 2), *combinations(texts.items(), 2)]
    return [(f"{one} {other}", first, second) for (one, first), (other, second) in pairs]


@pytest.mark.parametrize("theme", FOR_THE_COLOUR_BLIND)
@pytest.mark.parametrize("sight", SIGHTS)
def test_ratings_are_told_apart_without_the_cones_for_red_or_green(theme: str, sight: str | None) -> None:
    near = {pair: apart(one, other, sight) for pair, one, other in rating_colours(theme)}
    assert len(near) == 4
    assert {pair: distance for pair, distance in near.items() if distance < LEAST_APART} == {}


@pytest.mark.parametrize("theme", FOR_THE_COLOUR_BLIND)
def test_ratings_are_told_apart_in_grey(theme: str) -> None:
    alike = {pair: contrast(one, other) for pair, one, other in rating_colours(theme)}
    assert {pair: ratio for pair, ratio in alike.items() if ratio < LEAST_IN_GREY} == {}
    chips = {tone: colours_of(palette(theme).page[tone])[1] for tone in ("R", "A", "G")}
    assert sorted(chips, key=lambda tone: luminance(chips[tone])) == ["R", "G", "A"]


def test_the_bound_is_one_that_other_themes_do_not_meet() -> None:
    """What the themes for the colour-blind are for: in the plain ones, better and worse are one colour to some."""
    for theme in (themes.DARK, themes.LIGHT):
        assert min(apart(one, other, "deuteranopia") for _, one, other in rating_colours(theme)) < LEAST_APART


@pytest.mark.parametrize("theme", NAMES)
def test_a_rating_is_a_letter_in_every_theme(theme: str) -> None:
    styles = palette(theme)
    for ground in (styles.page, styles.cursor, styles.bar):
        assert len({ground[tone].bgcolor for tone in ("R", "A", "G")}) == 3
        assert all(ground[tone].bold for tone in ("R", "A", "G"))


async def test_the_palette_of_commands_offers_the_themes() -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.press(*SCREENS["themes"][0])
        await until(pilot, lambda: themes.COLOUR_BLIND in screen_text(pilot))
        await pilot.press(*"blind-light")
        await until(pilot, lambda: "scorecard-dark" not in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.theme == themes.COLOUR_BLIND_LIGHT)
