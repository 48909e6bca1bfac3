"""PostgreSQL refuses to run as root, so root starts it as somebody else."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from machine.steps import MachineError

MAPPED = ("unshare", "--user", "--map-user=1", "--map-group=1")
UNPRIVILEGED = ("daemon", "nobody")
# Servers may outlive whoever started them, and Python warns of a process it forgets. One that was killed must
# be asked after, or its number stays taken and PostgreSQL believes that it still runs.
OUTLIVING: list["subprocess.Popen[bytes]"] = []


@dataclass(frozen=True)
class Runner:
    """How a server program is started: as it is, behind a prefix, or as another user."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    @property
    def needs_copy(self) -> bool:
        """Another user cannot enter a folder of root's, so programs and data lie in one of its own."""
        return self.user is not None

    def own(self, path: Path) -> None:
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group, follow_symlinks=False)

    def call(self, command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
        """To its end, everything it says kept in ``stdout``."""
        said: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "check": False}
        done: subprocess.CompletedProcess[str] = subprocess.run(self.words(command), **said, **self.options(folder))
        return done

    def spawn(self, command: list[str], folder: Path, log: Path) -> "subprocess.Popen[bytes]":
        """Out of reach of the terminal's Ctrl-C, which is ours to pass on."""
        for earlier in OUTLIVING:
            earlier.poll()
        with log.open("wb") as said:
            options = self.options(folder) | {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
            server: subprocess.Popen[bytes] = subprocess.Popen(self.words(command), start_new_session=True, **options)
        OUTLIVING.append(server)
        return server

    def words(self, command: list[str]) -> list[str]:
        return [*self.prefix, *command]

    def options(self, folder: Path) -> dict[str, Any]:
        if self.user is None:
            return {"cwd": folder}
        return {"cwd": folder, "user": self.user, "group": self.group, "extra_groups": []}


@cache
def runner() -> Runner:
    if os.geteuid() != 0:
        return Runner()
    if can_map_users():
        return Runner(prefix=MAPPED)
    for name in UNPRIVILEGED:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return Runner(user=account.pw_uid, group=account.pw_gid)
    raise MachineError("PostgreSQL does not run as root here. Run ./dev as an ordinary user.")


def can_map_users() -> bool:
    """False in containers that forbid user namespaces, and where ``unshare`` is missing or too old."""
    try:
        return subprocess.run([*MAPPED, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
