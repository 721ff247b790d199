from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard.drafted_refs import drafted_refs
from tui.scorecard.words import normal


def test_the_letters_of_the_area_and_the_order_of_the_rows() -> None:
    rows = [
        ("?a", "A", "Front Door"),
        ("?b", "B", "Children in Need of Help"),
        ("?c", "C", "Front Door"),
        ("?d", "D", "Workforce"),
        ("?e", "E", "Area not stated"),
        ("?f", "F", "儿童"),
        ("?g", "G", "Fostering (Duty)"),
    ]
    found = drafted_refs(rows)
    assert list(found.values())[:5] == ["FD1", "CNH1", "FD2", "WO1", "IND1"]
    assert re.fullmatch("[A-Z]{3}1", found["?f"])
    assert found["?g"] == "FO1"  # FD begins the refs of another area


def test_an_area_with_refs_goes_on_with_them() -> None:
    rows = [
        ("ED4", "A", "Front Door"),
        ("ed12a", "B", "Front Door"),
        ("?c", "C", "Front Door"),
        ("?d", "D", "Early Days"),
    ]
    assert drafted_refs(rows) == {"?c": "ED13", "?d": "EA1"}


def test_rows_that_nothing_tells_apart_get_none() -> None:
    rows = [
        ("?a", "A b", "X"),
        ("A1", "a  B", "X"),
        ("?@2023-09:4", "", "X"),
        ("?c@2023-09:5", "C", "X"),
        ("?", None, None),
    ]
    assert drafted_refs(rows) == {}


@given(
    st.lists(st.tuples(st.text(max_size=8), st.text("ab é?-&", max_size=9)), max_size=40),
    st.lists(st.from_regex(r"[A-Z]{1,2}\d", fullmatch=True), max_size=9, unique=True),
)
def test_no_two_rows_get_one_ref_and_no_area_begins_as_another(named: list[tuple[str, str]], own: list[str]) -> None:
    rows = [(f"?{normal(name)}{at}", name, area) for at, (name, area) in enumerate(named)]
    rows += [(ref, f"own {ref}", f"area {ref}") for ref in own]
    found = drafted_refs(rows)
    refs = list(found.values())
    assert len({*refs, *own}) == len(refs) + len(own)
    assert all(re.fullmatch(r"[A-Z]{1,5}\d+", ref) for ref in refs)
    of_area = {area: found[ref].rstrip("0123456789") for ref, _, area in rows if ref in found}
    letters = list(of_area.values())
    assert not [(one, other) for one in letters for other in letters if one != other and other.startswith(one)]
    assert len(set(letters)) == len(letters)
