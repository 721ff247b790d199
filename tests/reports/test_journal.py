from __future__ import annotations

from tests.journal.making import KEY, SEPTEMBER, event
from tui.journal.events import Event
from tui.reports.journal import History, event_records, events_sheet, history_lines, history_sheet, one_line, undone
from tui.reports.sheets import to_markdown
from tui.scorecard.review import Comment, Key


def version(of: Event, beside: str | None = None) -> Comment:
    return Comment(of.text, of.author, of.at, of.uid, beside)


EVENTS = (
    event("a", text="Staff left.\n\n* Others | came."),
    event("b", "state", "snoozed"),
    event("c", "assignment", ""),
    event("d", "undo", "", parent="a"),
)


def test_an_undo_marks_what_it_undoes() -> None:
    assert undone(EVENTS) == {"a"}
    assert [record["undone"] for record in event_records(EVENTS)] == [True, False, False, False]
    assert undone(EVENTS[:3]) == frozenset()


def test_deeds_are_told_in_words() -> None:
    sheet = events_sheet(EVENTS, "All of them")
    assert [row[-1].text for row in sheet.rows] == [
        "Staff left. * Others | came. (undone)",
        "snoozed until next period",
        "assigned to nobody",
        "undo",
    ]


def test_a_long_commentary_is_listed_by_its_beginning() -> None:
    (row,) = events_sheet([event("a", text="word " * 100)], "One").rows
    assert row[-1].text.startswith("word word")
    assert row[-1].text.endswith("…")
    assert len(row[-1].text) == 120


def test_a_history_numbers_the_versions_that_stand() -> None:
    again = event("e", text="Once more.", parent="a")
    lines = list(history_lines(History(KEY, (*EVENTS, again), (version(again),))))
    assert lines[0] == "CIN17, September 2023, Tameside"
    assert lines[1].endswith("Ada: commentary (undone)")
    assert lines[2:5] == ["    Staff left.", "", "    * Others | came."]
    assert lines[7].endswith("Ada: undid the commentary of 2023-10-02 09:15")
    assert lines[8].endswith("Ada: version 1 of 1")


def test_a_version_written_without_another_says_so() -> None:
    first, second = event("a"), event("b")
    history = History(KEY, (first, second), (version(first), version(second, "a")))
    assert history_sheet(history).rows[1][2].text == "version 2 of 2, beside version 1, which it was written without"


def test_markdown_of_a_history_cannot_be_broken() -> None:
    hostile = Key("T|\n#", SEPTEMBER, "A|B")
    said = event("a", text="one | two\n<b>`x`", author="A\nda|", key=hostile)
    text = to_markdown([history_sheet(History(hostile, (said,), (version(said),)))])
    assert len(text.splitlines()) == 5
    assert text.splitlines()[-1].replace("\\|", "").count("|") == 5


def test_several_lines_become_one() -> None:
    assert one_line(" a\r\n\tb\x1b ") == "a b␛"
