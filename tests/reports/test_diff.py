from __future__ import annotations

import csv
import io
import json
from datetime import date

from tui.reports.cells import line_width
from tui.reports.diff import COLUMNS, NOTHING, caption, diff_csv, diff_lines, diff_records, diff_sheets, diff_text
from tui.scorecard.diff.record import Change, Diff, Side
from tui.scorecard.views import Amount

AUGUST, SEPTEMBER = date(2023, 8, 31), date(2023, 9, 30)
TURNED = Change(
    kind="rating",
    sense="moved_on",
    severity="flip",
    ref="CIN17",
    area="Child in Need",
    text="CIN17 turned from Amber to Red",
    before="A",
    after="R",
    period=SEPTEMBER,
    places=("august.txt:103:15", "september.txt:103:16"),
)
RESTATED = Change(
    kind="observation",
    sense="restated",
    severity="change",
    ref="CIN8",
    area="Child in Need",
    text="CIN8 August 2023 restated from 82% to 84% (+2 pp)",
    before="82%",
    after="84%",
    period=AUGUST,
    difference=Amount(2.0, 0),
    places=("august.txt:91:7", "september.txt:91:7"),
)
HOSTILE = Change(
    kind="dropped",
    sense="listed",
    severity="change",
    ref="=1+1",
    area="A|B",
    text="dropped: =1+1 \x1b[31mred",
    before="\x1b[31mred",
    after=None,
    places=("old\x1b.txt:1:1", None),
)
WRITTEN = Change(
    kind="precision",
    sense="restated",
    severity="precision",
    ref="CIN8",
    area="Child in Need",
    text="CIN8 July 2023 is written 84.0%, was 84%",
    before="84%",
    after="84.0%",
    period=date(2023, 7, 31),
)


def diff(*changes: Change, old: date = AUGUST) -> Diff:
    return Diff(Side("Tameside", old, ("august.txt",)), Side("Tameside", SEPTEMBER, ("september.txt",)), changes)


ALL = diff(TURNED, RESTATED, HOSTILE, WRITTEN)


def drawn(found: Diff | None, width: int, *, precision: bool = False) -> list[str]:
    lines = diff_lines(found, width, precision=precision)
    assert all(line_width(line) <= max(width, 22) for line in lines)
    return ["".join(cell.text for cell in line).rstrip() for line in lines]


def test_records_have_exactly_these_keys() -> None:
    (record,) = diff_records([RESTATED])
    assert record == {
        "kind": "observation",
        "sense": "restated",
        "severity": "change",
        "ref": "CIN8",
        "area": "Child in Need",
        "period": "2023-08",
        "year": None,
        "comparator": None,
        "before": "82%",
        "after": "84%",
        "difference": 2.0,
        "text": RESTATED.text,
        "places": ["august.txt:91:7", "september.txt:91:7"],
    }
    assert tuple(record) == COLUMNS


def test_json_is_the_records() -> None:
    assert json.loads(diff_text(ALL, ALL.changes, "json")) == diff_records(ALL.changes)
    assert "\x1b" not in diff_text(ALL, ALL.changes, "json")
    assert diff_text(diff(), (), "json") == "[]"


def test_csv_is_harmless_and_has_both_places() -> None:
    rows = list(csv.DictReader(io.StringIO(diff_csv(ALL.changes))))
    assert [row["places"] for row in rows] == [
        "august.txt:103:15 september.txt:103:16",
        "august.txt:91:7 september.txt:91:7",
        "old␛.txt:1:1 -",
        "'- -",
    ]
    assert (rows[2]["ref"], rows[2]["before"], rows[2]["after"]) == ("'=1+1", "␛[31mred", "")
    assert rows[1]["difference"] == "2.0"


def test_sheets_count_the_groups_and_then_list_them() -> None:
    counts, *sheets = diff_sheets(ALL, ALL.changes)
    assert counts.caption == "Tameside: August 2023 to September 2023"
    assert [tuple(cell.text for cell in row) for row in counts.rows] == [
        ("Conclusions that flip from August 2023 to September 2023", "1"),
        ("Restated", "1"),
        ("Indicators and their names", "1"),
        ("The same values, written otherwise", "1"),
    ]
    assert [sheet.caption for sheet in sheets] == [row[0].text for row in counts.rows]
    assert [cell.text for cell in sheets[0].rows[0]] == [TURNED.text, "september.txt:103:16", "Child in Need"]
    assert [cell.text for cell in sheets[2].rows[0]] == ["dropped: =1+1 ␛[31mred", "old␛.txt:1:1", "A|B"]


def test_places_and_areas_give_way_to_the_sentence() -> None:
    def titles(width: int) -> list[str]:
        return [heading.title for heading in diff_sheets(ALL, ALL.changes, width)[1].headings]

    assert titles(400) == ["What changed", "Place", "Area"]
    assert titles(80) == ["What changed", "Place"]
    assert titles(60) == ["What changed"]


def test_markdown_keeps_hostile_text_in_its_cell() -> None:
    text = diff_text(ALL, ALL.changes, "md")
    assert "| A\\|B |" in text
    assert "\x1b" not in text


def test_nothing_is_said_to_be_nothing() -> None:
    (sheet,) = diff_sheets(diff(), ())
    assert sheet.rows[0][0].text == NOTHING
    assert drawn(diff(), 80) == ["Tameside: August 2023 to September 2023", "", NOTHING]
    assert drawn(None, 80) == ["There is nothing to compare with: only one publication is open."]


def test_the_screen_lists_groups_with_their_places() -> None:
    assert drawn(ALL, 80) == [
        "Tameside: August 2023 to September 2023",
        "",
        "Conclusions that flip from August 2023 to September 2023 (1)",
        "CIN17 turned from Amber to Red",
        "  august.txt:103:15 to september.txt:103:16",
        "",
        "Restated (1)",
        "CIN8 August 2023 restated from 82% to 84% (+2 pp)",
        "  august.txt:91:7 to september.txt:91:7",
        "",
        "Indicators and their names (1)",
        "dropped: =1+1 ␛[31mred",
        "  old␛.txt:1:1",
    ]
    assert drawn(ALL, 80, precision=True)[-1] == WRITTEN.text
    assert "".join(drawn(ALL, 24)).count("CIN8") == 1


def test_two_of_one_month_are_told_apart_by_their_sources() -> None:
    assert caption(diff(old=SEPTEMBER)) == "Tameside, September 2023: august.txt to september.txt"


def test_short_names_stand_beside_the_changes_where_there_is_room() -> None:
    names = {"CIN17": "CIN reviews in time % YTD", "CIN8": "Visits in time \x1b[31m", "=1+1": "\x1b[31mred"}

    def lines(width: int) -> list[str]:
        found = diff_lines(ALL, width, names=names)
        assert all(line_width(line) <= width for line in found)
        return ["".join(cell.text for cell in line) for line in found]

    wide = lines(80)
    assert "CIN17 turned from Amber to Red  CIN reviews in time % YTD" in wide
    (restated,) = [line for line in wide if "restated from" in line]
    assert "Visits in time" in restated
    assert "\x1b" not in restated
    assert sum("red" in line for line in wide) == 1  # its name is in the sentence
    assert "CIN17 turned from Amber to Red" in lines(50)
    assert lines(50) == ["".join(cell.text for cell in line) for line in diff_lines(ALL, 50)]
