"""The register's web as gunicorn loads it in a trial: while a file says so its clock is wrong."""

import os
from datetime import timedelta
from pathlib import Path

import time_machine
from django.utils import timezone

from cmm.wsgi import application as register

WRONG = Path(os.environ["CMM_TRIAL_CLOCK"])


def application(environ, start_response):
    if not WRONG.exists():
        return register(environ, start_response)
    with time_machine.travel(timezone.now() + timedelta(seconds=int(WRONG.read_text())), tick=True):
        return register(environ, start_response)
