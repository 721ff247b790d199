from __future__ import annotations

from tests.support.published import catalogue, read, seed_text, table
from tui.scorecard.diff.short import short_names


def test_the_catalogues_short_names_and_of_other_indicators_their_own_cut() -> None:
    found = short_names(read(seed_text()))
    assert found["CIN17"] == catalogue().indicators["CIN17"].short_name
    assert len(found) == read(seed_text()).frames.listing["ref"].n_unique()
    name = "Number of doorbells that were rung at least twice in the month"
    own = short_names(read(table(("Ref", "Indicator", "Aug-23", "Current"), ["ZZ1", name, "1", "2"])))
    assert own == {"ZZ1": "Number of doorbells that were…"}
