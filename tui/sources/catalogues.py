"""Which catalogue goes with a source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tui import bundled
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.catalogue_file import load_catalogue
from tui.sources.decoding import unreadable
from tui.sources.folder import CATALOGUE, is_file
from tui.sources.kept.folder import config_folder


def find_catalogue(source: Path, named: Path | None, folders: tuple[Path, ...] = ()) -> Catalogue:
    """The catalogue named, else an `indicators.toml` beside the source, else the user's, else the bundled one.

    `folders` are looked into after the source's own: those that the user named and in which the source lies. The
    user's lies in the configuration folder of their system; the bundled scorecard keeps to its own.
    """
    return load(catalogue_path(source, named, folders))


def catalogue_path(source: Path, named: Path | None, folders: tuple[Path, ...] = ()) -> Path:
    """Where the catalogue lies that goes with a source."""
    return named or next((each for each in _places(source, folders) if is_file(each)), bundled.catalogue_path())


def load(path: Path) -> Catalogue:
    """The catalogue in a file. Raises `CatalogueError` for its mistakes, `SourceError` where it cannot be read."""
    try:
        return load_catalogue(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _places(source: Path, folders: tuple[Path, ...]) -> Iterator[Path]:
    yield source.parent / CATALOGUE
    yield from (folder / CATALOGUE for folder in folders if folder in source.parents)
    if source != bundled.sample_path():
        yield Path(config_folder()) / CATALOGUE
