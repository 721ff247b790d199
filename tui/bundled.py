"""Where the bundled catalogue and sample data lie: at the repo's top level, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _root() -> Path:
    installed = _PACKAGE / "_bundled"
    return installed if installed.is_dir() else _PACKAGE.parent


def catalogue_path() -> Path:
    """The bundled `indicators.toml`."""
    return _root() / "indicators.toml"


def sample_path() -> Path:
    """The bundled scorecard of September 2023."""
    return _root() / "sample_data" / "september-2023.txt"
