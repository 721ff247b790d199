from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tui.journal.mounts import NETWORK, TABLE, Mount, holding, network_kind, parse

TEXT = """\
21 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,discard
22 21 0:20 / /proc rw,nosuid,nodev,noexec shared:5 - proc proc rw
30 21 0:40 / /home rw,relatime shared:20 master:3 - nfs4 server:/home rw,vers=4.2
31 30 254:2 / /home/ada/local rw,relatime - ext4 /dev/vdb1 rw
32 21 0:41 / /mnt/Team\\040drive rw - cifs //server/team rw
33 21 0:42 / /mnt/back\\134slash\\011tab rw - fuse.sshfs ada@server:/ rw
34 21 0:43 / /mnt/twice rw - ext4 /dev/vdc rw
35 34 0:44 / /mnt/twice rw - cifs //server/twice rw
36 21 0:45 / /mnt/looks-like - rw shared:9 - tmpfs tmpfs rw
"""


def kind_of(folder: str, text: str = TEXT) -> str:
    mount = holding(PurePosixPath(folder), parse(text))
    return mount.kind if mount else ""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/var/lib/scorecard", "ext4"),
        ("/home", "nfs4"),
        ("/home/ada", "nfs4"),
        ("/homely", "ext4"),
        ("/home/ada/local", "ext4"),
        ("/home/ada/local/deep/down", "ext4"),
        ("/mnt/Team drive/performance", "cifs"),
        ("/mnt/Team", "ext4"),
        ("/mnt/back\\slash\ttab/x", "fuse.sshfs"),
        ("/mnt/twice/x", "cifs"),
    ],
)
def test_a_folder_lies_on_the_nearest_mount(folder: str, kind: str) -> None:
    assert kind_of(folder) == kind


@pytest.mark.parametrize("text", ["", "\n\n", "nonsense", "1 2 3 - ext4", "1 2 0:1 / / rw -", "1 2 0:1 / / rw - "])
def test_lines_that_are_none_are_left_out(text: str) -> None:
    assert parse(text) == []
    assert kind_of("/home", text) == ""


def test_a_table_is_read_whole() -> None:
    mounts = parse(TEXT)
    assert len(mounts) == 8, "a mount point with ' - ' in it never occurs: the kernel writes blanks as \\040"
    assert mounts[0] == Mount(PurePosixPath("/"), "ext4")


@pytest.mark.parametrize("kind", "nfs nfs4 cifs smb3 smbfs ncpfs afs ceph lustre glusterfs davfs fuse.sshfs".split())
def test_what_other_computers_write_is_a_network_file_system(kind: str, tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / / rw - {kind} server:/ rw\n")
    assert network_kind(tmp_path, table) == kind


@pytest.mark.parametrize("kind", "ext4 xfs btrfs zfs tmpfs overlay ramfs f2fs fuseblk fuse".split())
def test_a_disk_of_this_computer_is_none(kind: str, tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / / rw - {kind} /dev/x rw\n")
    assert network_kind(tmp_path, table) is None
    assert kind not in NETWORK


def test_without_a_table_nobody_can_say(tmp_path: Path) -> None:
    assert network_kind(tmp_path, tmp_path / "none") is None


def test_a_link_is_followed_to_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / {tmp_path}/share rw - nfs server:/ rw\n")
    assert network_kind(tmp_path / "link", table) == "nfs"
    assert network_kind(tmp_path, table) is None


@pytest.mark.skipif(not TABLE.exists(), reason="a table of Linux")
def test_this_computers_own_table_can_be_read() -> None:
    mounts = parse(TABLE.read_text("utf-8", errors="surrogateescape"))
    assert holding(PurePosixPath("/proc/self"), mounts) is not None
