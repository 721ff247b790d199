"""`scorecard convert` and `scorecard init` as commands: files, what they print, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import polars as pl
import pytest
from click.testing import CliRunner, Result

from tui import bundled
from tui.cli.convert import FORMS, convert
from tui.cli.init import init
from tui.reports import tidy_files
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.overview import overview
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

SAMPLE = bundled.sample_path()
MADE_UP = SAMPLE.parent / "made-up" / "exampleshire.csv"
FIGURE = "record,authority,publication,ref,area,name,period,value\n"


def converted(*arguments: str | Path) -> Result:
    return CliRunner().invoke(convert, [*map(str, arguments)])


def drafted(*arguments: str | Path) -> Result:
    return CliRunner().invoke(init, [*map(str, arguments)])


def test_the_forms_are_those_that_can_be_written() -> None:
    assert FORMS == tidy_files.FORMS


@pytest.mark.parametrize("form", FORMS)
def test_a_converted_scorecard_is_the_same_scorecard(form: str, tmp_path: Path) -> None:
    output = tmp_path / f"tidy.{form}"
    result = converted(SAMPLE, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    before = open_scorecard(Request((SAMPLE,)))
    saved, problems = result.stderr.splitlines()
    assert saved.startswith(f"saved: {output} (896 records: 84 listing, 504 observation, ")
    assert problems == f"{len(before.problems)} problems were found; `scorecard check` lists them"
    after = open_scorecard(Request((output,), indicators=bundled.catalogue_path()))
    assert overview(after) == overview(before)


def test_all_publications_and_both_sources_are_kept(tmp_path: Path) -> None:
    august = tmp_path / "august.txt"
    august.write_text("August 2023\nRef\tIndicator\tJul-23\tCurrent\nFD1\tContacts\t5\t6\n", "utf-8")
    output = tmp_path / "both.parquet"
    assert converted(SAMPLE, august, "--indicators", bundled.catalogue_path(), "-o", output).exit_code == 0
    table = pl.read_parquet(output)
    assert {str(month) for month in table["publication"].drop_nulls()} == {"2023-08-31", "2023-09-30"}
    assert set(table["source"].drop_nulls()) == {"september-2023.txt", "august.txt"}
    request = Request((SAMPLE, august), indicators=bundled.catalogue_path())
    again = open_scorecard(Request((output,), indicators=bundled.catalogue_path()))
    assert overview(again) == overview(open_scorecard(request))


def test_several_authorities_are_converted_together(tmp_path: Path) -> None:
    source, output = tmp_path / "two.csv", tmp_path / "two.jsonl"
    rows = [f"observation,{name},2023-09,A1,Access,Contacts,2023-09,{at}" for at, name in enumerate("AB")]
    source.write_text(FIGURE + "\n".join(rows), "utf-8")
    result = converted(source, "-o", output)
    assert "4 records: 2 listing, 2 observation" in result.stderr
    assert "no problems were found" in result.stderr
    for name in "AB":
        card = open_scorecard(Request((output,), authority=name))
        assert card.frames.observations["authority"].to_list() == [name]
    assert converted(source, "-o", tmp_path / "one.csv", "--authority", "B").exit_code == 0
    assert set(pl.read_csv(tmp_path / "one.csv")["authority"]) == {"B"}


DFE = """\
time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,new_la_code,la_name,category,\
referral_count,rereferral_percent,open_at31_rate
2025,Reporting year,National,England,,,,,Referrals,632830,22.6,330.1
2025,Reporting year,Regional,England,North West,,,,Referrals,32490,20.7,351
2025,Reporting year,Local authority,England,North West,357,E08000008,Tameside,Referrals,3120,21.5,402.4
2024,Reporting year,Local authority,England,North West,357,E08000008,Tameside,Referrals,2980,23.0,c
"""


@pytest.mark.parametrize("form", FORMS)
def test_what_a_table_tells_of_its_own_indicators_goes_round(form: str, tmp_path: Path) -> None:
    source, output, again = tmp_path / "dfe.csv", tmp_path / f"tidy.{form}", tmp_path / f"again.{form}"
    source.write_text(DFE, "utf-8")
    assert converted(source, "--authority", "Tameside", "-o", output).exit_code == 0
    before = open_scorecard(Request((source,), authority="Tameside"))
    after = open_scorecard(Request((output,)))
    shown = [(one.unit, one.basis) for one in overview(after).indicators]
    assert shown == [("count", "rolling_12"), ("percent", "rolling_12"), ("rate_per_10000", "snapshot")]
    assert overview(after) == overview(before)
    assert [msgspec.structs.replace(after.catalogue.indicators[ref], area="") for ref in before.catalogue.stated] == [
        msgspec.structs.replace(before.catalogue.indicators[ref], area="") for ref in before.catalogue.stated
    ]
    assert converted(output, "-o", again).exit_code == 0
    assert overview(open_scorecard(Request((again,)))) == overview(before)


def test_it_prints_where_asked() -> None:
    result = converted(SAMPLE, "-o", "-", "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, len(records)) == (0, 896)
    assert result.stderr.startswith("printed (896 records: ")
    assert converted(SAMPLE, "-o", "-", "--format", "csv").stdout.startswith("record,authority,publication,ref,")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "-"], "printing needs --format csv, tsv, jsonl"),
        (["-o", "-", "--format", "parquet"], "printing needs --format csv, tsv, jsonl"),
        (["-o", "a.txt"], "a.txt does not say what to write; let it end in .csv, .tsv, .jsonl, .parquet, .xlsx"),
        (["-o", "a.csv", "--format", "xlsx"], "a.csv would hold csv by its ending, and --format says xlsx"),
        ([], "Missing option '-o'"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_read(arguments: list[str], words: str) -> None:
    result = converted("not-there.csv", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", [convert, init])
def test_what_exists_is_not_written_over_unasked(command: object, tmp_path: Path) -> None:
    run = converted if command is convert else drafted
    output = tmp_path / ("tidy.csv" if command is convert else "indicators.toml")
    output.write_text("mine", "utf-8")
    refused = run(SAMPLE, "-o", output)
    assert refused.exit_code == 2
    assert f"{output}: exists already; --force writes over it" in refused.stderr
    assert output.read_text("utf-8") == "mine"
    assert run(SAMPLE, "-o", output, "--force").exit_code == 0
    assert output.read_text("utf-8") != "mine"
    assert list(tmp_path.iterdir()) == [output]
    folder = run(SAMPLE, "-o", tmp_path, *(["--format", "csv"] if command is convert else []))
    assert "is a folder; name a file in it" in folder.stderr
    nowhere = run(SAMPLE, "-o", tmp_path / "none" / output.name)
    assert (nowhere.exit_code, "cannot be written (no such file or directory)" in nowhere.stderr) == (2, True)


def test_what_a_workbook_cannot_hold_leaves_no_file(tmp_path: Path) -> None:
    source, output = tmp_path / "long.csv", tmp_path / "long.xlsx"
    rows = f"observation,A,2023-09,A1,,,2023-09,1\nlisting,A,2023-09,A1,Access,{'x' * 40_000},,\n"
    source.write_text(FIGURE + rows, "utf-8")
    result = converted(source, "-o", output)
    assert result.exit_code == 2
    assert f"{output}: a text of 40,000 characters is more than a cell can hold" in result.stderr
    assert not output.exists()


@pytest.mark.parametrize("command", [convert, init])
def test_a_source_that_cannot_be_read_ends_with_a_message(command: object, tmp_path: Path) -> None:
    run = converted if command is convert else drafted
    broken, output = tmp_path / "broken.parquet", tmp_path / "out.csv"
    broken.write_bytes(b"PAR1 and no more")
    result = run(broken, "-o", output)
    assert result.exit_code == 2
    assert "is not a tidy parquet file, or not a whole one" in result.stderr
    assert not output.exists()


# ---- init


def test_a_first_catalogue_is_drafted_and_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = drafted(MADE_UP)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == ("saved: indicators.toml (139 indicators in 6 areas, 4 comparators; 139 wait for review)\n")
    known = load_catalogue(tmp_path / "indicators.toml")
    assert (known.authority, len(known.indicators)) == ("Exampleshire (made-up)", 139)


def test_an_authority_that_the_source_does_not_name_is_asked_for() -> None:
    result = drafted(SAMPLE, "-o", "-")
    assert (result.exit_code, 'name = "Authority not stated"' in result.stdout) == (0, True)
    assert "the source does not name its authority: give it with --authority" in result.stderr
    named = drafted(SAMPLE, "-o", "-", "--authority", "Borsetshire")
    assert 'name = "Borsetshire"' in named.stdout
    assert "does not name" not in named.stderr


HOSTILE = (
    'listing,"Ev""il\n[x]",2023-09,"A 1"", = ]",Access,"\x1b[31m""]\n[authority]\nname = 5 #",,\n'
    'listing,"Ev""il\n[x]",2023-09,儿,"儿童 ""\\",儿童保护计划,,\n'
    'listing,"Ev""il\n[x]",2023-09,"=1+1","\u202e area","\u202ename",,\n'
    'listing,"Ev""il\n[x]",2023-09," ","\u200b"," ",,\n'
    'observation,"Ev""il\n[x]",2023-09,"A 1"", = ]",,,2023-09,5\n'
)


def test_hostile_names_are_texts_and_nothing_else(tmp_path: Path) -> None:
    source, output = tmp_path / "hostile.csv", tmp_path / "hostile.toml"
    source.write_text(FIGURE + HOSTILE, "utf-8")
    assert drafted(source, "-o", output).exit_code == 0
    known = load_catalogue(output)
    assert known.authority == 'Ev"il\n[x]'
    assert list(known.indicators) == ['A 1", = ]', "儿", "=1+1", " "]
    assert [area.name for area in known.areas.values()] == ["Access", '儿童 "\\', "\u202e area", "\u200b"]
    text = output.read_text("utf-8")
    assert text.replace("\n", "").isprintable()
    scorecard = open_scorecard(Request((source,), indicators=output))
    assert [one.name for one in overview(scorecard).indicators][1:3] == ["儿童保护计划", "\u202ename"]


def published(
    path: Path, *rows: str, title: str = "September 2023", titles: str = "Indicator,Aug-23,Sep-23,RAG"
) -> Path:
    path.write_text("\n".join([title, titles, *rows]) + "\n", "utf-8")
    return path


def test_a_published_scorecard_without_refs_is_given_some(tmp_path: Path) -> None:
    areas = "Area,Indicator,Aug-23,Sep-23,RAG"
    rows = ["Front Door,Calls taken,1,2,G", "Front Door,Doors opened,3,4,R", "Workforce,Posts filled,5%,6%,A"]
    source = published(tmp_path / "plain.csv", *rows, titles=areas)
    result = drafted(source, "-o", tmp_path / "indicators.toml")
    assert result.exit_code == 0, result.stderr
    assert "3 indicators in 2 areas" in result.stderr
    assert "3 refs are made of the area and the order of the rows" in result.stderr
    assert "left out" not in result.stderr
    known = load_catalogue(tmp_path / "indicators.toml")
    assert {ref: entry.name for ref, entry in known.indicators.items()} == {
        "FD1": "Calls taken",
        "FD2": "Doors opened",
        "WO1": "Posts filled",
    }
    assert all("ref" in entry.review for entry in known.indicators.values())
    assert "[indicators.FD1]                  # none is published; put your own here" in (
        tmp_path / "indicators.toml"
    ).read_text("utf-8")
    scorecard = open_scorecard(Request((source,)))  # the catalogue lies beside it
    read = {one.ref: (one.current.text, one.rating, one.area, one.row) for one in overview(scorecard).indicators}
    assert read == {
        "FD1": ("2", "G", "Front Door", "whole"),
        "FD2": ("4", "R", "Front Door", "whole"),
        "WO1": ("6%", "A", "Workforce", "whole"),
    }
    assert [(one.severity, one.code) for one in scorecard.problems] == [("info", "no_refs")]
    assert known.indicators["WO1"].unit == "percent"
    again = drafted(source, "-o", tmp_path / "again.toml")
    assert "refs are made" not in again.stderr
    assert list(load_catalogue(tmp_path / "again.toml").indicators) == ["FD1", "FD2", "WO1"]


def test_only_rows_that_their_names_tell_apart_are_given_refs(tmp_path: Path) -> None:
    rows = ["KPI7,Calls,1,2,G", ",Visits,3,4,R", ",Visits,5,6,A", ",Calls,7,8,R", ",Letters,9,10,G"]
    source = published(tmp_path / "mixed.csv", *rows, titles="Ref,Indicator,Aug-23,Sep-23,RAG")
    result = drafted(source, "-o", tmp_path / "indicators.toml")
    assert "1 ref is made" in result.stderr
    assert "3 rows without a ref are left out" in result.stderr
    assert list(load_catalogue(tmp_path / "indicators.toml").indicators) == ["KPI7", "KPI8"]
    read = {one.ref: one.current.text for one in overview(open_scorecard(Request((source,)))).indicators}
    assert (read["KPI7"], read["KPI8"], len(read)) == ("2", "10", 5)


@pytest.mark.parametrize(
    ("title", "stated"),
    [("Tameside Council Children's Services Scorecard", True), ("Children's Services Scorecard", False)],
)
def test_a_title_that_names_the_authority_of_the_catalogue_states_it(title: str, stated: bool, tmp_path: Path) -> None:
    source = published(
        tmp_path / "a.csv", "September 2023", "Ref,Indicator,Aug-23,Sep-23", "ZZ1,Calls,1,2", title=title, titles=""
    )
    result = drafted(source, "-o", "-")
    assert ("the source does not name its authority" in result.stderr) == (not stated)
    assert f'name = "{"Tameside" if stated else "Authority not stated"}"' in result.stdout


def test_a_tidy_table_without_refs_gives_no_catalogue(tmp_path: Path) -> None:
    source = tmp_path / "lost.csv"
    source.write_text(f"{FIGURE}observation,A,2023-09,?9,Access,Contacts,2023-09,5\n", "utf-8")
    result = drafted(source, "-o", tmp_path / "out.toml")
    assert result.exit_code == 2
    assert "lost.csv: no indicator has a ref" in result.stderr
