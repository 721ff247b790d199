"""Which fills are ratings: the colours that spreadsheets offer, in all their tints."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from tui.sources.workbook.colours import Palette, mark_of

OFFICE_2007 = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646".split()
OFFICE_2013 = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47".split()
OFFICE_2023 = "FFFFFF 000000 E8E8E8 0E2841 156082 E97132 196B24 0F9ED5 A02B93 4EA72E".split()
NEUTRALS = 4
"""Background and text, each twice, come before the accents."""

TINTS = (-0.9, -0.75, -0.5, -0.25, -0.15, -0.1, -0.05, 0, 0.05, 0.15, 0.25, 0.4, 0.5, 0.6, 0.75, 0.8, 0.9)


def shade(colour: str, tint: float) -> str:
    found = Palette().colour(Element("fgColor", {"rgb": f"FF{colour}", "tint": str(tint)}))
    assert found is not None
    return found


@pytest.mark.parametrize("theme", [OFFICE_2007, OFFICE_2013, OFFICE_2023], ids=["2007", "2013", "2023"])
def test_no_shade_of_a_background_or_a_text_is_a_rating(theme: list[str]) -> None:
    shades = {shade(colour, tint) for colour in theme[:NEUTRALS] for tint in TINTS}
    assert {colour: mark for colour in shades if (mark := mark_of(colour))} == {}


@pytest.mark.parametrize(
    "colour",
    [
        *("FFFFFF", "000000", "808080", "C0C0C0", "D9D9D9", "F2F2F2", "333333"),
        *("F5F5DC", "EEECE1", "DDD9C3", "C4BD97", "948A54", "D2B48C", "DEB887", "F5DEB3", "FAEBD7", "FFE4C4"),
        *("FFFFF0", "FDF5E6", "BC8F8F", "8FBC8F", "BDB76B", "808000", "993300", "833C0B", "8B4513", "A0522D"),
        *("FFF2CC", "FFFFCC", "FCE4D6", "FDE9D9", "F2DCDB"),
    ],
)
def test_white_grey_beige_tan_and_brown_are_no_ratings(colour: str) -> None:
    assert mark_of(colour) is None


@pytest.mark.parametrize("colour", ["4472C4", "0070C0", "00B0F0", "7030A0", "002060", "4BACC6", "00FFFF", "FF00FF"])
def test_blue_and_purple_are_no_ratings(colour: str) -> None:
    assert mark_of(colour) is None


@pytest.mark.parametrize(
    ("mark", "colours"),
    [
        ("R", "FF0000 C00000 FFC7CE F8696B C0504D DA9694 FF5050 ED1C24 FF9999 E6B8B7"),
        ("A", "FFC000 FFFF00 FFEB9C FFEB84 FF9900 FFBF00 ED7D31 F79646 FFE699 FFD966 BF8F00 FABF8F E97132"),
        ("G", "00B050 92D050 C6EFCE 63BE7B 70AD47 9BBB59 00FF00 008000 A9D08E C6E0B4 C4D79B 548235 4EA72E 006100"),
    ],
)
def test_the_fills_that_people_rate_with_are_read(mark: str, colours: str) -> None:
    assert {colour: mark_of(colour) for colour in colours.split()} == dict.fromkeys(colours.split(), mark)
