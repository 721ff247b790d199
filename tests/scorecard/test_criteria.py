"""Conditions on subjects: a column is read once, whatever is asked of it."""

from __future__ import annotations

from tests.support.subjects import subject
from tui.scorecard.criteria import Criterion, Subjects, any_of, itself, negation
from tui.scorecard.subject import Subject


def refs(*names: str) -> Subjects:
    return Subjects(subject(ref=name) for name in names)


def test_a_column_is_read_once_for_all_conditions_on_it() -> None:
    asked: list[str] = []

    def read(one: Subject) -> str:
        asked.append(one.indicator.ref)
        return one.indicator.ref

    every = refs("A1", "A2", "B1")
    begins = Criterion(read, lambda text: text.startswith("A"))
    ends = Criterion(read, lambda text: text.endswith("1"))
    assert every.where(begins) == [0, 1]
    assert every.where(ends, every.where(begins)) == [0]
    assert every.where(negation(begins)) == [2]
    assert every.where(any_of([ends, begins])) == [0, 1, 2]
    assert asked == ["A1", "A2", "B1"]


def test_conditions_on_different_things_are_asked_of_the_subject_itself() -> None:
    name = Criterion(lambda one: one.indicator.name, lambda text: text == "Nothing")
    ref = Criterion(lambda one: one.indicator.ref, lambda text: text == "B1")
    either = any_of([name, ref])
    assert either.read is itself
    assert refs("A1", "B1").where(either) == [1]


def test_a_condition_alone_is_itself() -> None:
    alone = Criterion(itself, bool)
    assert any_of([alone]) is alone


def test_subjects_keep_what_was_read_of_them() -> None:
    every = refs("A1", "A2")
    assert Subjects.of(every) is every
    assert list(Subjects.of(iter(every))) == list(every)
    assert every.column(itself) == list(every)
