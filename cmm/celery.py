"""The bell: Celery carries ids of job rows, never the work itself (cmm.jobs is the truth)."""

import os

from celery import Celery
from celery.signals import setup_logging

# Whoever names no settings gets those that refuse to start on a demonstration's.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmm.settings.prod")

app = Celery("cmm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def leave_the_log_alone(**_kwargs: object) -> None:
    """That somebody answers keeps Celery from setting up handlers of its own: the settings' are there."""
