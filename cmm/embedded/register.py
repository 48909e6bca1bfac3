"""What the register consists of when it runs: web, worker and beat, each with the login it needs."""

import os
from dataclasses import dataclass

from cmm.embedded import environment, leftovers, ports
from cmm.embedded.children import Child
from cmm.embedded.servers import Servers


@dataclass(frozen=True)
class Register:
    servers: Servers
    listeners: ports.Listeners
    password: str
    reload: bool = False

    @property
    def port(self) -> int:
        return ports.number(self.listeners)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def variables(self) -> dict[str, str]:
        """For commands that prepare the register: they may act as the owner. By the mark a later run finds them."""
        own = {"PORT": str(self.port), "PUBLIC_URL": self.url, "CMM_DEMO_PASSWORD": self.password}
        place = self.servers.place
        mark = {leftovers.MARK: str(place.home), "TMPDIR": str(place.scratch), "PYTHONUNBUFFERED": "1"}
        return os.environ | environment.settings(self.servers) | own | mark

    def variables_of(self, login: str) -> dict[str, str]:
        """For a process that stays: its own login, never the owner's, nor that which destroys."""
        values = self.variables()
        values["DATABASE_URL"] = self.servers.postgres.address(login, "cmm")
        for name in ("DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "DATABASE_DESTRUCTION_URL", "DATABASE_BACKUP_URL"):
            del values[name]
        if login == "cmm_web":
            del values["CMM_SYSTEM_KEY"]  # a person's page is never the system's work
        return values

    def children(self) -> list[Child]:
        place = self.servers.place
        worker, beat = ["cmm", "worker"], ["cmm", "beat", f"--schedule={place.home / 'beat'}"]
        return [
            Child("web", self.web(), self.variables_of("cmm_web"), place.log("web"), self.inherited),
            Child("worker", worker, self.variables_of("cmm_worker"), place.log("worker")),
            Child("beat", beat, self.variables_of("cmm_worker"), place.log("beat")),
        ]

    @property
    def inherited(self) -> tuple[int, ...]:
        return tuple(listener.fileno() for listener in self.listeners)

    def web(self) -> list[str]:
        binds = [word for number in self.inherited for word in ("--bind", f"fd://{number}")]
        size = ["--reload"] if self.reload else ["--workers", "2", "--preload"]
        return ["cmm", "web", *binds, *size]
