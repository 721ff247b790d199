from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.reports.brief.building import MADE, Document, area, overview, small
from tests.support.views import indicator
from tui.reports.brief.content import briefing
from tui.reports.brief.elements import Html, block, element
from tui.reports.brief.html import to_html
from tui.reports.brief.style import DARK, LIGHT, STYLE
from tui.scorecard.insight_views import Insights


def document() -> Document:
    return Document(to_html(small()))


def test_it_is_one_well_formed_document() -> None:
    made = document()
    assert made.mistakes == []
    assert to_html(small()).startswith("<!doctype html>\n")
    assert [tag for tag, _ in made.elements[:2]] == ["html", "head"]
    assert made.all("html") == [{"lang": "en-GB"}]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    made = document()
    policy = {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"}
    assert policy in made.all("meta")
    assert {"charset": "utf-8"} in made.all("meta")
    assert not {tag for tag, _ in made.elements} & {"script", "link", "img", "iframe", "a", "object"}
    names = {name for _, attributes in made.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "href", "style")}
    assert not re.search(r"url\(|@import|https?:", STYLE)


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in document().elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_their_heads_a_scope() -> None:
    made = document()
    assert len(made.all("table")) == len(made.all("caption")) == 2
    assert {attributes.get("scope") for attributes in made.all("th")} == {"col", "row"}


def test_every_rating_stands_there_as_a_word() -> None:
    made = to_html(small())
    assert made.count('<span class="chip red">Red</span>') == 1 + 3
    assert made.count('<span class="hidden">:</span>') == 3
    chips = re.findall(r'<span class="chip \w+">(.*?)</span>', made)
    assert set(chips) == {"Red", "Amber", "Green", "Unrated"}


def test_no_cell_is_empty() -> None:
    made = to_html(small())
    assert not re.search(r"<(td|th|dd|dt|li|p|h\d)[^>]*>\s*</\1>", made)


def test_nothing_to_list_is_said() -> None:
    quiet = briefing(overview(area("Front Door", "FD", indicator(rating="G"))), Insights({}, ()), {}, made=MADE)
    made = to_html(quiet)
    assert "No problems: no indicator is rated Red as published." in made
    assert "<p>None.</p>" in made
    assert "<article" not in made


# ---- How it looks


def test_it_prints_on_a4_and_keeps_problems_whole() -> None:
    assert "size: A4" in STYLE
    assert re.search(r"article[^{]*\{ break-inside: avoid; \}", STYLE)
    assert "print-color-adjust: exact" in STYLE
    assert "border: 1.5px solid currentcolor" in STYLE


def test_it_is_dark_on_screen_alone() -> None:
    assert STYLE.count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme: dark)" in DARK


def test_every_colour_is_one_of_the_named() -> None:
    named = set(re.findall(r"(--[\w-]+):", LIGHT))
    assert named == set(re.findall(r"(--[\w-]+):", DARK))
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLE)) == named
    outside = re.findall(r"#[0-9a-f]{6}", STYLE.replace(LIGHT, "").replace(DARK, ""))
    assert outside == ["#4d5960"]  # the number of the page, where no property reaches


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs() -> Iterator[tuple[str, str, str]]:
    for css in (LIGHT, DARK):
        known = colours(css)
        for name in ("ink", "quiet", "accent", "aim"):
            for ground in ("paper", "panel"):
                yield f"{name} on {ground}", known[name], known[ground]
        for name in known:
            if f"{name}-ink" in known:
                yield name, known[f"{name}-ink"], known[name]


def test_contrast_is_measured_as_it_should_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert len(list(pairs())) == 2 * (8 + 4)


@pytest.mark.parametrize(("name", "ink", "ground"), list(pairs()))
def test_every_text_stands_out(name: str, ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


# ---- Elements


def test_text_in_an_element_is_escaped_and_elements_are_not() -> None:
    assert element("p", "<b>&", Html("<i>"), title='"<') == '<p title="&quot;&lt;">&lt;b&gt;&amp;<i></p>'
    assert element("p", element("br")) == "<p><br></p>"
    assert block("div", "a<", "", element("p")) == "<div>\na&lt;\n<p></p>\n</div>"
