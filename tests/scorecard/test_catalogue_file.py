from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from tui import bundled
from tui.scorecard.catalogue import BASES, COMPARATOR_KINDS, POLARITIES, UNITS
from tui.scorecard.catalogue_check import Mistake
from tui.scorecard.catalogue_file import CatalogueError, load_catalogue
from tui.scorecard.triage_weights import TriageWeights

GOOD = """\
[authority]
name = "Exampleshire"
dfe_number = 999

[areas.front_door]
name = "Front Door"
short_name = "Front"
order = 2
prefix = "FD"
head_of_service = "Ada Long"
aliases = ["Contact"]

[areas.workforce]
name = "Workforce"
short_name = "Work"
order = 1
prefix = "WF"

[comparators.gm]
name = "Greater Manchester"
short_name = "GM"
kind = "group"
members = [350, 351]

[indicators.FD1]
name = "Contacts received"
short_name = "Contacts"
area = "front_door"
unit = "count"
polarity = "none"
basis = "month"
decimals = 0

[indicators.FD2]
name = "Contacts in time (%)"
short_name = "In time %"
area = "front_door"
unit = "percent"
polarity = "high"
basis = "ytd"
decimals = 1
numerator = "FD1"
twin = "FD1"
lait = "Code"
aliases = ["Timely contacts"]

[triage]
gap = 2
improving = -5.5
"""

Expected = tuple[str, str | None, str | None, str, int]
WEIGHTS = TriageWeights.__struct_fields__

MISTAKES: dict[str, dict[str, Expected]] = {
    'name = "Exampleshire"': {
        'name = ""': ("authority", None, "name", 'expected text; found ""', 2),
        "name = 5": ("authority", None, "name", "expected text; found 5", 2),
        "": ("authority", None, "name", "missing; expected text", 1),
    },
    "dfe_number = 999": {
        "dfe_number = 0": ("authority", None, "dfe_number", "expected a whole number from 1; found 0", 3),
        "dfe_number = true": ("authority", None, "dfe_number", "expected a whole number from 1; found True", 3),
        "number = 999": (
            "authority",
            None,
            "number",
            "unknown key; expected one of name, dfe_number",
            3,
        ),
    },
    "order = 2": {
        'order = "2"': ("areas", "front_door", "order", 'expected a whole number from 1; found "2"', 8),
        "": ("areas", "front_door", "order", "missing; expected a whole number from 1", 5),
        "order = 1": ("areas", "workforce", "order", "1 is that of front_door already", 16),
    },
    'prefix = "WF"': {'prefix = "FD"': ("areas", "workforce", "prefix", '"FD" is that of front_door already', 17)},
    'aliases = ["Contact"]': {
        'aliases = "Contact"': ("areas", "front_door", "aliases", 'expected a list of texts; found "Contact"', 11),
        "aliases = [1]": ("areas", "front_door", "aliases", "expected a list of texts; found [1]", 11),
    },
    'kind = "group"': {
        'kind = "county"': (
            "comparators",
            "gm",
            "kind",
            f'expected one of {", ".join(COMPARATOR_KINDS)}; found "county"',
            22,
        )
    },
    "members = [350, 351]": {
        'members = ["350"]': ("comparators", "gm", "members", "expected a list of DfE numbers; found ['350']", 23)
    },
    'area = "front_door"\nunit = "count"': {
        'area = "back_door"\nunit = "count"': (
            "indicators",
            "FD1",
            "area",
            'expected one of front_door, workforce; found "back_door"',
            28,
        )
    },
    'unit = "count"': {
        'unit = "rate"': ("indicators", "FD1", "unit", f'expected one of {", ".join(UNITS)}; found "rate"', 29),
        "unit = []": ("indicators", "FD1", "unit", f"expected one of {', '.join(UNITS)}; found []", 29),
    },
    'polarity = "high"': {
        'polarity = "hihg"': (
            "indicators",
            "FD2",
            "polarity",
            f'expected one of {", ".join(POLARITIES)}; found "hihg"',
            39,
        ),
        "": ("indicators", "FD2", "polarity", f"missing; expected one of {', '.join(POLARITIES)}", 34),
    },
    'basis = "ytd"': {
        'basis = "year"': ("indicators", "FD2", "basis", f'expected one of {", ".join(BASES)}; found "year"', 40)
    },
    "decimals = 1": {
        "decimals = 5": ("indicators", "FD2", "decimals", "expected a whole number from 0 to 4; found 5", 41),
        "decimals = 1.5": ("indicators", "FD2", "decimals", "expected a whole number from 0 to 4; found 1.5", 41),
    },
    'numerator = "FD1"': {
        'numerator = "FD9"': ("indicators", "FD2", "numerator", 'expected the ref of an indicator; found "FD9"', 42),
        "numerator = 1": ("indicators", "FD2", "numerator", "expected text; found 1", 42),
    },
    'twin = "FD1"': {'twin = "X"': ("indicators", "FD2", "twin", 'expected the ref of an indicator; found "X"', 43)},
    'lait = "Code"': {"lait = false": ("indicators", "FD2", "lait", "expected text; found False", 44)},
    "gap = 2": {
        "gap = -1": ("triage", None, "gap", "expected a number from 0 to 1000; found -1", 48),
        "gap = 1001": ("triage", None, "gap", "expected a number from 0 to 1000; found 1001", 48),
        "gap = nan": ("triage", None, "gap", "expected a number from 0 to 1000; found nan", 48),
        "gap = true": ("triage", None, "gap", "expected a number from 0 to 1000; found True", 48),
        'gap = "2"': ("triage", None, "gap", 'expected a number from 0 to 1000; found "2"', 48),
        "gap = { of = 2 }": ("triage", None, "gap", "expected a number from 0 to 1000; found {'of': 2}", 48),
        "gaps = 2": ("triage", None, "gaps", f"unknown key; expected one of {', '.join(WEIGHTS)}", 48),
    },
    "improving = -5.5": {
        "improving = -1001": ("triage", None, "improving", "expected a number from -1000 to 1000; found -1001", 49),
        "improving = []": ("triage", None, "improving", "expected a number from -1000 to 1000; found []", 49),
    },
}


def write(folder: Path, text: str, name: str = "indicators.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def mistakes_in(path: Path) -> list[Mistake]:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(path)
    assert str(refused.value) == "\n".join(each.describe(refused.value.source) for each in refused.value.mistakes)
    return refused.value.mistakes


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path, GOOD))
    assert (catalogue.authority, catalogue.dfe_number) == ("Exampleshire", 999)
    assert list(catalogue.areas) == ["workforce", "front_door"], "in their order"
    assert catalogue.areas["front_door"].head_of_service == "Ada Long"
    assert catalogue.areas["workforce"].head_of_service == "not published"
    assert catalogue.comparators["gm"].members == (350, 351)
    assert catalogue.indicators["FD2"].twin == "FD1"
    assert catalogue.indicators["FD2"].aliases == ("Timely contacts",)


def test_weights_that_are_not_given_keep_their_points(tmp_path: Path) -> None:
    assert load_catalogue(write(tmp_path, GOOD)).triage == TriageWeights(gap=2, improving=-5.5)
    without = GOOD[: GOOD.index("\n[triage]")]
    assert load_catalogue(write(tmp_path, without)).triage == TriageWeights()


@pytest.mark.parametrize("text", ["[triage]\n", "triage = 5\n", "triage = []\n"])
def test_weights_must_be_a_table_of_some(text: str, tmp_path: Path) -> None:
    (mistake,) = mistakes_in(write(tmp_path, text + GOOD[: GOOD.index("\n[triage]")]))
    assert (mistake.table, mistake.key) == ("triage", None)
    assert mistake.message == "expected this table, with at least one entry"


def test_weights_are_extended_key_by_key(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.toml")
    above = write(tmp_path, 'extends = "base.toml"\n[triage]\ngap = 3\n')
    assert load_catalogue(above).triage == TriageWeights(gap=3, improving=-5.5)


def test_the_bundled_weights_are_those_of_a_catalogue_that_has_none() -> None:
    text = bundled.catalogue_path().read_text("utf-8")
    table = text[text.index("[triage]") :].split("\n\n")[0]
    assert [line.split(" = ")[0] for line in table.splitlines()[1:]] == list(WEIGHTS)
    assert load_catalogue(bundled.catalogue_path()).triage == TriageWeights()


def test_the_document_names_every_weight_and_what_it_weighs() -> None:
    text = (Path(__file__).parents[2] / "docs" / "indicators.md").read_text("utf-8")
    rows = [re.findall(r"^\| (`.+?`) \| ([-\d, ]+) \|", line) for line in text.splitlines()]
    documented = {
        key.strip("`"): float(weight)
        for ((keys, weights),) in filter(None, rows)
        for key, weight in zip(keys.split(", "), weights.split(", "), strict=True)
    }
    assert documented == msgspec.structs.asdict(TriageWeights())


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "indicators.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_catalogue(path) == load_catalogue(write(tmp_path, GOOD, "other.toml"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [(old, new, expected) for old, news in MISTAKES.items() for new, expected in news.items()],
)
def test_every_mistake_names_table_ref_key_and_what_was_expected(
    old: str, new: str, expected: Expected, tmp_path: Path
) -> None:
    assert old in GOOD
    (mistake,) = mistakes_in(write(tmp_path, GOOD.replace(old, new, 1)))
    assert (mistake.table, mistake.ref, mistake.key, mistake.message, mistake.line) == expected


def test_several_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"high"', '"hihg"').replace('"group"', '"gruop"').replace("order = 2\n", "")
    text = text.replace('lait = "Code"', 'lait = "Code"\nlate = 1') + "\n[indikators.FD3]\nname = 'x'\n"
    found = [(each.table, each.ref, each.key) for each in mistakes_in(write(tmp_path, text))]
    assert found == [
        ("indikators", None, None),
        ("areas", "front_door", "order"),
        ("comparators", "gm", "kind"),
        ("indicators", "FD2", "late"),
        ("indicators", "FD2", "polarity"),
    ]


def test_a_mistake_is_described_with_its_place(tmp_path: Path) -> None:
    (mistake,) = mistakes_in(write(tmp_path, GOOD.replace('  polarity = "high"', "").replace('"high"', '"up"')))
    assert mistake.describe("indicators.toml") == (
        'indicators.toml:39:1: [indicators.FD2] polarity: expected one of high, low, near, none; found "up"'
    )


@pytest.mark.parametrize("table", ["authority", "areas", "comparators", "indicators"])
def test_every_table_must_be_there(table: str, tmp_path: Path) -> None:
    kept = [part for part in GOOD.split("\n\n") if not part.startswith(f"[{table}")]
    found = mistakes_in(write(tmp_path, "\n\n".join(kept)))
    assert (table, None, None, "expected this table, with at least one entry") in [
        (each.table, each.ref, each.key, each.message) for each in found
    ]


def test_an_empty_file_lacks_every_table(tmp_path: Path) -> None:
    assert [each.table for each in mistakes_in(write(tmp_path, ""))] == [
        "authority",
        "areas",
        "comparators",
        "indicators",
    ]


@pytest.mark.parametrize("text", ["[areas]\nfront_door = 1\n", "areas = 1\n", "indicators = []\n"])
def test_a_table_that_is_none_is_a_mistake(text: str, tmp_path: Path) -> None:
    assert len(mistakes_in(write(tmp_path, text))) >= 4


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[authority]\nname = ", 2, 8),
        ("[authority]\nname = 'x'\nname = 'y'\n", 3, 11),
        ("[authority\n", 1, 11),
        ('a = "unfinished', 1, 16),
        ("a = 1\n\x00", 2, 1),
    ],
)
def test_a_syntax_error_names_line_and_column(text: str, line: int, column: int, tmp_path: Path) -> None:
    (mistake,) = mistakes_in(write(tmp_path, text))
    assert mistake.message.startswith("not TOML: ")
    assert (mistake.line, mistake.column) == (line, column)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5_000, "a = " + "9" * 5_000, "a = {b = " * 3_000], ids=["deep", "long", "both"]
)
def test_toml_that_means_harm_is_a_mistake_too(text: str, tmp_path: Path) -> None:
    assert mistakes_in(write(tmp_path, text))[0].message.startswith("not TOML: ")


def test_a_file_that_is_not_utf_8_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "indicators.toml"
    path.write_bytes(b"# fine\nname = '\xff'\n")
    (mistake,) = mistakes_in(path)
    assert (mistake.message, mistake.line) == ("expected UTF-8 text", 2)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system with devices as files")
def test_a_device_is_no_catalogue_and_is_not_read() -> None:
    with pytest.raises(CatalogueError, match="zero: is no file; save the catalogue to one"):
        load_catalogue(Path("/dev/zero"))


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_catalogue(tmp_path / "none.toml")


def test_a_file_extends_another_table_by_table_and_key_by_key(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.toml")
    above = 'extends = "base.toml"\n[indicators.FD2]\npolarity = "low"\n[authority]\nname = "Elsewhere"\n'
    catalogue = load_catalogue(write(tmp_path, above))
    assert catalogue.authority == "Elsewhere"
    assert catalogue.dfe_number == 999
    assert (catalogue.indicators["FD2"].polarity, catalogue.indicators["FD2"].unit) == ("low", "percent")
    assert list(catalogue.indicators) == ["FD1", "FD2"]


def test_a_chain_of_three_files(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.toml")
    write(tmp_path, 'extends = "base.toml"\n[authority]\nname = "Middle"\n', "middle.toml")
    assert load_catalogue(write(tmp_path, 'extends = "middle.toml"\n')).authority == "Middle"


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("indicators.toml", "extends this file in turn"),
        ("other.toml", "extends this file in turn"),
        ("none.toml", "none.toml cannot be read (no such file or directory)"),
        (".", "cannot be read (is a directory)"),
    ],
)
def test_what_cannot_be_extended_is_a_mistake(base: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, 'extends = "indicators.toml"\n', "other.toml")
    (mistake,) = mistakes_in(write(tmp_path, f'extends = "{base}"\n'))
    assert mistake.key == "extends"
    assert words in mistake.message


def test_extends_must_be_a_path(tmp_path: Path) -> None:
    (mistake,) = mistakes_in(write(tmp_path, f"extends = 5\n{GOOD}"))
    assert (mistake.key, mistake.message) == ("extends", "expected the path of a catalogue file")


def test_the_bundled_catalogues_are_good() -> None:
    assert len(load_catalogue(bundled.catalogue_path()).indicators) == 84
    made_up = bundled.sample_path().parent / "made-up" / "indicators.toml"
    assert len(load_catalogue(made_up).indicators) == 139
