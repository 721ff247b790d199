"""Every binding of the app by its id, with the keys that it has when nobody says otherwise.

The app's own bindings say the same; a test holds both together. `SCREENS` says which of them are in force at once.
"""

from __future__ import annotations

from typing import Final

BINDINGS: Final[dict[str, tuple[str, ...]]] = {
    "app.help": ("question_mark",),
    "app.suspend": ("ctrl+z",),
    "app.quit": ("q",),
    "areas.open": ("enter",),
    "areas.next-red": (
        "right_square_bracket",
        "n",
    ),
    "areas.previous-red": (
        "left_square_bracket",
        "N",
    ),
    "areas.triage": ("exclamation_mark",),
    "areas.provenance": ("p",),
    "areas.findings": ("f",),
    "areas.pane": ("d",),
    "areas.neighbours": ("b",),
    "areas.next": ("tab",),
    "areas.previous": ("shift+tab",),
    "areas.1": ("1",),
    "areas.2": ("2",),
    "areas.3": ("3",),
    "areas.4": ("4",),
    "areas.5": ("5",),
    "areas.6": ("6",),
    "areas.7": ("7",),
    "areas.8": ("8",),
    "areas.9": ("9",),
    "areas.problems": ("P",),
    "areas.everything": ("escape",),
    "triage.open": ("enter",),
    "triage.back": ("exclamation_mark",),
    "triage.amber": ("A",),
    "triage.derived": ("R",),
    "triage.findings": ("F",),
    "triage.special": ("S",),
    "triage.worst": ("W",),
    "triage.snoozed": ("Z",),
    "triage.next": (
        "n",
        "right_square_bracket",
    ),
    "triage.previous": (
        "N",
        "left_square_bracket",
    ),
    "triage.pane": ("d",),
    "triage.provenance": ("p",),
    "triage.everything": ("escape",),
    "table.up": (
        "up",
        "k",
    ),
    "table.down": (
        "down",
        "j",
    ),
    "table.left": (
        "left",
        "h",
    ),
    "table.right": (
        "right",
        "l",
    ),
    "table.page-up": (
        "pageup",
        "ctrl+b",
    ),
    "table.page-down": (
        "pagedown",
        "ctrl+f",
    ),
    "table.first": (
        "home",
        "g",
    ),
    "table.last": (
        "end",
        "G",
    ),
    "look.filter": ("slash",),
    "look.sort": ("s",),
    "look.like": ("number_sign",),
    "look.problems-only": ("o",),
    "review.reviewed": ("space",),
    "review.comment": ("c",),
    "review.explain": ("w",),
    "review.escalate": ("x",),
    "review.assign": ("at",),
    "review.snooze": ("z",),
    "review.undo": ("u",),
    "review.editor": ("E",),
    "review.versions": ("v",),
    "review.copy-row": ("y",),
    "review.copy-comment": ("Y",),
    "review.export": ("e",),
    "source.period": ("m",),
    "source.authority": ("a",),
    "source.changes": ("D",),
    "source.reload": ("r",),
    "indicator.back": (
        "escape",
        "enter",
        "backspace",
    ),
    "indicator.next": (
        "down",
        "j",
    ),
    "indicator.previous": (
        "up",
        "k",
    ),
    "indicator.next-red": (
        "right_square_bracket",
        "n",
    ),
    "indicator.previous-red": (
        "left_square_bracket",
        "N",
    ),
    "indicator.provenance": ("p",),
    "page.up": (
        "pageup",
        "ctrl+b",
    ),
    "page.down": (
        "pagedown",
        "ctrl+f",
    ),
    "page.top": (
        "home",
        "g",
    ),
    "page.bottom": (
        "end",
        "G",
    ),
    "panel.close": (
        "escape",
        "q",
        "enter",
    ),
    "panel.down": ("j",),
    "panel.up": ("k",),
    "panel.top": ("g",),
    "panel.bottom": ("G",),
    "panel.page-down": (
        "pagedown",
        "space",
        "ctrl+f",
    ),
    "provenance.close": ("p",),
    "findings.close": ("f",),
    "versions.close": ("v",),
    "problems.close": ("P",),
    "changes.close": ("D",),
    "pick.down": (
        "down",
        "ctrl+n",
    ),
    "pick.up": (
        "up",
        "ctrl+p",
    ),
    "pick.page-down": ("pagedown",),
    "pick.page-up": ("pageup",),
    "pick.leave": ("escape",),
    "ask.leave": ("escape",),
    "ask.complete": ("tab",),
    "commentary.save": ("ctrl+s",),
    "commentary.leave": ("escape",),
    "commentary.numbers": ("ctrl+n",),
    "commentary.last": ("ctrl+l",),
    "filter.keep": ("enter",),
    "filter.drop": ("escape",),
    "filter.complete": ("tab",),
    "filter.complete-back": ("shift+tab",),
    "filter.down": ("down",),
    "filter.up": ("up",),
}

SCREENS: Final[dict[str, tuple[str, ...]]] = {
    "the service areas": ("table", "areas", "look", "review", "source", "app"),
    "triage": ("table", "triage", "look", "review", "source", "app"),
    "the page of an indicator": ("page", "indicator", "review", "app"),
    "the source of a figure": ("panel", "provenance"),
    "the findings": ("panel", "findings"),
    "the versions of a commentary": ("panel", "versions"),
    "what was not read": ("panel", "problems"),
    "what changed": ("panel", "changes"),
    "choosing from a list": ("pick",),
    "a question": ("ask",),
    "the commentary": ("commentary",),
    "the filter": ("filter",),
}
"""The groups of bindings (what stands before the dot) that are in force together, by what one sees then."""

ELSEWHERE: Final = {"triage": frozenset({"look.problems-only"})}
"""Bindings of these groups that a screen does without."""

TYPED_INTO: Final = frozenset({"pick", "ask", "commentary", "filter"})
"""Groups in force while text is typed: a letter is a letter there, and keys that edit do so."""

EDITING: Final = frozenset({"space", "backspace", "delete", "left", "right", "home", "end"})
EDITING_LINES: Final = EDITING | {"enter", "up", "down", "pageup", "pagedown"}
"""Keys that a line of text needs for itself, and those that commentary of several lines needs."""

FIXED: Final = {"ctrl+c": "copies", "ctrl+q": "always quits", "ctrl+p": "opens the palette"}
"""Keys that are not to be had, and what they do."""
