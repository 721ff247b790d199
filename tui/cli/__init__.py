"""The `scorecard` command, its verbs, and the steps and options that they share."""

from __future__ import annotations

from tui.cli.command import cli

__all__ = ["cli"]
