"""Which faces the briefing has, by the names that the command and files' endings give them."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from tui.reports.brief.content import Briefing
from tui.reports.glyphs import UNICODE, Glyphs

Form = Literal["md", "html", "text"]
ENDINGS: Final[dict[str, Form]] = {".md": "md", ".html": "html", ".txt": "text"}


def form_of(path: Path) -> Form | None:
    """The form that a file's ending asks for; null where it asks for none."""
    return ENDINGS.get(path.suffix.lower())


def rendered(briefing: Briefing, form: Form, glyphs: Glyphs = UNICODE) -> str:
    """The briefing in a form, without a line end after its last line."""
    if form == "html":
        from tui.reports.brief.html import to_html

        return to_html(briefing)
    if form == "md":
        from tui.reports.brief.markdown import to_markdown

        return to_markdown(briefing)
    from tui.reports.brief.text import to_text

    return to_text(briefing, glyphs)
