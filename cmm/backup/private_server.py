"""A PostgreSQL for whoever restores and nobody else: on a socket in a private folder, no network, gone afterwards."""

import shutil
import signal
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from cmm.backup.shelf import Damaged
from cmm.embedded import programs
from cmm.embedded.privilege import runner

SUPERUSER = "postgres"
# Nobody is let in before it has recovered; it follows and archives to nobody, whatever its own settings say.
SETTINGS = (
    "listen_addresses=", "hot_standby=off", "archive_mode=off", "logging_collector=off", "log_destination=stderr",
    "ssl=off", "synchronous_standby_names=", "primary_conninfo=", "lc_messages=C", "restore_command=false",
    "recovery_target_timeline=current", "recovery_target_action=promote",
)  # fmt: skip
PATIENCE = 6 * 3600  # seconds of a very long log


class PrivateServer:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = Path(tempfile.mkdtemp(prefix="cmm-restore-"))
        self.log = self.folder / "log"
        self.server: subprocess.Popen[bytes] | None = None

    def start(self, until: datetime | None) -> None:
        """Recovered, as far as the log or ``until`` reaches. Raises Damaged."""
        if runner().needs_copy:
            raise Damaged("PostgreSQL does not run as root here. Restore as an ordinary user.")
        allowed = self.folder / "hba.conf"
        allowed.write_text("local all all trust\n")
        settings = [*SETTINGS, f"hba_file={allowed}", f"unix_socket_directories={self.folder}"]
        settings += [f"recovery_target_time={until.isoformat()}"] if until else []
        program = programs.postgres_home() / "bin" / "postgres"
        words = [str(program), "-D", str(self.data), *(word for one in settings for word in ("-c", one))]
        self.server = runner().spawn(words, self.data, self.log)
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if self.server.poll() is not None or time.monotonic() > end:
                raise Damaged(f"PostgreSQL could not recover: {self.last_word()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.address(SUPERUSER, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def address(self, login: str, database: str) -> str:
        return f"postgresql://{login}@/{database}?host={self.folder}"

    def last_word(self) -> str:
        said = [
            line for line in self.log.read_text(errors="replace").splitlines() if "FATAL" in line or "PANIC" in line
        ]
        return said[-1].partition(":  ")[2] if said else "it said nothing."

    def last_transaction(self) -> str:
        """When what it brought back last was committed, by the server's own word."""
        _before, found, after = self.log.read_text(errors="replace").rpartition(
            "last completed transaction was at log time "
        )
        return after.splitlines()[0] if found else ""

    def counts(self, database: str) -> dict[str, int]:
        return counts(self.address(SUPERUSER, database))

    def stop(self) -> None:
        """Nothing is lost: whatever was recovered lies in the folder."""
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(120)
        shutil.rmtree(self.folder, ignore_errors=True)


def counts(superuser: str) -> dict[str, int]:
    """How many rows each table of the register has."""
    tables = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    with psycopg.connect(superuser, autocommit=True) as connection:
        names = [name for (name,) in connection.execute(tables)]
        if not names:
            return {}
        asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM public.\"{name}\"" for name in names)  # noqa: S608 -- of the catalogue
        found: list[tuple[Any, ...]] = connection.execute(asked.encode()).fetchall()
    return {name: number for name, number in found}  # noqa: C416 -- pairs
