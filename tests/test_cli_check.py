"""`scorecard check`, and the options that choose an authority and a period."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.histories import month, save
from tests.support.published import table
from tui.cli import cli


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="scorecard")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def lines(*arguments: str | Path) -> list[str]:
    return run("check", *arguments).stdout.splitlines()


def odd(folder: Path) -> Path:
    """A folder with something of every severity in it."""
    text = table(
        ("Ref", "Indicator", "Jul-23", "Jun-23", "Aug-23", "Current"),
        ["FD2f", "MASH Screenings Completed within 72hrs", "84.0%", "0.84", "4S", "81%"],
        ["FD2f", "MASH Screenings Completed within 72hrs", "84.0%", "84%", "80%", "81%"],
    )
    (folder / "2023-09.txt").write_text(text, "utf-8")
    (folder / "notes.txt").write_text("Ring Ada", "utf-8")
    return folder


FOUND = [
    "2023-09.txt:3:3: info: months stand out of order",
    "2023-09.txt:3:4: warning: ",
    "2023-09.txt:3:5: error: Aug-23: “4S” is not a number",
    "2023-09.txt:4:1: error: FD2f stands at 2023-09.txt:3:1 already",
    "notes.txt:1:1: info: not read: nothing of a scorecard is recognised in it",
]


def test_everything_is_listed_in_the_order_of_its_place(tmp_path: Path) -> None:
    found = lines(odd(tmp_path))
    assert len(found) == len(FOUND)
    assert all(line.startswith(words) for line, words in zip(found, FOUND, strict=True)), found
    assert run("check", tmp_path).exit_code == 1


@pytest.mark.parametrize(("severity", "kept"), [("info", 5), ("warning", 3), ("error", 2)])
def test_the_lesser_things_can_be_left_out(tmp_path: Path, severity: str, kept: int) -> None:
    found = lines(odd(tmp_path), "--severity", severity)
    assert len(found) == kept
    assert found == [line for line in lines(tmp_path) if line in found]


def test_every_form_holds_the_same(tmp_path: Path) -> None:
    odd(tmp_path)
    records = json.loads(run("check", tmp_path, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("check", tmp_path, "--format", "csv").stdout)))
    assert [record["place"] for record in records] == [row["place"] for row in rows]
    assert [f"{row['place']}: {row['severity']}: {row['message']}" for row in rows] == lines(tmp_path)
    assert run("check", tmp_path, "--format", "md").stdout.count("\n| ") >= len(rows)


def test_an_area_holds_only_its_own(tmp_path: Path) -> None:
    found = lines(odd(tmp_path), "--area", "front door")
    assert [line.partition(": ")[0] for line in found] == [
        f"2023-09.txt:{place}" for place in ("3:3", "3:4", "3:5", "4:1")
    ]
    assert lines(tmp_path, "--area", "workforce") == ["nothing: everything was read"]


def test_what_is_only_worth_knowing_is_no_trouble(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    save(tmp_path, month(2), "2")
    result = run("check", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.startswith("2023-03.txt:1:1: info: nothing was published between 2023-01 and 2023-03")


def test_two_files_of_one_month_that_differ_are_trouble(tmp_path: Path) -> None:
    for number, (name, figure) in enumerate((("a.txt", "1"), ("b.txt", "2"))):
        os.utime(save(tmp_path, month(0), figure, name=name), (number, number))
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "a.txt:3:3: warning: FD1 of 2023-01: “1” here, “2” at b.txt:3:3, which counts" in result.stdout


def test_what_cannot_be_read_at_all_is_refused(tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds no scorecard" in result.stderr
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert "is a PDF" in run("check", tmp_path / "a.pdf").stderr


# ---- Choosing


def test_a_file_that_could_not_be_read_is_told_of_beside_the_data(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    (tmp_path / "empty.csv").write_bytes(b"")
    result = run("summary", tmp_path)
    assert result.exit_code == 0
    assert "scorecard: empty.csv:1:1: error: not read: is empty; save or copy it again" in result.stderr


def test_an_authority_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    rows = [f"observation,{name},2023-02,FD1,2023-02,{value}" for name, value in (("Bolton", 2), ("Bury", 3))]
    path.write_text("\n".join(["record,authority,publication,ref,period,value", *rows, ""]), "utf-8")
    result = run("list", path, "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds 2 authorities; choose one with --authority: Bolton, Bury" in result.stderr
    chosen = json.loads(run("list", path, "--format", "json", "--authority", "Bury").stdout)
    assert chosen[0]["current"]["value"] == 3


def test_a_period_is_shown_as_published_then_or_with_the_latest_revisions(tmp_path: Path) -> None:
    save(tmp_path, month(0), "11")
    save(tmp_path, month(1), "10", "20")

    def current(*arguments: str) -> float:
        value: float = json.loads(run("list", tmp_path, "--format", "json", *arguments).stdout)[0]["current"]["value"]
        return value

    assert current() == 20
    assert current("--period", "2023-01") == 11
    assert current("--period", "2023-01", "--latest") == 10
    result = run("list", tmp_path, "--period", "2023-04")
    assert result.exit_code == 2
    assert "there is no scorecard of 2023-04; the nearest is 2023-02" in result.stderr


def test_what_waits_for_review_in_the_catalogue_is_said_beside_the_list(tmp_path: Path) -> None:
    drafted = tmp_path / "indicators.toml"
    assert run("init", "-o", drafted).exit_code == 0
    with_it, without = run("check", "--indicators", drafted), run("check")
    assert "wait for review" in with_it.stderr
    assert "wait for review" not in with_it.stdout
    assert without.stderr == ""
