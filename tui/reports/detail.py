"""`scorecard show`: everything about one indicator."""

from __future__ import annotations

from typing import Final

from tui.reports.cells import Cell, Tone, joined
from tui.reports.figures import (
    BASIS_WORDS,
    POLARITY_WORDS,
    UNIT_WORDS,
    difference,
    figure_text,
    figure_words,
    judgement,
    year_text,
)
from tui.reports.glyphs import Glyphs
from tui.reports.grid_columns import SIGNAL_TONES
from tui.reports.plain_text import visible
from tui.reports.sheets import Heading, Sheet
from tui.scorecard.end_years import financial_year
from tui.scorecard.insight_views import Insight
from tui.scorecard.mark_words import DIRECTION_WORDS, RATING_WORDS, SIGNAL_WORDS
from tui.scorecard.periods import long_label, short_label
from tui.scorecard.signal_words import assurance_words, signal_words
from tui.scorecard.views import Amount, Change, IndicatorView

_DFE_DIGITS: Final = 1


def fact_lines(indicator: IndicatorView, insight: Insight | None = None) -> list[tuple[str, str, Tone]]:
    """What is known of an indicator beside its history and benchmarks: a word, a sentence, its tone."""
    one = indicator
    lines: list[tuple[str, str, Tone]] = [
        (long_label(one.period), figure_words(one.current), "strong" if one.current.value is not None else "quiet"),
        ("Change", moved(one.since_last_month, one), "plain"),
        ("Against last year", against_last_year(one), "plain"),
        ("Target", target_words(one, insight), _tone(one.gap)),
        *signal_lines(one, insight),
        ("Rating", RATING_WORDS.get(one.rating or "", "not rated") + _misread(one.rating_text, one.rating), "plain"),
        *finding_lines(insight),
        *derived_lines(insight),
        *dfe_lines(insight),
        ("Direction", DIRECTION_WORDS.get(one.direction or "", "none published"), "plain"),
        ("Good to be", POLARITY_WORDS[one.polarity], "quiet"),
        ("Counted", counted(one), "quiet"),
        ("Service area", f"{visible(one.area)}; head of service: {visible(one.head_of_service)}", "quiet"),
    ]
    if one.row == "restored":
        lines.append(("Ref", "lost in the source and put back", "quiet"))
    elif one.row == "fragment":
        lines.append(("Row", "torn apart in the source: only ref, name, rating and arrow are certain", "quiet"))
    return lines


def target_words(one: IndicatorView, insight: Insight | None = None) -> str:
    """The target and how far the figure is from it: in its unit, relative to it, and in cases."""
    return _against_target(one) + _relative(one, insight) + _in_cases(insight)


def _relative(one: IndicatorView, insight: Insight | None) -> str:
    """The gap as a percentage of the target, where it is not in percentage points already."""
    if insight is None or not insight.relative or one.unit == "percent":
        return ""
    return f" ({abs(insight.relative):.1f}% of it)"


def _in_cases(insight: Insight | None) -> str:
    """The gap as a number of cases, and what one case is worth where there are few."""
    parts = [insight.children, insight.one_case] if insight else []
    return "".join(f"; {visible(part)}" for part in parts if part)


def signal_lines(one: IndicatorView, insight: Insight | None) -> list[tuple[str, str, Tone]]:
    """The signal in words, what to expect of the target, and what the months left must bring."""
    if insight is None:
        return []
    state = insight.signal.state
    words = SIGNAL_WORDS[state]
    reason = signal_words(insight.signal, basis=one.basis, twin=visible(one.twin) if one.twin else None)
    lines: list[tuple[str, str, Tone]] = [("Signal", f"{words}: {reason}" if words else reason, SIGNAL_TONES[state])]
    target = visible(one.target.text) if one.target else ""
    if assurance := assurance_words(insight.signal.assurance, target):
        lines.append(("", assurance, "plain"))
    lines += [("Limits anew", visible(reason), "quiet") for reason in insight.rebased]
    if insight.run_rate:
        lines.append(("To be on target", visible(insight.run_rate), "plain"))
    return lines


def finding_lines(insight: Insight | None) -> list[tuple[str, str, Tone]]:
    """What the audit found of the indicator."""
    return [
        ("" if position else "Findings", visible(each.text), "worse" if each.severity == "error" else "plain")
        for position, each in enumerate(insight.findings if insight else ())
    ]


def dfe_lines(insight: Insight | None) -> list[tuple[str, str, Tone]]:
    """DfE's own figures of the comparators, those that the published ones are not, and the authority's rank."""
    computed = [each for each in insight.computed if each.value is not None] if insight else []
    if not computed:
        return []
    years = dict.fromkeys(financial_year(each.year) for each in computed if each.year)
    figures = ", ".join(f"{visible(each.name)} {each.value:.{_DFE_DIGITS}f}" for each in computed)
    lines: list[tuple[str, str, Tone]] = [("DfE's figures", f"{' and '.join(years)}: {figures}", "plain")]
    if odd := [visible(each.name) for each in computed if each.agrees is False]:
        lines.append(("", f"published otherwise: {', '.join(odd)}", "worse"))
    for each in computed:
        if each.rank:
            quartile = f", quartile {each.quartile}" if each.quartile else ""
            lines.append(("Rank", f"{each.rank} of {each.of} English authorities{quartile}", "plain"))
    return lines


def derived_lines(insight: Insight | None) -> list[tuple[str, str, Tone]]:
    """The rating by our rule, and what it rests on; why there is none."""
    if insight is None:
        return []
    rating = RATING_WORDS.get(insight.derived_rating or "", "none")
    return [("Rating by rule", f"{rating}: {visible(insight.rating_reason)}", "quiet")]


def moved(change: Change | None, one: IndicatorView) -> str:
    """How far a figure moved since when, and whether that is better or worse; why that cannot be said."""
    if change is None:
        return _why_no_change(one)
    return f"{difference(change.by, one.unit)} since {visible(change.since)}{_comma(judgement(change.by))}"


def _why_no_change(one: IndicatorView) -> str:
    if one.current.missing:
        return f"not known: {long_label(one.period)} is {figure_words(one.current)}"
    before = one.history[-2] if len(one.history) > 1 else None
    if before is None or before.figure.missing is None:
        return "the month before is not in this scorecard"
    return f"not known: {long_label(before.period)} is {figure_words(before.figure)}"


def against_last_year(one: IndicatorView) -> str:
    """How far the figure is from last year's, with that; why the two are not compared."""
    year = visible(one.previous_year_label or "")
    if one.against_last_year:
        by = one.against_last_year.by
        return f"{difference(by, one.unit)} against {figure_words(one.previous_year)} in {year}{_comma(judgement(by))}"
    if one.previous_year.missing:
        return f"{year or 'last year'}: {figure_words(one.previous_year)}"
    if one.unit == "count" and one.basis == "ytd":
        return f"not compared: {figure_words(one.previous_year)} is the whole of {year}"
    return f"{figure_words(one.previous_year)} in {year}"


def _against_target(one: IndicatorView) -> str:
    if one.target is None:
        return "none published"
    text = visible(one.target.text)
    if one.gap is None:
        return text
    if not one.gap.amount:
        return f"{text}: on target"
    side = "above" if one.gap.amount > 0 else "below"
    size = difference(one.gap, one.unit).lstrip("+-")
    return f"{text}: {size} {side} it{_comma(judgement(one.gap))}"


def counted(one: IndicatorView) -> str:
    """What is counted, over what time, and where its single month is."""
    words = UNIT_WORDS[one.unit]
    if one.basis:
        words += f", {BASIS_WORDS[one.basis]}"
    return f"{words}; {visible(one.twin)} is its month" if one.twin else words


def _misread(text: str | None, rating: str | None) -> str:
    """A rating that was published in letters of another alphabet says so."""
    if text and rating and not text.isascii():
        return f" (published as U+{ord(text.strip(' ()')[0]):04X})"
    return ""


def _comma(word: str) -> str:
    return f", {word}" if word else ""


def _tone(amount: Amount | None) -> Tone:
    return "worse" if amount and judgement(amount) == "worse" else "plain"


def show_sheets(indicator: IndicatorView, glyphs: Glyphs, insight: Insight | None = None) -> list[Sheet]:
    """Facts, history with places, benchmarks with gaps and places."""
    one = indicator
    facts = Sheet(
        f"{visible(one.ref)}  {visible(one.name)}",
        (Heading(""), Heading("", wraps=True)),
        tuple((Cell(word, "quiet"), Cell(text, tone)) for word, text, tone in fact_lines(one, insight)),
    )
    history = Sheet(
        "History",
        (Heading("Month"), Heading("Figure", "right"), Heading("Place")),
        tuple(
            (
                Cell(short_label(point.period)),
                Cell(figure_text(point.figure, glyphs), "quiet" if point.figure.missing else "plain"),
                Cell(visible(point.figure.place or ""), "quiet"),
            )
            for point in one.history
        ),
    )
    benchmarks = Sheet(
        "Benchmarks",
        (
            Heading("Comparator", wraps=True),
            Heading("Figure", "right"),
            Heading("Year"),
            Heading("Gap"),
            Heading("Place"),
        ),
        tuple(
            (
                Cell(visible(each.name)),
                Cell(figure_text(each.figure, glyphs)),
                Cell(year_text(each.year)),
                Cell(
                    joined([difference(each.gap, one.unit), judgement(each.gap)], " ") if each.gap else "",
                    _tone(each.gap),
                ),
                Cell(visible(each.figure.place or ""), "quiet"),
            )
            for each in one.benchmarks
        ),
    )
    return [facts, history, *([benchmarks] if benchmarks.rows else [])]
