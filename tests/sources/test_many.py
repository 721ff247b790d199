"""Folders and several files as one history."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

import polars as pl
import pytest

from tests.support.histories import edition, month, save
from tests.support.published import seed_text
from tui import bundled
from tui.scorecard.catalogue_file import CatalogueError
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.problems import Problem
from tui.scorecard.publications import publications
from tui.scorecard.revisions import revisions
from tui.sources.decoding import SeveralAuthoritiesError, SourceError
from tui.sources.opening import authorities, open_scorecard
from tui.sources.progress import Cancelled, Progress
from tui.sources.request import Request

COUNCIL = 'extends = "{base}"\n[authority]\nname = "{name}"\n'


def opened(*sources: Path, **wanted: object) -> Scorecard:
    return open_scorecard(Request(sources, **wanted))  # type: ignore[arg-type]


def history(scorecard: Scorecard) -> list[str | None]:
    return [point.figure.text for point in overview(scorecard).indicators[0].history]


def of_code(scorecard: Scorecard, *codes: str) -> list[Problem]:
    return [problem for problem in scorecard.problems if problem.code in codes]


def saved_at(path: Path, seconds: int) -> Path:
    os.utime(path, (seconds, seconds))
    return path


def tidy(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["record,authority,publication,ref,period,value", *rows, ""]), "utf-8")
    return path


def council_in(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "indicators.toml").write_text(
        COUNCIL.format(base=bundled.catalogue_path().as_posix(), name=name), "utf-8"
    )


# ---- One history


def test_the_months_in_a_folder_are_one_history_and_the_newest_publication_wins(tmp_path: Path) -> None:
    save(tmp_path, month(1), "10", "21")
    save(tmp_path, month(0), "11")
    save(tmp_path, month(2), "20", "30", name="deep/er/march.txt")
    found = opened(tmp_path)
    assert (found.period, history(found)) == (month(2), ["10", "20", "30"])
    assert publications(found) == (month(2), month(1), month(0))
    assert found.sources == ("2023-01.txt", "2023-02.txt", "march.txt")
    assert [(one.previous_text, one.text, one.place) for one in revisions(found.frames)] == [
        ("11", "10", "2023-02.txt:3:3"),
        ("21", "20", "march.txt:3:3"),
    ]
    assert found.problems == ()


def test_an_earlier_month_is_as_published_then_or_as_restated_since(tmp_path: Path) -> None:
    save(tmp_path, month(0), "11")
    save(tmp_path, month(1), "10", "20")
    then = opened(tmp_path, period=month(0))
    assert (then.period, then.latest, history(then)) == (month(0), False, ["11"])
    now = opened(tmp_path, period=month(0), latest=True)
    assert (now.period, now.latest, history(now)) == (month(0), True, ["10"])
    assert opened(tmp_path, latest=True).latest
    again = opened(tmp_path).at(month(0))
    assert history(again) == ["11"]


@pytest.mark.parametrize("by_folder", [True, False])
def test_a_month_that_was_not_published_is_refused_with_the_nearest(tmp_path: Path, by_folder: bool) -> None:
    paths = [save(tmp_path, month(each), "1") for each in (0, 1, 4)]
    with pytest.raises(SourceError) as refused:
        opened(*([tmp_path] if by_folder else paths), period=month(2))
    assert str(refused.value) == (
        "2023-01.txt, 2023-02.txt, 2023-05.txt: there is no scorecard of 2023-03; the nearest are 2023-02 and 2023-05"
    )


def test_a_gap_between_publications_is_read_and_listed(tmp_path: Path) -> None:
    for each in (0, 1, 4):
        save(tmp_path, month(each), f"{each}")
    found = opened(tmp_path)
    assert history(found) == ["0", "1", "4"]
    (gap,) = found.problems
    assert (gap.severity, gap.place, gap.code) == ("info", "2023-05.txt:1:1", "gap")
    assert gap.message == "nothing was published between 2023-02 and 2023-05: 2023-03 to 2023-04 is missing"


def test_a_folder_of_one_scorecard_is_that_scorecard(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")
    alone, found = opened(path), opened(tmp_path)
    assert overview(found) == overview(alone)
    assert found.of_one_month
    (tmp_path / "a.txt").write_text(edition(month(0), "1").partition("\n")[2], "utf-8")
    path.unlink()
    assert opened(tmp_path, period=month(5)).period == month(5), "a month that it does not state itself"


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1", "4S", name="2022/a.txt")
    save(tmp_path, month(1), "2", "3", name="2023/a.txt")
    found = opened(tmp_path)
    assert found.sources == ("2022/a.txt", "2023/a.txt")
    assert set(found.frames.observations["source"]) == {"2022/a.txt", "2023/a.txt"}
    assert found.frames.observations["place"].to_list()[-1] == "2023/a.txt:3:4"
    assert found.frames.published["direction_place"].drop_nulls().to_list() == []
    assert [problem.place for problem in found.problems] == ["2022/a.txt:3:4"]


def test_formats_go_together(tmp_path: Path) -> None:
    save(tmp_path, month(0), "11")
    tidy(
        tmp_path / "a.csv", "observation,Tameside,2023-02,FD1,2023-01,10", "observation,Tameside,2023-02,FD1,2023-02,20"
    )
    assert history(opened(tmp_path)) == ["10", "20"]


# ---- Two of one month


@pytest.mark.parametrize(("first", "second", "wins"), [(1, 2, "b.txt"), (2, 1, "a.txt"), (1, 1, "b.txt")])
def test_of_two_files_of_one_month_the_one_saved_later_counts(
    tmp_path: Path, first: int, second: int, wins: str
) -> None:
    saved_at(save(tmp_path, month(1), "10", "20", name="a.txt"), first)
    saved_at(save(tmp_path, month(1), "10", "22", name="b.txt"), second)
    loses, figures = ("a.txt", ["10", "22"]) if wins == "b.txt" else ("b.txt", ["10", "20"])
    for found in (opened(tmp_path), opened(tmp_path / "b.txt", tmp_path / "a.txt")):
        assert history(found) == figures
        (one,) = revisions(found.frames)
        assert one.publication == one.previous_publication == month(1)
        here, there = ("20", "22") if wins == "b.txt" else ("22", "20")
        assert found.problems == (
            Problem(
                "warning",
                f"{loses}:1:1",
                f"also a scorecard of 2023-02: {wins} was saved later and counts, where they differ",
                None,
                "same_month",
            ),
            Problem(
                "warning",
                f"{loses}:3:4",
                f"FD1 of 2023-02: “{here}” here, “{there}” at {wins}:3:4, which counts",
                "FD1",
                "twice",
            ),
        )


def test_two_copies_of_one_month_are_no_trouble(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        save(tmp_path, month(0), "1", name=name)
    (one,) = opened(tmp_path).problems
    assert (one.severity, one.code) == ("info", "same_month")
    assert one.message == "also a scorecard of 2023-01: b.txt was saved later and counts; they agree"


# ---- What cannot be read


def test_what_is_no_scorecard_is_skipped_and_listed(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    (tmp_path / "notes.txt").write_text("Ring Ada about September", "utf-8")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "README.md").write_text("# Read me", "utf-8")
    council_in(tmp_path, "Exampleshire")
    found = opened(tmp_path)
    assert found.authority == "Exampleshire"
    assert {(one.severity, one.place.partition(":")[0], one.code) for one in found.problems} == {
        ("info", name, "skipped_source") for name in ("notes.txt", "report.pdf", "README.md", "indicators.toml")
    }
    messages = [one.message for one in found.problems]
    assert "not read: is a PDF; copy its tables into a text file, or export them as CSV" in messages
    assert "not read: nothing of a scorecard is recognised in it" in messages


def test_what_is_cut_off_or_empty_is_an_error_and_the_rest_is_shown(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    pl.DataFrame({"record": ["x"] * 50}).write_parquet(tmp_path / "cut.parquet")
    whole = (tmp_path / "cut.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.csv").write_bytes(b"")
    found = opened(tmp_path)
    assert history(found) == ["1"]
    assert [(one.severity, one.place, one.code) for one in found.problems] == [
        ("error", "cut.parquet:1:1", "unread_source"),
        ("error", "empty.csv:1:1", "unread_source"),
    ]
    assert all(one.message.startswith("not read: ") for one in found.problems)


def test_a_file_that_is_deleted_while_the_others_are_read(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    gone = saved_at(save(tmp_path, month(1), "2"), 2**31)

    def watch(progress: Progress) -> None:
        gone.unlink(missing_ok=True)

    found = open_scorecard(Request((tmp_path,)), watch)
    (one,) = found.problems
    assert (one.severity, one.place, one.code) == ("error", "2023-02.txt:1:1", "unread_source")
    assert one.message == "not read: cannot be read (no such file or directory)"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, month(0), "1")
    save(tmp_path, month(1), "2")
    read = Path.open

    def denied(path: Path, mode: str) -> IO[Any]:
        if path.name == "2023-02.txt":
            raise PermissionError(13, "Permission denied")
        return read(path, mode)

    monkeypatch.setattr(Path, "open", denied)
    (one,) = opened(tmp_path).problems
    assert one.message == "not read: cannot be read (permission denied)"


def test_named_files_that_cannot_be_read_are_errors_whatever_they_are(tmp_path: Path) -> None:
    paths = [save(tmp_path, month(0), "1"), tmp_path / "none.txt", tmp_path / "notes.txt", tmp_path / "a.pdf"]
    paths[2].write_text("nothing", "utf-8")
    paths[3].write_bytes(b"%PDF-1.7")
    found = opened(*paths)
    assert {(one.severity, one.place, one.code) for one in found.problems} == {
        ("error", f"{name}:1:1", "unread_source") for name in ("none.txt", "notes.txt", "a.pdf")
    }


def test_where_nothing_is_left_it_says_why(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=f"{tmp_path}: holds no scorecard; name a file, or a folder with scorecards"):
        opened(tmp_path)
    for number in range(7):
        (tmp_path / f"{number}.csv").write_bytes(b"")
    with pytest.raises(SourceError) as refused:
        opened(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path}/0.csv: is empty; save or copy it again; {tmp_path}/1.csv: is")
    assert str(refused.value).endswith("; and 2 more files could not be read")


# ---- Several authorities


def mixed(folder: Path) -> Path:
    """A text that names nobody, and a table of two authorities."""
    save(folder, month(0), "1")
    tidy(
        folder / "b.csv",
        *(f"observation,{name},2023-02,FD1,2023-02,{value}" for name, value in (("Bolton", 2), ("Bury", 3))),
    )
    return folder


def test_one_of_several_authorities_is_to_be_chosen(tmp_path: Path) -> None:
    mixed(tmp_path)
    with pytest.raises(SeveralAuthoritiesError) as refused:
        opened(tmp_path)
    assert refused.value.names == authorities(Request((tmp_path,))) == ("Bolton", "Bury", "Tameside")


@pytest.mark.parametrize(("name", "figures"), [("Bolton", ["2"]), ("Bury", ["3"]), ("Tameside", ["1"])])
def test_the_one_chosen_is_shown_and_files_of_others_are_skipped(tmp_path: Path, name: str, figures: list[str]) -> None:
    found = opened(mixed(tmp_path), authority=name)
    assert (found.authority, history(found)) == (name, figures)
    assert found.frames.observations["authority"].unique().to_list() == [name]
    (skipped,) = of_code(found, "skipped_source")
    assert skipped.severity == "info"
    reason = "holds nothing of Tameside" if name == "Tameside" else f"it is Tameside's, and not {name}'s"
    assert skipped.message == f"not read: {reason}"
    assert of_code(found, "unread_source") == []


def test_a_name_that_no_file_has_is_that_of_the_files_that_name_nobody(tmp_path: Path) -> None:
    found = opened(mixed(tmp_path), authority="Elsewhere")
    assert (found.authority, history(found)) == ("Elsewhere", ["1"])
    assert found.frames.observations["authority"].unique().to_list() == ["Elsewhere"]
    (tmp_path / "2023-01.txt").unlink()
    with pytest.raises(SourceError, match="holds nothing of Elsewhere"):
        opened(tmp_path, authority="Elsewhere")


def test_folders_have_catalogues_of_their_own(tmp_path: Path) -> None:
    for number, name in enumerate(("Bolton", "Bury")):
        council_in(tmp_path / name, name)
        save(tmp_path, month(number), f"{number}", name=f"{name}/inner/a.txt")
    assert authorities(Request((tmp_path / "Bolton", tmp_path / "Bury"))) == ("Bolton", "Bury")
    found = opened(tmp_path / "Bolton", tmp_path / "Bury", authority="Bury")
    assert (found.authority, found.catalogue.authority, history(found)) == ("Bury", "Bury", ["1"])


def test_authorities_are_listed_without_reading_what_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(seed_text(), "utf-8")
    (tmp_path / "cut.parquet").write_bytes(b"PAR1")
    assert authorities(Request((tmp_path,))) == ("Tameside",)
    assert authorities(Request((tmp_path / "a.txt",))) == ("Tameside",)
    assert authorities(Request()) == ("Tameside",)
    assert authorities(Request((mixed(tmp_path) / "b.csv",))) == ("Bolton", "Bury")


# ---- Progress


def test_progress_is_told_before_each_file_and_at_the_end(tmp_path: Path) -> None:
    for each in (0, 1):
        saved_at(save(tmp_path, month(each), "1"), each + 1)
    told: list[Progress] = []
    open_scorecard(Request((tmp_path,)), told.append)
    assert told == [
        Progress(0, 2, "reading 2023-01.txt"),
        Progress(1, 2, "reading 2023-02.txt"),
        Progress(2, 2, "read"),
    ]
    told.clear()
    open_scorecard(Request((tmp_path / "2023-01.txt",)), told.append)
    assert told == [Progress(0, 1, "reading 2023-01.txt"), Progress(1, 1, "read 2023-01.txt")]


def test_a_watcher_can_cancel(tmp_path: Path) -> None:
    for each in range(5):
        save(tmp_path, month(each), "1")
    told: list[Progress] = []

    def watch(progress: Progress) -> None:
        told.append(progress)
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_scorecard(Request((tmp_path,)), watch)
    assert [progress.done for progress in told] == [0, 1, 2]


def test_a_mistake_in_a_catalogue_is_not_taken_for_an_unreadable_file(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    save(tmp_path, month(1), "1")
    (tmp_path / "indicators.toml").write_text("[nonsense", "utf-8")
    with pytest.raises(CatalogueError, match="not TOML"):
        opened(tmp_path)
