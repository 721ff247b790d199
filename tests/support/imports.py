"""Which modules a command imports in a fresh interpreter, and who imported each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Mapping

# Put before everything else: a finder that finds nothing, and takes down who asks. What is loaded already is Python's.
_WATCH = """
import sys
class _Watch:
    before = frozenset(sys.modules)
    asked = {}
    def find_spec(self, name, path=None, target=None):
        frame = sys._getframe(1)
        while frame and "importlib" in frame.f_code.co_filename:
            frame = frame.f_back
        self.asked.setdefault(name, frame.f_globals.get("__name__", "?") if frame else "?")
        return None
_watch = _Watch()
sys.meta_path.insert(0, _watch)
def _report():
    import json, os
    names = sorted(set(sys.modules) - _watch.before - {"json", "json.decoder", "json.encoder", "json.scanner", "_json"})
    os.write(int(os.environ["REPORT_TO"]), json.dumps([[each, _watch.asked.get(each, "?")] for each in names]).encode())
"""

AT_THE_END = """
import atexit
atexit.register(_report)
import sys
sys.argv = ["scorecard", *{arguments!r}]
from tui.__main__ import main
main()
"""

AT_FIRST_PAINT = """
import os, sys
from tui.app import start
from tui.app.app import ScorecardApp
from tui.sources.request import Request
def painted(self):
    _report()
    os._exit(0)
before = ScorecardApp.run
ScorecardApp.after_paint = painted
ScorecardApp.run = lambda self, **options: before(self, headless=True)
start.run(Request(), no_colour=False, ascii_only=False)
"""


def imports(code: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Every module that code imports, by the name of the one that imported it; beside those that Python starts with."""
    read, write = os.pipe()
    try:
        subprocess.run(
            [sys.executable, "-c", _WATCH + code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            pass_fds=[write],
            env={**os.environ, **environment, "REPORT_TO": str(write)},
        )
    finally:
        os.close(write)
    with os.fdopen(read, encoding="utf-8") as report:
        return dict(json.loads(report.read()))


def told(found: Mapping[str, str], names: Collection[str]) -> list[str]:
    """Modules with who imported them, for a message."""
    return [f"{name}, imported by {found[name]}" for name in sorted(names)]


def packages(found: Mapping[str, str]) -> Counter[str]:
    """How many modules of each package of others; without Python's own, and the compiled helpers that packages have."""
    tops = Counter(name.partition(".")[0] for name in found)
    known = {*sys.stdlib_module_names, "tui"}
    return Counter(
        {
            name: count
            for name, count in tops.items()
            if name not in known and not name.startswith("_") and not name.endswith("__mypyc")
        }
    )
