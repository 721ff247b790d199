"""Where entries lie: SCORECARD_CACHE, else the cache folder of the user's system; and whether any are wanted.

`os.path` and no more, where that will do: this runs before anything is printed, and pathlib and platformdirs cost as
much as all the rest of it.
"""

from __future__ import annotations

import os
import sys
from typing import Final

VARIABLE: Final = "SCORECARD_CACHE"
OFF: Final = "off"
NAME: Final = "scorecard"


def cache_folder() -> str | None:
    """The folder, which need not be there; null where none is wanted, or nobody can say where it is."""
    named = os.environ.get(VARIABLE, "")
    if named.strip().lower() == OFF:
        return None
    if named.strip():
        return os.path.abspath(os.path.expanduser(named))  # noqa: PTH100, PTH111
    folder = _of_the_user("XDG_CACHE_HOME", "~/.cache", "user_cache_dir")
    return folder if os.path.isabs(folder) else None  # noqa: PTH117 - without a home there is no place of our own


def config_folder() -> str:
    """Where the user's settings and catalogue lie unless they are named."""
    return _of_the_user("XDG_CONFIG_HOME", "~/.config", "user_config_dir")


def _of_the_user(variable: str, default: str, function: str) -> str:
    """As platformdirs has it, which is asked itself on systems that have folders of their own for this."""
    if sys.platform in ("win32", "darwin") or "ANDROID_DATA" in os.environ:
        import platformdirs

        return str(getattr(platformdirs, function)(NAME, appauthor=False))
    named = os.environ.get(variable, "")
    return os.path.join(named if named.strip() else os.path.expanduser(default), NAME)  # noqa: PTH111, PTH118
