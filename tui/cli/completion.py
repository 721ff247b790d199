"""`scorecard completion`: what a shell must be told to complete verbs, options, refs, areas and months."""

from __future__ import annotations

from typing import Final

import click

from tui.cli.steps import out
from tui.cli.verbs import COMPLETE_VARIABLE

SHELLS: Final = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes a shell complete our words.

    Put `eval "$(scorecard completion bash)"` into ~/.bashrc, the same with zsh into ~/.zshrc; for fish, write it to
    ~/.config/fish/completions/scorecard.fish.
    """
    from tui.cli.shells import class_for

    out(class_for(shell)(ctx.find_root().command, {}, "scorecard", COMPLETE_VARIABLE).source())
