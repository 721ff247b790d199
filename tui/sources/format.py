"""The protocol of formats: what a module must offer so that its files are opened like all others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard

if TYPE_CHECKING:
    from tui.sources.published.reading import Reading

HEAD: Final = 1 << 16
"""How many of a file's first bytes tell what it is."""


class Ask(msgspec.Struct, frozen=True):
    """How a file is to be read.

    `authority` is the one wanted of a source that names several, and that of a source which names none (null: the
    catalogue's), unless `unnamed` is. `period` is the month of a scorecard that does not state its own.
    """

    catalogue: Catalogue
    authority: str | None = None
    period: date | None = None
    unnamed: str | None = None

    @property
    def of_nobody(self) -> str:
        """Whose a source is that names nobody."""
        return self.unnamed or self.authority or self.catalogue.authority


@runtime_checkable
class Format(Protocol):
    """One kind of file. A new one is a module with an object like this, and a line in `tui.sources.formats`."""

    @property
    def name(self) -> str:
        """As in a message: "published scorecard as text"."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Those of its files, in lower case: (".txt", "")."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the content is of this kind; `head` is the first 64 KiB. Cheap, and without an error ever."""

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """Everything in the file, as of its newest publication.

        Raises `SourceError` where it cannot be read, `UnknownFormatError` where it is no scorecard,
        `SeveralAuthoritiesError` where it names several authorities and none is asked for (or several bear the name),
        and `OtherAuthoritiesError` where it names some and not the one asked for.
        """


@runtime_checkable
class RowFormat(Format, Protocol):
    """A format whose rows can be shown before any frame is made."""

    def rows(self, path: Path, ask: Ask) -> Reading:
        """The rows; errors are those of `read`."""


@runtime_checkable
class NamingFormat(Format, Protocol):
    """A format whose files say whose figures they hold. Files of the others name nobody, or one in their title."""

    def authorities(self, path: Path) -> tuple[str, ...]:
        """The names in the file, sorted; read without the figures. Raises `SourceError` as `read` does."""
