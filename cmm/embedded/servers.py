"""Both servers together, shared by every command of this checkout and stopped by the last one to leave."""

import contextlib
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from cmm.embedded import logins, passwords
from cmm.embedded.places import Place
from cmm.embedded.postgres import Postgres
from cmm.embedded.redis_server import RedisServer


@dataclass(frozen=True)
class Servers:
    place: Place

    @property
    def postgres(self) -> Postgres:
        return Postgres(self.place, hurried=self.place.may_be_lost)

    @property
    def redis(self) -> RedisServer:
        return RedisServer(self.place)

    @property
    def kept(self) -> Path:
        """While this file stands, the servers stay when the last command leaves."""
        return self.place.home / "kept"

    def start(self, database: str = "cmm") -> None:
        """Both answer, and the logins and the database exist; whatever is true already is left alone."""
        self.place.make()
        with locked(self.place.lock("starting")):
            self.place.make()
            self.postgres.start()
            self.redis.start()
            self.make_logins(database)

    def make_logins(self, database: str) -> None:
        passwords.complete(self.postgres.cluster.secrets)
        address = self.postgres.address
        owner = address("cmm_owner", "postgres")
        logins.make_login(address("postgres", "postgres"), owner, logins.OWNER)
        for login in ("cmm_web", "cmm_worker", "cmm_destruction"):
            logins.make_login(owner, address(login, database), logins.OWNS_NOTHING)
        logins.make_login(address("postgres", "postgres"), address("cmm_backup", database), logins.COPIES)
        logins.make_database(owner, database)

    def has_tables(self, database: str = "cmm") -> bool:
        with psycopg.connect(self.postgres.address("cmm_owner", database)) as connection:
            return connection.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,)

    def answer(self) -> bool:
        return self.postgres.answers() and self.redis.answers()

    def stop(self) -> None:
        self.kept.unlink(missing_ok=True)
        self.redis.stop()
        self.postgres.stop()
        self.place.drop_scratch()
        with contextlib.suppress(OSError):
            self.place.sockets.rmdir()

    def forget(self) -> None:
        """Stop, and lose everything they kept."""
        self.stop()
        self.postgres.cluster.forget()
        shutil.rmtree(self.place.home, ignore_errors=True)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Afterwards they are stopped, unless somebody else uses them or they are to stay."""
        self.place.make()
        with self.place.lock("users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield
            finally:
                if not self.kept.exists() and alone(users):
                    self.stop()

    @contextmanager
    def running(self, database: str = "cmm") -> Iterator["Servers"]:
        with self.shared():
            self.start(database)
            yield self


def alone(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
