"""Which indicator is which, and how alike names are."""

from __future__ import annotations

import pytest

from tests.scorecard.diff.building import edited, small
from tui.scorecard.diff.known import known
from tui.scorecard.diff.likeness import likeness, stems
from tui.scorecard.diff.pairing import paired


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Re_referrals_child", "rereferral child", 1.0),
        ("Re-referrals", "Rereferral count", 0.5),
        ("Children's Homes (%)", "CHILDREN’S home %", 1.0),
        ("Referrals", "Assessments", 0.0),
        ("", "Assessments", 0.0),
    ],
)
def test_names_are_alike_by_their_stems(one: str, other: str, share: float) -> None:
    assert likeness(one, other) == likeness(other, one) == share


@pytest.mark.parametrize("word", ["process", "status", "basis", "bus"])
def test_what_only_ends_like_a_plural_keeps_its_end(word: str) -> None:
    assert stems(word) == (word,)


def test_every_indicator_is_paired_with_itself_in_the_newer_order() -> None:
    pairing = paired(known(small()), known(small()))
    assert [pair.new.ref for pair in pairing.pairs] == small().frames.listing.sort("order")["ref"].to_list()
    assert (pairing.added, pairing.dropped, pairing.reused) == ((), (), ())
    assert all(old == new for old, new in pairing.new_refs.items())


def test_two_of_one_name_are_not_told_apart_by_it() -> None:
    old = edited(edited(small(), "listing", "FD1", name="Contacts"), "listing", "FD2d", name="Contacts")
    new = edited(edited(old, "listing", "FD1", ref="ZZ1"), "listing", "FD2d", ref="ZZ2")
    pairing = paired(known(old), known(new))
    assert {listed.ref for listed in pairing.added} == {"ZZ1", "ZZ2"}
    assert "FD1" not in pairing.new_refs
