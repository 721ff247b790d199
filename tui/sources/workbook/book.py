"""What a workbook says of its sheets: their order, names, parts and which are hidden."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from tui.sources.decoding import SourceError
from tui.sources.workbook.package import Package, Relation, children

_MAIN: Final = "xl/workbook.xml"
_ID: Final = "id"
_WORKSHEET: Final = "worksheet"
_NOT_NAMED: Final = "missing sheet"
_TRUE: Final = ("1", "true", "on")


class Sheet(msgspec.Struct, frozen=True):
    """One sheet; `part` is null for what holds no cells (`kind` says what it is: a chart sheet, a dialog)."""

    name: str
    part: str | None
    kind: str
    hidden: bool

    @property
    def is_lost(self) -> bool:
        """Whether its cells should be in the file, and are not."""
        return self.part is None and self.kind in (_WORKSHEET, _NOT_NAMED)


class Book(msgspec.Struct, frozen=True):
    """The sheets in their order, the parts that they share, and from which year its dates count."""

    sheets: tuple[Sheet, ...]
    from_1904: bool
    strings: str | None
    styles: str | None
    theme: str | None


def read_book(package: Package) -> Book:
    """The workbook's own part. Raises `SourceError` where there is none."""
    main = _main_part(package)
    tree, relations = package.tree(main), package.relations(main)
    parts = {relation.kind: relation.target for relation in relations.values() if package.has(relation.target)}
    sheets = [
        _sheet(each, relations, package) for group in children(tree, "sheets") for each in children(group, "sheet")
    ]
    properties = next(children(tree, "workbookPr"), None)
    return Book(
        tuple(sheets),
        properties is not None and properties.get("date1904", "").lower() in _TRUE,
        parts.get("sharedStrings"),
        parts.get("styles"),
        parts.get("theme"),
    )


def _main_part(package: Package) -> str:
    relations = package.relations("").values()
    named = next((relation.target for relation in relations if relation.kind == "officeDocument"), _MAIN)
    if not package.has(named):
        raise SourceError(f"{package.path}: is a zip archive, but no workbook (.xlsx); open it and save it as .xlsx")
    if named.startswith(("word/", "ppt/")):
        raise SourceError(f"{package.path}: is a document, but no workbook; copy its tables into a workbook")
    return named


def _sheet(element: Element, relations: dict[str, Relation], package: Package) -> Sheet:
    name = element.get("name", "")
    id_ = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == _ID), "")
    relation = relations.get(id_)
    kind = relation.kind if relation else _NOT_NAMED
    part = relation.target if relation and kind == _WORKSHEET and package.has(relation.target) else None
    return Sheet(name, part, kind, element.get("state", "visible") != "visible")
