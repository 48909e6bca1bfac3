"""One PostgreSQL server: made, started, stopped, on a Unix socket and never on a port."""

import json
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from cmm.embedded import leftovers, passwords, programs
from cmm.embedded.places import Place
from cmm.embedded.privilege import Runner, runner
from machine.steps import MachineError

# A test database may be lost with the machine; the demonstration may not.
HURRIED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
SETTINGS = ("listen_addresses=", "unix_socket_permissions=0700", "max_connections=60", "log_min_messages=warning")


@dataclass(frozen=True)
class Postgres:
    place: Place
    hurried: bool = False

    @property
    def runner(self) -> Runner:
        return runner()

    @property
    def base(self) -> Path:
        """Beside the other data, or in a folder of the user that root lends the server to."""
        if self.runner.needs_copy:
            return Path("/var/tmp") / f"cmm-postgres-{self.place.mark}"  # noqa: S108 -- lend() refuses a stranger's
        return self.place.home

    @property
    def cluster(self) -> Path:
        return self.base / "postgres"

    @property
    def sockets(self) -> Path:
        return self.base if self.runner.needs_copy else self.place.sockets

    @property
    def secrets(self) -> Path:
        """Written last, so that a folder without it was never finished."""
        return self.place.home / "passwords.json"

    def program(self, name: str) -> str:
        home = self.base / "programs" if self.runner.needs_copy else programs.postgres_home()
        return str(home / "bin" / name)

    def address(self, login: str, database: str) -> str:
        kept = passwords.read(self.secrets) or {}
        return f"postgresql://{login}:{kept.get(login, '')}@/{database}?host={self.sockets}"

    def initialised(self) -> bool:
        return passwords.read(self.secrets) is not None and (self.cluster / "PG_VERSION").exists()

    def initialise(self) -> None:
        """Make the data folder anew; whatever half of one lies there was never finished."""
        self.secrets.unlink(missing_ok=True)
        shutil.rmtree(self.cluster, ignore_errors=True)
        if self.runner.needs_copy:
            self.lend()
        made = passwords.generate()
        first = self.base / "first-password"
        passwords.write(first, made["postgres"])
        if self.runner.user is not None:
            os.chown(first, self.runner.user, self.runner.group or 0)
        command = [self.program("initdb"), "-D", str(self.cluster), "-U", "postgres", "-A", "scram-sha-256"]
        command += [f"--pwfile={first}", "--encoding=UTF8", *locale_of(self.program("postgres"))]
        said = self.call(command)
        first.unlink()
        if said.returncode != 0:
            raise MachineError(f"PostgreSQL could not make {self.cluster}: {last_line(said.stdout)}")
        passwords.write(self.secrets, json.dumps(made, indent=1))

    def forget(self) -> None:
        """For good. The folder of the unprivileged user lies elsewhere than the rest."""
        self.secrets.unlink(missing_ok=True)
        shutil.rmtree(self.base if self.runner.needs_copy else self.cluster, ignore_errors=True)

    def lend(self) -> None:
        """A folder that the unprivileged user owns, with its own copy of the programs."""
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir(mode=0o700)
        shutil.copytree(programs.postgres_home(), self.base / "programs", symlinks=True)
        for path in [self.base, *self.base.rglob("*")]:
            os.chown(path, self.runner.user or 0, self.runner.group or 0, follow_symlinks=False)

    def call(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*self.runner.prefix, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=self.base,
            **self.runner.as_user(),
        )

    def start(self) -> None:
        if self.answers():
            return
        self.stop()
        if not self.initialised():
            self.initialise()
        settings = [*SETTINGS, *(HURRIED if self.hurried else ())]
        command = [self.program("postgres"), "-D", str(self.cluster), "-k", str(self.sockets)]
        command += [word for setting in settings for word in ("-c", setting)]
        with self.place.log("postgres").open("wb") as log:
            server = subprocess.Popen(
                [*self.runner.prefix, *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.base,
                start_new_session=True,
                **self.runner.as_user(),
            )
        if not leftovers.wait_until(lambda: self.answers() or server.poll() is not None, 60) or not self.answers():
            said = last_line(self.place.log("postgres").read_text(errors="replace"))
            raise MachineError(f"PostgreSQL did not start: {said} (all of it: {self.place.log('postgres')})")

    def stop(self) -> None:
        """Stop this checkout's server, whoever started it. Fast shutdown: clients are disconnected, nothing is lost."""
        leftovers.stop(list(leftovers.with_argument(self.cluster)), signal.SIGINT, patience=30)

    def answers(self) -> bool:
        if not self.initialised():
            return False
        try:
            psycopg.connect(self.address("postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


def locale_of(program: str) -> list[str]:
    """The same order and case everywhere: PostgreSQL's own C.UTF-8 where it has one, else the system's."""
    if programs.postgres_version(Path(program)) >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
