"""One PostgreSQL server: started and stopped, on a Unix socket and never on a port."""

import signal
from dataclasses import dataclass

import psycopg

from cmm.embedded import leftovers
from cmm.embedded.clusters import Cluster
from cmm.embedded.places import Place
from machine.commands import last_line
from machine.steps import MachineError

# Its own starts and ends are logged, and no statement that failed: its message holds what somebody typed.
SETTINGS = ("listen_addresses=", "unix_socket_permissions=0700", "max_connections=100", "log_min_messages=log")
# What may be lost with the machine need not reach a disk, and what lies in memory is kept small.
HURRIED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=192MB")
PATIENCE = 60


@dataclass(frozen=True)
class Postgres:
    place: Place
    hurried: bool = False

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.place)

    def address(self, login: str, database: str) -> str:
        cluster = self.cluster
        return f"postgresql://{login}:{cluster.password(login)}@/{database}?host={cluster.sockets}"

    def start(self) -> None:
        if self.answers():
            return
        self.stop()
        self.unlock()
        if not self.cluster.finished:
            self.cluster.make()
        log = self.place.log("postgres")
        server = self.cluster.runner.spawn(self.command(), self.cluster.base, log)
        leftovers.wait_until(lambda: self.answers() or server.poll() is not None, PATIENCE)
        if not self.answers():
            said = last_line(log.read_text(errors="replace"))
            raise MachineError(f"PostgreSQL did not start: {said} (all of it: {log})")

    def command(self) -> list[str]:
        cluster = self.cluster
        settings = [*SETTINGS, *(HURRIED if self.hurried else ())]
        words = [cluster.program("postgres"), "-D", str(cluster.folder), "-k", str(cluster.sockets)]
        return [*words, *(word for setting in settings for word in ("-c", setting))]

    def stop(self) -> None:
        """This checkout's server, whoever started it. Fast: clients are cut off, nothing is lost."""
        folder = self.cluster.folder
        leftovers.stop(list(leftovers.with_argument(folder)), signal.SIGINT, patience=30)
        # A killed server's children may still be at work in the folder.
        leftovers.stop(list(leftovers.at_work_in(folder, "postgres")))

    def unlock(self) -> None:
        """Nobody is left; yet where nothing buries the dead, their numbers stay taken, and these files name them."""
        cluster = self.cluster
        for lock in (cluster.folder / "postmaster.pid", cluster.sockets / ".s.PGSQL.5432.lock"):
            lock.unlink(missing_ok=True)

    def answers(self) -> bool:
        if not self.cluster.finished:
            return False
        try:
            psycopg.connect(self.address("postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True
