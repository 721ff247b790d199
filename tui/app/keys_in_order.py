"""Keys typed ahead act on what the keys before them brought up."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Any, Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePumpClosed
from textual.screen import SystemModalScreen
from textual.widget import Widget

from tui.reports.plain_text import editable

_PATIENCE: Final = 2.0
"""Seconds that the next key waits for what the one before it does."""

_MOVE: Final = re.compile(r"move\((-?1)\)")
"""Moves of the cursor by a row: many of them at once end where they would one by one."""


class KeysInOrder(App[Any]):
    """Carries out a key's action before the next key is looked at.

    Textual sends a key to the widget that has the focus, which passes it on to its parents one by one; only then is
    its action carried out. A next key that came meanwhile has gone to the same widget by then: of `/` and `x`, typed
    fast, the `x` would be taken for the table's key, not for the filter's text, and escalate an indicator; of a
    backspace and a letter, the letter would come first.
    """

    async def on_event(self, event: events.Event) -> None:
        """Carry out the action of a key, if it has one; everything else goes its usual way."""
        if isinstance(event, events.Key) and not event.is_forwarded and await self._carried_out(event):
            return
        if isinstance(event, events.Paste) and not event.is_forwarded and event.text != editable(event.text):
            event = events.Paste(editable(event.text))  # what is pasted is shown, never obeyed
        await super().on_event(event)

    async def _carried_out(self, event: events.Key) -> bool:
        """Whether the key had an action, which is carried out, or will be before any key after it."""
        if self.screen.is_modal and self._gives_the_shell(event.key):
            return await self.run_action("suspend_process", self)
        if not self.screen.is_mounted or isinstance(self.screen, SystemModalScreen):
            return False  # a screen that is not there yet keeps its keys until it is; the palette has its own ways
        self.key_pressed()
        field = self._text_field
        if field is not None and field.check_consume_key(event.key, event.character):
            return False
        active = self.screen.active_bindings.get(event.key)
        if active is None or not active.enabled:
            return False
        if field is None:
            return await self.run_action(await self._merged(active.binding.action, event), active.node)
        # What was typed before is still on its way to the field: its queue keeps the order.
        done = asyncio.Event()
        field.call_later(self._run, active.binding.action, active.node, done)
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _PATIENCE)
        return True

    def _gives_the_shell(self, key: str) -> bool:
        """Whether a key is the app's own for the shell, which is not one of those that a modal screen cuts off."""
        for node, bindings in self.screen._binding_chain:  # noqa: SLF001 - with the user's own keys
            if found := bindings.key_to_bindings.get(key):
                return node is self and any(each.action == "suspend_process" for each in found)
        return False

    async def _merged(self, action: str, event: events.Key) -> str:
        """The action; a move by as much as this key, held, has been repeated meanwhile: one drawing does for all."""
        if (move := _MOVE.fullmatch(action)) is None:
            return action
        times = 1
        with suppress(MessagePumpClosed):
            while isinstance(then := self._peek_message(), events.Key) and then.key == event.key:
                await self._get_message()
                self._message_queue.task_done()
                times += 1
        return f"move({int(move[1]) * times})"

    async def _run(self, action: str, node: DOMNode, done: asyncio.Event) -> None:
        try:
            await self.run_action(action, node)
        finally:
            done.set()

    @property
    def _text_field(self) -> Widget | None:
        """The widget that has the focus, if it takes letters as text."""
        return self.focused if self.focused is not None and self.focused.check_consume_key("a", "a") else None

    def key_pressed(self) -> None:
        """Hear of every key before anything is done with it."""
