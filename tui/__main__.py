"""`python -m tui` is the `scorecard` command."""

from tui.cli import main

if __name__ == "__main__":
    main()
