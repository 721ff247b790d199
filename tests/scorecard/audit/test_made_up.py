"""The made-up authority: every arrow, rating and identity of it holds as of each publication."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec
import pytest

from tests.scorecard.audit.building import keys
from tui import bundled
from tui.scorecard.audit import audit
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, key, month_end
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

MONTHS = [add_months(month_end(2021, 4), month) for month in range(36)]
AUDITS = "SG16 SG17 SG18 SG19 SG20"
TRUE = {  # all of kind `stale`: what has no figure in the month of its own scorecard, and only that
    "2021-04": "CIN10a CIN10b CIN10c",  # recorded from May 2021 on; the first scorecard has them blank
    "2021-08": AUDITS,  # "Not Yet Available", as in the next ones; the month after has the figure
    "2021-12": "WF5 WF5a",
    "2022-05": "CIN22 CIN23",
    "2022-08": AUDITS,
    "2022-10": "CF24",
    "2023-01": "EH9 EH9a",
    "2023-04": "CF14",
    "2023-08": AUDITS,
    "2023-12": "WF5 WF5a WF8 WF9",
}


@cache
def made_up() -> Scorecard:
    return open_scorecard(Request((bundled.sample_path().parent / "made-up" / "exampleshire.csv",)))


@pytest.mark.parametrize("period", MONTHS, ids=key)
def test_nothing_is_found_but_what_is_missing(period: date) -> None:
    findings = audit(msgspec.structs.replace(made_up(), period=period))
    assert keys(findings) == {("stale", ref, key(period)) for ref in TRUE.get(key(period), "").split()}
    assert {one.severity for one in findings} <= {"info" if period != MONTHS[0] else "warning"}
