"""Whatever is edited in a scorecard's frames, the comparison lists exactly that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.diff.building import MONTHS, edited, figure, observed, small, stated, target, without
from tui.scorecard.diff.record import Change
from tui.scorecard.model import Scorecard

Key = tuple[str, str, str, str | None]
"""Kind, ref, after, and which of several."""

Edit = tuple[str, str, Any, str]
"""What is edited, of which indicator, in which month or comparator, and to what text."""

FIGURES = ("c", "n/a", "1,234", "0.5", "7", "12.34", "-3")
TARGETS = ("11%", "12-14%", "below 13%", "over 15%")


def rows(name: str, key: str) -> list[tuple[str, Any]]:
    """The cells of a frame that hold a number, by ref and by what tells them apart."""
    frame: pl.DataFrame = getattr(small().frames, name)
    return frame.drop_nulls("value").select("ref", key).rows()


def edits() -> st.SearchStrategy[list[Edit]]:
    """Edits of different cells; of dropped indicators nothing else is edited."""
    months = st.sampled_from(rows("observations", "period"))
    benchmarks = st.sampled_from(rows("benchmarks", "comparator"))
    targets = st.sampled_from(small().frames.targets["ref"].to_list())
    published = st.sampled_from(small().frames.published["ref"].to_list())
    one = st.one_of(
        st.tuples(st.just("observation"), months, st.sampled_from(FIGURES)),
        st.tuples(st.just("benchmark"), benchmarks, st.sampled_from(FIGURES)),
        st.tuples(st.just("target"), st.tuples(targets, st.none()), st.sampled_from(TARGETS)),
        st.tuples(st.just("rating"), st.tuples(published, st.none()), st.sampled_from("RAG")),
        st.tuples(st.just("direction"), st.tuples(published, st.none()), st.sampled_from(("up", "down", "same"))),
        st.tuples(st.just("dropped"), st.tuples(published, st.none()), st.just("")),
    ).map(lambda edit: (edit[0], edit[1][0], edit[1][1], edit[2]))
    return st.lists(one, max_size=12, unique_by=lambda edit: edit[:3])


def applied(scorecard: Scorecard, edit: Edit) -> Scorecard:
    """The scorecard with one edit."""
    kind, ref, which, text = edit
    how: dict[str, Callable[[], Scorecard]] = {
        "observation": lambda: observed(scorecard, ref, which, text),
        "benchmark": lambda: edited(scorecard, "benchmarks", ref, pl.col("comparator") == which, **figure(text)),
        "target": lambda: edited(scorecard, "targets", ref, **target(text)),
        "rating": lambda: edited(scorecard, "published", ref, rating=text),
        "direction": lambda: edited(scorecard, "published", ref, direction=text),
        "dropped": lambda: without(scorecard, ref),
    }
    return how[kind]()


def published_before(kind: str, ref: str) -> str | None:
    value: str | None = small().frames.published.filter(pl.col("ref") == ref)[kind].item()
    return value


def expected(edit: Edit) -> Key | None:
    """What an edit must show as; null where the rating or arrow was the same before."""
    kind, ref, which, text = edit
    if kind in ("rating", "direction") and published_before(kind, ref) == text:
        return None
    return kind, ref, text, str(which) if which else None


def shown(change: Change) -> Key:
    """A change in the same terms."""
    reasons = {"suppressed": "c", "not_applicable": "n/a"}
    after = reasons.get(change.after or "", change.after or "")
    which = change.comparator or (str(change.period) if change.kind == "observation" else None)
    return change.kind, change.ref, after, which


@settings(max_examples=20)
@given(edits())
def test_exactly_the_edits_are_changes(made: list[Edit]) -> None:
    dropped = {edit[1] for edit in made if edit[0] == "dropped"}
    kept = [edit for edit in made if edit[0] == "dropped" or edit[1] not in dropped]
    new = small()
    for edit in sorted(kept, key=lambda edit: edit[0] == "dropped"):
        new = applied(new, edit)
    found = [shown(change) for change in stated(small(), new)]
    wanted = [key for edit in kept if (key := expected(edit))]
    assert sorted(map(repr, found)) == sorted(map(repr, wanted))


def test_there_is_something_to_edit() -> None:
    assert len(rows("observations", "period")) >= 6 * len(MONTHS)
    assert len(rows("benchmarks", "comparator")) >= 8
    assert small().frames.targets.height >= 3
