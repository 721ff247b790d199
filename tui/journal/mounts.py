"""Which file system a folder lies on, by the kernel's own table (`/proc/self/mountinfo`)."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

TABLE: Final = Path("/proc/self/mountinfo")

NETWORK: Final = frozenset(
    """
    nfs nfs4 cifs smb2 smb3 smbfs ncpfs ncp afs auristorfs coda ceph lustre glusterfs beegfs gpfs orangefs pvfs2 panfs
    davfs fuse.davfs fuse.davfs2 fuse.sshfs fuse.glusterfs fuse.ceph fuse.ceph-fuse fuse.cephfs fuse.s3fs fuse.goofys
    fuse.gcsfuse fuse.blobfuse fuse.blobfuse2 fuse.rclone fuse.juicefs fuse.curlftpfs fuse.smbnetfs fuse.afpfs
    fuse.gvfsd-fuse fuse.mfs fuse.moosefs fuse.lizardfs fuse.seaweedfs
    """.split()
)
"""Types of file systems that other computers write too."""

_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


class Mount(msgspec.Struct, frozen=True):
    """Where a file system is mounted, and its type (`ext4`, `nfs4`)."""

    point: PurePosixPath
    kind: str


def parse(table: str) -> list[Mount]:
    r"""The mounts of a table, later ones over earlier ones; lines that are none are left out.

    >>> parse("36 35 98:0 / /a\\040b rw,noatime shared:1 - nfs4 server:/x rw")
    [Mount(point=PurePosixPath('/a b'), kind='nfs4')]
    """
    found = []
    for line in table.split("\n"):
        before, separator, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if separator and len(fields) >= 6 and kinds[0]:
            found.append(Mount(PurePosixPath(_unescaped(fields[4])), kinds[0]))
    return found


def _unescaped(text: str) -> str:
    r"""The kernel writes blank, tab, line end and backslash as `\040` and so on."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), text)


def holding(folder: PurePosixPath, mounts: list[Mount]) -> Mount | None:
    """The mount that a folder lies on: the one with the longest path, of several there the last."""
    found = None
    for mount in mounts:
        inside = folder == mount.point or mount.point in folder.parents
        if inside and (found is None or len(mount.point.parts) >= len(found.point.parts)):
            found = mount
    return found


def network_kind(folder: Path, table: Path = TABLE) -> str | None:
    """The type of the network file system that a folder lies on; null where it lies on none or nobody can say."""
    try:
        text = table.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return None  # no Linux
    mount = holding(PurePosixPath(folder.resolve()), parse(text))
    return mount.kind if mount and mount.kind in NETWORK else None
