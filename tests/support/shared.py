"""Files that tests compare with and the project does not ship."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared_data(name: str) -> Path:
    """The shared file of that name below `data`; the test that asks is skipped where it is not there.

    Looked for in `$SCORECARD_SHARED/data`, then in `../shared/data` from the project's root.
    """
    homes = [Path(home) for home in (os.environ.get("SCORECARD_SHARED"),) if home] + [ROOT.parent / "shared"]
    for home in homes:
        path = home / "data" / name
        if path.exists():
            return path
    pytest.skip(f"{name} is in no shared data directory: {', '.join(str(home / 'data') for home in homes)}")
