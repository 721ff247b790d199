"""Whether the user's locale can show more than ASCII."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def shows_ascii_only(environ: Mapping[str, str]) -> bool:
    """Whether the locale has no UTF-8: C and POSIX, which a user without any has too, or ISO-8859-1 for one.

    Python puts C.UTF-8 in the place of C as it starts; what was there before counts.
    """
    replaced = bool(sys.flags.utf8_mode) and "PYTHONUTF8" not in environ
    names = ("LC_ALL", "LANG") if replaced else ("LC_ALL", "LC_CTYPE", "LANG")
    named = next((value for name in names if (value := environ.get(name))), "")
    if not named and sys.platform in ("win32", "darwin"):
        return False  # a locale has another home there
    return "utf8" not in named.lower().replace("-", "")
