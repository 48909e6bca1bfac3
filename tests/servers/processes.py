"""The processes of docker-compose.yml on one machine: the same programs and settings, on ports instead of networks."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from cmm.crypto import making

CADDY = Path(sys.executable).parent / "caddy"
KEPT = ("SECRET_KEY", "CMM_CONTEXT_KEY", "CMM_SYSTEM_KEY", "CMM_KEYRING", "REDIS_URL", "PATH", "HOME", "LANG")
HOST = "localhost"


def free_ports(number):
    """Ports nobody has: all are held until all are known."""
    held = [socket.socket() for _port in range(number)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Machine:
    """Started one by one; whatever still runs is ended with the test."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        self.https, self.http, self.inner, *self.webs = free_ports(7)
        self.webs, self.figures = self.webs[:2], self.webs[2:]
        making.write(folder / "unused", making.new_keyring())

    def environment(self, login):
        """What the service is given, with this test's database; the web gets no key of the system."""
        told = {name: os.environ[name] for name in KEPT if name in os.environ}
        if login == "cmm_web":
            del told["CMM_SYSTEM_KEY"]
        source = {"cmm_web": "DATABASE_URL", "cmm_worker": "DATABASE_WORKER_URL"}[login]
        address = urlsplit(os.environ[source])._replace(path=f"/{connection.settings_dict['NAME']}")
        return told | {
            "DJANGO_SETTINGS_MODULE": "tests.servers.settings",
            "DATABASE_URL": urlunsplit(address),
            "ALLOWED_HOSTS": HOST,
            "PUBLIC_URL": f"https://{HOST}:{self.https}",
            "CSRF_TRUSTED_ORIGINS": f"https://{HOST}:{self.https}",
            "CMM_ANCHOR_FOLDER": str(self.folder / "anchors"),
            "CMM_FILES_FOLDER": str(settings.CMM_FILES_FOLDER),
            "CMM_TEST_STATIC": str(self.folder / "static"),
            "CMM_SEAL_SECONDS": "1",
            "CMM_SWEEP_SECONDS": "1",
            "TMPDIR": str(self.folder),
        }

    def start(self, words, environment, name):
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [str(word) for word in words], cwd=settings.ROOT, env=environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.started.append(process)
        return process

    def cmm(self, *words, login, name, **more):
        return self.start([sys.executable, "-m", "cmm", *words], self.environment(login) | more, name)

    def web(self, number):
        """As compose starts it: the page's port, and the inner one for figures and alerts."""
        page, figures = self.webs[number], self.figures[number]
        words = [f"--bind=127.0.0.1:{page}", f"--bind=127.0.0.1:{figures}", "--workers=1", "--preload"]
        told = {"CMM_FIGURES_PORT": str(figures), "CMM_FIGURES_FOLDER": str(self.folder / f"figures-{number}")}
        return self.cmm("web", *words, login="cmm_web", name=f"web-{number}", **told)

    def worker(self, number):
        words = ("--concurrency=1", f"--hostname=worker-{number}@%h")
        return self.cmm("worker", *words, login="cmm_worker", name=f"worker-{number}")

    def beat(self):
        return self.cmm("beat", f"--schedule={self.folder}/beat", login="cmm_worker", name="beat")

    def proxy(self):
        """The Caddyfile of compose: only names that compose's own network gives stand for addresses here."""
        text = (settings.ROOT / "docker/Caddyfile").read_text()
        text = re.sub(
            r"dynamic a \{.*?\}", " ".join(["to", *(f"127.0.0.1:{port}" for port in self.webs)]), text, flags=re.S
        )
        text = text.replace("admin off", "admin off\n\tskip_install_trust\n\tdefault_bind 127.0.0.1")
        text = text.replace("8080", str(self.http)).replace("8443", str(self.https)).replace("8081", str(self.inner))
        (self.folder / "Caddyfile").write_text(text)
        own = {"SITE_HOST": HOST, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "caddy")}
        return self.start([CADDY, "run", "--config", self.folder / "Caddyfile", "--adapter", "caddyfile"], own, "proxy")

    def authority(self):
        """The certificate of whoever signed the proxy's own."""
        return self.folder / "caddy/caddy/pki/authorities/local/root.crt"

    def log(self, name):
        return (self.folder / f"{name}.log").read_text()

    def end(self):
        for process in self.started:
            kill(process)


def kill(process):
    """As the out-of-memory killer would, children included."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
