"""Every code that a problem can bear is known, and it is decided whether it is one of the layout."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import tui
from tui.scorecard.audit.layout import CODES, OTHER_CODES

MAKERS = {"Problem": 4, "_problem": 6, "note": None, "Aside": 2}
"""What makes problems, and where among its arguments the code stands."""


def codes_in(path: Path) -> Iterator[str]:
    """The codes that a module writes, as texts or as names of its own."""
    tree = ast.parse(path.read_text("utf-8"))
    assigned: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            assigned[node.target.id] = node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            assigned[node.targets[0].id] = node.value
    makes = False
    for node in ast.walk(tree):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in MAKERS:
            makes, at = True, MAKERS[name]
            given = [each.value for each in node.keywords if each.arg == "code"]
            given += node.args[at : at + 1] if at is not None else []
            for each in given:
                yield from texts(each, assigned)
        elif isinstance(node, ast.ClassDef) and node.name in MAKERS:
            makes = True
    if makes and "code" in assigned:
        yield from texts(assigned["code"], assigned)


def texts(value: ast.expr, assigned: dict[str, ast.expr], deep: int = 3) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from texts(value.body, assigned)
        yield from texts(value.orelse, assigned)
    elif isinstance(value, ast.Name) and value.id in assigned and deep:
        yield from texts(assigned[value.id], assigned, deep - 1)


def test_every_code_in_use_is_known_and_every_known_one_in_use() -> None:
    root = Path(tui.__file__).parent
    used = {code for path in root.rglob("*.py") for code in codes_in(path)}
    assert sorted(used) == sorted({*CODES, *OTHER_CODES})


def test_no_code_is_of_the_layout_and_not() -> None:
    assert not set(CODES) & set(OTHER_CODES)
