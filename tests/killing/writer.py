"""Somebody who writes notes in a case, and remembers which of them they were told stand there."""

import http.client
import re
import time
from collections import Counter
from threading import Event, Thread
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from cases.models import JournalEntry
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

TOKEN, PATIENCE = "a" * 32, 120
HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
SENT = "Det, du lige har sendt, er ikke gemt."
LOOK = "Se efter, om det står der, før du sender det igen."


class Writer:
    """Logs in once, before anything happens."""

    def __init__(self, port):
        user = staff("cmm_caseworker")
        self.case, client = CaseFactory(caseworker=user), Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN}
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded", "X-By-Itself": "yes",
        }  # fmt: skip
        self.port, self.sent, self.told, self.answers = port, 0, [], Counter()
        self.unclear = []

    def post(self):
        """One form, never the same; gives the heading of what came back."""
        self.sent += 1
        title = f"Notat {self.sent}"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            body = urlencode({"title": title, "text": "Personen vil blive."})
            line.request("POST", f"/cases/{self.case.ref}/journal/new/", body, self.headers)
            answer = line.getresponse()
            heading = self.read(title, answer.status, answer.read().decode())
        except (OSError, http.client.HTTPException):
            heading = "no answer"
        finally:
            line.close()
        self.answers[heading] += 1
        return heading

    def read(self, title, status, text):
        if status == 302:
            self.told.append(title)
            return "gemt"
        heading = (HEADING.search(text) or [None, f"no page, {status}"])[1].strip()
        if status != 503 or not (SENT in text or LOOK in text):
            self.unclear.append((status, heading))
        return heading

    def insist(self):
        """Until it is answered that the note stands there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.post() == "gemt":
                return True
            time.sleep(0.2)
        return False

    def judged(self):
        """Of the forms that answered: how many are lost, how many are there twice; and whether one is there half."""
        there = Counter(JournalEntry.objects.filter(case=self.case).values_list("title", flat=True))
        lost = sum(not there[title] for title in self.told)
        return lost, sum(number > 1 for number in there.values())


class AtWork(Thread):
    """Writes one after the other until told to stop."""

    def __init__(self, writer, pause=0.1):
        super().__init__(daemon=True)
        self.writer, self.pause, self.over = writer, pause, Event()

    def run(self):
        while not self.over.is_set():
            self.writer.post()
            self.over.wait(self.pause)

    def stop(self):
        self.over.set()
        self.join()
