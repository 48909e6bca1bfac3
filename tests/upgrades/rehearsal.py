"""An upgrade rehearsed: the release's own code works on while today's code migrates the database under it."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests import database
from tests.upgrades.released import MIGRATIONS

DATABASE = "cmm_upgrade"
READERS, BEFORE, AFTER = 6, 5.0, 5.0
TOKEN = "a" * 32
# These hold the code against the whole catalogue, or against itself: another schema is what they are there to notice.
OF_THE_CATALOGUE = {
    "tests/core/test_privileges.py", "tests/policies/test_catalogue.py", "tests/audit/test_settled.py",
    "tests/audit/test_triggers.py", "tests/retention/test_reach.py", "tests/policies/test_strangers.py",
    "tests/crypto/test_markers.py",  # searches the server of its own checkout
}  # fmt: skip
LEFT_OUT = ("stories", "campaigns", "demo", "dev", "architecture", "bench", "guards", "screenshots", "servers", "jobs",
            "files", "leaks", "killing", "backup", "reports", "permissions")  # fmt: skip


@contextmanager
def release(commit):
    """The release's code in a folder of its own, with its texts compiled."""
    with tempfile.TemporaryDirectory(prefix="cmm-release-") as above:
        folder = Path(above) / "code"
        git("worktree", "add", "--detach", "--quiet", str(folder), commit)
        try:
            for shared in (".venv", "node_modules"):
                (folder / shared).symlink_to(settings.ROOT / shared)
            run(folder, "manage.py", "compile_texts")
            yield folder
        finally:
            git("worktree", "remove", "--force", str(folder))


def newest(subject):
    """The number of the newest commit that says so."""
    words = ["git", "log", "-1", "--format=%h", "--fixed-strings", f"--grep={subject}"]
    found = subprocess.run(words, cwd=settings.ROOT, check=True, capture_output=True, text=True).stdout.strip()
    assert found, f"No commit says: {subject}"
    return found


def git(*words):
    subprocess.run(["git", *words], cwd=settings.ROOT, check=True, stdout=subprocess.DEVNULL)


def environment(name):
    """This process's, with every address pointed at one database."""
    told = dict(os.environ)
    for variable in [one for one in told if one.startswith("DATABASE_") and one.endswith("URL")]:
        told[variable] = urlunsplit(urlsplit(told[variable])._replace(path=f"/{name}"))
    return told


def run(folder, *words, name=DATABASE, check=True):
    """Python in that folder, with that folder's code and no other."""
    told = environment(name) | {"PYTHONPATH": str(folder)}
    return subprocess.run([sys.executable, *words], cwd=folder, env=told, check=check, capture_output=True, text=True)


def empty(name):
    with database.maintenance() as connection:
        database.remove(connection, name)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


PLAY = f"""
import json, django
django.setup()
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from cmm.core.context import Context, enter
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
enter(Context(None, "campaign"), local=False)
users = [staff("cmm_caseworker") for _one in range({READERS})]
told = []
for user in users:
    case = CaseFactory(caseworker=user)
    client = Client()
    client.force_login(user)
    told.append([case.ref, client.cookies[settings.SESSION_COOKIE_NAME].value])
print(json.dumps([settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, told]))
"""


@dataclass
class Load:
    """What people met: when each answer was there, how long it took, and what was no answer."""

    answers: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    began: float = 0.0
    ended: float = 0.0

    def during(self):
        return [took for at, took in self.answers if self.began <= at and at - took <= self.ended]

    def beside(self):
        return [took for at, took in self.answers if at < self.began or at - took > self.ended]

    @property
    def silence(self):
        """The longest time in which nobody got an answer."""
        moments = sorted(at for at, _took in self.answers)
        return max((b - a for a, b in pairwise(moments)), default=0.0)


class Person(threading.Thread):
    """Reads Today, the list, their case, and writes in its journal, again and again."""

    def __init__(self, port, cookies, ref, session, load, stop):
        super().__init__(daemon=True)
        self.port, self.ref, self.load, self.stop = port, ref, load, stop
        names = {cookies[0]: session, cookies[1]: TOKEN}
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in names.items()), "X-CSRFToken": TOKEN}

    def run(self):
        note = urlencode({"title": "Samtale", "text": "Aftalt nyt møde."})
        pages = [("GET", "/", None), ("GET", "/cases/", None), ("GET", f"/cases/{self.ref}/", None)]
        pages += [("POST", f"/cases/{self.ref}/journal/new/", note)]
        while not self.stop.is_set():
            for method, path, body in pages:
                self.ask(method, path, body)

    def ask(self, method, path, body):
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, self.headers | {"Content-Type": "application/x-www-form-urlencoded"})
            answer = line.getresponse()
            answer.read()
            wanted = 302 if method == "POST" else 200
            if answer.status != wanted:
                self.load.errors.append(f"{method} {path.replace(self.ref, 'REF')} {answer.status}")
        except (OSError, http.client.HTTPException) as wrong:
            self.load.errors.append(f"{method} {type(wrong).__name__}")
        finally:
            line.close()
        now = time.monotonic()
        self.load.answers.append((now, now - began))


@contextmanager
def web(folder, log):
    """The release's own web."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = ["-m", "gunicorn", "cmm.wsgi:application", "--preload", "--workers=2", "--threads=4", "--no-control-socket"]
    told = environment(DATABASE) | {"PYTHONPATH": str(folder)}
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *words, f"--bind=127.0.0.1:{port}", "--log-level=error"], cwd=folder, env=told,
            stdout=out, stderr=out,
        )  # fmt: skip
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def under_load(folder, log):
    """The release's web serves people while today's migrate runs."""
    empty(DATABASE)
    run(folder, "manage.py", "migrate", "--no-input", "--verbosity=0")
    *cookies, told = json.loads(run(folder, "-c", PLAY).stdout.splitlines()[-1])
    load, stop = Load(), threading.Event()
    with web(folder, log) as port:
        wait_for(port)
        people = [Person(port, cookies, ref, session, load, stop) for ref, session in told]
        for person in people:
            person.start()
        time.sleep(BEFORE)
        load.began = time.monotonic()
        migrated = run(settings.ROOT, "manage.py", "migrate", "--no-input", "--verbosity=1", check=False)
        load.ended = time.monotonic()
        time.sleep(AFTER)
        stop.set()
        for person in people:
            person.join()
    return load, migrated


def wait_for(port):
    for _try in range(600):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            line.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            line.close()
    raise RuntimeError("the release's web did not answer")


def back_and_forth():
    """Each later migration taken back, in its app, and put in again."""
    told, loader = [], MigrationLoader(None)
    later = {app for app, name in loader.disk_migrations if app in MIGRATIONS and name > MIGRATIONS[app]}
    for app, name in sorted((app, MIGRATIONS[app]) for app in later):
        done = run(settings.ROOT, "manage.py", "migrate", app, name, "--no-input", "--verbosity=1", check=False)
        if done.returncode or "Unapplying" in done.stdout:
            undone = done.stdout.count("Unapplying")
            told.append(
                f"{app}: {undone} taken back" if not done.returncode else f"{app}: {done.stderr.strip()[-200:]}"
            )
    again = run(settings.ROOT, "manage.py", "migrate", "--no-input", "--verbosity=0", check=False)
    return told, again.returncode


def sample(folder, number, seed):
    modules = sorted(str(path.relative_to(folder)) for path in (folder / "tests").glob("*/test_*.py"))
    fit = [one for one in modules if one.split("/")[1] not in LEFT_OUT and one not in OF_THE_CATALOGUE]
    return sorted(random.Random(seed).sample(fit, min(number, len(fit))))


def tests_of_the_release(folder, number, seed):
    """Its own tests, on a database today's code has migrated: it lies there under the name its tests look for."""
    code = "import django; django.setup(); from tests import database; print(database.fingerprint())"
    name = f"cmm_template_{run(folder, '-c', code).stdout.split()[-1]}"
    empty(name)
    run(settings.ROOT, "manage.py", "migrate", "--no-input", "--verbosity=0", name=name)
    chosen = sample(folder, number, seed)
    done = run(folder, "-m", "pytest", "-q", "--no-header", "-n0", *chosen, check=False)
    with database.maintenance() as connection:
        database.remove(connection, name)
    return chosen, done
