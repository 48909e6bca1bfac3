"""Both servers together, shared by every command of this checkout and stopped by the last one to leave."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cmm.embedded import logins
from cmm.embedded.places import Place
from cmm.embedded.postgres import Postgres
from cmm.embedded.redis_server import RedisServer


@dataclass(frozen=True)
class Servers:
    place: Place

    @property
    def postgres(self) -> Postgres:
        return Postgres(self.place, hurried=self.place.name == "test")

    @property
    def redis(self) -> RedisServer:
        return RedisServer(self.place)

    @property
    def kept(self) -> Path:
        """While this file stands, the servers stay when the last command leaves."""
        return self.place.home / "kept"

    def start(self, database: str = "cmm") -> None:
        self.place.make()
        with locked(self.place.home / "starting.lock"):
            self.postgres.start()
            self.redis.start()
            logins.make_all(self.postgres.address, database)

    def stop(self) -> None:
        self.kept.unlink(missing_ok=True)
        self.redis.stop()
        self.postgres.stop()

    @contextmanager
    def running(self, database: str = "cmm") -> Iterator["Servers"]:
        """Started where need be; stopped afterwards, unless somebody else uses them or they are to stay."""
        self.place.make()
        with (self.place.home / "users.lock").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self.start(database)
                yield self
            finally:
                if not self.kept.exists() and alone(users):
                    self.stop()


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
