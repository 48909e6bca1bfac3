"""PostgreSQL's data folder: made whole or made anew."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from cmm.embedded import memory, passwords, programs
from cmm.embedded.places import Place
from cmm.embedded.privilege import Runner, runner
from machine.commands import last_line
from machine.steps import MachineError

# PostgreSQL's own C.UTF-8 gives the same order and case on every machine; before 17 it had none.
BUILTIN_LOCALE = 17


@dataclass(frozen=True)
class Cluster:
    place: Place

    @property
    def runner(self) -> Runner:
        return runner()

    @property
    def base(self) -> Path:
        """Beside the other data, or in a folder of the user that root starts the server as."""
        if self.runner.needs_copy:
            return Path("/var/tmp") / f"cmm-postgres-{self.place.mark}"
        return self.place.home

    @property
    def folder(self) -> Path:
        """Where there is room for it, what may be lost lies in memory: a disk takes a second to copy a database."""
        aside = memory.folder(self.place)
        return aside / "postgres" if aside.exists() else self.base / "postgres"

    @property
    def sockets(self) -> Path:
        return self.base if self.runner.needs_copy else self.place.sockets

    @property
    def secrets(self) -> Path:
        """Written last: a data folder without it was never finished."""
        return self.place.home / "passwords.json"

    @property
    def finished(self) -> bool:
        return passwords.read(self.secrets) is not None and (self.folder / "PG_VERSION").exists()

    def program(self, name: str) -> str:
        home = self.base / "programs" if self.runner.needs_copy else programs.postgres_home()
        return str(home / "bin" / name)

    def password(self, login: str) -> str:
        return (passwords.read(self.secrets) or {}).get(login, "")

    def make(self) -> None:
        """Anew, from nothing; whatever half of one lies there is thrown away."""
        self.forget()
        if self.runner.needs_copy:
            self.lend()
        elif self.place.may_be_lost and memory.has_room():
            memory.make(self.place)
        made = passwords.generate()
        first = self.base / "first-password"
        passwords.write(first, made["postgres"])
        self.runner.own(first)
        said = self.runner.call(self.initdb(first), self.base)
        first.unlink()
        if said.returncode != 0:
            raise MachineError(f"PostgreSQL could not make {self.folder}: {last_line(said.stdout)}")
        passwords.write(self.secrets, json.dumps(made, indent=1))

    def initdb(self, first: Path) -> list[str]:
        program = self.program("postgres")
        locale = ["--locale=C.UTF-8"]
        if programs.postgres_version(Path(program)) >= BUILTIN_LOCALE:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command = [self.program("initdb"), "--pgdata", str(self.folder), "--username", "postgres", f"--pwfile={first}"]
        return [*command, "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions", *locale]

    def lend(self) -> None:
        """A folder that the unprivileged user owns, with its own copy of the programs."""
        self.base.mkdir(mode=0o700)
        shutil.copytree(programs.postgres_home(), self.base / "programs", symlinks=True)
        for path in [*self.base.rglob("*"), self.base]:
            self.runner.own(path)

    def forget(self) -> None:
        """For good. A lent folder holds nothing else."""
        self.secrets.unlink(missing_ok=True)
        memory.forget(self.place)
        gone = self.base if self.runner.needs_copy else self.folder
        shutil.rmtree(gone, ignore_errors=True)
        if gone.exists() or os.path.islink(gone):
            raise MachineError(f"{gone} cannot be removed. Remove it, or ask its owner to.")
