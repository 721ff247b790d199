"""`python -m tests.stress`: both programmes whole, with their figures; exit code 1 where anything was lost."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.stress.crash import crash
from tests.stress.writers import write_at_once


def main() -> int:
    """Run them; 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.stress", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="processes to kill while they write")
    parser.add_argument("--writers", type=int, default=8, help="processes that write at once")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long they write")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        crashes = crash(Path(folder, "crashes.sqlite"), asked.kills)
        sys.stdout.write(f"{crashes}\n")
        sys.stdout.flush()
        writers = write_at_once(Path(folder, "writers.sqlite"), asked.writers, asked.seconds)
        sys.stdout.write(f"{writers}\n")
    return int(not (crashes.sound and writers.sound))


if __name__ == "__main__":
    sys.exit(main())
