"""The shells that complete our words: click's own ways, but that bash gets words with blanks in them quoted."""

from __future__ import annotations

import re
from typing import Final

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

_SPECIAL: Final = re.compile(r"([^\w@%+=:,./-])")


class QuotingBash(BashComplete):
    """Bash puts what it is given on the line as it is: blanks and brackets in it must be quoted."""

    source_template = BashComplete.source_template.replace("read type value", "read -r type value")

    @staticmethod
    def _check_version() -> None:
        """Ask no bash for its version whenever the script is printed: what is too old says so itself."""

    def format_completion(self, item: CompletionItem) -> str:
        """Type and word, as the script reads them."""
        quoted = _SPECIAL.sub(r"\\\1", str(item.value))
        return f"{item.type},{quoted}"


def register() -> None:
    """Have click use these, for as long as the program runs."""
    add_completion_class(QuotingBash, "bash")


def class_for(shell: str) -> type[ShellComplete]:
    """What talks to a shell."""
    register()
    found = get_completion_class(shell)
    assert found is not None, shell
    return found
