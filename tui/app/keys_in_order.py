"""Keys typed ahead act on what the keys before them brought up."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.widget import Widget


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
        await super().on_event(event)

    async def _carried_out(self, event: events.Key) -> bool:
        """Whether the key had an action, which is carried out, or will be before any key after it."""
        if not self.screen.is_mounted:
            return True  # nobody can have meant a screen that is not there yet
        self.key_pressed()
        field = self._text_field
        if field is not None and field.check_consume_key(event.key, event.character):
            return False
        active = self.screen.active_bindings.get(event.key)
        if active is None or not active.enabled:
            return False
        if field is None:
            return await self.run_action(active.binding.action, active.node)
        # What was typed before is still on its way to the field: its queue keeps the order.
        field.call_later(self.run_action, active.binding.action, active.node)
        return True

    @property
    def _text_field(self) -> Widget | None:
        """The widget that has the focus, if it takes letters as text."""
        return self.focused if self.focused is not None and self.focused.check_consume_key("a", "a") else None

    def key_pressed(self) -> None:
        """Hear of every key before anything is done with it."""
