"""What each part of the product may import: plain commands never load Textual, and the app paints before polars."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

import tui.journal
import tui.reports
import tui.scorecard
import tui.sources

PACKAGES = (tui.scorecard, tui.sources, tui.journal, tui.reports)
VERBS = [
    ["summary"],
    ["list"],
    ["reds"],
    ["show", "FD2f"],
    ["check"],
    ["brief"],
    ["diff", "sample_data/september-2023.txt", "sample_data/september-2023.txt"],
    ["brief", "--format", "html"],
    ["convert", "-o", "-", "--format", "csv"],
    ["init", "-o", "-"],
    ["journal", "list"],
    ["reds", "--unreviewed"],
    [],
    ["--help"],
    ["--version"],
    ["list", "--format", "json"],
    ["show", "CIN8", "--format", "md"],
]

RUN = """
import contextlib, io, sys
from tui.cli import cli
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), contextlib.suppress(SystemExit):
    cli({arguments!r}, prog_name="scorecard")
"""


def loaded_after(code: str, *roots: str) -> list[str]:
    """The modules of these packages that a fresh interpreter has loaded after running the code."""
    report = f"\nimport sys\nprint(sorted({{name.partition('.')[0] for name in sys.modules}} & set({roots!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code + report],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    found: list[str] = [name for name in roots if f"'{name}'" in done.stdout.splitlines()[-1]]
    return found


def modules() -> Iterator[str]:
    for package in PACKAGES:
        yield package.__name__
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


def test_the_check_itself_sees_what_is_loaded() -> None:
    assert loaded_after("import textual, json", "textual", "polars", "json") == ["textual", "json"]


@pytest.mark.parametrize("arguments", VERBS, ids=lambda arguments: " ".join(arguments) or "no verb")
def test_no_plain_command_loads_textual(arguments: list[str]) -> None:
    assert loaded_after(RUN.format(arguments=arguments), "textual") == []


def test_nothing_below_the_app_loads_textual() -> None:
    names = list(modules())
    assert len(names) >= 40
    assert loaded_after(f"import {', '.join(names)}", "textual", "polars") == ["polars"]


def test_the_domain_and_the_sources_draw_nothing_and_read_no_command_line() -> None:
    names = [name for name in modules() if not name.startswith("tui.reports")]
    assert loaded_after(f"import {', '.join(names)}", "rich", "click", "textual") == []


@pytest.mark.parametrize(
    "module", ["tui.app.app", "tui.app.start", "tui.cli", "tui.scorecard.views", "tui.reports.grid"]
)
def test_polars_is_not_loaded_before_there_is_something_to_read(module: str) -> None:
    assert loaded_after(f"import {module}", "polars") == []
