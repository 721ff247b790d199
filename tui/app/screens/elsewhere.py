"""While commentary is written in the user's own editor: nothing that is typed ahead is taken for a key of the table."""

from __future__ import annotations

from textual import work

from tui.app.commenting import Outcome, begin, left_draft
from tui.app.desk import Desk
from tui.app.editor import comment_in_editor
from tui.app.screens.choice import ChoiceScreen
from tui.reports.plain_text import visible
from tui.scorecard.views import IndicatorView


class ElsewhereScreen(ChoiceScreen[Outcome]):
    """Runs the editor as soon as it is there, and gives what came of it."""

    def __init__(self, desk: Desk, indicator: IndicatorView) -> None:
        super().__init__("Your editor", f"Commentary on {visible(indicator.ref)}", ())
        self._desk = desk
        self._indicator = indicator

    def on_mount(self) -> None:
        """Begin."""
        self._run()

    @work(exclusive=True)
    async def _run(self) -> None:
        from tui.app.journaling import JournalingApp
        from tui.journal.errors import JournalError
        from tui.settings import SettingsError

        assert isinstance(self.app, JournalingApp)
        app, key = self.app, self._desk.key(self._indicator)
        try:
            author = await app.drafts.author()
            draft = await left_draft(key, author, app.drafts)
            begun = await begin(self._desk.subject(self._indicator), key, author, draft, app.journal)
        except (JournalError, SettingsError) as error:
            self.dismiss(Outcome(trouble=str(error)))
        else:
            self.dismiss(await comment_in_editor(app, begun))

    def answered(self, key: str) -> None:
        """No key ends it: the editor does."""
