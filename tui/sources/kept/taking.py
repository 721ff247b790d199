"""What reading a request rests on: its files, its folders, and every catalogue that could be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tui import bundled
from tui.sources.decoding import SourceError
from tui.sources.folder import CATALOGUE, files_of, is_file, is_folder
from tui.sources.kept.folder import config_folder
from tui.sources.kept.inputs import MOST_BYTES, MOST_FILES, Inputs, listing_of, take_file
from tui.sources.request import Request


def inputs_of(request: Request, also: Iterable[Path] = ()) -> Inputs | None:
    """Take down what a request and the files `also` named are, before they are read.

    Null where that cannot be kept: there is no such file, what is named is a pipe, or there is too much of it.
    """
    if request.lait or request.dictionary or request.neighbours:
        return None  # none of that is on the first screen, and a table of DfE's is too large to be read twice
    sources = request.sources or (bundled.sample_path(),)
    try:
        files = files_of(sources).files
    except SourceError:
        return None
    if not files or len(files) > MOST_FILES or not all(map(is_file, files)):
        return None
    # Of several names some may be left out, as second names of a file: which ones has to be found again.
    named = tuple(map(str, sources)) if len(sources) > 1 or any(map(is_folder, sources)) else ()
    listing = listing_of(named) if named else b""
    if listing is None:
        return None
    wanted = dict.fromkeys([*files, *_catalogues(request, files), *also])
    present = dict.fromkeys(filter(is_file, wanted))
    taken, left = [], MOST_BYTES
    for path in present:
        each = take_file(str(path), left)
        if each is None:
            return None
        taken.append(each)
        left -= each.size
    absent = tuple(str(path) for path in wanted if path not in present)
    return Inputs(tuple(taken), absent, named, listing)


def _catalogues(request: Request, files: Iterable[Path]) -> Iterator[Path]:
    """Every place where a catalogue of these files is looked for, and the catalogues that those extend."""
    if request.indicators is not None:
        places = [request.indicators]
    else:
        folders = [each for each in request.sources if is_folder(each)]
        places = [folder / CATALOGUE for folder in (*(each.parent for each in files), *folders)]
        places += [Path(config_folder()) / CATALOGUE, bundled.catalogue_path()]
    for place in dict.fromkeys(places):
        yield place
        if is_file(place):
            yield from _extended(place)


def _extended(path: Path) -> Iterator[Path]:
    """The catalogues under one, as far as they can be read, by the name given and by the one it leads to.

    The name given may be a link, or lead through one.
    """
    import tomli

    seen = {path.resolve()}
    while True:
        try:
            base = tomli.loads(path.read_text("utf-8-sig")).get("extends")
        except (OSError, ValueError, RecursionError):
            return
        if not isinstance(base, str):
            return
        named = path.parent / base
        path = named.resolve()
        if path in seen:
            return
        seen.add(path)
        yield from (named, path)
