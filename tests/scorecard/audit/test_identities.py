from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.audit.building import Row, found
from tui.scorecard.audit import Finding
from tui.scorecard.catalogue import Identity
from tui.scorecard.periods import key

RATIO = Identity("r", "ratio", ref="P", numerator="N", denominator="D")
SUM = Identity("s", "sum", ref="T", parts=("A", "B"))
RUNNING = Identity("y", "running_sum", ref="Y", parts=("M",))
PARTS = Identity("p", "parts", parts=("A", "B", "C"))
IMPLIED = Identity("i", "implied", pairs=(("N", "P"), ("M", "Q")))
CONSTANT = Identity("c", "implied_constant", pairs=(("N", "R"),))
YTD = Identity("t", "ytd", ref="Y", parts=("M",))


def count(ref: str, *months: str, basis: str = "month") -> Row:
    return Row(ref, months, unit="count", polarity="none", basis=basis)


def share(ref: str, *months: str, basis: str = "month", decimals: int = 0) -> Row:
    return Row(ref, months, basis=basis, decimals=decimals)


def broken(identity: Identity, *rows: Row) -> list[Finding]:
    return found(*rows, identities=(identity,), kind="identity")


def months(findings: list[Finding]) -> list[str]:
    return [key(one.period) for one in findings]


def test_a_share_is_its_numerator_over_its_denominator() -> None:
    rows = count("N", "93", "93"), count("D", "1254", "1,254")
    assert broken(RATIO, share("P", "7%", "7.4%", decimals=1), *rows) == []
    (one,) = broken(RATIO, share("P", "7%", "9%"), *rows)
    assert one.text == "Published as 9% in September 2023, but N over D, 93 of 1,254, is 7%."
    assert (one.ref, one.published, one.computed, one.severity) == ("P", "9%", "7%", "error")
    assert one.places == ("x.txt:1:4", "x.txt:2:4", "x.txt:3:4")


@pytest.mark.parametrize("rows", [("", "93", "1254"), ("9%", "c", "1254"), ("9%", "93", "0")])
def test_a_share_with_a_figure_missing_is_not_judged(rows: tuple[str, str, str]) -> None:
    assert broken(RATIO, share("P", rows[0]), count("N", rows[1]), count("D", rows[2])) == []


def test_an_identity_is_not_held_against_an_indicator_that_only_bears_the_ref() -> None:
    stranger = share("P", "9%")
    stranger.name = "Something else entirely"
    assert broken(RATIO, stranger, count("N", "93"), count("D", "1254")) == []
    assert broken(RATIO, share("P", "9%"), count("N", "93")) == []  # the denominator is not listed


def test_a_sum_of_parts() -> None:
    rows = count("A", "40", "50"), count("B", "60", "70")
    assert broken(SUM, count("T", "100", "120"), *rows) == []
    (one,) = broken(SUM, count("T", "100", "121"), *rows)
    assert one.text == "Published as 121 in September 2023, but A and B add up to 120: 50 + 70."
    assert broken(SUM, share("T", "101%"), share("A", "40%"), share("B", "60%")) == []  # within the rounding


def test_parts_of_a_total() -> None:
    rows = share("A", "16%"), share("B", "66%")
    assert broken(PARTS, *rows, share("C", "19%")) == []  # 101%, within the rounding
    assert broken(PARTS, *rows, share("C", "Not Yet Available")) == []
    (one,) = broken(PARTS, *rows, share("C", "20%"))
    assert one.text == "A, B and C add up to 102% in September 2023, not to 100%: 16% + 66% + 20%."


APRIL_TO_SEPTEMBER = count("M", "32", "23", "12", "16", "9", "11")


@pytest.mark.parametrize(
    ("year_to_date", "wrong"),
    [
        (("32", "55", "67", "83", "92", "103"), []),
        (("33", "55", "67", "83", "92", "103"), ["2023-04"]),
        (("32", "56", "67", "83", "92", "103"), ["2023-05"]),  # found once, not in every later month
        (("32", "55", "67", "83", "92", "104"), ["2023-09"]),
        (("32", "55", "", "83", "92", "103"), []),
        (("32", "55", "", "84", "93", "104"), ["2023-07"]),  # and carried on from there
    ],
)
def test_a_running_sum(year_to_date: tuple[str, ...], wrong: list[str]) -> None:
    assert months(broken(RUNNING, count("Y", *year_to_date, basis="ytd"), APRIL_TO_SEPTEMBER)) == wrong


def test_a_wrong_part_of_a_running_sum_is_found_once() -> None:
    wrong = count("M", "32", "24", "12", "16", "9", "11")
    (one,) = broken(RUNNING, count("Y", "32", "55", "67", "83", "92", "103", basis="ytd"), wrong)
    assert one.text == ("Published as 55 for the year to May 2023, but the months since April (M) add up to 56.")
    assert one.places == ("x.txt:1:4", "x.txt:2:3", "x.txt:2:4")


def test_a_running_sum_without_its_first_months_goes_by_the_month_before() -> None:
    assert broken(RUNNING, count("Y", "83", "92", "103", basis="ytd"), count("M", "16", "9", "11")) == []
    (one,) = broken(RUNNING, count("Y", "83", "92", "110", basis="ytd"), count("M", "16", "9", "11"))
    assert one.text == (
        "Published as 110 for the year to September 2023, but 92 up to the month before and 11 in it (M) make 103."
    )
    assert broken(RUNNING, count("Y", "", "92", basis="ytd"), count("M", "16", "9")) == []


def test_pairs_that_imply_the_same_denominator() -> None:
    homes = count("N", "45"), share("P", "6.9%", decimals=1)
    assert broken(IMPLIED, *homes, count("M", "14"), share("Q", "2.1%", decimals=1)) == []
    assert broken(IMPLIED, *homes, count("M", ""), share("Q", "9.9%", decimals=1)) == []
    assert broken(IMPLIED, *homes, count("M", "0"), share("Q", "0.0%", decimals=1)) == []
    (one,) = broken(IMPLIED, *homes, count("M", "14"), share("Q", "3.1%", decimals=1))
    assert one.ref == "P"
    assert one.text == (
        "In September 2023 N and P (45 at 6.9%) imply a total of 647 to 657,"
        " but M and Q (14 at 3.1%) imply a total of 444 to 459."
    )


def test_a_pair_that_implies_the_same_denominator_in_every_month() -> None:
    rates = Row("R", ("68", "66", "62", "61"), unit="rate_per_10000", polarity="none")
    assert broken(CONSTANT, count("N", "348", "334", "317", "311"), rates) == []
    (one,) = broken(CONSTANT, count("N", "348", "334", "371", "311"), rates)
    assert one.period.month == 8
    assert one.text == (
        "N and R (371 at 62 in August 2023) imply a total of 59,360 to 60,325,"
        " but in June, July and September 2023 of 50,803 to 50,992."
    )


@pytest.mark.parametrize(
    ("year", "in_month", "wrong"),
    [
        (("98%", "91%", "97%"), ("100%", "99%", "98%"), ["2023-04", "2023-05"]),
        (("43%", "43%", "30%"), ("43%", "43%", "13%"), []),
        (("100%", "99%", "97%"), ("100%", "99%", "98%"), []),  # 97.5% both, perhaps
        (("80%", "70%", "60%"), ("80%", "", "90%"), []),  # May may have been anything
        (("80%", "80%", "70%"), ("80%", "n/a", "90%"), ["2023-06"]),  # in May there were no cases
    ],
)
def test_a_share_for_the_year_lies_between_those_of_its_months(
    year: tuple[str, ...], in_month: tuple[str, ...], wrong: list[str]
) -> None:
    since_april = ("", "", "")
    rows = share("Y", *year, *since_april, basis="ytd"), share("M", *in_month, *since_april)
    assert months(broken(YTD, *rows)) == wrong


def test_a_share_for_the_year_whose_april_is_not_known_is_not_judged() -> None:
    assert broken(YTD, share("Y", "10%", "10%", basis="ytd"), share("M", "90%", "90%")) == []


def test_the_sentence_of_a_share_for_the_year() -> None:
    rows = share("Y", "98%", "91%", "", "", "", "", basis="ytd"), share("M", "100%", "99%", "", "", "", "")
    assert [one.text for one in broken(YTD, *rows)] == [
        "Published as 98% for the year to April 2023, but its only month (M) is 100%.",
        "Published as 91% for the year to May 2023, but its months (M) range from 99% to 100%.",
    ]


# ---- Whatever happened, figures computed from it and then rounded keep every identity ----


def rounded(number: Fraction, decimals: int) -> str:
    """Halves up, as spreadsheets do."""
    scaled = int(number * 10**decimals + Fraction(1, 2))
    return f"{scaled // 10**decimals}" + (f".{scaled % 10**decimals:0{decimals}d}" if decimals else "")


def percents(tops: list[int], bottoms: list[int], decimals: int) -> list[str]:
    return [f"{rounded(Fraction(100 * top, bottom), decimals)}%" for top, bottom in zip(tops, bottoms, strict=True)]


HISTORY = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60)), min_size=6, max_size=6)


@settings(deadline=None, max_examples=50)
@given(HISTORY, st.integers(0, 1))
def test_rounded_figures_of_one_history_keep_every_identity(history: list[tuple[int, int, int]], decimals: int) -> None:
    first, second = [a for a, _, _ in history], [b for _, b, _ in history]
    wholes = [a + b + c for a, b, c in history]
    third = [c for _, _, c in history]
    running = [sum(first[: month + 1]) for month in range(6)]
    wholes_to_date = [sum(wholes[: month + 1]) for month in range(6)]
    rows = (
        count("NA", *map(str, first)),
        count("NB", *map(str, second)),
        count("NC", *map(str, third)),
        count("NT", *map(str, wholes)),
        count("NY", *map(str, running), basis="ytd"),
        share("PA", *percents(first, wholes, decimals), decimals=decimals),
        share("PB", *percents(second, wholes, decimals), decimals=decimals),
        share("PC", *percents(third, wholes, decimals), decimals=decimals),
        share("PY", *percents(running, wholes_to_date, decimals), basis="ytd", decimals=decimals),
        Row(
            "R",
            [rounded(Fraction(10_000 * number, 50_900), decimals) for number in first],
            unit="rate_per_10000",
            decimals=decimals,
        ),
    )
    identities = (
        Identity("1", "ratio", ref="PA", numerator="NA", denominator="NT"),
        Identity("2", "sum", ref="NT", parts=("NA", "NB", "NC")),
        Identity("3", "running_sum", ref="NY", parts=("NA",)),
        Identity("4", "parts", parts=("PA", "PB", "PC")),
        Identity("5", "implied", pairs=(("NA", "PA"), ("NB", "PB"), ("NC", "PC"))),
        Identity("6", "implied_constant", pairs=(("NA", "R"),)),
        Identity("7", "ytd", ref="PY", parts=("PA",)),
    )
    assert found(*rows, identities=identities, kind="identity") == []
