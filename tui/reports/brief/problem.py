"""One problem of the briefing: its numbers, what they say, and what was said of it, all in finished words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from tui.reports.brief.months import Months, months_of
from tui.reports.cells import Tone, joined
from tui.reports.detail import (
    against_last_year,
    counted,
    derived_lines,
    dfe_lines,
    finding_lines,
    moved,
    signal_lines,
    target_words,
)
from tui.reports.figures import POLARITY_WORDS, difference, figure_words, judgement, year_text
from tui.reports.plain_text import visible
from tui.reports.review import moment
from tui.scorecard.insight_views import Insight
from tui.scorecard.mark_words import RATING_WORDS
from tui.scorecard.periods import long_label
from tui.scorecard.review import STATE_WORDS, Comment, Review
from tui.scorecard.subject import Subject
from tui.scorecard.triage import Case
from tui.scorecard.views import BenchmarkView, IndicatorView

NO_COMMENTARY: Final = "No commentary yet."
NO_COMPARATORS: Final = "none published"
BESIDE: Final = "Somebody else saved another version of this commentary at the same time; the journal holds both."

_NO_MORE_THAN_RATED: Final = re.compile(r"(?:R|rated A)(?:, |$)")
"""What the triage says first of a rating alone, which stands in the heading."""

_LETTER: Final = re.compile(r"[RA](?= for )")

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_TAB: Final = 4


class Fact(msgspec.Struct, frozen=True):
    """A word and what there is to say under it, in one sentence or several."""

    word: str
    texts: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True):
    """A comparator's figure; `gap` says where the authority stands: "3 pp above, better"."""

    name: str
    year: str
    figure: str
    gap: str


class Commentary(msgspec.Struct, frozen=True):
    """What an analyst wrote: paragraphs of lines, each line safe to show; who and when; `beside` may be empty."""

    paragraphs: tuple[tuple[str, ...], ...]
    author: str
    at: str
    beside: str


class Entry(msgspec.Struct, frozen=True):
    """A problem. `letter` is R, A, G or empty, `rating` the same in words.

    `why` is the triage's own reasoning, empty where that is the rating and no more. The order of the fields is the
    order in which a face shows them.
    """

    ref: str
    name: str
    letter: str
    rating: str
    why: str
    numbers: tuple[Fact, ...]
    months: Months
    comparators: tuple[Comparison, ...]
    readings: tuple[Fact, ...]
    review: tuple[Fact, ...]
    commentary: Commentary | None


def entry(case: Case) -> Entry:
    """A case of the triage in words."""
    one, insight, review = case.subject.indicator, case.subject.insight, case.subject.review
    return Entry(
        ref=visible(one.ref),
        name=visible(one.name),
        letter=one.rating or "",
        rating=RATING_WORDS.get(one.rating or "", "not rated"),
        why=_why(visible(case.words)),
        numbers=_numbers(one, insight),
        months=months_of(one),
        comparators=tuple(_comparison(each, one) for each in one.benchmarks),
        readings=tuple(_readings(case.subject)),
        review=_review(review),
        commentary=_commentary(review.comment) if review.comment else None,
    )


def _why(words: str) -> str:
    """The triage's words, which are for a narrow row, for a line that is read aloud: no rating is a letter in it."""
    said = _NO_MORE_THAN_RATED.sub("", words, count=1) if _NO_MORE_THAN_RATED.match(words) else words
    said = _LETTER.sub(lambda match: RATING_WORDS[match[0]], said, count=1) if _LETTER.match(said) else said
    return said[:1].upper() + said[1:]


def _numbers(one: IndicatorView, insight: Insight | None) -> tuple[Fact, ...]:
    return (
        _fact("Figure", _figure(one)),
        _fact("Change", moved(one.since_last_month, one)),
        _fact("Target", target_words(one, insight)),
        _fact("Counted", f"{counted(one)}; {POLARITY_WORDS[one.polarity]}"),
    )


def _figure(one: IndicatorView) -> str:
    words, month = figure_words(one.current), long_label(one.period)
    return f"none for {month}: {words}" if one.current.missing else f"{words} in {month}"


def _comparison(each: BenchmarkView, one: IndicatorView) -> Comparison:
    return Comparison(visible(each.name), year_text(each.year), figure_words(each.figure), _gap(each, one))


def _gap(each: BenchmarkView, one: IndicatorView) -> str:
    if each.gap is None:
        return "not compared"
    if not each.gap.amount:
        return "the same"
    side = "above" if each.gap.amount > 0 else "below"
    return joined([f"{difference(each.gap, one.unit).lstrip('+-')} {side}", judgement(each.gap)], ", ")


def _readings(subject: Subject) -> Iterable[Fact]:
    """Last year, the signal, what our rule says where it differs, and what the audit found."""
    one, insight = subject.indicator, subject.insight
    yield from _facts(dfe_lines(insight))
    yield _fact("Last year", against_last_year(one) + _of_last_year(one))
    yield from _facts(signal_lines(one, insight))
    if insight and insight.derived_rating not in (None, one.rating):
        yield from _facts(derived_lines(insight))
    yield from _facts(finding_lines(insight))


def _of_last_year(one: IndicatorView) -> str:
    """What last year's figure is: of a count in the month, the average of its months."""
    if one.previous_year.missing:
        return ""
    if one.unit == "count" and one.basis == "month":
        return " (monthly average)"
    return " (whole year)" if one.unit == "count" and one.basis == "ytd" else " (outturn)"


def _facts(lines: Iterable[tuple[str, str, Tone]]) -> Iterable[Fact]:
    """Lines of an indicator's page as facts; one without a word goes on with the fact before it."""
    found: list[tuple[str, list[str]]] = []
    for word, text, _ in lines:
        if word:
            found.append((word, [text]))
        else:
            found[-1][1].append(text)
    return [_fact(word, *texts) for word, texts in found]


def _fact(word: str, *texts: str) -> Fact:
    """A fact that is safe to show, whoever put its texts together."""
    return Fact(word, tuple(map(visible, texts)))


def _review(review: Review) -> tuple[Fact, ...]:
    words = STATE_WORDS[review.state]
    if review.state_author and review.state != "open":
        words += f"{', set' if review.state == 'needs_explanation' else ''} by {review.state_author}"
    if review.state_at and review.state != "open":
        words += f" on {moment(review.state_at)}"
    return _fact("State", words), _fact("Assigned to", review.assigned or "nobody")


def _commentary(comment: Comment) -> Commentary:
    return Commentary(
        paragraphs=paragraphs(comment.text),
        author=visible(comment.author) or "an author who is not named",
        at=moment(comment.at),
        beside=BESIDE if comment.beside else "",
    )


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    r"""The lines of a text, in paragraphs as blank lines part them; indents are kept, control characters shown.

    >>> paragraphs("one\n  two\n\nthree")
    (('one', '  two'), ('three',))
    """
    found: list[list[str]] = [[]]
    for line in _LINE_END.split(text):
        shown = visible(line.expandtabs(_TAB)).rstrip()
        if shown:
            found[-1].append(shown)
        elif found[-1]:
            found.append([])
    return tuple(tuple(lines) for lines in found if lines)
