"""Text from files, made safe to show: whatever it holds is drawn, never obeyed."""

from __future__ import annotations

from typing import Final

_CONTROL_PICTURES: Final = 0x2400
"""U+2400 to U+241F show the control characters 0 to 31 (␛ for escape)."""


def visible(text: str) -> str:
    r"""`text` on one line, with every character that is not drawn replaced by one that is.

    Control characters become their pictures (␛), marks of direction and other invisible ones their code
    (<U+202E>).

    >>> visible("a\x1b[31mb")
    'a␛[31mb'
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _shown(character) for character in text)


def editable(text: str) -> str:
    r"""`text` for a field in which it is edited: lines stay lines, and nothing in it is obeyed by a terminal.

    >>> editable("one\r\ntwo\x1b[2J\tthree")
    'one\ntwo␛[2J three'
    """
    return "\n".join(map(visible, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _shown(character: str) -> str:
    code = ord(character)
    if character.isspace() and code > 0x1F:
        return " "
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return f"<U+{code:04X}>"


def clipped(text: str, width: int, ellipsis: str = "…") -> str:
    """At most `width` characters of `text`; a sign at the end says that there is more."""
    return text if len(text) <= width else text[: max(width - len(ellipsis), 0)] + ellipsis[:width]
