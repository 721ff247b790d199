"""Reading `indicators.toml`: every mistake in it is reported at once, each with its place."""

from __future__ import annotations

import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Final

import msgspec
import tomli

from tui.scorecard.catalogue import JUDGED_BY, Area, Catalogue, Comparator, Identity, Indicator, RatingRule, Rebase
from tui.scorecard.catalogue_check import Mistake, Table, check
from tui.scorecard.catalogue_schema import is_text
from tui.scorecard.problems import why
from tui.scorecard.triage_weights import TriageWeights

_MOST_BYTES: Final = 16 << 20
_SYNTAX_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class CatalogueError(Exception):
    """The catalogue cannot be used; `mistakes` holds every reason."""

    def __init__(self, source: str, mistakes: list[Mistake]) -> None:
        self.source = source
        self.mistakes = mistakes
        super().__init__("\n".join(mistake.describe(source) for mistake in mistakes))


def load_catalogue(path: Path) -> Catalogue:
    """Read and check one catalogue file, with the file that it `extends` below it.

    Raises `CatalogueError` with every mistake in it, and `OSError` where a file cannot be read.
    """
    document = _read_extended(path, ())
    mistakes = check(document)
    if mistakes:
        text = path.read_text("utf-8", errors="replace")
        raise CatalogueError(path.name, [_with_place(mistake, text) for mistake in mistakes])
    return _build(document)


def _read_extended(path: Path, children: tuple[Path, ...]) -> Table:
    """The file's document over that of the file it extends (`extends = "FILE"`, relative to it)."""
    document = _parse(path)
    base = document.pop("extends", None)
    if base is None:
        return document
    if not is_text(base):
        raise CatalogueError(path.name, [Mistake("", None, "extends", "expected the path of a catalogue file")])
    base_path = (path.parent / base).resolve()
    if base_path in (*children, path.resolve()):
        raise CatalogueError(path.name, [Mistake("", None, "extends", f"{base} extends this file in turn")])
    try:
        below = _read_extended(base_path, (*children, path.resolve()))
    except OSError as error:
        reason = f"{base} cannot be read ({why(error)})"
        raise CatalogueError(path.name, [Mistake("", None, "extends", reason)]) from error
    return _merged(below, document)


def _merged(below: Table, above: Table) -> Table:
    merged = dict(below)
    for key, value in above.items():
        standing = merged.get(key)
        merged[key] = _merged(standing, value) if isinstance(standing, dict) and isinstance(value, dict) else value
    return merged


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file; what is none (a device, a pipe) may never end, and is refused before it is opened."""
    found = path.stat()
    if not S_ISREG(found.st_mode) and not S_ISDIR(found.st_mode):
        raise CatalogueError(path.name, [Mistake("", None, None, "is no file; save the catalogue to one")])
    if found.st_size > _MOST_BYTES:
        raise CatalogueError(path.name, [Mistake("", None, None, "is over 16 MiB; no catalogue is that large")])
    return path.read_bytes()


def _parse(path: Path) -> Table:
    try:
        return tomli.loads(_bytes_of(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CatalogueError(path.name, [Mistake("", None, None, "expected UTF-8 text", line)]) from error
    except tomli.TOMLDecodeError as error:
        message = str(error)
        place = _SYNTAX_PLACE.search(message)
        line, column = (int(place[1]), int(place[2])) if place and place[1] else _end_of(path)
        message = _SYNTAX_PLACE.sub("", message)
        raise CatalogueError(path.name, [Mistake("", None, None, f"not TOML: {message}", line, column)]) from error
    except (RecursionError, ValueError) as error:  # nested too deep, a number too long
        raise CatalogueError(path.name, [Mistake("", None, None, f"not TOML: {error}")]) from error


def _end_of(path: Path) -> tuple[int, int]:
    lines = path.read_text("utf-8", errors="replace").split("\n")
    return len(lines), len(lines[-1]) + 1


def _with_place(mistake: Mistake, text: str) -> Mistake:
    """`mistake` with the line and column of its key, or else of its table, where the file holds them."""
    name = ".".join(filter(None, (mistake.table, mistake.ref)))
    bare = text.replace('"', "")  # [indicators."FD 1"] is a header too
    header = re.search(rf"^\s*\[\s*{re.escape(name)}\s*\]", bare, re.MULTILINE)
    if header is None:
        return mistake
    line = bare.count("\n", 0, header.end()) + 1
    found_line, column = line, 1
    for offset, content in enumerate(text.split("\n")[line:], 1):
        if content.lstrip().startswith("["):
            break
        if mistake.key and re.match(rf'\s*"?{re.escape(mistake.key)}"?\s*=', content):
            found_line, column = line + offset, len(content) - len(content.lstrip()) + 1
            break
    return msgspec.structs.replace(mistake, line=found_line, column=column)


def _build(document: Table) -> Catalogue:
    areas = {key: Area(key=key, **_frozen(entry)) for key, entry in document["areas"].items()}
    return Catalogue(
        authority=document["authority"]["name"],
        dfe_number=document["authority"].get("dfe_number"),
        areas=dict(sorted(areas.items(), key=lambda item: item[1].order)),
        comparators={key: Comparator(key=key, **_frozen(entry)) for key, entry in document["comparators"].items()},
        indicators={ref: _indicator(ref, entry) for ref, entry in document["indicators"].items()},
        rules={key: RatingRule(key=key, **_frozen(entry)) for key, entry in document.get("rules", {}).items()},
        identities={key: Identity(key=key, **_frozen(entry)) for key, entry in document.get("identities", {}).items()},
        triage=TriageWeights(**{key: float(points) for key, points in document.get("triage", {}).items()}),
    )


def _indicator(ref: str, entry: Table) -> Indicator:
    rebase = tuple(Rebase(**each) for each in entry.get("rebase", ()))
    indicator = Indicator(ref=ref, **{**_frozen(entry), "rebase": rebase})
    unjudged = any(key in indicator.review for key in JUDGED_BY)
    return msgspec.structs.replace(indicator, polarity="none") if unjudged else indicator


def _frozen(entry: Table) -> Table:
    return {key: _tuples(value) for key, value in entry.items()}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
