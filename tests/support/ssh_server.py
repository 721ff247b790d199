"""An OpenSSH server of our own on loopback: its keys, its port and its configuration lie in one folder.

    with ssh_server(folder) as server:
        with Terminal(server.command("scorecard")) as terminal: ...

It runs as whoever runs the tests, and lets in them alone. Raises `NoServerError`, with the reason, where there is none.
"""

from __future__ import annotations

import getpass
import os
import select
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PATIENCE: Final = 10.0


class NoServerError(RuntimeError):
    """No server can be run here; the message says why."""


@dataclass(frozen=True)
class Server:
    """A server that runs, and how to come in."""

    folder: Path
    port: int

    def command(self, *words: str | Path) -> Sequence[str]:
        """What runs a command on the other side, in a terminal there; its process id lies in `pid` of the folder."""
        remote = shlex.join(map(str, words))
        return [
            *("ssh", "-F", "/dev/null", "-tt", "-p", str(self.port), "-i", str(self.folder / "user_key")),
            *("-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "LogLevel=ERROR"),
            *("-o", f"UserKnownHostsFile={self.folder / 'known_hosts'}", f"{getpass.getuser()}@127.0.0.1"),
            f"echo $$ > {shlex.quote(str(self.folder / 'pid'))}; exec {remote}",
        ]

    @property
    def remote(self) -> int:
        """The process id of the command that was run last."""
        return int((self.folder / "pid").read_text("utf-8"))

    def session(self) -> int:
        """The process of the server that serves that command: its next ancestor of that name."""
        process = self.remote
        while process > 1:
            process = _parent(process)
            if (Path(f"/proc/{process}/comm").read_text("utf-8")).startswith("sshd"):
                return process
        raise ProcessLookupError("the command runs on no server")


def wait_for_end(process: int, seconds: float = _PATIENCE) -> bool:
    """Wait until a process, not necessarily a child, is gone; whether it is."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


@contextmanager
def ssh_server(folder: Path) -> Iterator[Server]:
    """A server for as long as the context lasts."""
    daemon = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    for name, found in (("sshd", daemon), ("ssh", shutil.which("ssh")), ("ssh-keygen", shutil.which("ssh-keygen"))):
        if found is None:
            raise NoServerError(f"{name} is not installed")
    assert daemon is not None
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # without it no sshd starts that root runs
    server = Server(folder, _free_port())
    process = subprocess.Popen(
        [daemon, "-D", "-e", "-f", str(_configure(server))],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        _wait_until_it_listens(process)
        yield server
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        assert process.stderr is not None
        process.stderr.close()


def _configure(server: Server) -> Path:
    folder = server.folder
    for name in ("host_key", "user_key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "user_key.pub", folder / "authorized_keys")
    host_key = (folder / "host_key.pub").read_text("utf-8")
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{server.port} {host_key}", "utf-8")
    path = folder / "sshd_config"
    lines = [
        *(f"Port {server.port}", "ListenAddress 127.0.0.1", f"HostKey {folder / 'host_key'}", "PidFile none"),
        *(f"AuthorizedKeysFile {folder / 'authorized_keys'}", f"AllowUsers {getpass.getuser()}", "StrictModes no"),
        *("PermitRootLogin prohibit-password", "PasswordAuthentication no", "UsePAM no", "PrintMotd no"),
        *("PrintLastLog no", "LogLevel INFO"),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _wait_until_it_listens(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    said = ""
    while select.select([process.stderr], [], [], _PATIENCE)[0]:
        line = process.stderr.readline()
        said += line
        if "Server listening" in line:
            return
        if not line:
            break
    raise NoServerError(f"sshd does not start: {said.strip()}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[1])
