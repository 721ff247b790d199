"""The options that verbs share: what to read, and how to print it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.scorecard.periods import parse_period
from tui.scorecard.problems import SEVERITIES

Command = TypeVar("Command", bound=Callable[..., Any])


class Month(click.ParamType[date]):
    """A month such as 2023-09 or Sep-23."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The month's last day."""
        period = value if isinstance(value, date) else parse_period(value)
        if period is None:
            self.fail(f"{value!r} is not a month; write it as 2023-09", param, ctx)
        return period


def source_options(command: Command) -> Command:
    """The sources, and how to read them."""
    for decorate in reversed(
        (
            click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."),
            click.option("--period", type=Month(), metavar="YYYY-MM", help="The scorecard's month."),
            click.option("--latest", is_flag=True, help="With the latest revisions, not as published by then."),
            click.option("--authority", metavar="NAME", help="One of several, or its name where the source has none."),
            click.option("--indicators", type=click.Path(path_type=Path), metavar="FILE", help="The catalogue to use."),
            click.option("--no-color", "no_colour", is_flag=True, help="No colour; NO_COLOR does the same."),
            click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII signs only."),
        )
    ):
        command = decorate(command)
    return command


def form_option(command: Command) -> Command:
    """How to print it."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv", "md"]),
        default="table",
        show_default=True,
        help="How to print it.",
    )(command)


def severity_option(command: Command) -> Command:
    """How grave a thing must be to be listed."""
    decorate = click.option(
        "--severity",
        type=click.Choice(SEVERITIES),
        default=SEVERITIES[0],
        show_default=True,
        help="Only what is of this severity or worse.",
    )
    return decorate(command)


def report_options(command: Command) -> Command:
    """What to print of it, and how."""
    for decorate in (
        click.option("--area", metavar="NAME", help="Only this service area: its name, short name or ref prefix."),
        form_option,
    ):
        command = decorate(command)
    return command
