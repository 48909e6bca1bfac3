"""The suite's settings, and what the bench compares with: Django's own change lists, which the product never installs."""

from pathlib import Path

import django.contrib.admin

from cmm.settings.test import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.test import TEMPLATES

ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "tests.bench.urls"
CELERY_BROKER_URL = "memory://"  # the bench does its jobs itself
WHITENOISE_AUTOREFRESH = False  # as where it is at work
STATIC_ROOT = Path(__file__).parent

ADMIN = "django.contrib.admin"
TEMPLATES[0]["DIRS"].append(Path(django.contrib.admin.__file__).parent / "templates")
TEMPLATES[0]["OPTIONS"]["libraries"] = {name: f"{ADMIN}.templatetags.{name}" for name in ("admin_list", "admin_urls")}
