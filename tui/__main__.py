"""The `scorecard` command, also as `python -m tui`.

Collecting garbage is off while modules are imported: they make only objects that stay, and going over them again and
again is a tenth of a start. The app turns it on once it has painted, a plain command before it computes.
"""

from __future__ import annotations

import gc
import os
import sys

gc.disable()

_KEPT_VERBS = frozenset({"reds", "summary"})
_NEVER_KEPT = frozenset({"--no-cache", "--unreviewed"})
_INTERRUPTED = 130
_NO_SCREEN = frozenset({"", "dumb", "unknown"})


def main() -> None:
    """Run the command; ctrl+c while modules are imported ends it without a traceback, as it does everywhere."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _run() -> None:
    """The app without arguments starts without reading a command line at all.

    What a plain command printed the last time is printed again where it is certain to be the same.
    """
    arguments = sys.argv[1:]
    if not arguments and _is_screen():
        from tui.app.start import run
        from tui.sources.request import Request

        run(Request(), no_colour=False, ascii_only=False)
    asked = None
    if _may_be_kept(arguments):
        from tui.sources.kept import answers

        asked = answers.question(arguments)
        if asked and (found := answers.answer(asked)):
            sys.exit(answers.say(found))
    from tui.cli import cli

    cli(prog_name="scorecard", obj=asked)


def _may_be_kept(arguments: list[str]) -> bool:
    """Whether a command line may be one whose answer is kept; how its words are meant is not decided here."""
    if "_SCORECARD_COMPLETE" in os.environ or not _NEVER_KEPT.isdisjoint(arguments):
        return False
    return not _KEPT_VERBS.isdisjoint(arguments) or not _is_screen()


def _is_screen() -> bool:
    """Whether the app can be shown here."""
    streams = (sys.stdin, sys.stdout)  # null where the shell has closed one
    return all(each is not None and each.isatty() for each in streams) and os.environ.get("TERM", "") not in _NO_SCREEN


if __name__ == "__main__":
    main()
