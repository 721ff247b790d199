"""Which locales show no more than ASCII."""

from __future__ import annotations

import sys

import pytest

from tui.settings.locales import shows_ascii_only


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "en_GB.ISO-8859-1"}, True),
        ({"LANG": "en_GB"}, True),
        ({"LC_CTYPE": "en_GB.ISO-8859-15", "LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "en_GB.utf8"}, False),
        ({"LC_CTYPE": "C.UTF-8", "PYTHONUTF8": "1"}, False),
        ({"LC_ALL": "", "LANG": "C.UTF-8"}, False),
        ({}, sys.platform not in ("win32", "darwin")),
    ],
)
def test_which_locales_have_no_more_than_ascii(environ: dict[str, str], expected: bool) -> None:
    assert shows_ascii_only({"PYTHONUTF8": "1"} | environ) is expected
