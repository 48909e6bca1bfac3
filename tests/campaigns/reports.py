"""Fifty reports while workers, Redis and PostgreSQL are killed at random moments: none lost, none drawn twice.

On servers of its own, which wait for the disk as the demonstration's do, and are thrown away afterwards. Hundreds of
schedules played out in one process come first. ``./dev campaign reports 50 7`` takes fifty reports and seed 7.
"""

import os
import subprocess
import sys

from cmm.embedded import environment
from cmm.embedded.places import Place
from cmm.embedded.servers import Servers

PLACE = "kills"
LINES = 4  # its answer; what stands before it a library has printed


def main(words: list[str]) -> tuple[str, bool]:
    servers = Servers(Place(PLACE))
    servers.forget()
    try:
        with servers.running():
            variables = os.environ | environment.settings(servers) | {"DJANGO_SETTINGS_MODULE": "cmm.settings.test"}
            command = [sys.executable, "-m", "tests.killing", *words]
            done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=False)
    finally:
        servers.forget()
    return "\n".join(done.stdout.splitlines()[-LINES:]) + "\n", done.returncode == 0
