"""How fields of text, and the target, read the values that are typed for them."""

from __future__ import annotations

from collections.abc import Callable

from tui.scorecard import readings
from tui.scorecard.criteria import Criterion, itself
from tui.scorecard.field_kinds import Matcher, contains, number_condition, words_begin
from tui.scorecard.query_scan import Value, quote
from tui.scorecard.subject import Subject

ReadText = Callable[[Subject], str]


def ref(subject: Subject) -> str:
    """The ref as published."""
    return subject.indicator.ref


def area(subject: Subject) -> str:
    """The name of the service area."""
    return subject.indicator.area


def name(subject: Subject) -> str:
    """The name in full."""
    return subject.indicator.name


def assigned(subject: Subject) -> str:
    """Who it is assigned to; empty where nobody is."""
    return subject.review.assigned


def begins_ref(value: Value) -> Criterion:
    """A ref by its beginning."""
    wanted = value.text.casefold()
    return Criterion(ref, lambda text: text.casefold().startswith(wanted))


def in_name(value: Value) -> Criterion | None:
    """A name by beginnings of its words, or in quotes by a run of its text; the short name will do."""
    found = phrase(value.text) if value.quoted else words_begin(value.text, _names)
    return found or _as_it_stands(value.text, name)


def phrase(text: str) -> Criterion | None:
    """The test that a name holds this run of text; null where there is nothing in it to look for."""
    return contains(text, _names)


def in_area(value: Value) -> Criterion | None:
    """An area by beginnings of words of its name, or by the letters that its refs begin with."""
    letters, named = value.text.casefold(), words_begin(value.text, _area_words)
    if named is None:
        return _as_it_stands(value.text, area)
    holds = named.holds
    return Criterion(_area_and_letters, lambda both: holds(both[0]) or both[1].startswith(letters))


def person(read: ReadText) -> Callable[[Value], Criterion | None]:
    """A person by the beginning of any of their names; these are in any script, so only case is set aside."""

    def begins(value: Value) -> Criterion | None:
        wanted = _names_of(value.text)
        return Criterion(read, lambda text: wanted in _names_of(text)) if wanted.strip() else None

    return begins


def _names_of(text: str) -> str:
    return f" {' '.join(text.casefold().split())}"


def _as_it_stands(text: str, read: ReadText) -> Criterion | None:
    """What has no word in it that could be normalised, such as another script, is looked for letter by letter."""
    wanted = text.strip().casefold()
    return Criterion(read, lambda text: wanted in text.casefold()) if wanted else None


def target(sign: str, value: Value) -> Matcher | None:
    """A target: `=` is the whole of it (in quotes, one that is only words), otherwise either end of it counts."""
    condition = None if value.quoted else number_condition(sign, value)
    if condition is None:
        return _target_in_words(value.text) if sign == "=" and value.quoted else None
    if sign == "=":
        ends = condition.low, condition.high
        return Matcher(condition.text, Criterion(readings.target_ends, lambda published: published == ends))
    holds = condition.holds
    return Matcher(condition.text, Criterion(_known_ends, lambda known: any(map(holds, known))))


def _target_in_words(text: str) -> Matcher:
    wanted = text.casefold()

    def test(subject: Subject) -> bool:
        published = subject.indicator.target
        return published is not None and not _known_ends(subject) and published.text.casefold() == wanted

    return Matcher(quote(text), Criterion(itself, test))


def _known_ends(subject: Subject) -> list[float]:
    return [end for end in readings.target_ends(subject) if end is not None]


def _names(subject: Subject) -> str:
    one = subject.indicator
    return f"{readings.normal_name(one.name)} |{readings.normal_name(one.short_name)}"


def _area_words(subject: Subject) -> str:
    return readings.normal_name(subject.indicator.area)


def _area_and_letters(subject: Subject) -> tuple[str, str]:
    return _area_words(subject), readings.prefix(subject.indicator)
