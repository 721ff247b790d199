"""Where a journal lies, and who may read it: how its file and folder are made."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from tui.journal.errors import JournalError, MissingFolderError, NetworkError
from tui.journal.failures import NO_DATABASE, not_a_journal, read_only
from tui.journal.mounts import network_kind
from tui.scorecard.problems import why

NAME: Final = "journal.sqlite"
_APP: Final = "scorecard"
_PRIVATE_FOLDER: Final = 0o700
_PRIVATE: Final = 0o600
_SHARED: Final = 0o660
COMPANIONS: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database while it is open."""


def default_path() -> Path:
    """The journal of whoever runs the program, in the data folder of their system."""
    from platformdirs import user_data_path  # only where no journal is named

    return user_data_path(_APP, appauthor=False) / NAME


def stands(path: Path) -> bool:
    """Whether there is a file. Raises `JournalError` for a folder, and for a place that a journal cannot be in."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unusable(path, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise not_a_journal(path, "is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise not_a_journal(path, "is no regular file")
    # SQLite takes a file of one byte for an empty one, and would write over it. Others it tells from its own; nobody
    # else may open the file to look: closing it again would take from SQLite the locks that this process holds.
    if found.st_size == 1:
        raise not_a_journal(path, NO_DATABASE)
    return True


def file_identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path, whatever its name was; null where none can be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_network(path: Path) -> None:
    """Raise `NetworkError` for a journal on a network file system."""
    kind = network_kind(path.resolve().parent)
    if kind is not None:
        raise NetworkError(
            path,
            f"lies on a network file system ({kind}), where SQLite cannot keep two writers apart (its write-ahead log "
            "needs memory that all of them share). Keep it on a disk of the computer that everybody works on, and "
            "name it with --journal FILE",
        )


def create(path: Path) -> None:
    """Make the empty file of a journal, and the folder of the default one; do nothing where the file is there.

    The file is private (0600), but for a named one whose folder its group may write: that is shared with the group
    of the folder (0660), where the system lets it be. Raises `JournalError`.
    """
    private = path == default_path()
    try:
        if private:
            make_private(path.parent)
        _create(path, private)
    except FileExistsError:
        return  # another process was first
    except OSError as error:
        raise _unusable(path, error) from error


def make_private(folder: Path) -> None:
    """Make a folder that is its owner's alone, with those above it; take others' rights to one that is there."""
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    found = folder.stat()
    if stat.S_IMODE(found.st_mode) != _PRIVATE_FOLDER and found.st_uid == os.geteuid():
        folder.chmod(_PRIVATE_FOLDER)


def _create(path: Path, private: bool) -> None:
    target = path.resolve()
    file = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
    try:
        if not private:
            _share(file, target.parent.stat())
        os.fsync(file)
    finally:
        os.close(file)
    sync_folder(target.parent)


def _share(file: int, folder: os.stat_result) -> None:
    """Give a file to the group that may write its folder; it stays private where that is not permitted."""
    if not folder.st_mode & stat.S_IWGRP:
        return
    with suppress(OSError):
        if os.fstat(file).st_gid != folder.st_gid:
            os.fchown(file, -1, folder.st_gid)
        os.fchmod(file, _SHARED)  # not by os.open: the umask has no say


def create_like(path: Path, pattern: Path) -> None:
    """Make an empty file with the group and the permissions of another. Raises `FileExistsError` and `OSError`."""
    found = pattern.stat()
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
    try:
        with suppress(OSError):
            if os.fstat(file).st_gid != found.st_gid:
                os.fchown(file, -1, found.st_gid)
            os.fchmod(file, stat.S_IMODE(found.st_mode))
    finally:
        os.close(file)


def share_companions(path: Path) -> None:
    """Give what SQLite keeps beside a shared journal to the journal's group; without rights to do so, leave it.

    SQLite copies the file's permissions, but new files get the group of whoever opens it, where the folder does not
    pass its own on.
    """
    target = path.resolve()
    with suppress(OSError):
        group = target.stat().st_gid
        for ending in COMPANIONS:
            beside = target.with_name(target.name + ending)
            found = beside.stat()
            if found.st_gid != group and found.st_uid == os.geteuid():
                os.chown(beside, -1, group)


def sync_folder(folder: Path) -> None:
    """See to it that the names of files in a folder are on disk."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def may_write(path: Path) -> bool:
    """Whether a journal's file, and what SQLite makes beside it, may be written."""
    target = path.resolve()
    effective = os.access in os.supports_effective_ids
    return os.access(target, os.R_OK | os.W_OK, effective_ids=effective) and os.access(
        target.parent, os.W_OK | os.X_OK, effective_ids=effective
    )


def _unusable(path: Path, error: OSError) -> JournalError:
    if isinstance(error, NotADirectoryError):
        return MissingFolderError(path, f"{path.parent} is no folder; name another journal with --journal FILE")
    if isinstance(error, FileNotFoundError):
        return MissingFolderError(
            path, f"its folder {path.parent} does not exist; make it first, or name another journal with --journal FILE"
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return read_only(path)
    return JournalError(path, f"cannot be used: {why(error)}")
