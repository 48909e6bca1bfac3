"""The register's own processes: started together, started again when one dies, stopped together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from machine.commands import last_line
from machine.steps import MachineError

# Who dies this often within a minute will not live.
TOO_OFTEN = 5


@dataclass
class Child:
    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    # Open files it is given, such as the sockets it listens on.
    inherits: tuple[int, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """In a session of its own: Ctrl-C on the terminal is ours to pass on."""
        with self.log.open("ab" if self.deaths else "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=self.inherits,
            )

    @property
    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def revive(self) -> None:
        """Start again what died, after ending whatever it left behind."""
        self.tell(signal.SIGKILL)
        now = time.monotonic()
        self.deaths = [moment for moment in self.deaths if now - moment < 60] + [now]
        if len(self.deaths) >= TOO_OFTEN:
            said = last_line(self.log.read_text(errors="replace"))
            raise MachineError(f"{self.name} does not stay up: {said} (all of it: {self.log})")
        self.start()

    def tell(self, how: int) -> None:
        """To the whole session, so that no grandchild stays."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)

    def wait(self, patience: float) -> None:
        """What is left of it after ``patience`` seconds is killed."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.tell(signal.SIGKILL)
        self.process.wait()


def stop_all(children: list[Child], patience: float = 10) -> None:
    """All are asked at once, each passing it on to its own; then each is waited for."""
    for child in children:
        if child.process is not None and not child.died:
            child.process.terminate()
    end = time.monotonic() + patience
    for child in children:
        child.wait(max(0.1, end - time.monotonic()))
