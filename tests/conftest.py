"""What every test starts from: no settings of whoever runs them, and examples in a number that stays quick."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_OF_THE_RUNNER = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "TTY_COMPATIBLE",
    "LC_CTYPE",  # which Python sets itself where there is no locale
)

for name in [name for name in os.environ if name in _OF_THE_RUNNER or name == "TEXTUAL_THEME"]:
    del os.environ[name]
# Pictures of screens are those of a terminal with all colours and signs, wherever the tests run.
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")

settings.register_profile(
    "scorecard", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("scorecard")


@pytest.fixture(autouse=True, scope="session")
def _no_catalogue_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A catalogue in the configuration folder of whoever runs the tests is not theirs to use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("no-settings")))
        patch.delenv("SCORECARD_CONFIG", raising=False)
        patch.delenv("VISUAL", raising=False)
        patch.delenv("EDITOR", raising=False)
        patch.setenv("SCORECARD_AUTHOR", "Ada")
        yield


@pytest.fixture(scope="session")
def _nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journals")


_numbers = count()


@pytest.fixture(autouse=True)
def _journal_of_its_own(_nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a journal, drafts and a cache of its own, and none of them those of whoever runs it."""
    number = next(_numbers)
    monkeypatch.setenv("XDG_CACHE_HOME", str(_nowhere / f"cache-{number}"))
    monkeypatch.delenv("SCORECARD_CACHE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(_nowhere / f"data-{number}"))
    monkeypatch.setenv("XDG_STATE_HOME", str(_nowhere / f"state-{number}"))
