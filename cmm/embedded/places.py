"""Where the embedded servers of one checkout keep their data, their sockets and their passwords."""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from machine.steps import MachineError

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """One set of servers of one checkout: ``dev`` keeps the demonstration, ``test`` serves the tests."""

    name: str
    root: Path = ROOT

    @property
    def home(self) -> Path:
        return self.root / ".local" / self.name

    @property
    def may_be_lost(self) -> bool:
        """With the machine. The demonstration may not."""
        return self.name == "test"

    @property
    def mark(self) -> str:
        """Tells this checkout's folders in shared places from everybody else's."""
        return hashlib.sha256(str(self.home).encode()).hexdigest()[:10]

    @property
    def sockets(self) -> Path:
        """Short, for a socket's whole path must stay under 107 bytes, and private to this user."""
        return Path("/tmp") / f"cmm-{os.getuid()}-{self.mark}"

    @property
    def scratch(self) -> Path:
        """For the register's processes: what a killed one leaves half-written is cleared at the next start."""
        return self.sockets / "tmp"

    def make_scratch(self) -> None:
        self.drop_scratch()
        private_folder(self.scratch)

    def drop_scratch(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)

    def lock(self, noun: str) -> Path:
        """Outside the home, so that it outlives a demonstration that is thrown away."""
        return self.home.parent / f"{self.name}.{noun}.lock"

    def log(self, noun: str) -> Path:
        return self.home / f"{noun}.log"

    def make(self) -> None:
        try:
            private_folder(self.home.parent)
            private_folder(self.home)
        except PermissionError:
            raise MachineError(f"{self.home} cannot be written. Own the checkout, or clone it anew.") from None
        private_folder(self.sockets)


def private_folder(path: Path) -> None:
    """Make ``path`` for this user alone; a folder or a link put there by somebody else is refused."""
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise MachineError(f"{path} belongs to somebody else. Remove it, or ask its owner to.")
    path.chmod(0o700)
