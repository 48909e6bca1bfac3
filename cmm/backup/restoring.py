"""A register brought back into an empty folder: recovered, proven, what was destroyed gone again; or not there at all.

Until all of it is done it lies under another name, and its server answers on a private socket alone.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cmm.backup.bases import Base, newest_base
from cmm.backup.extracting import lay_out_base, lay_out_beside, lay_out_log
from cmm.backup.private_server import PrivateServer
from cmm.backup.replication import as_lsn
from cmm.backup.shelf import Damaged, Shelf
from cmm.settings import environment

ROOT = Path(__file__).resolve().parents[2]
NOT_PASSED_ON = ("DATABASE_OWNER_URL", "DATABASE_BACKUP_URL")


@dataclass
class Restored:
    """What came back, and what the proof says of it."""

    base: Base
    reached: int
    seconds: float = 0.0
    last_transaction: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)

    def told(self) -> str:
        proof = self.proof
        return "\n".join(
            [
                f"base backup {self.base.id} and the log to {as_lsn(self.reached)}",
                f"last transaction {self.last_transaction}",
                f"{sum(self.counts.values())} rows in {len(self.counts)} tables",
                f"destroyed again {proof['gone']} cases, kept by a hold {proof['held']}",
                f"log: {proof['entries']} entries proven; blocks that are newer than the backup {proof['newer']}"
                + (f", the last sealed at {proof['newest']}" if proof["newer"] else ""),
                f"opened: {proof['values']} closed values, {proof['opened']} of {proof['files']} files",
                f"{self.seconds:.1f} seconds from an empty folder to a proven register",
            ]
        )


def restore(shelf: Shelf, target: Path, *, until: datetime | None = None, only: str = "") -> Restored:
    """Raises Damaged; then nothing of it is left."""
    began = time.monotonic()
    named = environment.text("CMM_ANCHOR_FOLDER", "")
    outside = Path(named) if named else None
    with unfinished(target) as part:
        restored = laid_out(shelf, part, outside, until, only)
        recover_and_prove(restored, part, until)
    restored.seconds = time.monotonic() - began
    return restored


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """The folder takes its name when all is done; whatever happens before, it is gone."""
    if target.exists() and any(target.iterdir()):
        raise Damaged(f"{target} is not empty. A register is restored into an empty folder.")
    part = target.with_name(f"{target.name}.unfinished")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700, parents=True)
    try:
        yield part
        os.sync()
        part.replace(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def laid_out(shelf: Shelf, part: Path, outside: Path | None, until: datetime | None, only: str) -> Restored:
    """Everything that can be proven without a server."""
    base = newest_base(shelf, until, only)
    lay_out_beside(shelf, base, part / "anchors", outside)
    reached = lay_out_log(shelf, base, part / "log", until)
    lay_out_base(shelf, base, part / "postgres")
    for segment in (part / "log").iterdir():
        segment.replace(part / "postgres" / "pg_wal" / segment.name)
    (part / "log").rmdir()
    return Restored(base, reached)


def recover_and_prove(restored: Restored, part: Path, until: datetime | None) -> None:
    server = PrivateServer(part / "postgres")
    try:
        server.start(until)
        restored.last_transaction = server.last_transaction()
        restored.counts = server.counts(restored.base.database)
        restored.proof = proof(server, restored.base.database, part)
        check_sight(restored)
    finally:
        server.stop()


def check_sight(restored: Restored) -> None:
    """Whoever is not believed to be the system is shown nothing, and would find nothing wrong with it."""
    seen = restored.proof["seen"]
    if seen != {name: restored.counts.get(name) for name in seen}:
        raise Damaged("The register shows itself to nobody: CMM_SYSTEM_KEY is not the one it was written with.")


def proof(server: PrivateServer, database: str, part: Path) -> dict[str, Any]:
    """In a process that knows the register's keys and is given this server."""
    login = server.address("cmm_worker", database)
    variables = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON} | {
        "DATABASE_URL": login,
        "DATABASE_WORKER_URL": login,
        "DATABASE_DESTRUCTION_URL": server.address("cmm_destruction", database),
        "CMM_FILES_FOLDER": str(part / "files"),
        "CMM_ANCHOR_FOLDER": str(part / "anchors"),
    }
    command = [sys.executable, "manage.py", "prove_restore"]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise Damaged(said[-1] if said else "The proof ended without a word.")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
