"""How the command line is understood: a verb anywhere, options before or after it, or only sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED: Final = 128 + 2
"""The exit code of what SIGINT ended, as shells have it."""

COMPLETE_VARIABLE: Final = "_SCORECARD_COMPLETE"
"""By which a shell asks for words, as click names it."""


class Verbs(click.Group):
    """A group whose first word is a verb, or else the first source of the default verb.

    `scorecard FILE --area cin`, `scorecard --area cin reds FILE` and `scorecard reds FILE --area cin` all work;
    a verb wins over a file of that name.
    """

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the verb first, the default one where none is named."""
        if args and args[0] in (*ctx.help_option_names, "--version"):
            return super().parse_args(ctx, args)
        if not args and ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # a shell completes the first word: a verb, or what the default takes
        if ctx.resilient_parsing and len(args) > 1 and args[-1] in self._taking_values(ctx):
            args = args[:-1]  # a shell completes its value; without one, click would not read the words before it
        position = self._first_word(ctx, args)
        if position is not None and args[position] in self.commands:
            return super().parse_args(ctx, [args[position], *args[:position], *args[position + 1 :]])
        return super().parse_args(ctx, [self.default, *args])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. Whoever stops it with ctrl+c gets no traceback, and a code that says no more than that."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("scorecard: stopped", err=True)
            sys.exit(INTERRUPTED)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command, or answer a shell that completes a word of it."""
        if COMPLETE_VARIABLE in os.environ:
            from tui.cli.shells import register

            register()
        from tui.cli.printing import telling_what_is_not_printed

        with telling_what_is_not_printed():
            return super().main(*args, **extra)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Verbs, and what the default verb takes."""
        default = self.commands[self.default]
        found = super().shell_complete(ctx, incomplete)
        with default.make_context(self.default, [], parent=ctx, resilient_parsing=True) as inner:
            if incomplete.startswith("-"):
                known = {item.value for item in found}
                return [*found, *(one for one in default.shell_complete(inner, incomplete) if one.value not in known)]
            arguments = (one for one in default.get_params(inner) if isinstance(one, click.Argument))
            # Files come first: bash then takes them where no verb fits.
            return [*(item for one in arguments for item in one.shell_complete(inner, incomplete)), *found]

    def _first_word(self, ctx: click.Context, args: list[str]) -> int | None:
        """Where the first argument stands that is neither an option nor an option's value."""
        takes_value = self._taking_values(ctx)
        position = 0
        while position < len(args):
            if args[position] == "--":
                return None
            if not args[position].startswith("-") or args[position] == "-":
                return position
            position += 2 if args[position] in takes_value else 1
        return None

    def _taking_values(self, ctx: click.Context) -> set[str]:
        """The options of all verbs that take a value."""
        return {
            name
            for command in _commands(self)
            for parameter in command.get_params(ctx)
            if isinstance(parameter, click.Option) and not parameter.is_flag
            for name in parameter.opts
        }


def _commands(group: click.Group) -> Iterator[click.Command]:
    """The commands of a group and of the groups in it."""
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from _commands(command)
