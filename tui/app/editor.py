"""Commentary in the user's own editor. The file it edits lies with the drafts until it is saved in the journal."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.app.commenting import Beginning, save_commentary, saved_words
from tui.journal.files import write_whole
from tui.journal.location import make_private
from tui.reports.plain_text import visible

if TYPE_CHECKING:
    from tui.app.journaling import JournalingApp
    from tui.app.screens.commentary import Outcome
    from tui.journal.drafts import Drafts

ENDING: Final = ".md"
"""Editors wrap and check the spelling of Markdown."""

_FALLBACK: Final = "vi"


async def comment_in_editor(app: JournalingApp, beginning: Beginning) -> Outcome:
    """Run the editor on the text, save what comes back, and tell what became of it."""
    from tui.app.screens.commentary import Outcome
    from tui.journal.errors import JournalError
    from tui.settings import SettingsError

    ref = visible(beginning.key.ref)
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or _FALLBACK)
    try:
        path = await app.drafts.do(lambda drafts: _file_to_edit(drafts, beginning))
        failure = _run(app, [*command, str(path)])
        text = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        return Outcome(trouble=f"{ref}: the editor's file cannot be used: {error}")
    if failure:
        return Outcome(f"{ref}: {visible(failure)}; nothing saved")
    if not text or text == beginning.kept.strip():
        _drop(path)
        return Outcome(f"{ref}: nothing changed, nothing saved")
    try:
        saved = await save_commentary(app.journal, beginning, text)
        await app.drafts.do(lambda drafts: drafts.drop(beginning.key, beginning.author))
    except (JournalError, SettingsError) as error:
        return Outcome(trouble=f"{ref}: not saved: {error}. Your text is kept in {path}")
    _drop(path)
    return Outcome(saved_words(beginning.key.ref, saved))


def _file_to_edit(drafts: Drafts, beginning: Beginning) -> Path:
    """The file with the text. One that an editor left when its line dropped is taken up again."""
    path = drafts.path_of(beginning.key, beginning.author).with_suffix(ENDING)
    if not path.exists():
        make_private(path.parent)
        write_whole(path, f"{beginning.text}\n".encode())
    return path


def _run(app: JournalingApp, command: list[str]) -> str | None:
    """Run the editor in the terminal; why it failed, or null."""
    try:
        with app.suspend():
            done = subprocess.run(command, check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        return f"{command[0]} cannot be run ({(error.strerror or 'unknown error').lower()}); EDITOR names your editor"
    return f"{command[0]} ended with {done.returncode}" if done.returncode else None


def _drop(path: Path) -> None:
    path.unlink(missing_ok=True)
