"""PostgreSQL refuses to run as root, so root starts it as somebody else."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from functools import cache

from machine.steps import MachineError

MAPPED = ("unshare", "--user", "--map-user=1", "--map-group=1")
UNPRIVILEGED = ("daemon", "nobody")


@dataclass(frozen=True)
class Runner:
    """How a server program is started: behind a prefix, or as another user."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    @property
    def needs_copy(self) -> bool:
        """Another user cannot enter a folder of root's, so programs and data lie in one of its own."""
        return self.user is not None

    def as_user(self) -> dict[str, object]:
        if self.user is None:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}


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
