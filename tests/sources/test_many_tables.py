"""DfE's tables among several files and in folders: by number as by name, and with what describes them beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.test_many import history, of_code, opened, tidy
from tests.support.histories import month, save
from tests.support.shared import shared_data
from tui.sources.decoding import SeveralAuthoritiesError, SourceError
from tui.sources.opening import authorities
from tui.sources.request import Request

DFE = "time_period,time_identifier,geographic_level,region_name,old_la_code,new_la_code,la_name"
WHERE = {
    "Tameside": "North West,357,E08000008,Tameside",
    "Bury": "North West,351,E08000002,Bury",
    "Bristol": 'South West,801,E06000023,"{name}"',
    "old Dorset": "South West,835,E10000009,Dorset",
    "new Dorset": "South West,838,E06000059,Dorset",
}


def dfe(path: Path, year: int, column: str, *, bristol: str = "Bristol", **figures: str) -> Path:
    """One of DfE's tables, of one year and one measure, for these places."""
    rows = [
        f"{year},Reporting year,Local authority,{WHERE[place.replace('_', ' ')].format(name=bristol)},{figure}"
        for place, figure in figures.items()
    ]
    path.write_text("\n".join([f"{DFE},{column}", *rows, ""]), "utf-8")
    return path


def dfe_folder(folder: Path) -> Path:
    dfe(folder / "a.csv", 2022, "Referrals", Tameside="10", Bury="20")
    dfe(folder / "b.csv", 2023, "Referrals", Tameside="11", Bury="21")
    return folder


@pytest.mark.parametrize("wanted", ["357", " 357 ", "E08000008", "tameside", "Tameside"])
def test_an_authority_of_several_tables_is_chosen_by_number_as_of_one(tmp_path: Path, wanted: str) -> None:
    dfe_folder(tmp_path)
    for found in (opened(tmp_path, authority=wanted), opened(*sorted(tmp_path.iterdir()), authority=wanted)):
        assert (found.authority, history(found)) == ("Tameside", ["10", "11"])
        assert found.frames.observations["authority"].unique().to_list() == ["Tameside"]
        assert of_code(found, "skipped_source", "unread_source") == []


def test_a_number_chooses_the_files_of_that_name_too(tmp_path: Path) -> None:
    dfe(tmp_path / "a.csv", 2022, "Referrals", Tameside="10", Bury="20")
    save(tmp_path, month(0), "1")
    tidy(
        tmp_path / "b.csv",
        *(f"observation,{name},2023-02,FD1,2023-02,{value}" for name, value in (("Tameside", 2), ("Bury", 3))),
    )
    found = opened(tmp_path, authority="357")
    assert (found.authority, found.sources) == ("Tameside", ("a.csv", "2023-01.txt", "b.csv"))
    figures = found.frames.observations.filter(found.frames.observations["ref"] == "FD1")["text"].to_list()
    assert figures == ["1", "2"]
    assert of_code(found, "skipped_source", "unread_source") == []
    other = opened(tmp_path, authority="351")
    assert (other.authority, other.sources) == ("Bury", ("a.csv", "b.csv"))
    assert [one.message for one in of_code(other, "skipped_source")] == ["not read: it is Tameside's, and not Bury's"]


def test_an_authority_that_was_renamed_between_tables_is_one_by_its_number(tmp_path: Path) -> None:
    dfe(tmp_path / "b.csv", 2022, "Referrals", bristol="Bristol", Bristol="10")
    dfe(tmp_path / "a.csv", 2023, "Referrals", bristol="Bristol, City of", Bristol="11", Bury="1")
    found = opened(tmp_path, authority="801")
    assert (found.authority, history(found)) == ("Bristol, City of", ["10", "11"])
    assert found.frames.observations["authority"].unique().to_list() == ["Bristol, City of"]


def test_a_table_without_the_number_asked_for_is_of_others_and_a_broken_one_is_an_error(tmp_path: Path) -> None:
    dfe_folder(tmp_path)
    dfe(tmp_path / "c.csv", 2023, "Referrals", Bury="1")
    dfe(tmp_path / "d.csv", 2023, "Referrals", Tameside="1,2,3")
    found = opened(tmp_path, authority="357")
    assert history(found) == ["10", "11"]
    assert [(one.severity, one.place, one.code) for one in of_code(found, "skipped_source", "unread_source")] == [
        ("info", "c.csv:1:1", "skipped_source"),
        ("error", "d.csv:1:1", "unread_source"),
    ]


def test_a_name_of_two_authorities_says_which_they_are(tmp_path: Path) -> None:
    dfe(tmp_path / "a.csv", 2022, "Referrals", old_Dorset="10", new_Dorset="20")
    dfe(tmp_path / "b.csv", 2023, "Referrals", new_Dorset="21", Bury="1")
    with pytest.raises(SeveralAuthoritiesError) as refused:
        opened(tmp_path, authority="Dorset")
    assert refused.value.names == ("Dorset (835)", "Dorset (838)")
    for wanted in ("838", "Dorset (838)"):
        assert history(opened(tmp_path, authority=wanted)) == ["20", "21"]
    assert history(opened(tmp_path, authority="835")) == ["10"]


def test_a_number_that_no_file_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds nothing of 999; name it as the file does"):
        opened(dfe_folder(tmp_path), authority="999")


# ---- Descriptions beside the tables


LIST = "sort_order,tab_name,metric_display_text,dataset_name,value_column\n1,Outcomes,Rate,cin_rates,Referrals\n"
COLUMNS = (
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n"
    "Referrals,Indicator,Number of referrals,Referrals,,0,,\n"
)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("summary_page_metadata.csv", LIST, "holds no figures: it is the list of the measures"),
        ("a.meta.csv", COLUMNS, "holds no figures: it describes the columns"),
        ("b.meta.csv", "field,meaning\nReferrals,Number of referrals\n", "nothing of a scorecard is recognised in it"),
    ],
)
def test_a_description_beside_the_tables_is_skipped_and_one_that_is_named_is_an_error(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    dfe_folder(tmp_path)
    (tmp_path / name).write_text(text, "utf-8")
    for found in (opened(tmp_path, authority="Tameside"), opened(tmp_path, authority="357")):
        assert history(found) == ["10", "11"]
        (one,) = of_code(found, "skipped_source", "unread_source")
        assert (one.severity, one.place) == ("info", f"{name}:1:1")
        assert one.message.startswith(f"not read: {reason}")
    named = opened(tmp_path / "a.csv", tmp_path / name, authority="357")
    assert [one.severity for one in of_code(named, "skipped_source", "unread_source")] == ["error"]
    assert "Tameside" in authorities(Request((tmp_path,)))


def test_dfes_own_files_are_one_history_by_number() -> None:
    folder = shared_data("ees")
    found = opened(folder, authority="357")
    assert (found.authority, len(found.sources)) == ("Tameside", 4)
    assert [(one.severity, one.place) for one in of_code(found, "skipped_source", "unread_source")] == [
        ("info", "summary_page_metadata.csv:1:1")
    ]
