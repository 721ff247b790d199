"""The `scorecard` command, also as `python -m tui`.

Collecting garbage is off while modules are imported: they make only objects that stay, and going over them again and
again is a tenth of a start. The app turns it on once it has painted, a plain command before it computes.
"""

from __future__ import annotations

import gc
import sys

gc.disable()


def main() -> None:
    """Run the command; the app without arguments starts without reading a command line at all."""
    if len(sys.argv) == 1 and sys.stdin.isatty() and sys.stdout.isatty():
        from tui.app.start import run
        from tui.sources.request import Request

        run(Request(), no_colour=False, ascii_only=False)
    from tui.cli import cli

    cli(prog_name="scorecard")


if __name__ == "__main__":
    main()
