"""HTML put together from elements: text is escaped by construction, so that nothing of it can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup that was made here; any other text is escaped where it goes into an element."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """An element with its children. `class_` stands for `class`, `aria_label` for `aria-label`.

    >>> element("p", "a < b", element("br"), class_="quiet")
    '<p class="quiet">a &lt; b<br></p>'
    """
    opening = f"<{name}{_written(attributes)}>"
    return Html(opening if name in _VOID else f"{opening}{_inner(children)}</{name}>")


def block(name: str, /, *children: str, **attributes: str) -> Html:
    """An element whose children stand on lines of their own; those that are empty are left out."""
    inner = "\n".join(_inner([child]) for child in children if child)
    return Html(f"<{name}{_written(attributes)}>\n{inner}\n</{name}>")


def together(children: Iterable[str]) -> Html:
    """Elements one after another, each on its line."""
    return Html("\n".join(_inner([child]) for child in children if child))


_VOID = frozenset({"br", "meta"})


def _inner(children: Iterable[str]) -> str:
    return "".join(child if isinstance(child, Html) else escape(child, quote=False) for child in children)


def _written(attributes: dict[str, str]) -> str:
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{_quoted(value)}"' for name, value in attributes.items())


def _quoted(value: str) -> str:
    """A value between double quotes; single ones are harmless there, and policies are read by people."""
    return escape(value, quote=False).replace('"', "&quot;")
