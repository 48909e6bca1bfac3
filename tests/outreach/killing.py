"""The web's own process, killed from outside while it stores what a phone sent, and the phone, which tries again."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client

from cases.outreach.models import Contact, Round, SealedContact
from tests.factories.accounts import staff
from tests.factories.outreach import VenueFactory
from tests.factories.phones import Handset, text_of

TOKEN = "a" * 32
PATIENCE = 300  # seconds a killed server may take to come back


@dataclass
class Outcome:
    """What was sent, and what lies there in the end."""

    sendings: int = 0
    sent: int = 0
    cut: Counter = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0

    @property
    def ok(self):
        return not self.lost and not self.doubled


def environment():
    """This process's, with every address pointed at the database it uses."""
    name = connection.settings_dict["NAME"]
    told = dict(os.environ)
    for variable in [one for one in told if one.startswith("DATABASE_") and one.endswith("URL")]:
        told[variable] = urlunsplit(urlsplit(told[variable])._replace(path=f"/{name}"))
    return told | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}


@contextmanager
def server():
    """gunicorn with one worker, which it makes anew when that dies."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = ["-m", "gunicorn", "cmm.wsgi:application", "--preload", "--threads=2", "--no-control-socket"]
    process = subprocess.Popen(
        [sys.executable, *words, f"--bind=127.0.0.1:{port}", "--log-level=error"],
        env=environment(), cwd=settings.ROOT,
    )  # fmt: skip
    try:
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def kill_worker(parent):
    """SIGKILL to the process that answers, whatever it is doing."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)


class Sender:
    def __init__(self, handset, port):
        client = Client()
        client.force_login(handset.user)
        self.handset, self.port, self.last = handset, port, ""
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN}
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": TOKEN, "Content-Type": "application/json", "X-By-Itself": "yes",
        }  # fmt: skip

    def send(self, items):
        """The states the server answers, or nothing where no answer came."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("POST", "/outreach/sync/", text_of(self.handset.message(items)), self.headers)
            answer = line.getresponse()
            status, body = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as cut:
            self.last = repr(cut)
            return None
        finally:
            line.close()
        if status >= 500:  # the phone keeps what it has, and tries again
            self.last = f"{status} {body[:300]}"
            return None
        assert status == 200, (status, body[:300])
        return [one["state"] for one in json.loads(body)["answers"]]

    def insist(self, items):
        until = monotonic() + PATIENCE
        while monotonic() < until:
            if (told := self.send(items)) is not None:
                return told
            sleep(0.1)
        raise AssertionError(f"the server never came back: {self.last}")


def night(handset, venue, size):
    """The beginning of a round, and contacts of it."""
    key = str(uuid4())
    begun = handset.kept(venue, ago=size + 60, key=key, answers={"act": "begin", "again": "elsewhere"})
    met = [handset.kept(venue, ago=size - n, answers={"round": key, "given": ["pack"]}) for n in range(size)]
    return [begun, *met]


def campaign(kills, size, seed):
    chance, outcome = random.Random(seed), Outcome()
    worker = staff("outreach_worker")
    handset, venue = Handset(worker), VenueFactory(organisation=worker.organisation)
    keys = []
    with server() as (parent, port):
        sender = Sender(handset, port)
        sender.insist(night(handset, venue, 1))
        began = monotonic()
        sender.insist(first := night(handset, venue, size))
        usual = monotonic() - began
        keys += [one["key"] for one in first]
        outcome.sent = len(first) + 2
        for _number in range(kills):
            items = night(handset, venue, size)
            keys += [one["key"] for one in items]
            end = Timer(chance.uniform(0.1, 2.5) * usual, kill_worker, [parent])
            end.start()
            told = sender.send(items)
            end.join()
            outcome.cut["answered before it was killed" if told else where(items)] += 1
            assert set(sender.insist(items)) == {"counted"}
            outcome.sendings, outcome.sent = outcome.sendings + 1, outcome.sent + len(items)
    return judged(outcome, keys)


def where(items):
    stored = SealedContact.objects.filter(submission_key__in=[one["key"] for one in items]).count()
    return {0: "cut before it was stored", len(items): "stored, and the answer lost"}.get(stored, "HALF STORED")


def judged(outcome, keys):
    there = Counter(str(key) for key in Contact.objects.values_list("submission_key", flat=True))
    there.update(str(key) for key in Round.objects.values_list("submission_key", flat=True))
    outcome.lost = sum(1 for key in keys if not there[key]) + outcome.cut["HALF STORED"]
    outcome.doubled = sum(there.values()) - len(there)
    outcome.doubled += SealedContact.objects.count() - outcome.sent
    return outcome
