"""The app as a job of its shell: stopped by ctrl+z, until `fg`."""

from __future__ import annotations

import os
import signal


def stop_until_continued(terminal: int) -> None:
    """Stop the job, all of its processes, until its shell continues it in the foreground of the terminal.

    The system stops no job that no shell could continue (`ssh host scorecard`): then this returns at once.
    """
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.killpg(0, signal.SIGTSTP)
        while _in_background(terminal):  # as `bg` has it: nothing can be shown from there
            os.kill(os.getpid(), signal.SIGSTOP)
    finally:
        signal.signal(signal.SIGTSTP, handler)


def _in_background(terminal: int) -> bool:
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:
        return False  # the terminal is gone, which is for others to notice
