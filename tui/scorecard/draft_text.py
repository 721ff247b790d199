"""A starting commentary drafted from the numbers alone, for an analyst to edit.

It says what a figure is, how far it moved and from what it is away, and never why, what follows or what ought to be
done: that is the analyst's to say. A figure that is missing is said to be, for its named reason, and no more of it.
"""

from __future__ import annotations

from typing import Final

from tui.scorecard.amount_words import size
from tui.scorecard.insight_views import Insight
from tui.scorecard.mark_words import RATING_WORDS
from tui.scorecard.missing import MISSING_WORDS, ROUNDS_TO_ZERO
from tui.scorecard.periods import add_months, long_label
from tui.scorecard.rating_history import run_words
from tui.scorecard.signal_words import signal_words
from tui.scorecard.subject import Subject
from tui.scorecard.views import BenchmarkView, Figure, IndicatorView, TargetView

_LONGEST_NAME: Final = 70
"""A longer name does not read as the beginning of a sentence; the short one stands for it."""

_APRIL: Final = 4


def draft_text(subject: Subject) -> str:
    """The draft: one paragraph, then a line for each thing that makes the figure doubtful.

    Names and figures stand in it as published, but on one line and without control characters.
    """
    one, insight = subject.indicator, subject.insight
    sentences = [_figure(one, insight), *_changes(one), _rating(one, insight)]
    if one.current.value is not None:
        sentences += [_signal(one, insight), *_benchmarks(one)]
    return "\n".join([" ".join(filter(None, sentences)), *_notes(one, insight)])


def _figure(one: IndicatorView, insight: Insight | None) -> str:
    name, month = _name(one), long_label(one.period)
    if one.current.missing:
        return f"{name} had no figure for {month} ({MISSING_WORDS[one.current.missing]})."
    return f"{name} stood at {_shown(one.current, one)} in {month}{_target(one, insight)}."


def _name(one: IndicatorView) -> str:
    name = _plain(one.name).rstrip(".")
    return name if 0 < len(name) <= _LONGEST_NAME else _plain(one.short_name) or _plain(one.ref)


def _target(one: IndicatorView, insight: Insight | None) -> str:
    """`, 11 pp below the target of 80% (about 44 more would close the gap)`"""
    if one.target is None:
        return ""
    if one.gap is None:
        return f"; the target reads “{_plain(one.target.text)}”"
    target = f"the target {_target_words(one.target)}"
    if not one.gap.amount:
        return f", meeting {target}"
    side = "above" if one.gap.amount > 0 else "below"
    return f", {size(one.gap, one.unit)} {side} {target}{_in_cases(insight)}"


def _target_words(target: TargetView) -> str:
    """`of 80%`; a limit in words is quoted."""
    text = _plain(target.text)
    return f"“{text}”" if None in (target.low, target.high) else f"of {text}"


def _in_cases(insight: Insight | None) -> str:
    if insight is None or not insight.children:
        return ""
    children = _plain(insight.children)
    return f" ({children})" if children.endswith("to spare") else f" ({children} would close the gap)"


def _changes(one: IndicatorView) -> list[str]:
    """Against the month before and the year before; where a figure of these is missing, why it is."""
    if one.current.missing:
        return []
    parts = [part for part in (_against_month(one), _against_year(one)) if part]
    moved = f"This was {' and '.join(parts)}." if parts else ""
    return [moved, _month_missing(one), _year_apart(one)]


def _against_month(one: IndicatorView) -> str:
    """`1 pp higher than in August 2023`; in April a year-to-date figure begins anew and is compared with no month."""
    change = one.since_last_month
    if change is None or (one.basis == "ytd" and one.period.month == _APRIL):
        return ""
    since = _plain(change.since)
    if not change.by.amount:
        return f"unchanged since {since}"
    return f"{size(change.by, one.unit)} {'higher' if change.by.amount > 0 else 'lower'} than in {since}"


def _against_year(one: IndicatorView) -> str:
    """`5 pp below the 2022/23 outturn of 74%`"""
    change = one.against_last_year
    if change is None or one.previous_year.value is None:
        return ""
    outturn = f"the {_outturn(one)} of {_shown(one.previous_year, one)}"
    if not change.by.amount:
        return f"equal to {outturn}"
    return f"{size(change.by, one.unit)} {'above' if change.by.amount > 0 else 'below'} {outturn}"


def _outturn(one: IndicatorView) -> str:
    """What the Previous Year column holds: for the number in a month the year's monthly average."""
    year = _plain(one.previous_year_label or "") or "last year's"
    return f"{year} {'monthly average' if one.unit == 'count' and one.basis == 'month' else 'outturn'}"


def _month_missing(one: IndicatorView) -> str:
    before = one.history[-2] if len(one.history) > 1 else None
    if one.since_last_month or before is None or before.period != add_months(one.period, -1):
        return ""
    return _missing(f"The figure for {long_label(before.period)}", before.figure)


def _year_apart(one: IndicatorView) -> str:
    """Last year's figure where it is missing, or is that of a whole year and this one is not."""
    if one.previous_year.missing:
        return _missing(f"The {_outturn(one)}", one.previous_year)
    if one.against_last_year is None and one.unit == "count" and one.basis == "ytd":
        return f"The {_outturn(one)}, for the whole year, was {_shown(one.previous_year, one)}."
    return ""


def _missing(what: str, figure: Figure) -> str:
    """`The 2022/23 outturn was left blank.`; nothing of a cell that was never there."""
    if not figure.missing or figure.text is None:
        return ""
    words = MISSING_WORDS[figure.missing]
    return f"{what} {words}." if figure.missing == ROUNDS_TO_ZERO else f"{what} was {words}."


def _rating(one: IndicatorView, insight: Insight | None) -> str:
    """`It was rated Red as published, for 3 months, and Amber by rule.`"""
    derived = insight.derived_rating if insight and insight.derived_rating != one.rating else None
    by_rule = f"{RATING_WORDS[derived]} by rule" if derived else ""
    if one.rating is None:
        return f"It had no published rating, and was {by_rule}." if by_rule else "It had no published rating."
    run = run_words(insight.rating_history, one.period, basis=one.basis) if insight else ""
    lasting = f", for {run} in a row" if run else ""
    beside = f"{lasting and ','} and {by_rule}" if by_rule else ""
    return f"It was rated {RATING_WORDS[one.rating]} as published{lasting}{beside}."


def _signal(one: IndicatorView, insight: Insight | None) -> str:
    """What the control chart says, or in a few words why it says nothing."""
    if insight is None:
        return ""
    words = _plain(signal_words(insight.signal, basis=one.basis, twin=one.twin))
    match insight.signal.state:
        case "concern":
            return f"Special cause (concern): {words}."
        case "improving":
            return f"Special cause (improving): {words}."
        case "changed":
            return f"Special cause: {words}."
        case "common":
            return f"No special cause: {words}."
        case "no_variation":
            return f"No variation: {words}."
        case "too_few":
            return f"No signal yet ({words})."
        case _:
            return f"No signal ({words})."


def _benchmarks(one: IndicatorView) -> list[str]:
    """`It was 6 pp worse than England (75%, 2021/22).`; and the benchmarks that are missing."""
    from tui.scorecard.audit.wording import listed

    compared = listed(_compared(each, one) for each in one.benchmarks if each.gap and each.figure.value is not None)
    missing = (_missing(f"{_plain(each.name)} ({_year(each)})", each.figure) for each in one.benchmarks)
    return [f"It was {compared}." if compared else "", *missing]


def _compared(each: BenchmarkView, one: IndicatorView) -> str:
    theirs = f"{_plain(each.name)} ({_shown(each.figure, one)}, {_year(each)})"
    assert each.gap is not None
    if not each.gap.amount:
        return f"equal to {theirs}"
    return f"{size(each.gap, one.unit)} {_judged(each, one)} than {theirs}"


def _judged(each: BenchmarkView, one: IndicatorView) -> str:
    """Better or worse where polarity says which, else higher or lower."""
    assert each.gap is not None
    if one.polarity in ("high", "low") and each.gap.better is not None:
        return "better" if each.gap.better else "worse"
    return "higher" if each.gap.amount > 0 else "lower"


def _year(each: BenchmarkView) -> str:
    return _plain(each.year or "") or "year not stated"


def _notes(one: IndicatorView, insight: Insight | None) -> list[str]:
    """What the audit found that makes the figure or its rating doubtful; that there is none is said already."""
    findings = insight.findings if insight else ()
    doubts = [each for each in findings if each.severity in ("error", "warning")]
    told = one.current.missing is not None
    return [f"Note: {_plain(each.text)}" for each in doubts if not (told and each.kind == "stale")]


def _shown(figure: Figure, one: IndicatorView) -> str:
    """A figure as published; one that came without a text as its number."""
    if text := _plain(figure.text or ""):
        return text
    return f"{figure.value:.15g}{'%' if one.unit == 'percent' else ''}"


def _plain(text: str) -> str:
    """Text from a file on one line: no line ends, nothing that a terminal would obey."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
