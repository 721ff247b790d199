"""The verbs that say what the numbers say: audit, rules, benchmarks, and what list and show have of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import shared_data
from tests.test_cli import FORMATS, MADE_UP, refused, rows_of, run
from tests.test_import_hygiene import RUN, loaded_after
from tui.scorecard.finding import KINDS

Record = dict[str, Any]

AUDIT_KEYS = "ref kind severity period published computed text places".split()
BENCHMARK_KEYS = "ref comparator year published computed difference best_year rank of quartile".split()
LIST_KEYS = (
    "area ref indicator unit polarity basis period current previous_year target rating derived_rating direction "
    "derived_direction history benchmarks signal findings place"
).split()
RULES_KEYS = "authority period rated judged fits scenarios".split()
FIT_KEYS = "kind green amber agree of tied at_most disagree".split()
SCENARIO_KEYS = "key rule compared same flips".split()
FLIP_KEYS = "ref published derived reason".split()
SCENARIOS = "catalogue percent_5 percent_10 points_2_5 floor none".split()
AGREEING = "CIN5 CIN8 CF20 CF23 CF25 SG5 SG11 SG14".split()


def records(*arguments: str | Path) -> list[Record]:
    """What a verb says as JSON."""
    found: list[Record] = json.loads(run(*arguments, "--format", "json").stdout)
    return found


# ---- Audit


def test_an_audit_has_the_agreed_keys() -> None:
    found = records("audit")
    assert len(found) == 41
    assert {tuple(record) for record in found} == {tuple(AUDIT_KEYS)}
    assert {record["kind"] for record in found} <= set(KINDS)
    assert all(record["places"] and record["text"] for record in found)


@pytest.mark.parametrize(
    ("ref", "kind", "severity", "published", "computed"),
    [
        ("FD2d", "arrow", "error", "up", "down: 60 to 39"),
        ("CIN4", "arrow", "error", "down", "up: 20% to 24%"),
        ("CF23", "arrow_rounding", "info", "up", "no change: 90% to 90%"),
    ],
)
def test_arrows_that_the_figures_contradict_are_found(
    ref: str, kind: str, severity: str, published: str, computed: str
) -> None:
    found = [record for record in records("audit") if record["ref"] == ref and record["kind"].startswith("arrow")]
    keys = ("kind", "severity", "period", "published", "computed")
    assert [tuple(record[key] for key in keys) for record in found] == [
        (kind, severity, "2023-09", published, computed)
    ]
    assert len(found[0]["places"]) == 3
    assert all(place.startswith("september-2023.txt:") for place in found[0]["places"])


def test_no_other_arrow_is_contradicted() -> None:
    kinds = [(record["kind"], record["ref"]) for record in records("audit")]
    assert sorted(kind for kind in kinds if kind[0].startswith("arrow")) == [
        ("arrow", "CIN4"),
        ("arrow", "FD2d"),
        ("arrow_rounding", "CF23"),
    ]


@pytest.mark.parametrize(
    ("severity", "kept"),
    [("info", {"info", "warning", "error"}), ("warning", {"warning", "error"}), ("error", {"error"})],
)
def test_an_audit_of_a_severity_has_that_and_worse(severity: str, kept: set[str]) -> None:
    found = records("audit", "--severity", severity)
    assert found == [record for record in records("audit") if record["severity"] in kept]
    assert {record["severity"] for record in found} == kept


def test_the_gravest_stand_first() -> None:
    severities = [record["severity"] for record in records("audit")]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_a_severity_that_is_none_is_refused() -> None:
    assert "'grave' is not one of 'info', 'warning', 'error'" in refused("audit", "--severity", "grave")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["audit"], 0),
        (["audit", "--exit-code"], 1),
        (["audit", "--exit-code", "--severity", "error"], 1),
        (["audit", "--exit-code", "--severity", "error", "--area", "workforce"], 0),
        (["audit", "--exit-code", "--area", "workforce"], 1),
        (["audit", "--exit-code", str(MADE_UP)], 0),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_an_audit_exits_with_1_where_asked_and_anything_is_found(arguments: list[str], code: int, form: str) -> None:
    result = run(*arguments, "--format", form)
    assert result.exit_code == code
    assert result.stdout != ""
    assert result.stderr == ""


@pytest.mark.parametrize(("area", "refs"), [("workforce", {"WF14"}), ("EH", {"EH10d"})])
def test_an_audit_of_an_area_has_its_findings_only(area: str, refs: set[str]) -> None:
    assert {record["ref"] for record in records("audit", "--area", area)} == refs


def test_audits_of_all_areas_are_the_whole_audit() -> None:
    areas = ["FD", "EH", "CIN", "CF", "SG", "WF"]
    assert sum(len(records("audit", "--area", area)) for area in areas) == len(records("audit"))
    assert "is not one service area" in refused("audit", "--area", "nowhere")


def test_an_audit_says_the_same_in_every_format() -> None:
    found = records("audit")
    rows = rows_of(run("audit", "--format", "csv").stdout)
    assert [list(row) for row in rows] == [AUDIT_KEYS] * len(found)
    for row, record in zip(rows, found, strict=True):
        assert row == {**record, "places": " ".join(record["places"])}
    printed = run("audit", "--format", "md").stdout
    assert printed.startswith("## Tameside, September 2023: 41 findings\n\n| Ref ")
    assert all(record["text"] in printed for record in found[:5])
    table = run("audit").stdout
    assert table.startswith("Tameside, September 2023: 41 findings")
    assert max(map(len, table.splitlines())) <= 80
    assert "\x1b" not in table


def test_an_audit_that_finds_nothing_is_empty() -> None:
    assert records("audit", MADE_UP) == []
    assert run("audit", MADE_UP, "--format", "csv").stdout.split() == [",".join(AUDIT_KEYS)]
    assert run("audit", MADE_UP).stdout.startswith("Exampleshire (made-up), March 2024: 0 findings")


# ---- Rules


def test_rules_are_one_object_with_the_agreed_keys() -> None:
    record = json.loads(run("rules", "--format", "json").stdout)
    assert list(record) == RULES_KEYS
    assert (record["authority"], record["period"], record["rated"]) == ("Tameside", "2023-09", 61)
    assert len(record["judged"]) == 14
    assert [list(fit) for fit in record["fits"]] == [FIT_KEYS] * 2
    assert [fit["kind"] for fit in record["fits"]] == ["percent_of_target", "points"]
    assert [list(each) for each in record["scenarios"]] == [SCENARIO_KEYS] * 6
    assert [each["key"] for each in record["scenarios"]] == SCENARIOS
    flips = [flip for each in record["scenarios"] for flip in each["flips"]]
    assert {tuple(flip) for flip in flips} == {tuple(FLIP_KEYS)}
    assert all(each["compared"] == each["same"] + len(each["flips"]) for each in record["scenarios"])


def test_no_rule_fits_all_ratings() -> None:
    record = json.loads(run("rules", "--format", "json").stdout)
    for fit in record["fits"]:
        assert fit["agree"] == fit["of"] - len(fit["disagree"]) == 12
        assert {flip["ref"] for flip in fit["disagree"]} == {"CF31", "SG15"}
    own = record["scenarios"][0]["flips"]
    assert [(flip["ref"], flip["published"], flip["derived"]) for flip in own] == [
        ("CIN8", "G", "A"),
        ("CIN20", "G", "A"),
        ("CF23", "G", "A"),
        ("SG15", "A", "R"),
    ]


def test_the_flips_of_the_catalogues_rules_are_what_list_derives_otherwise() -> None:
    flips = json.loads(run("rules", "--format", "json").stdout)["scenarios"][0]["flips"]
    derived = {record["ref"]: record for record in records("list") if record["derived_rating"] and record["rating"]}
    differing = [ref for ref, record in derived.items() if record["rating"] != record["derived_rating"]]
    assert [flip["ref"] for flip in flips] == differing


def test_rules_as_csv_have_a_row_a_flip() -> None:
    record = json.loads(run("rules", "--format", "json").stdout)
    rows = rows_of(run("rules", "--format", "csv").stdout)
    wanted = [(f"fit_{fit['kind']}", flip) for fit in record["fits"] for flip in fit["disagree"]]
    wanted += [(each["key"], flip) for each in record["scenarios"] for flip in each["flips"]]
    assert rows == [{"rule": rule, **flip} for rule, flip in wanted]


def test_rules_as_table_and_markdown_say_whether_one_fits() -> None:
    verdict = "no single tolerance fits: the best explains 13 of the 14 ratings that can be judged"
    assert run("rules", "--format", "md").stdout.startswith(f"## Tameside, September 2023: {verdict}\n")
    table = run("rules").stdout
    assert verdict in " ".join(table.split())
    assert max(map(len, table.splitlines())) <= 80
    for words in ("Not explained by Green within 7% of target", "What each rule would change", "CIN8 Green to Amber"):
        assert words in " ".join(table.split())


def test_rules_of_an_area_judge_its_ratings_only() -> None:
    record = json.loads(run("rules", "--area", "safeguarding", "--format", "json").stdout)
    assert record["judged"] == ["SG5", "SG11", "SG14", "SG15"]


def test_rules_without_anything_to_judge_say_so() -> None:
    record = json.loads(run("rules", "--area", "early help", "--format", "json").stdout)
    assert record["judged"] == []
    words = " ".join(run("rules", "--area", "early help").stdout.split())
    assert "published ratings has a direction, a target and a figure to judge it by" in words


# ---- Benchmarks


def lait() -> list[str]:
    """The options that name DfE's own files."""
    return [
        "--lait",
        str(shared_data("lait/bds_long_0.parquet")),
        "--dictionary",
        str(shared_data("lait/lait_data_dictionary.csv")),
        "--neighbours",
        str(shared_data("lait/sn_april_2021.xlsx")),
    ]


def test_benchmarks_have_the_agreed_keys() -> None:
    found = records("benchmarks", *lait())
    assert {tuple(record) for record in found} == {tuple(BENCHMARK_KEYS)}
    assert {record["comparator"] for record in found} == {"gm", "nw", "sn", "england"}


def test_thirty_of_thirty_two_benchmarks_agree_within_rounding() -> None:
    published = {
        (record["ref"], each["comparator"]): each["text"] for record in records("list") for each in record["benchmarks"]
    }
    found = [record for record in records("benchmarks", *lait(), "--year", "2022") if record["ref"] in AGREEING]
    assert len(found) == 32
    differing = []
    for record in found:
        named = (record["ref"], record["comparator"])
        digits = len(published[named].rstrip("%").partition(".")[2])
        if abs(record["published"] - record["computed"]) > 0.5 * 10**-digits + 1e-6:
            differing.append(named)
    assert sorted(differing) == [("CF20", "sn"), ("SG5", "sn")]


def test_differences_ranks_and_quartiles_fit_one_another() -> None:
    found = records("benchmarks", *lait(), "--year", "2021/22")
    assert found == records("benchmarks", *lait(), "--year", "2022")
    for record in found:
        if record["computed"] is not None and record["published"] is not None:
            assert record["difference"] == pytest.approx(record["published"] - record["computed"], abs=1e-6)
        assert (record["rank"] is None) == (record["of"] is None)
        if record["rank"] is not None:
            assert 1 <= record["rank"] <= record["of"]
            assert record["quartile"] in "ABCD"
    assert any(record["rank"] for record in found)


def test_notes_go_to_stderr_and_say_that_a_heading_is_a_year_out() -> None:
    for form in FORMATS:
        result = run("benchmarks", *lait(), "--format", form)
        assert result.exit_code == 0
        assert "North West: headed 2020/21, but 5 of 6 figures" in result.stderr
        assert "nearest to DfE's of 2021/22" in result.stderr
        assert "North West: headed" not in result.stdout


def test_benchmarks_say_the_same_in_every_format() -> None:
    found = records("benchmarks", *lait())
    rows = rows_of(run("benchmarks", *lait(), "--format", "csv").stdout)
    assert rows == [{key: "" if value is None else str(value) for key, value in each.items()} for each in found]
    table = run("benchmarks", *lait()).stdout
    assert max(map(len, table.splitlines())) <= 80
    assert run("benchmarks", *lait(), "--format", "md").stdout.startswith("## Tameside: published benchmarks and DfE's")


@pytest.mark.parametrize("option", ["--lait", "--dictionary", "--neighbours", "--table"])
def test_a_file_of_dfes_that_is_missing_is_named(option: str, tmp_path: Path) -> None:
    words = refused("benchmarks", *lait(), option, tmp_path / "none")
    assert words.startswith(f"scorecard: {tmp_path / 'none'}: cannot be read (no such file)")
    assert len(words.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing option '--lait'"),
        (["--lait", "a.parquet"], "Missing option '--dictionary'"),
        (["--lait", "a", "--dictionary", "b", "--year", "last"], "'last' is not a year; write it as 2022 or 2021/22"),
        (["--lait", "no.parquet", "--dictionary", "no.csv"], "no.csv: cannot be read (no such file)"),
    ],
)
def test_benchmarks_without_what_they_need_are_refused(arguments: list[str], words: str) -> None:
    assert words in refused("benchmarks", *arguments)


# ---- List and show


def test_the_list_has_the_agreed_keys_and_fills_what_is_derived() -> None:
    found = records("list")
    assert {tuple(record) for record in found} == {tuple(LIST_KEYS)}
    by_ref = {record["ref"]: record for record in found}
    cin8 = by_ref["CIN8"]
    assert (cin8["rating"], cin8["derived_rating"]) == ("G", "A")
    assert (by_ref["FD2d"]["direction"], by_ref["FD2d"]["derived_direction"]) == ("up", "down")
    assert by_ref["CF15"]["derived_direction"] is None
    assert (cin8["signal"]["state"], cin8["signal"]["points"], cin8["signal"]["mean"]) == ("too_few", 6, None)
    assert all(record["signal"] for record in found)
    assert [finding["kind"] for finding in cin8["findings"]] == ["rating_target", "precision"]


def test_the_findings_of_the_list_are_the_audit() -> None:
    in_list = [finding for record in records("list") for finding in record["findings"]]
    audited = records("audit")
    assert len(in_list) == len(audited)
    assert all(finding in audited for finding in in_list)


def test_the_list_has_limits_where_there_are_months_for_them() -> None:
    signals = {record["ref"]: record["signal"] for record in records("list", MADE_UP)}
    cin8 = signals["CIN8"]
    assert list(cin8) == "state points verdict cause variation assurance mean lower upper".split()
    assert (cin8["state"], cin8["points"], cin8["cause"]) == ("improving", 36, "shift")
    assert cin8["lower"] < cin8["mean"] < cin8["upper"]
    assert (signals["CIN17"]["state"], signals["CIN17"]["mean"]) == ("not_for_basis", None)


@pytest.mark.parametrize("source", [[], [MADE_UP]])
def test_show_is_the_object_of_the_list(source: list[Path]) -> None:
    wanted = next(record for record in records("list", *source) if record["ref"] == "CIN8")
    assert json.loads(run("show", "CIN8", *source, "--format", "json").stdout) == wanted


@pytest.mark.parametrize(
    ("ref", "source", "words"),
    [
        ("CIN8", [], "too few for a signal: 6 of 13 months"),
        ("CIN8", [MADE_UP], "improving: at least 7 months in a row above the mean"),
        ("CIN8", [MADE_UP], "cannot be relied on to hit 85.0%"),
        ("CF33", [MADE_UP], "the same value every month"),
        ("CIN17", [MADE_UP], "year to date: see CIN17a, its month"),
        ("EH15", [MADE_UP], "12 of 13 quarters"),
    ],
)
def test_show_says_the_signal_in_words(ref: str, source: list[Path], words: str) -> None:
    for form in ("table", "md"):
        printed = " ".join(run("show", ref, *source, "--format", form).stdout.split())
        assert "Signal" in printed
        assert words in printed


def test_show_says_what_is_derived_beside_what_is_published() -> None:
    printed = " ".join(run("show", "CIN8").stdout.split())
    for words in (
        "about 3 more",
        "Rating Green",
        "Rating by rule Amber: 84% is 1 pp below 85%",
        "Rated Green, but 84% is 1 point short",
    ):
        assert words in printed
    assert "about 91% in each of the 6 months left" in " ".join(run("show", "CIN17").stdout.split())


def test_show_prints_the_places_of_benchmarks_whole() -> None:
    printed = run("show", "CIN8").stdout
    assert all(f"september-2023.txt:91:{column}" in printed for column in (11, 12, 13, 14))


# ---- What they load


@pytest.mark.parametrize(
    "arguments",
    [["audit"], ["audit", "--format", "json"], ["rules"], ["rules", "--format", "csv"], ["list", "--format", "json"]],
    ids=" ".join,
)
def test_no_verb_imports_textual(arguments: list[str]) -> None:
    assert loaded_after(RUN.format(arguments=arguments), "textual") == loaded_after("", "textual")


def test_benchmarks_do_not_import_textual() -> None:
    code = RUN.format(arguments=["benchmarks", *lait()])
    assert loaded_after(code, "textual", "polars") == loaded_after("import polars", "textual", "polars")
