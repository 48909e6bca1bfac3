"""A whole register on servers of its own, each of whose processes a trial may kill."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import psutil
import psycopg
import redis
from django.conf import settings

from cmm.embedded import clusters, leftovers
from cmm.embedded.privilege import Runner
from tests.backup.drill import Drill
from tests.killing.lines import SlowLine
from tests.killing.processes import slay

PATIENCE, LEASE = 4, 3  # seconds of one page, and that a silent worker keeps a job
WORKER = [
    "-m",
    "celery",
    "-A",
    "tests.jobs.worker",
    "worker",
    "--concurrency=1",
    "--without-gossip",
    "--without-mingle",
]
COMMANDS = {
    "worker": [*WORKER, "--loglevel=WARNING"],
    "both": [*WORKER, "--beat", "--loglevel=WARNING"],
    "ahead": [*WORKER, "--loglevel=WARNING"],  # its clock is an hour wrong
    "beat": ["-m", "celery", "-A", "tests.jobs.worker", "beat", "--pidfile=", "--loglevel=WARNING"],
    "web": ["-m", "gunicorn", "tests.killing.web:application", "--preload", "--threads=2", "--no-control-socket",
            "--log-level=critical"],
}  # fmt: skip
# The server's folder lies on a disk of its own, of so many bytes; whoever dies there is started again.
SMALL = """new=$(mktemp -d) && mount -t tmpfs -o size=$1,mode=700 tmpfs "$new" && cp -a "$2/." "$new" &&
mount --move "$new" "$2" && shift 2 &&
while unshare --user --map-user=1 --map-group=1 "$@" || true; do sleep 0.3; done"""
APART = ("unshare", "--user", "--map-root-user", "--mount")


class Ground(Drill):
    def __init__(self, folder: Path, kinds: list[str]) -> None:
        super().__init__(folder)
        self.kinds, self.started, self.keeper = kinds, {}, None
        self.scratch, self.clock = folder / "scratch", folder / "clock"

    def start(self) -> None:
        super().start()
        self.servers.redis.start()
        self.scratch.mkdir()
        self.line = SlowLine(self.servers.place.sockets / "slow", self.servers.postgres.cluster.sockets)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        for number in range(len(self.kinds)):
            self.begin(number)

    def begin(self, number: int) -> None:
        kind, scratch = self.kinds[number], self.scratch / f"{number}-{time.monotonic_ns()}"
        scratch.mkdir()
        command = [sys.executable, *COMMANDS[kind]]
        if kind in {"both", "beat"}:
            command.append(f"--schedule={scratch}/beat")
        if kind == "web":
            command += [f"--bind=127.0.0.1:{self.port}", "--workers=2"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.started[number] = subprocess.Popen(
            command, cwd=settings.ROOT, env=self.environment(kind, scratch), start_new_session=True, **quiet
        )

    def environment(self, kind: str, scratch: Path) -> dict[str, str]:
        told = os.environ | self.variables | {"TMPDIR": str(scratch), "REDIS_URL": self.servers.redis.address()}
        if kind == "web":
            told["DATABASE_URL"] = self.address("cmm_web").replace(
                str(self.servers.postgres.cluster.sockets), str(self.servers.place.sockets / "slow")
            )
            return told | {"CMM_TRIAL_CLOCK": str(self.clock), "CMM_PATIENCE_SECONDS": str(PATIENCE)}
        seconds = {"CMM_JOB_LEASE_SECONDS": str(LEASE), "CMM_SWEEP_SECONDS": "1", "CMM_SEAL_SECONDS": "2"}
        return told | seconds | {"CMM_TEST_WORKER": "1"} | ({"CMM_TRIAL_CLOCK": "3600"} if kind == "ahead" else {})

    def kill(self, what: str, chance: random.Random) -> None:
        """As the out-of-memory killer would, or somebody at the wrong keyboard."""
        if what == "flush":
            self.broker().flushall()
        elif what == "redis":
            slay(leftovers.with_argument(f"unixsocket:{self.servers.redis.socket}"))
            time.sleep(chance.uniform(0, 2))
            self.servers.redis.start()
        elif what == "database":
            slay(leftovers.with_argument(self.servers.postgres.cluster.folder))
            time.sleep(chance.uniform(0, 2))
            self.servers.postgres.start()
        elif what == "web's worker":
            slay(psutil.Process(self.started[self.numbers("web")[0]].pid).children())
        else:
            self.end(chance.choice(self.numbers(what)))

    def numbers(self, what: str) -> list[int]:
        return [number for number, kind in enumerate(self.kinds) if kind == what or (kind == "both" and what != "web")]

    def end(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.started[number].pid, signal.SIGKILL)
        self.started[number].wait()

    def keep_up(self) -> None:
        """What a machine's supervisor does."""
        for number, process in self.started.items():
            if process.poll() is not None:
                self.begin(number)

    def broker(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.servers.redis.socket))

    def onto_a_small_disk(self, free: int) -> bool:
        """The server goes on on a disk with so many bytes free. False where this system lets nobody mount one."""
        folder = self.servers.postgres.cluster.folder
        mounts = [*APART, "mount", "-t", "tmpfs", "tmpfs", str(self.scratch)]
        if subprocess.run(mounts, capture_output=True, check=False).returncode:
            return False
        self.servers.postgres.stop()
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) * 5 // 4 + free
        prefix = (*APART, "sh", "-c", SMALL, "sh", str(size), str(folder))
        with patch.object(clusters, "runner", lambda: Runner(prefix=prefix)):
            self.servers.postgres.start()
        self.keeper = next(one for one in leftovers.with_argument(folder) if one.name() == "sh")
        self.small = Path(f"/proc/{self.keeper.pid}/root{folder.resolve()}")
        return True

    def fill(self) -> None:
        with (self.small / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(bytes(1 << 16))

    def use_up_the_log(self) -> None:
        """Until the server cannot write its own log, and dies of it."""
        with suppress(psycopg.Error), psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            while True:
                connection.execute("SELECT pg_logical_emit_message(true, '', repeat('x', 1000000))")

    def forget(self) -> None:
        if self.keeper:
            self.keeper.kill()
        for number in self.started:
            self.end(number)
        if hasattr(self, "line"):
            self.line.close()
        self.servers.redis.stop()
        super().forget()
