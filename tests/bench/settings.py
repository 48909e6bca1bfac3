"""The suite's settings, and what the bench compares with: Django's change lists, which the product never installs."""

import os
from pathlib import Path

import django.contrib.admin

from cmm.embedded.places import Place
from cmm.embedded.servers import Servers
from cmm.settings.test import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.test import DATABASES, TEMPLATES, environment

ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "tests.bench.urls"
CELERY_BROKER_URL = "memory://localhost/"  # the bench does its jobs itself
WHITENOISE_AUTOREFRESH = False  # as where it is at work
STATIC_ROOT = Path(__file__).parent

# PostgreSQL's own login on these servers, whom no policy binds: the owner sees no more than anybody else.
os.environ["DATABASE_UNSCOPED_URL"] = Servers(Place("test")).postgres.address("postgres", "cmm")
DATABASES["unscoped"] = environment.database("DATABASE_UNSCOPED_URL")

ADMIN = "django.contrib.admin"
TEMPLATES[0]["DIRS"].append(Path(django.contrib.admin.__file__).parent / "templates")
TEMPLATES[0]["OPTIONS"]["libraries"] = {name: f"{ADMIN}.templatetags.{name}" for name in ("admin_list", "admin_urls")}

# The chain of the bench's world is nobody else's.
CMM_ANCHOR_FOLDER = str(Place("test").home / "bench-anchors")

# Nobody is stopped for how much the bench reads as them.
CMM_OPENED_PER_HOUR = (1_000_000,) * 3
