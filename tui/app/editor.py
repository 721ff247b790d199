"""Commentary in the user's own editor. Until it is in the journal, the text lies with the drafts."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from tui.app.commenting import Beginning, Outcome, save_commentary, saved_words
from tui.journal.editing import begin_editing, end_editing, text_of
from tui.journal.errors import JournalError
from tui.reports.plain_text import visible
from tui.settings import SettingsError

if TYPE_CHECKING:
    from tui.app.journaling import JournalingApp
    from tui.journal.drafts import Drafts

_FALLBACK: Final = "vi"


async def comment_in_editor(app: JournalingApp, beginning: Beginning) -> Outcome:
    """Run the editor on the text, save what comes back, and tell what became of it."""
    ref = visible(beginning.key.ref)
    try:
        command = _command()
        path = await app.drafts.do(lambda drafts: begin_editing(drafts, beginning.draft(beginning.text)))
        failure = _run(app, [*command, str(path)])
        text = await app.drafts.do(lambda _: text_of(path))
    except (JournalError, ValueError) as error:
        return Outcome(trouble=f"{ref}: {error}")
    changed = bool(text) and text != beginning.text.strip()
    if failure or not changed:
        await _put_back(app, beginning, path, text if changed else None)
        kept = "; what you wrote is kept as a draft" if changed else ""
        return Outcome(f"{ref}: {visible(failure) if failure else 'nothing changed'}, nothing saved{kept}")
    try:
        saved = await save_commentary(app.journal, beginning, text)
    except (JournalError, SettingsError) as error:
        await _put_back(app, beginning, path, text)
        return Outcome(trouble=f"{ref}: not saved: {error}. Your text is kept as a draft: c goes on with it")
    await _put_back(app, beginning, path, None, saved=True)
    return Outcome(saved_words(beginning.key.ref, saved))


def _command() -> list[str]:
    """The user's editor. Raises `ValueError` for one that cannot be made out."""
    named = (os.environ.get("VISUAL") or "").strip() or (os.environ.get("EDITOR") or "").strip() or _FALLBACK
    try:
        return shlex.split(named)
    except ValueError as error:
        raise ValueError(f"{named!r} is no command that can be run ({error}); EDITOR names your editor") from error


async def _put_back(
    app: JournalingApp, beginning: Beginning, path: Path, text: str | None, *, saved: bool = False
) -> None:
    """Leave a draft of `text`, or of what was a draft before; none where it is saved or there was none."""

    def put(drafts: Drafts) -> None:
        if text is not None:
            drafts.keep(beginning.draft(text))
        elif saved or not beginning.restored:
            drafts.drop(beginning.key, beginning.author)
        end_editing(path)

    try:
        await app.drafts.do(put)
    except JournalError as error:
        app.log(f"the editor's file stays: {error}")


def _run(app: JournalingApp, command: list[str]) -> str | None:
    """Run the editor in the terminal; why it failed, or null."""
    failure: str | None = None
    name = Path(command[0]).name
    try:
        with app.suspend(), _interrupts_are_the_editors():
            try:
                code = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor
                failure = f"{name} ended with {code}" if code else None
            except (OSError, ValueError) as error:  # within: else the terminal would not come back to the app
                reason = (getattr(error, "strerror", None) or str(error)).lower()
                failure = f"{name} cannot be run ({reason}); EDITOR names your editor"
    except SuspendNotSupported:
        failure = "this terminal cannot be lent to an editor"
    return failure


@contextmanager
def _interrupts_are_the_editors() -> Iterator[None]:
    """While the editor runs, ctrl+c is meant for it. It starts with the usual handlers: ours are not passed on."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
