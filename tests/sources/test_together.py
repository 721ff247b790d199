"""Several published scorecards of one authority as one history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from statistics import mean

import msgspec
import pytest

from tests.support.published import SEPTEMBER, altered, catalogue, is_heading, is_row, seed_text
from tui.scorecard.audit import audit
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import as_of, overview
from tui.scorecard.periods import add_months, key, long_label, short_label
from tui.scorecard.views import IndicatorView
from tui.sources.decoding import SeveralAuthoritiesError, SourceError, split_lines
from tui.sources.opening import open_scorecard
from tui.sources.published.reader import read_published
from tui.sources.request import Request
from tui.sources.together import together

AUGUST = date(2023, 8, 31)
JULY = date(2023, 7, 31)
RESTATED = "90.0%"
"""CIN8 of July as the scorecard of August has it; that of September has 87.0%."""


def august_text() -> str:
    """The scorecard a month earlier: August current, without the month after it, and one month otherwise."""

    def change(number: int, line: list[str]) -> list[str]:
        if line == ["September 2023"]:
            return ["August 2023"]
        if is_heading(line):
            return [cell for cell in line if cell != "Aug-23"]
        if line[0] == "CIN8":
            line = [*line[:5], RESTATED, *line[6:]]
        return [*line[:7], *line[8:]] if is_row(line) else line

    return altered(change)


def edition(period: date, figures: Callable[[date], str]) -> str:
    """The bundled text as the scorecard of another month, CIN8 with these figures in its months."""
    months = [add_months(period, ago) for ago in range(-5, 1)]

    def change(number: int, line: list[str]) -> list[str]:
        if line == ["September 2023"]:
            return [long_label(period)]
        if is_heading(line):
            return [*line[:2], *map(short_label, months[:-1]), *line[7:]]
        return [*line[:2], *map(figures, months), *line[8:]] if line[0] == "CIN8" else line

    return altered(change)


def read(text: str, name: str, known: Catalogue | None = None, authority: str = "Tameside") -> Scorecard:
    return read_published(split_lines(text, name), known or catalogue(), authority=authority)


def both() -> list[Scorecard]:
    return [read(august_text(), "august.txt"), read(seed_text(), "september.txt")]


def cin8(scorecard: Scorecard) -> IndicatorView:
    return next(one for one in overview(scorecard).indicators if one.ref == "CIN8")


def texts(scorecard: Scorecard) -> dict[str, str | None]:
    return {key(point.period): point.figure.text for point in cin8(scorecard).history}


# ---- Two months


def test_the_scorecard_of_august_is_one() -> None:
    scorecard = read(august_text(), "august.txt")
    assert scorecard.period == AUGUST
    assert texts(scorecard) == {
        "2023-04": "88.0%",
        "2023-05": "87.1%",
        "2023-06": "93.9%",
        "2023-07": RESTATED,
        "2023-08": "81.0%",
    }


def test_the_newest_publication_wins_for_a_month() -> None:
    found = together(both())
    assert (found.authority, found.period) == ("Tameside", SEPTEMBER)
    assert texts(found) == texts(read(seed_text(), "september.txt"))
    assert texts(found)["2023-07"] == "87.0%"


def test_older_values_are_kept_with_their_publication_and_place() -> None:
    frame = together(both()).frames.observations
    july = frame.filter((frame["ref"] == "CIN8") & (frame["period"] == JULY))
    assert july.select("publication", "value", "text", "place").rows() == [
        (AUGUST, 90.0, RESTATED, "august.txt:91:6"),
        (SEPTEMBER, 87.0, "87.0%", "september.txt:91:6"),
    ]


def test_a_month_that_only_an_older_publication_has_is_history() -> None:
    november = date(2022, 11, 30)
    older = read(edition(add_months(AUGUST, -5), lambda month: f"{month.month}%"), "march.txt")
    found = together([older, read(seed_text(), "september.txt")])
    assert list(texts(found))[:6] == ["2022-10", "2022-11", "2022-12", "2023-01", "2023-02", "2023-03"]
    point = next(point for point in cin8(found).history if point.period == november)
    assert (point.figure.text, point.figure.place) == ("11%", "march.txt:91:4")
    assert len(cin8(found).history) == 12


def test_a_period_picks_what_was_known_then() -> None:
    found = together(both(), AUGUST)
    assert found.period == AUGUST
    assert texts(found)["2023-07"] == RESTATED
    assert "2023-09" not in texts(found)
    one = cin8(found)
    assert (one.current.text, one.current.place) == ("81.0%", "august.txt:91:7")
    assert one.target is not None
    assert one.target.place == "august.txt:91:9"


def test_what_is_derived_as_of_a_period_is_what_its_own_scorecard_says() -> None:
    then, alone = insights(together(both(), AUGUST)), insights(read(august_text(), "august.txt"))
    assert then.by_ref.keys() == alone.by_ref.keys()
    for ref, insight in then.by_ref.items():
        other = alone.by_ref[ref]
        assert (insight.derived_rating, insight.rating_reason) == (other.derived_rating, other.rating_reason)
        assert (insight.derived_direction, insight.signal) == (other.derived_direction, other.signal)
        assert (insight.children, insight.run_rate) == (other.children, other.run_rate)


def test_the_order_of_scorecards_does_not_matter() -> None:
    three = [*both(), read(edition(JULY, lambda month: f"{month.month}%"), "july.txt")]
    first = together(three)
    for others in permutations(three):
        found = together(list(others))
        assert (found.period, found.sources, found.problems, found.heads) == (
            first.period,
            first.sources,
            first.problems,
            first.heads,
        )
        assert overview(found) == overview(first)
    assert first.sources == ("july.txt", "august.txt", "september.txt")


@pytest.mark.parametrize(("period", "which"), [(AUGUST, 0), (SEPTEMBER, 1)])
def test_the_audit_as_of_a_period_is_that_of_its_own_scorecard(period: date, which: int) -> None:
    kinds = [(one.ref, one.kind, one.text) for one in audit(together(both(), period)) if one.kind == "layout"]
    assert kinds == [(one.ref, one.kind, one.text) for one in audit(both()[which]) if one.kind == "layout"]


def test_heads_of_service_as_of_a_period_are_those_of_its_own_scorecard() -> None:
    later = read(seed_text().replace("Helen Delamere", "Ada Long"), "september.txt")
    assert together([both()[0], later]).heads["Child in Need"] == "Ada Long"
    assert together([both()[0], later], AUGUST).heads["Child in Need"] == "Helen Delamere"


def test_problems_and_sources_of_all_are_kept() -> None:
    each = both()
    found = together(each)
    assert found.problems == each[0].problems + each[1].problems
    assert overview(found).sources == ("august.txt", "september.txt")
    assert not found.of_one_month


def test_one_scorecard_together_is_that_one() -> None:
    alone = read(seed_text(), "september.txt")
    assert overview(together([alone])) == overview(alone)


# ---- What is refused


def test_scorecards_of_several_authorities_are_refused() -> None:
    with pytest.raises(SeveralAuthoritiesError) as refused:
        together([read(seed_text(), "one.txt"), read(august_text(), "other.txt", authority="Bolton")])
    assert refused.value.names == ("Bolton", "Tameside")
    assert str(refused.value) == "these sources: hold 2 authorities; choose one with --authority: Bolton, Tameside"


def test_a_period_of_which_there_is_none_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        together(both(), JULY)
    assert str(refused.value) == "august.txt, september.txt: there is no scorecard of 2023-07; the nearest is 2023-08"


# ---- Two of one month


def test_of_two_scorecards_of_one_month_the_later_one_given_counts() -> None:
    other = read(seed_text().replace("\t84%\t", "\t85%\t"), "other.txt")
    one = read(seed_text(), "one.txt")
    assert cin8(together([one, other])).current.text == "85%"
    assert cin8(together([other, one])).current.text == "84%"
    found = together([other, one]).problems
    twice = [problem for problem in found if problem.code == "twice"]
    assert ("CIN8 of 2023-09: “85%” here, “84%” at one.txt:91:8, which counts", "other.txt:91:8") in [
        (problem.message, problem.place) for problem in twice
    ]
    assert [problem.place for problem in found if problem.code == "same_month"] == ["other.txt:1:1"]


def test_two_copies_agree() -> None:
    found = together([read(seed_text(), "one.txt"), read(seed_text(), "other.txt")])
    assert [(one.severity, one.code) for one in found.problems if one.code in ("same_month", "twice")] == [
        ("info", "same_month")
    ]
    assert overview(found).areas != ()
    assert texts(found) == texts(read(seed_text(), "other.txt"))


# ---- What the sources describe themselves


def tidy(folder: Path, month: str, ref: str, **told: str) -> Path:
    """A tidy file of one month that describes one indicator."""
    path = folder / f"{month}.csv"
    titles = "record,authority,publication,ref,area,name,period,value,unit,basis,polarity\n"
    cells = {"unit": "percent", "basis": "ytd", "polarity": "high"} | told
    described = ",".join(cells.values())
    listing = f"listing,Tameside,{month},{ref},Access,Visits of {ref},,,{described}\n"
    figure = f"observation,Tameside,{month},{ref},,,{month},84,,,\n"
    path.write_text(titles + listing + figure, "utf-8")
    return path


@pytest.mark.parametrize("turn", [1, -1])
def test_what_an_older_source_describes_stays_described(turn: int, tmp_path: Path) -> None:
    paths = [tidy(tmp_path, "2023-08", "ZZ1"), tidy(tmp_path, "2023-09", "ZZ2", basis="month")]
    found = open_scorecard(Request(tuple(paths[::turn])))
    known = found.catalogue.indicators
    assert (known["ZZ1"].unit, known["ZZ1"].basis, known["ZZ1"].polarity) == ("percent", "ytd", "high")
    assert known["ZZ2"].basis == "month"
    assert found.catalogue.stated == {"ZZ1", "ZZ2"}
    assert list(catalogue().indicators) == [ref for ref in known if not ref.startswith("ZZ")]
    (one,) = [one for one in overview(found.at(AUGUST)).indicators if one.ref == "ZZ1"]
    assert (one.unit, one.polarity, one.area) == ("percent", "high", "Access")


def test_of_two_descriptions_the_newest_counts(tmp_path: Path) -> None:
    paths = (tidy(tmp_path, "2023-08", "ZZ1", polarity="low"), tidy(tmp_path, "2023-09", "ZZ1"))
    assert open_scorecard(Request(paths)).catalogue.indicators["ZZ1"].polarity == "high"


def test_a_described_indicator_beside_a_published_scorecard(tmp_path: Path) -> None:
    published = tmp_path / "september.txt"
    published.write_text(seed_text(), "utf-8")
    found = open_scorecard(Request((tidy(tmp_path, "2023-08", "ZZ1"), published)))
    assert found.period == SEPTEMBER
    assert found.catalogue.indicators["ZZ1"].unit == "percent"
    assert found.catalogue.areas == catalogue().areas


def test_what_an_older_catalogue_knows_of_what_it_publishes_is_kept() -> None:
    """Each month in a folder with a catalogue of its own: the newer one has dropped an indicator."""
    known = catalogue()
    fewer = {ref: entry for ref, entry in known.indicators.items() if ref not in ("CIN8", "FD2f")}
    newer = msgspec.structs.replace(known, indicators=fewer)
    named = {ref: msgspec.structs.replace(entry, short_name="Older") for ref, entry in known.indicators.items()}
    older = msgspec.structs.replace(known, indicators=named)
    without = altered(lambda _, line: None if line[0] == "FD2f" else line)
    august = altered(
        lambda _, line: ["August 2023"] if line == ["September 2023"] else None if line[0] == "FD2f" else line
    )
    found = together([read(august, "august.txt", older), read(without, "september.txt", newer)])
    assert found.catalogue.indicators["CIN8"].short_name == "Older"
    assert "FD2f" not in found.catalogue.indicators  # nobody publishes it
    assert found.catalogue.indicators["SG1"] == known.indicators["SG1"]
    assert found.catalogue.stated == frozenset()


# ---- As files


def test_files_in_any_order_are_one_history(tmp_path: Path) -> None:
    paths = (tmp_path / "august.txt", tmp_path / "september.txt")
    for path, text in zip(paths, (august_text(), seed_text()), strict=True):
        path.write_text(text, "utf-8")
    found = open_scorecard(Request(paths))
    assert overview(open_scorecard(Request(paths[::-1]))) == overview(found)
    assert (found.period, texts(found)["2023-07"]) == (SEPTEMBER, "87.0%")
    then = open_scorecard(Request(paths, period=AUGUST))
    assert (then.period, texts(then)["2023-07"]) == (AUGUST, RESTATED)
    assert overview(found.at(AUGUST)) == overview(then)
    now = open_scorecard(Request(paths, period=AUGUST, latest=True))
    assert (now.period, texts(now)["2023-07"]) == (AUGUST, "87.0%")
    assert "2023-09" not in texts(now)


def test_thirteen_monthly_scorecards_give_limits(tmp_path: Path) -> None:
    def figures(month: date) -> str:
        return f"{80 + month.month % 5}%"

    periods = [add_months(SEPTEMBER, -ago) for ago in range(13)]
    paths = tuple(tmp_path / f"{key(period)}.txt" for period in periods)
    for path, period in zip(paths, periods, strict=True):
        path.write_text(edition(period, figures), "utf-8")
    found = open_scorecard(Request(paths))
    history = cin8(found).history
    assert [point.period for point in history] == [add_months(SEPTEMBER, ago) for ago in range(-17, 1)]
    assert [point.figure.text for point in history] == [figures(point.period) for point in history]
    insight = insights(found).by_ref["CIN8"]
    assert insight.signal.points == len(insight.chart) == 18
    assert insight.signal.state == "common"
    assert insight.signal.mean == pytest.approx(mean(80 + point.period.month % 5 for point in history))
    assert insight.signal.lower is not None
    assert insights(open_scorecard(Request(paths[:3]))).by_ref["CIN8"].signal.state == "too_few"
    assert as_of(found.frames, SEPTEMBER).observations.select("ref", "period").is_duplicated().sum() == 0
