"""Files that the user's own editor works on: beside the drafts, and a draft again when the editor was cut off."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from tui.journal.drafts import Draft, Drafts
from tui.journal.errors import DraftError
from tui.journal.files import write_whole
from tui.scorecard.problems import why
from tui.scorecard.review import Key

_ENDING: Final = ".md"
"""Editors wrap and check the spelling of Markdown."""


def begin_editing(drafts: Drafts, draft: Draft) -> Path:
    """A file with the draft's text for an editor. The draft is kept too: it says what the text was written from.

    Raises `DraftError`.
    """
    drafts.keep(draft)
    stem = drafts.path_of(draft.key, draft.author)
    path = stem.with_name(f"{stem.stem}.{os.getpid()}{_ENDING}")
    try:
        write_whole(path, _on_disk(draft.text))
    except OSError as error:
        raise DraftError(path, f"cannot be written ({why(error)})") from error
    return path


def text_of(path: Path) -> str:
    """What the editor left in its file. Raises `DraftError`; the file stays."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").strip()
    except OSError as error:
        raise DraftError(path, f"cannot be read ({why(error)})") from error
    except UnicodeDecodeError as error:
        raise DraftError(path, "expected UTF-8 text; your editor wrote something else, and it was kept") from error


def end_editing(path: Path) -> None:
    """Take the editor's file away: its text is safe elsewhere."""
    path.unlink(missing_ok=True)


def take_up(drafts: Drafts, key: Key, author: str) -> Draft | None:
    """The draft of an author with that key, with the text of an editor that was cut off. Raises `DraftError`."""
    draft = drafts.find(key, author)
    stem = drafts.path_of(key, author).stem
    for path in sorted(drafts.folder.glob(f"{stem}.*{_ENDING}")):
        if draft is not None and not _at_work(path):
            draft = msgspec.structs.replace(draft, text=text_of(path), at=datetime.now(UTC))
            drafts.keep(draft)
            end_editing(path)
    return draft


def _on_disk(text: str) -> bytes:
    return f"{text}\n".encode("utf-8", "replace")


def _at_work(path: Path) -> bool:
    """Whether the program that started the editor still runs."""
    number = path.stem.rpartition(".")[2]
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()
