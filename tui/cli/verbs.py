"""How the command line is understood: a verb anywhere, options before or after it, or only sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click


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
        position = self._first_word(ctx, args)
        if position is not None and args[position] in self.commands:
            return super().parse_args(ctx, [args[position], *args[:position], *args[position + 1 :]])
        return super().parse_args(ctx, [self.default, *args])

    def _first_word(self, ctx: click.Context, args: list[str]) -> int | None:
        """Where the first argument stands that is neither an option nor an option's value."""
        takes_value = {
            name
            for command in _commands(self)
            for parameter in command.get_params(ctx)
            if isinstance(parameter, click.Option) and not parameter.is_flag
            for name in parameter.opts
        }
        position = 0
        while position < len(args):
            if args[position] == "--":
                return None
            if not args[position].startswith("-") or args[position] == "-":
                return position
            position += 2 if args[position] in takes_value else 1
        return None


def _commands(group: click.Group) -> Iterator[click.Command]:
    """The commands of a group and of the groups in it."""
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from _commands(command)
