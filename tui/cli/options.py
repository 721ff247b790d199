"""The options that verbs share: what to read, and how to print it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.cli.printing import pager_option
from tui.scorecard.period_texts import parse_period
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


def _without_cache(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Have nothing that is kept looked at, and keep nothing, from here on."""
    if value:
        os.environ["SCORECARD_CACHE"] = "off"


def lazily(name: str) -> Callable[..., list[Any]]:
    """What completes a word, by its name in `tui.cli.completing`, which is imported when a shell asks."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from tui.cli import completing

        found: list[Any] = getattr(completing, name)(ctx, incomplete)
        return found

    return complete


def period_option(command: Command) -> Command:
    """Which month."""
    months = lazily("months")
    return click.option(
        "--period", type=Month(), metavar="YYYY-MM", help="The scorecard's month.", shell_complete=months
    )(command)


def area_option(command: Command) -> Command:
    """Which service area."""
    return click.option(
        "--area",
        metavar="NAME",
        help="Only this service area: its name, short name or ref prefix.",
        shell_complete=lazily("areas"),
    )(command)


def ref_argument(command: Command) -> Command:
    """Which indicator."""
    return click.argument("ref", shell_complete=lazily("refs"))(command)


def _as_configured(ctx: click.Context, param: click.Parameter, value: bool | None) -> bool:
    """What the settings say where no option speaks of it; what the locale has where they do not either."""
    if value is not None or ctx.resilient_parsing:
        return bool(value)
    from tui.cli.steps import configured
    from tui.settings.locales import shows_ascii_only

    said = configured().ascii
    return shows_ascii_only(os.environ) if said is None else said


def ascii_option(command: Command) -> Command:
    """Whether to draw with ASCII signs only: as the option says, else the settings, else the locale."""
    return click.option(
        "--ascii/--no-ascii",
        "ascii_only",
        default=None,
        callback=_as_configured,
        help="Draw with ASCII signs only, or with all.",
    )(command)


def source_options(command: Command) -> Command:
    """The sources, and how to read them."""
    for decorate in reversed(
        (
            click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."),
            period_option,
            click.option("--latest", is_flag=True, help="With the latest revisions, not as published by then."),
            click.option(
                "--authority",
                metavar="NAME",
                help="One of several, or its name where the source has none.",
                shell_complete=lazily("authorities"),
            ),
            click.option("--indicators", type=click.Path(path_type=Path), metavar="FILE", help="The catalogue to use."),
            click.option("--no-color", "no_colour", is_flag=True, help="No colour; NO_COLOR does the same."),
            ascii_option,
            pager_option,
            click.option(
                "--no-cache",
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_without_cache,
                help="Read everything anew; SCORECARD_CACHE=off does the same.",
            ),
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
        area_option,
        form_option,
    ):
        command = decorate(command)
    return command
