"""The test suite: the demonstration's settings, with the cheapest honest password hashing."""

from cmm.settings.base import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.base import DATABASES, REDIS_URL, environment

CMM_DEMONSTRATION = True
# The tests of the log-in itself take this away.
CMM_PASSWORD_ALONE = True
# No worker and no beat run beside the tests; those of the alerts say so.
CMM_WATCHED = False
# Ordinary tests roll everything back; the test of what survives a roll-back sets this to "refusals".
CMM_EVENTS_DATABASE = "default"
# No test fails because its machine is slow.
CMM_PATIENCE_SECONDS = environment.number("CMM_PATIENCE_SECONDS", 0)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
for alias in DATABASES.values():
    alias["CONN_MAX_AGE"] = 0
# Each process of a run (gw0, gw1 …), and every worker it starts, has a broker of its own: 64 numbers further each.
if process := environment.text("PYTEST_XDIST_WORKER", ""):
    address, _, number = REDIS_URL.rpartition("=")
    REDIS_URL = f"{address}={int(number) + 64 * (1 + int(process.removeprefix('gw')))}"
    CELERY_BROKER_URL = environment.spelled_for_celery(REDIS_URL)
