from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.making import KEY, OTHER, SEPTEMBER, TAMESIDE, event, store_in_memory
from tui.journal.events import Added
from tui.journal.journal import Journal
from tui.journal.transfer import ImportRefusedError, import_events, lines, parse
from tui.scorecard.review import Key

LINE = {
    "uid": "a",
    "kind": "comment",
    "author": "Ada",
    "at": "2023-10-02T09:15:00.000001Z",
    "authority": "Tameside",
    "period": "2023-09",
    "ref": "CIN17",
    "text": "Staff left.",
    "parent": None,
}


def export(journal: Journal) -> bytes:
    return b"".join(lines(journal.events()))


def take_in(journal: Journal, data: bytes) -> Added:
    return import_events(journal, parse(data, "backup.jsonl"), "backup.jsonl")


def refused(journal: Journal, data: bytes) -> str:
    before = export(journal)
    with pytest.raises(ImportRefusedError) as error:
        take_in(journal, data)
    assert export(journal) == before, "all or nothing"
    return str(error.value)


def line(**changes: Any) -> bytes:
    return json.dumps(LINE | changes).encode() + b"\n"


def test_a_line_has_stable_keys_in_utf_8(ada: Journal) -> None:
    saved = ada.comment(KEY, 'Übergang „x"\n\0')
    (exported,) = export(ada).splitlines()
    assert list(json.loads(exported)) == list(LINE)
    assert exported.startswith(f'{{"uid":"{saved.event.uid}","kind":"comment","author":"Ada","at":"'.encode())
    assert 'Übergang „x\\"\\n\\u0000'.encode() in exported


def test_what_is_exported_and_imported_is_exported_the_same(ada: Journal, path: Path) -> None:
    first = ada.comment(KEY, "one").event
    Journal(ada._store, "Grace").comment(KEY, "two", first.uid)
    ada.set_state(OTHER, "needs_explanation")
    ada.assign(KEY, "Bob")
    ada.undo(TAMESIDE, SEPTEMBER)
    exported = export(ada)
    with Journal.open(path, "Somebody") as other:
        assert take_in(other, exported) == Added(5, 0)
        assert export(other) == exported
        assert list(other.events()) == list(ada.events())
        assert other.reviews(TAMESIDE, SEPTEMBER) == ada.reviews(TAMESIDE, SEPTEMBER)
        assert take_in(other, exported) == Added(0, 5)
        assert export(other) == exported


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(text, text, text, text), max_size=5))
def test_any_text_makes_the_round_trip(said: list[tuple[str, str, str, str]]) -> None:
    with Journal(store_in_memory(), "Ada") as one, Journal(store_in_memory(), "Ada") as other:
        for author, authority, ref, words in said:
            Journal(one._store, author).comment(Key(authority, SEPTEMBER, ref), words)
        take_in(other, export(one))
        assert export(other) == export(one)


def test_events_of_two_journals_come_together(ada: Journal) -> None:
    ada.add([event("a"), event("b", parent="a")])
    assert take_in(ada, line(uid="c", parent="b") + line(uid="a", at="2023-10-02T09:15:01Z")) == Added(1, 1)
    assert [each.uid for each in ada.events()] == ["a", "b", "c"]


def test_times_of_other_zones_become_those_of_utc(ada: Journal) -> None:
    take_in(ada, line(at="2023-10-02T10:15:00+01:00"))
    assert json.loads(export(ada))["at"] == "2023-10-02T09:15:00.000000Z"


def test_blank_lines_windows_line_ends_and_a_mark_do_no_harm(ada: Journal) -> None:
    data = b"\xef\xbb\xbf" + line(uid="a") + b"\n  \n" + line(uid="b").replace(b"\n", b"\r\n")
    assert take_in(ada, data) == Added(2, 0)


def test_an_empty_file_brings_nothing(ada: Journal) -> None:
    assert take_in(ada, b"") == Added(0, 0)


BAD = {
    b"{": "not an event: ",
    b"\xff": "not an event: ",
    b"[]": "not an event: Expected `object`, got `array`",
    b"[" * 100_000: "not an event: ",
    line(text=1): "not an event: Expected `str`, got `int` - at `$.text`",
    line(kind="praise"): "not an event: Invalid enum value 'praise' - at `$.kind`",
    line(mood="good"): "not an event: Object contains unknown field `mood`",
    line(at="yesterday"): "expected a time with its zone, such as 2023-10-02T09:15:00Z; found 'yesterday'",
    line(at="2023-10-02T09:15:00"): "expected a time with its zone",
    line(at="0001-01-01T00:00:00+14:00"): "expected a time with its zone",
    line(period="2023-13"): "expected a month, such as 2023-09; found '2023-13'",
    line(period="0000-01"): "expected a month",
    line(period="2023-9"): "expected a month",
    line(text="  "): "the commentary is empty",
    line(author=""): "the author is empty",
    line(parent="gone"): "its parent 'gone' is neither before it nor in the journal",
    line(kind="undo", text=""): "an undo must name the event",
    line(uid="good", text="other words"): "the journal holds another event with the uid 'good'",
}


@pytest.mark.parametrize(("bad", "words"), BAD.items(), ids=range(len(BAD)))
def test_a_bad_line_keeps_all_out_and_is_named(ada: Journal, bad: bytes, words: str) -> None:
    ada.comment(OTHER, "here already")
    data = line(uid="good") + b"\n" + bad.rstrip(b"\n") + b"\n" + line(uid="later")
    message = refused(ada, data)
    assert message.startswith("backup.jsonl:3: ")
    assert words in message


def test_a_missing_key_is_named(ada: Journal) -> None:
    for key in LINE:
        short = json.dumps({name: value for name, value in LINE.items() if name != key}).encode()
        assert refused(ada, short) == f"backup.jsonl:1: not an event: Object missing required field `{key}`"


def test_a_parent_that_comes_later_is_refused(ada: Journal) -> None:
    message = refused(ada, line(uid="b", parent="a") + line(uid="a"))
    assert message == "backup.jsonl:1: its parent 'a' is neither before it nor in the journal"


def test_a_half_character_in_json_is_refused(ada: Journal) -> None:
    assert refused(ada, line(text="half \ud83d")).startswith("backup.jsonl:1: ")


def test_added_counts_read_as_words() -> None:
    assert msgspec.structs.asdict(Added(1, 2)) == {"new": 1, "known": 2}
