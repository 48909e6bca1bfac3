"""One Redis server on a Unix socket. It is a bell, not a store, so it keeps nothing on disk."""

from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from cmm.embedded import leftovers, programs
from cmm.embedded.places import Place
from cmm.embedded.privilege import Runner
from machine.commands import last_line
from machine.steps import MachineError

PATIENCE = 30
# One for each run of the tests and each name (``./dev env NAME``), and as many again for each process of a run.
NUMBERS, PROCESSES = 64, 8
# By itself redis-py asks a server that is not there three times more, for seconds.
AT_ONCE = Retry(NoBackoff(), 0)


@dataclass(frozen=True)
class RedisServer:
    place: Place

    @property
    def socket(self) -> Path:
        return self.place.sockets / "redis.sock"

    def address(self, number: int = 0) -> str:
        return f"unix://{self.socket}?db={number}"

    def start(self) -> None:
        if self.answers():
            return
        self.stop()
        command = [programs.redis_server(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        command += ["--save", "", "--appendonly", "no", "--dir", self.place.home]
        command += ["--databases", str(NUMBERS * (1 + PROCESSES))]
        log = self.place.log("redis")
        server = Runner().spawn([str(word) for word in command], self.place.home, log)
        leftovers.wait_until(lambda: self.answers() or server.poll() is not None, PATIENCE)
        if not self.answers():
            raise MachineError(f"Redis did not start: {last_line(log.read_text(errors='replace'))} (all of it: {log})")

    def stop(self) -> None:
        """Redis renames itself after its socket, so the socket is what tells this one from all others."""
        starting = leftovers.with_argument(self.socket)
        leftovers.stop([*starting, *leftovers.with_argument(f"unixsocket:{self.socket}")])
        self.socket.unlink(missing_ok=True)

    def answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_connect_timeout=2, retry=AT_ONCE) as broker:
                return bool(broker.ping())
        except redis.RedisError:
            return False
