"""A small scorecard in each layout, and what is read of it. `SCORECARD_WRITE_GOLDEN=1 pytest` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.support.golden import GOLDEN, assert_golden, record, written_anew
from tests.support.grids import csv
from tests.support.published import catalogue, text_of
from tests.support.workbooks import Made, MadeSheet, Value, write
from tui.scorecard.model import Scorecard
from tui.sources.format import Ask, Format
from tui.sources.published_delimited import PUBLISHED_DELIMITED
from tui.sources.published_text import PUBLISHED_TEXT
from tui.sources.published_workbook import PUBLISHED_WORKBOOK

HEADINGS = [
    "Ref",
    "Indicator",
    "Jul-23",
    "Aug-23",
    "Current\nPerformance",
    "Previous Year",
    "Target",
    "Stat Neigh Ave (2021/22)",
    "NAT AVE",
    "RAG (in month)",
    "DOT",
    "Good perf is",
]
AREAS: dict[str, list[list[str]]] = {
    "Front Door - Head of Service - Ada Long": [
        [
            "FD2f",
            "MASH Screenings Completed within 72hrs",
            "68.9%",
            "63.3%",
            "67%",
            "71.0%",
            "90%",
            "",
            "",
            "R",
            "↑",
            "High",
        ],
        ["FD1", "Contacts, all sources", "1,265", "1,107", "n/a", "1,180", "", "", "", "", "↔", ""],
    ],
    "Youth Justice - Head of Service - Bo Short": [
        ["YJ1", "First-time entrants (rate)", "12.5", "4S", "11.0", "", "fewer than 12", "14.1", "-", "G", "1", "Low"],
        ["", "Nobody gave it a ref", "3", "4", "5", "", "", "", "", "Amber", "", ""],
    ],
}
FILLS = {"R": "FFFF0000", "G": "FF00B050"}


def rows() -> list[list[str]]:
    found = [["Children's Scorecard"], ["September 2023"], []]
    for area, entries in AREAS.items():
        found += [[area], HEADINGS, *entries, []]
    return found


def made_csv(path: Path) -> None:
    path.write_bytes(csv(*rows()).encode("utf-8-sig"))


def made_tsv(path: Path) -> None:
    path.write_bytes(csv(*rows(), delimiter="\t").encode("utf-16"))


def made_semicolons(path: Path) -> None:
    swapped = [
        [cell.translate(str.maketrans(".,", ",.")) if cell[:1].isdigit() else cell for cell in row] for row in rows()
    ]
    path.write_bytes(csv(*swapped, delimiter=";").replace("↑", "up").replace("↔", "=").encode("cp1252"))


def made_text(path: Path) -> None:
    path.write_text(text_of([[cell.replace("\n", " ") for cell in row] for row in rows()]), encoding="utf-8")


def made_workbook(path: Path) -> None:
    sheets = []
    for area, entries in AREAS.items():
        body: list[list[Value]] = [["September 2023"], [area], [_heading(title) for title in HEADINGS]]
        body += [[_cell(text, at) for at, text in enumerate(row)] for row in entries]
        sheets.append(MadeSheet(area.partition(" - ")[0], body, merged=["A2:L2"]))
    write(path, *sheets, MadeSheet("Notes", [["Recounted in June", 7]], state="hidden"))


def _heading(title: str) -> Value:
    days = {"Jul-23": 45_138, "Aug-23": 45_169}
    return Made(days[title], "mmm-yy") if title in days else title


def _cell(text: str, at: int) -> Value:
    if HEADINGS[at].startswith("RAG"):
        return Made(None, fill=f'rgb="{FILLS[text]}"') if text in FILLS else text
    number = text.rstrip("%").replace(",", "")
    if not number.replace(".", "").isdigit() or at < 2 or HEADINGS[at] == "DOT":
        return text
    places = len(number.partition(".")[2])
    code = f"{'#,##' if ',' in text else ''}0{'.' if places else ''}{'0' * places}{'%' if '%' in text else ''}"
    return Made(round(float(number) / 100, 6) if "%" in text else float(number), code)


MADE = {
    "scorecard.csv": (made_csv, PUBLISHED_DELIMITED),
    "scorecard.tsv": (made_tsv, PUBLISHED_DELIMITED),
    "semicolons.csv": (made_semicolons, PUBLISHED_DELIMITED),
    "scorecard.txt": (made_text, PUBLISHED_TEXT),
    "scorecard.xlsx": (made_workbook, PUBLISHED_WORKBOOK),
}


def read(name: str) -> Scorecard:
    form = cast("Format", MADE[name][1])
    path = GOLDEN / name
    assert form.recognises(path, path.read_bytes()[: 1 << 16])
    return form.read(path, Ask(catalogue()))


@pytest.mark.parametrize("name", MADE)
def test_a_scorecard_is_read_as_it_was(name: str) -> None:
    if written_anew():
        MADE[name][0](GOLDEN / name)
    assert_golden(record(read(name)), f"{name}.json")


def figures(name: str) -> set[tuple[object, ...]]:
    frames = read(name).frames
    listed = dict(frames.listing.select("ref", "name").rows())
    rows = frames.observations.select("ref", "period", "value", "missing").rows()
    return {(listed[ref], *rest) for ref, *rest in rows}


def test_all_layouts_say_the_same() -> None:
    assert len({frozenset(figures(name)) for name in MADE}) == 1


@pytest.mark.parametrize("name", MADE)
def test_an_authority_and_a_period_may_be_asked_for(name: str) -> None:
    ask = Ask(catalogue(), "Exampleshire", read(name).period)
    assert cast("Format", MADE[name][1]).read(GOLDEN / name, ask).authority == "Exampleshire"


def test_formats_recognise_their_own_files() -> None:
    heads = {name: (GOLDEN / name).read_bytes()[: 1 << 16] for name in MADE}
    assert {name for name, head in heads.items() if PUBLISHED_WORKBOOK.recognises(GOLDEN / name, head)} == {
        "scorecard.xlsx"
    }
    for other in (b"", b"\0" * 99, b"record,authority,publication,ref\n", b"words alone", heads["scorecard.xlsx"]):
        assert not PUBLISHED_DELIMITED.recognises(Path("a.csv"), other)
    assert PUBLISHED_WORKBOOK.recognises(Path("no-ending"), b"PK\x03\x04") is False
    assert PUBLISHED_WORKBOOK.recognises(Path("a.xlsx"), b"\xd0\xcf\x11\xe0") is True
