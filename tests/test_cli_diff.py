from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.sources.test_together import august_text
from tests.support.published import seed_text
from tests.support.shared import ROOT, shared_data
from tui.cli.diff import diff
from tui.reports.diff import COLUMNS

MADE_UP = str(ROOT / "sample_data" / "made-up" / "exampleshire.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(diff, arguments)


@pytest.fixture
def months(tmp_path: Path) -> tuple[str, str]:
    """The scorecards of August and of September."""
    paths = []
    for name, text in (("august.txt", august_text()), ("september.txt", seed_text())):
        (tmp_path / name).write_text(text, "utf-8")
        paths.append(str(tmp_path / name))
    return paths[0], paths[1]


def test_two_sources_are_compared(months: tuple[str, str]) -> None:
    result = run(*months, "--format", "json", "--area", "cin")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {one["area"] for one in found} == {"Child in Need"}
    assert all(list(one) == list(COLUMNS) for one in found)
    (restated,) = (one for one in found if one["kind"] == "observation")
    assert restated["text"] == "CIN8 July 2023 restated from 90.0% to 87.0% (-3.0 pp)"
    assert restated["places"] == ["august.txt:91:6", "september.txt:91:6"]


def test_the_exit_code_tells_whether_anything_changed(months: tuple[str, str]) -> None:
    assert run(*months, "--exit-code").exit_code == 1
    assert run(*months).exit_code == 0
    same = run(months[1], months[1], "--exit-code")
    assert same.exit_code == 0
    assert "Nothing changed." in same.stdout


def test_sources_in_the_wrong_order_are_compared_as_named_and_that_is_said(months: tuple[str, str]) -> None:
    result = run(*reversed(months), "--format", "csv")
    assert result.exit_code == 0
    assert "the last source is taken for the newer one, and it is of August 2023" in result.stderr
    assert "CIN8 July 2023 restated from 87.0% to 90.0% (+3.0 pp)" in result.stdout


def test_one_source_of_one_month_has_nothing_to_be_compared_with(months: tuple[str, str]) -> None:
    result = run(months[1])
    assert result.exit_code == 2
    assert "only one publication is in it; name the older source before it" in result.stderr


def test_scorecards_of_two_authorities_are_not_compared(months: tuple[str, str]) -> None:
    result = run(months[1], MADE_UP)
    assert result.exit_code == 2
    assert "two authorities (Tameside, Exampleshire (made-up))" in result.stderr


@pytest.mark.parametrize("arguments", [["--latest"], ["--lait", "x"]])
def test_options_that_do_not_go_with_it_are_refused(arguments: list[str], months: tuple[str, str]) -> None:
    assert run(*months, *arguments).exit_code == 2


def test_other_spellings_are_listed_on_demand(tmp_path: Path, months: tuple[str, str]) -> None:
    path = tmp_path / "again.txt"
    path.write_text(seed_text().replace("\t84%\t76%\t85%", "\t84.0%\t76%\t85%"), "utf-8")
    assert "Nothing changed." in run(months[1], str(path)).stdout
    result = run(months[1], str(path), "--precision")
    assert "CIN8 September 2023 is written 84.0%, was 84%" in result.stdout


def test_dfes_vintages_are_compared() -> None:
    paths = [str(shared_data(f"ees/c1_vintage{year}.csv")) for year in (2023, 2024)]
    result = run(*paths, "--authority", "Tameside", "--format", "csv")
    assert result.exit_code == 0
    assert "refer-rate March 2021 restated from 526.5 to 524.9 (-1.6 per 10,000)" in result.stdout
    unchosen = run(*paths)
    assert unchosen.exit_code == 2
    assert "choose one with --authority" in unchosen.stderr


def test_the_example_of_the_page_is_what_it_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "diff.md").read_text("utf-8")
    match = re.search(r"```\w+\n\$ scorecard diff (?P<arguments>.*)\n(?P<shown>(?:.*\n)+?)```", page)
    assert match is not None
    printed = run(*shlex.split(match["arguments"])).stdout
    assert [line.rstrip() for line in printed.strip("\n").splitlines()] == match["shown"].splitlines()


def test_ranks_are_compared_where_dfes_figures_are_there(months: tuple[str, str]) -> None:
    lait = shared_data("lait/bds_long_0.parquet"), shared_data("lait/lait_data_dictionary.csv")
    old = months[0]
    Path(old).write_text(
        Path(old).read_text("utf-8").replace("England Average (2021/22)", "England Average (2020/21)"), "utf-8"
    )
    result = run(old, months[1], "--lait", str(lait[0]), "--dictionary", str(lait[1]), "--format", "json")
    assert result.exit_code == 0
    ranked = [one for one in json.loads(result.stdout) if one["kind"] == "rank"]
    assert len(ranked) > 3
    assert {one["sense"] for one in ranked} == {"moved_on"}
    assert all(one["before"] != one["after"] for one in ranked)
    assert all((one["before"][-1] != one["after"][-1]) == (one["severity"] == "flip") for one in ranked)
    assert all(re.fullmatch(r"\d+/\d+ [ABCD]", one[side]) for one in ranked for side in ("before", "after"))
