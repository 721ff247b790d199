"""What the first screen and each plain command may import: a module more fails here, with who imported it.

Every module is a third of a millisecond at the least. One that has to be there is put on its list; one that has not is
imported where it is used.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.support.imports import AT_FIRST_PAINT, AT_THE_END, imports, packages, told
from tests.support.terminal import Terminal, scorecard_command

KEPT_SCREEN: Final = """
-: tui
tui: app journal reports scorecard settings sources
tui.app: app choosing desk draft_work errands journal_work journaling kept_rows kept_view keys_in_order line loading
    look messages navigation palette reading screens start themes watching widgets
tui.app.line: difference driver grid keyboard pace scrolling styles terminal_line writer
tui.app.screens: areas filtering looking reviewing
tui.app.widgets: area_tabs column_view drawing filter_line indicator_page indicator_table key_bar title_bar
    too_small
tui.journal: errors
tui.reports: cells figures glyphs grid grid_columns grid_rows plain_text
tui.scorecard: criteria finding insight_views missing periods problems progress rating_history review signal_words
    subject triage_weights views
tui.settings: force locales location model people reading requests
tui.sources: kept progress request
tui.sources.kept: folder inputs program store
"""
"""Our modules before the first screen with rows kept of the last time."""

FIRST_SCREEN: Final = """
tui: bundled
tui.scorecard: assembly catalogue catalogue_check catalogue_file catalogue_schema model period_texts recorder
    values words
tui.sources: catalogues decoding encodings file_bytes folder format formats grids identity lines opening published
    published_text seeming
tui.sources.kept: taking
tui.sources.published: alignment areas authority_rows bare_months columns earlier fragments heading_notes headings
    marks other_periods outline ratings reader reading recording refs report_month rows sheet_months side_by_side
    stated target_words titles unreadable whose
"""
"""Those beside them where nothing is kept: what reads published text."""

KEPT_COMMAND: Final = """
-: tui
tui: __main__ sources
tui.sources: kept
tui.sources.kept: answers folder inputs program store
"""
"""Our modules of `reds` and `summary` answered from the cache."""

COMMAND: Final = """
tui: bundled cli reports scorecard settings
tui.cli: brief check command completion config convert diff init journal journal_options keeping options
    printing steps verbs waiting
tui.reports: cells figures glyphs grid grid_columns grid_rows listing paper plain_text records sheets
    styled summary
tui.scorecard: assembly catalogue catalogue_check catalogue_file catalogue_schema change finding fractions
    frames gap insight_views missing model months oddities overview period_texts periods places problems progress
    publications rating_history recorder review revisions signal_words triage_weights values views words
tui.settings: locales location model people reading requests
tui.sources: catalogues decoding encodings file_bytes folder format formats grids lines opening progress published
    published_text request seeming together
tui.sources.kept: taking
tui.sources.published: alignment areas authority_rows bare_months columns earlier fragments heading_notes headings
    marks other_periods outline ratings reader reading recording refs report_month rows sheet_months side_by_side
    stated target_words titles unreadable whose
"""
"""Those beside them where nothing is kept."""

KEPT_SCREEN_MODULES: Final = {"msgspec": 12, "platformdirs": 6, "rich": 48, "textual": 150, "typing_extensions": 1}
"""How many modules of others at most."""

SCREEN_MODULES: Final = KEPT_SCREEN_MODULES | {"tomli": 3}
KEPT_COMMAND_MODULES: Final = {"msgspec": 12, "typing_extensions": 1}
COMMAND_MODULES: Final = KEPT_COMMAND_MODULES | {"click": 14, "polars": 230, "rich": 8, "tomli": 3}

COSTLY: Final = frozenset("asyncio click importlib.metadata json logging pathlib polars rich shutil socket ssl".split())
"""What no answer from the cache waits for."""


def modules(listed: str) -> Iterator[str]:
    """The names in a list: a package, and what of it."""
    for line in re.sub(r"\n +", " ", listed).split("\n"):
        package, _, names = line.partition(": ")
        yield from (name if package == "-" else f"{package}.{name}" for name in names.split())


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user who has nothing yet."""
    return {
        **{f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CACHE", "CONFIG", "DATA", "STATE")},
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def hold(found: Mapping[str, str], listed: str, most: Mapping[str, int]) -> None:
    """Nothing of ours that is not listed is imported, and no more of others than allowed."""
    assert "tui" in found
    more = {name for name in found if name.partition(".")[0] == "tui"} - set(modules(listed))
    assert told(found, more) == []
    beyond = {name: count for name, count in packages(found).items() if count > most.get(name, 0)}
    assert {
        name: (count, told(found, {each for each in found if each.partition(".")[0] == name}))
        for name, count in beyond.items()
    } == {}


@pytest.mark.parametrize("verb", ["reds", "summary"])
def test_a_plain_command_imports_what_it_needs(verb: str, environment: dict[str, str]) -> None:
    code = AT_THE_END.format(arguments=[verb])
    hold(imports(code, environment), KEPT_COMMAND + COMMAND, COMMAND_MODULES)
    kept = imports(code, environment)
    hold(kept, KEPT_COMMAND, KEPT_COMMAND_MODULES)
    assert told(kept, COSTLY & set(kept)) == []


def test_the_first_screen_imports_what_it_needs(environment: dict[str, str]) -> None:
    found = imports(AT_FIRST_PAINT, environment)
    hold(found, KEPT_SCREEN + FIRST_SCREEN, SCREEN_MODULES)
    assert "textual" in found
    with Terminal([scorecard_command()], env=environment) as terminal:
        terminal.wait_for("…T")
        terminal.wait_quiet(300)
        terminal.quit()
    kept = imports(AT_FIRST_PAINT, environment)
    hold(kept, KEPT_SCREEN, KEPT_SCREEN_MODULES)
    assert "tui.sources.opening" not in kept


@pytest.mark.parametrize("listed", [KEPT_SCREEN, FIRST_SCREEN, KEPT_COMMAND, COMMAND])
def test_what_is_listed_is_there(listed: str) -> None:
    names = list(modules(listed))
    assert len(names) >= 9
    assert [name for name in names if importlib.util.find_spec(name) is None] == []


def test_the_watch_says_who_imported_what(environment: dict[str, str]) -> None:
    code = "import atexit; atexit.register(_report)\nimport tui.sources.kept.store"
    found = imports(code, environment)
    assert found["tui.sources.kept.inputs"] == "tui.sources.kept.store"
    with pytest.raises(AssertionError, match=r"tui\.sources\.kept\.inputs, imported by tui\.sources\.kept\.store"):
        hold(found, KEPT_COMMAND.replace("inputs ", ""), KEPT_COMMAND_MODULES)
    with pytest.raises(AssertionError, match="msgspec"):
        hold(found, KEPT_COMMAND, {"typing_extensions": 1})
