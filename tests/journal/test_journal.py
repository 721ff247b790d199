from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.making import AUGUST, KEY, OTHER, SEPTEMBER, TAMESIDE, event, filled, names_in, store_in_memory, tell
from tui.journal.errors import JournalError, RefusedEventError, UnstorableError
from tui.journal.events import Event
from tui.journal.journal import Journal
from tui.scorecard.review import STATES, Key, Review


def also(journal: Journal, author: str) -> Journal:
    """Another author at the same journal."""
    return Journal(journal._store, author)


# ---- Writing and the present state


def test_nothing_was_said_at_first(ada: Journal) -> None:
    assert ada.reviews(TAMESIDE, SEPTEMBER) == {}
    assert ada.versions(KEY) == []
    assert ada.last_comment_before(KEY) is None
    assert list(ada.events()) == []
    assert ada.undo(TAMESIDE, SEPTEMBER) is None


def test_a_comment_is_there_with_author_and_time(ada: Journal) -> None:
    before = datetime.now(UTC)
    saved = ada.comment(KEY, "Staff left.")
    assert saved.beside is None
    comment = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
    assert comment is not None
    assert (comment.text, comment.author, comment.version, comment.beside) == (
        "Staff left.",
        "Ada",
        saved.event.uid,
        None,
    )
    assert before <= comment.at <= datetime.now(UTC)
    assert comment.at == saved.event.at
    assert comment.at.utcoffset() is not None


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_the_last_one_set(ada: Journal, state: str) -> None:
    ada.set_state(KEY, "reviewed")
    last = also(ada, "Grace").set_state(KEY, state)  # type: ignore[arg-type]
    assert ada.reviews(TAMESIDE, SEPTEMBER) == {"CIN17": Review(state, "Grace", last.at)}  # type: ignore[arg-type]


def test_whose_it_is_can_change_and_end(ada: Journal) -> None:
    ada.assign(KEY, " Grace ")
    assert ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"] == Review(assigned="Grace")
    ada.assign(KEY, "")
    assert ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"] == Review()


def test_authorities_periods_and_refs_are_kept_apart(ada: Journal) -> None:
    for key in (KEY, OTHER, Key(TAMESIDE, AUGUST, "CIN17"), Key("Exampleshire", SEPTEMBER, "CIN17")):
        ada.comment(key, f"{key.authority} {key.period} {key.ref}")
    reviews = ada.reviews(TAMESIDE, SEPTEMBER)
    assert {ref: review.comment and review.comment.text for ref, review in reviews.items()} == {
        "CF15": "Tameside 2023-09-30 CF15",
        "CIN17": "Tameside 2023-09-30 CIN17",
    }
    assert list(ada.reviews("Exampleshire", SEPTEMBER)) == ["CIN17"]
    assert ada.reviews("Exampleshire", AUGUST) == {}


def test_the_last_comment_before_is_of_the_nearest_earlier_period(ada: Journal) -> None:
    june, july = (Key(TAMESIDE, date(2023, month, day), "CIN17") for month, day in ((6, 30), (7, 31)))
    ada.comment(july, "July, first")
    ada.comment(july, "July, second")
    ada.comment(june, "June")
    ada.comment(OTHER, "another indicator")
    ada.comment(KEY, "September")
    found = ada.last_comment_before(KEY)
    assert found is not None
    assert (found[0], found[1].text) == (july.period, "July, second")
    ada.undo(TAMESIDE, july.period)
    ada.undo(TAMESIDE, july.period)
    found = ada.last_comment_before(KEY)
    assert found is not None
    assert found[1].text == "June"


def test_events_are_those_asked_for_in_their_order(ada: Journal) -> None:
    first = ada.comment(KEY, "one").event
    second = ada.set_state(OTHER, "reviewed")
    third = ada.comment(Key(TAMESIDE, AUGUST, "CIN17"), "two").event
    assert list(ada.events()) == [first, second, third]
    assert list(ada.events(ref="CIN17")) == [first, third]
    assert list(ada.events(TAMESIDE, SEPTEMBER)) == [first, second]
    assert list(ada.events(TAMESIDE, SEPTEMBER, "CF15")) == [second]
    assert list(ada.events("Exampleshire")) == []


# ---- Two analysts at once


def test_two_who_write_from_the_same_version_lose_nothing(ada: Journal) -> None:
    grace = also(ada, "Grace")
    base = ada.comment(KEY, "base").event
    hers = ada.comment(KEY, "Ada's", base.uid)
    other = grace.comment(KEY, "Grace's", base.uid)
    assert hers.beside is None
    assert other.beside == hers.event
    shown = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
    assert shown is not None
    assert (shown.text, shown.beside) == ("Grace's", hers.event.uid)
    assert [(each.text, each.beside) for each in ada.versions(KEY)] == [
        ("base", None),
        ("Ada's", None),
        ("Grace's", hers.event.uid),
    ]


def test_a_version_from_the_shown_one_settles_it(ada: Journal) -> None:
    ada.comment(KEY, "Ada's")
    other = also(ada, "Grace").comment(KEY, "Grace's")
    assert other.beside is not None
    settled = ada.comment(KEY, "both", other.event.uid)
    assert settled.beside is None
    shown = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
    assert shown is not None
    assert shown.beside is None


def test_one_more_from_an_old_version_is_told_of_the_shown_one(ada: Journal) -> None:
    first = ada.comment(KEY, "first").event
    second = also(ada, "Grace").comment(KEY, "second", first.uid).event
    assert ada.comment(KEY, "third", first.uid).beside == second


def test_a_version_that_the_journal_does_not_know_is_none(ada: Journal) -> None:
    standing = ada.comment(KEY, "here").event
    saved = ada.comment(KEY, "from elsewhere", "no such version")
    assert (saved.event.parent, saved.beside) == (None, standing)
    foreign = ada.comment(OTHER, "another's").event
    assert ada.comment(KEY, "of another indicator", foreign.uid).event.parent is None


# ---- Undo


def test_undo_takes_back_ones_own_events_one_after_another(ada: Journal) -> None:
    comment = ada.comment(KEY, "one").event
    state = ada.set_state(OTHER, "reviewed")
    assignment = ada.assign(KEY, "Grace")
    assert ada.undo(TAMESIDE, SEPTEMBER) == assignment
    assert ada.undo(TAMESIDE, SEPTEMBER) == state
    assert list(ada.reviews(TAMESIDE, SEPTEMBER)) == ["CIN17"]
    assert ada.undo(TAMESIDE, SEPTEMBER) == comment
    assert ada.undo(TAMESIDE, SEPTEMBER) is None
    assert ada.reviews(TAMESIDE, SEPTEMBER) == {}
    assert [each.kind for each in ada.events()] == ["comment", "state", "assignment", "undo", "undo", "undo"]


def test_undo_brings_back_the_version_and_the_state_before(ada: Journal) -> None:
    first = ada.comment(KEY, "one").event
    ada.set_state(KEY, "escalated")
    ada.comment(KEY, "two", first.uid)
    ada.set_state(KEY, "reviewed")
    ada.undo(TAMESIDE, SEPTEMBER)
    ada.undo(TAMESIDE, SEPTEMBER)
    review = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"]
    assert review.state == "escalated"
    assert review.comment is not None
    assert (review.comment.text, review.comment.beside) == ("one", None)
    assert [each.text for each in ada.versions(KEY)] == ["one"]


def test_nobody_undoes_what_is_somebody_elses(ada: Journal) -> None:
    ada.set_state(KEY, "reviewed")
    grace = also(ada, "Grace")
    assert grace.undo(TAMESIDE, SEPTEMBER) is None
    hers = grace.set_state(KEY, "escalated")
    undone = ada.undo(TAMESIDE, SEPTEMBER)
    assert undone is not None
    assert undone.text == "reviewed"
    assert ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"] == Review("escalated", "Grace", hers.at)


def test_undo_keeps_to_the_authority_and_the_period(ada: Journal) -> None:
    mine = ada.set_state(KEY, "reviewed")
    ada.set_state(Key(TAMESIDE, AUGUST, "CIN17"), "reviewed")
    ada.set_state(Key("Exampleshire", SEPTEMBER, "CIN17"), "reviewed")
    assert ada.undo(TAMESIDE, SEPTEMBER) == mine
    assert ada.undo(TAMESIDE, SEPTEMBER) is None


def test_a_version_from_one_that_was_undone_since_is_no_second_opinion(ada: Journal) -> None:
    first = ada.comment(KEY, "one").event
    second = ada.comment(KEY, "two", first.uid).event
    ada.undo(TAMESIDE, SEPTEMBER)
    assert ada.comment(KEY, "three", second.uid).beside is None
    shown = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
    assert shown is not None
    assert (shown.text, shown.beside) == ("three", None)


def test_undoing_one_of_two_versions_ends_that_there_are_two(ada: Journal) -> None:
    base = ada.comment(KEY, "base").event
    grace = also(ada, "Grace")
    hers = grace.comment(KEY, "hers", base.uid).event
    assert ada.comment(KEY, "mine", base.uid).beside == hers
    assert grace.undo(TAMESIDE, SEPTEMBER) == hers
    shown = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
    assert shown is not None
    assert (shown.text, shown.beside) == ("mine", None)


# ---- What is kept


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_is_kept_exactly(text: str) -> None:
    with Journal(store_in_memory(), "Ada") as journal:
        journal.comment(KEY, text)
        assert [each.text for each in journal.versions(KEY)] == [text]
        comment = journal.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
        assert comment is not None
        assert comment.text == text


@pytest.mark.parametrize(
    "text", ["a\0b", "\x1b[31mred", "a\r\nb\tc", "\u202eright to left", "e\u0301 is not \u00e9", "\ufeffmark", "🧒🏽"]
)
def test_texts_on_disk_are_kept_exactly(path: Path, text: str) -> None:
    with Journal.open(path, "Ada\0") as journal:
        journal.comment(Key("Stoke\0", SEPTEMBER, "A\0B"), text)
    with Journal.open(path, "Grace") as journal:
        (kept,) = journal.events()
        assert (kept.text, kept.author, kept.key) == (text, "Ada\0", Key("Stoke\0", SEPTEMBER, "A\0B"))
        assert list(journal.reviews("Stoke\0", SEPTEMBER)) == ["A\0B"]


@pytest.mark.parametrize("text", ["half \ud83d", "\udcff"])
def test_half_a_character_is_refused_in_words(ada: Journal, text: str) -> None:
    with pytest.raises(UnstorableError, match="half a character"):
        ada.comment(KEY, text)
    with pytest.raises(UnstorableError, match="half a character"):
        ada.assign(KEY, text)
    with pytest.raises(UnstorableError, match="half a character"):
        ada.reviews(text, SEPTEMBER)
    assert list(ada.events()) == []
    ada.comment(KEY, "and it goes on")


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_an_empty_commentary_is_refused(ada: Journal, text: str) -> None:
    with pytest.raises(UnstorableError, match="the commentary is empty; nothing was saved"):
        ada.comment(KEY, text)
    assert list(ada.events()) == []


def test_an_unknown_state_is_refused(ada: Journal) -> None:
    with pytest.raises(UnstorableError, match="the state is 'done'; expected one of open, reviewed"):
        ada.set_state(KEY, "done")  # type: ignore[arg-type]


@pytest.mark.parametrize("author", ["", "  ", "\ud800"])
def test_nobody_writes_without_a_name(path: Path, author: str) -> None:
    with pytest.raises(UnstorableError, match="--author NAME"):
        Journal.open(path, author)
    assert not path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET text = 'other'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT id, 'x', kind, 'Eve', at, '', period, ref, text, parent FROM events",
        "REPLACE INTO events SELECT id + 9, uid, kind, 'Eve', at, '', period, ref, text, parent FROM events",
    ],
)
def test_what_was_said_is_never_changed_by_any_program(path: Path, statement: str) -> None:
    filled(path)
    with Journal.open(path, "Ada") as journal:
        before = list(journal.events())
        with pytest.raises(sqlite3.IntegrityError, match="events are never"):
            tell(path, statement)
        assert list(journal.events()) == before


def test_every_event_names_a_parent_that_is_there(path: Path) -> None:
    with Journal.open(filled(path, 1), "Ada") as journal:
        with pytest.raises(JournalError, match="FOREIGN KEY"), journal._store.writing():
            journal._store.execute(
                "INSERT INTO events SELECT 9, 'x', kind, author, at, authority, period, ref, text, 'none' FROM events"
            )
        assert len(list(journal.events())) == 1


# ---- Other programs


def test_a_change_of_another_program_is_seen_once(path: Path) -> None:
    with Journal.open(path, "Ada") as ada, Journal.open(path, "Grace") as grace:
        assert not ada.changed()
        ada.set_state(KEY, "reviewed")
        assert not ada.changed(), "one's own"
        assert grace.changed()
        assert not grace.changed()
        grace.set_state(KEY, "escalated")
        assert ada.changed()
        assert ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"].state == "escalated"


def test_any_one_thread_after_another_may_use_it(path: Path) -> None:
    journal = Journal.open(path, "Ada")
    worker = threading.Thread(target=lambda: journal.comment(KEY, "from a thread"))
    worker.start()
    worker.join()
    assert [each.text for each in journal.versions(KEY)] == ["from a thread"]
    closer = threading.Thread(target=journal.close)
    closer.start()
    closer.join()
    assert names_in(path.parent) == [path.name]


# ---- Events of another journal


def test_events_are_added_once(ada: Journal) -> None:
    events = [
        event("a"),
        event("bb", parent="a"),
        event("ccc", "undo", "", parent="bb"),
        event("d", "state", "reviewed"),
    ]
    assert msgspec.structs.astuple(ada.add(events)) == (4, 0)
    assert list(ada.events()) == events
    assert msgspec.structs.astuple(ada.add([*events, event("ee", "assignment", "Grace")])) == (1, 4)
    review = ada.reviews(TAMESIDE, SEPTEMBER)["CIN17"]
    assert (review.state, review.assigned, review.comment and review.comment.version) == ("reviewed", "Grace", "a")


REFUSED = {
    "its parent 'zz' is neither before it nor in the journal": event("b", parent="zz"),
    "is about another indicator or period": event("b", key=OTHER, parent="a"),
    "is no commentary": event("b", parent="s"),
    "is somebody else's, 'Ada'": event("b", "undo", "", author="Grace", parent="a"),
    "is an undo, which nobody can undo": event("b", "undo", "", parent="u"),
    "an undo must name the event": event("b", "undo", ""),
    "an undo has no text": event("b", "undo", "why", parent="a"),
    "has no parent": event("b", "state", "open", parent="a"),
    "the state is 'closed'": event("b", "state", "closed"),
    "the commentary is empty": event("b", text=" "),
    "the author is empty": event("b", author=""),
    "the ref is empty": event("b", key=Key(TAMESIDE, SEPTEMBER, " ")),
    "the uid is empty": event(" "),
    "its kind is 'praise'": event("b", "praise"),  # type: ignore[arg-type]
    "half a character": event("b", text="\ud800"),
    "does not say of which zone": event("b", at=datetime(2023, 10, 2)),  # noqa: DTZ001 - that is what is refused
    "holds another event with the uid 'a'": event("a", text="other words"),
}


@pytest.mark.parametrize("words", REFUSED)
def test_one_event_that_does_not_fit_keeps_all_out(ada: Journal, words: str) -> None:
    standing = [event("a"), event("s", "state", "reviewed"), event("u", "undo", "", parent="s")]
    ada.add(standing)
    with pytest.raises(RefusedEventError) as refused:
        ada.add([event("fine"), REFUSED[words], event("later")])
    assert words in str(refused.value)
    assert refused.value.position == 1
    assert list(ada.events()) == standing


# ---- The derivation against a plain one


def plain_reviews(events: list[Event]) -> dict[str, tuple[str, str, str | None, str | None]]:
    """State, assigned, shown version and the one beside it of each ref, by going over everything that was said."""
    gone = {each.parent for each in events if each.kind == "undo"}
    parents = {each.uid: each.parent for each in events}
    found: dict[str, tuple[str, str, str | None, str | None]] = {}
    for each in events:
        state, assigned, shown, beside = found.get(each.key.ref, ("open", "", None, None))
        if each.uid in gone or each.kind == "undo":
            continue
        if each.kind == "state":
            state = each.text
        elif each.kind == "assignment":
            assigned = each.text
        else:
            known = [each.parent]
            while known[-1]:
                known.append(parents[known[-1]])
            shown, beside = each.uid, None if shown in known else shown
        found[each.key.ref] = (state, assigned, shown, beside)
    return found


deeds = st.lists(
    st.tuples(
        st.sampled_from(["comment", "comment", "state", "assignment", "undo"]),
        st.sampled_from(["Ada", "Grace"]),
        st.sampled_from(["CIN17", "CF15", ""]),
        st.integers(0, 5),
    ),
    max_size=25,
)


@given(deeds)
def test_the_present_state_is_what_going_over_all_events_gives(done: list[tuple[str, str, str, int]]) -> None:
    store = store_in_memory()
    journals = {name: Journal(store, name) for name in ("Ada", "Grace")}
    for kind, author, ref, number in done:
        journal, key = journals[author], Key(TAMESIDE, SEPTEMBER, f"R{ref}")
        if kind == "comment":
            before = [each.uid for each in journal.events(ref=key.ref) if each.kind == "comment"]
            journal.comment(key, "words", [*before, None, None][number % (len(before) + 2)])
        elif kind == "state":
            journal.set_state(key, STATES[number % len(STATES)])
        elif kind == "assignment":
            journal.assign(key, ["", "Bob"][number % 2])
        else:
            journal.undo(TAMESIDE, SEPTEMBER)
    journal = journals["Ada"]
    found = {
        ref: (one.state, one.assigned, one.comment and one.comment.version, one.comment and one.comment.beside)
        for ref, one in journal.reviews(TAMESIDE, SEPTEMBER).items()
    }
    assert found == plain_reviews(list(journal.events()))
    for ref, (_, _, shown, beside) in found.items():
        versions = journal.versions(Key(TAMESIDE, SEPTEMBER, ref))
        assert (versions[-1].version, versions[-1].beside) == (shown, beside) if versions else shown is None
    journal.close()


# ---- The cost of a long history


def steps_of_reviews(events: int) -> int:
    """How many steps SQLite's machine takes to derive the present state from so many events of ten indicators."""
    store = store_in_memory()
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    with Journal(store, "Ada") as journal:
        kinds = (("comment", "words"), ("state", "reviewed"), ("assignment", "Grace"))
        said = [
            event(f"e{number}", *kinds[number % 3], key=Key(TAMESIDE, SEPTEMBER, f"CIN{number % 10}"))  # type: ignore[arg-type]
            for number in range(events)
        ]
        journal.add(said)
        store.connection.set_progress_handler(count, 1)
        assert len(journal.reviews(TAMESIDE, SEPTEMBER)) == 10
        store.connection.set_progress_handler(None, 1)
    return steps


def test_a_long_history_costs_no_more_than_a_short_one() -> None:
    short = steps_of_reviews(60)
    assert short > 100
    assert steps_of_reviews(3_000) <= short * 1.05


def test_what_another_journal_said_earlier_does_not_come_before_what_is_said_here(ada: Journal) -> None:
    ada.set_state(KEY, "reviewed")
    ada.comment(KEY, "Today's")
    earlier = datetime(2020, 1, 3, tzinfo=UTC)
    ada.add(
        [
            Event("e" * 32, "state", "Bob", earlier, KEY, "escalated"),
            Event("f" * 32, "comment", "Bob", earlier, KEY, "Bob's of January"),
        ]
    )
    review = ada.reviews(TAMESIDE, KEY.period)[KEY.ref]
    assert (review.state, review.comment and review.comment.text) == ("reviewed", "Today's")
    assert [comment.text for comment in ada.versions(KEY)] == ["Bob's of January", "Today's"]


def test_what_is_said_now_is_the_latest_whatever_the_clocks_say(ada: Journal) -> None:
    later = datetime(2199, 1, 1, tzinfo=UTC)
    ada.add([Event("e" * 32, "state", "Bob", later, KEY, "escalated")])
    ada.set_state(KEY, "reviewed")
    assert ada.reviews(TAMESIDE, KEY.period)[KEY.ref].state == "reviewed"
