from __future__ import annotations

import csv
import io
import json
from datetime import date

import msgspec

from tests.scorecard.audit.building import seed
from tui.reports.audit import NOTHING, audit_csv, audit_lines, audit_sheet, audit_text, places_text
from tui.reports.cells import line_width
from tui.reports.records import audit_records
from tui.scorecard.audit import Finding, audit

ARROW = Finding(
    ref="CIN4",
    kind="arrow",
    severity="error",
    period=date(2023, 9, 30),
    published="down",
    computed="up: 20% to 24%",
    text="The arrow points down, but re-referrals rose from 20% in August to 24% in September 2023.",
    places=("september-2023.txt:87:17", "september-2023.txt:87:8", "other.xlsx!C7"),
)
LAYOUT = Finding("X1", "layout", "info", date(2023, 9, 30), "=1+1", "\x1b[31mred", "Read “\x1b[31m” as red | blue.", ())


def drawn(findings: list[Finding], width: int) -> list[str]:
    return ["".join(cell.text for cell in line).rstrip() for line in audit_lines(findings, width)]


def test_records_have_exactly_these_keys() -> None:
    assert audit_records([ARROW]) == [
        {
            "ref": "CIN4",
            "kind": "arrow",
            "severity": "error",
            "period": "2023-09",
            "published": "down",
            "computed": "up: 20% to 24%",
            "text": ARROW.text,
            "places": list(ARROW.places),
        }
    ]


def test_json_is_the_records() -> None:
    assert json.loads(audit_text([ARROW, LAYOUT], "json", "")) == audit_records([ARROW, LAYOUT])
    assert audit_text([], "json", "") == "[]"


def test_csv_has_one_row_a_finding_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(audit_csv([ARROW, LAYOUT]))))
    assert [row["ref"] for row in rows] == ["CIN4", "X1"]
    assert rows[0]["places"] == " ".join(ARROW.places)
    assert (rows[1]["published"], rows[1]["computed"], rows[1]["places"]) == ("'=1+1", "␛[31mred", "")
    assert audit_text([ARROW], "csv", "") == audit_csv([ARROW])


def test_markdown_cannot_be_broken_by_what_a_finding_says() -> None:
    lines = audit_text([ARROW, LAYOUT], "md", "Audit").splitlines()
    assert lines[0] == "## Audit"
    assert lines[-1] == r"| X1 | info | layout | Read “␛\[31m” as red \| blue. |  |"


def test_the_sheet_says_how_many_places_there_are() -> None:
    sheet = audit_sheet([ARROW, LAYOUT], "Audit")
    assert [heading.title for heading in sheet.headings] == ["Ref", "Severity", "Kind", "Finding", "Place"]
    assert [row[-1].text for row in sheet.rows] == ["september-2023.txt:87:17 +2", ""]


def test_places_name_a_file_only_where_it_changes() -> None:
    assert places_text(ARROW) == "september-2023.txt:87:17, :87:8, other.xlsx!C7"


def test_a_workbook_is_named_once_for_the_cells_of_all_its_sheets() -> None:
    cells = ("book.xlsx:Sheet1!C7", "book.xlsx:Sheet1!D7", "book.xlsx:'Front: Door'!C7", "a.txt:1:2", "book.xlsx:A!B1")
    assert places_text(msgspec.structs.replace(ARROW, places=cells)) == (
        "book.xlsx:Sheet1!C7, :Sheet1!D7, :'Front: Door'!C7, a.txt:1:2, book.xlsx:A!B1"
    )


def test_lines_are_grouped_by_severity_with_the_places_under_each() -> None:
    assert drawn([ARROW, LAYOUT], 60) == [
        "Contradictions (1)",
        "CIN4  The arrow points down, but re-referrals rose from 20%",
        "      in August to 24% in September 2023.",
        "      september-2023.txt:87:17, :87:8, other.xlsx!C7",
        "",
        "Worth knowing (1)",
        "X1    Read “␛[31m” as red | blue.",
    ]


def test_nothing_found_is_said() -> None:
    assert drawn([], 60) == [NOTHING]


def test_nothing_of_the_bundled_audit_is_cut_off() -> None:
    findings = list(audit(seed()))
    for width in (40, 80, 120):
        lines = audit_lines(findings, width)
        assert max(map(line_width, lines)) <= width
        text = " ".join(" ".join(drawn(findings, width)).split())
        assert "…" not in text
        for one in findings:
            assert " ".join(one.text.split()) in text or width == 40
