"""The demonstration on one machine: fictional persons, plain logins, no TLS."""

from cmm.settings.base import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.base import DATABASES, environment

DEBUG = environment.flag("DEBUG")
CMM_DEMONSTRATION = True
CMM_PASSWORD_ALONE = True
# A development server makes a thread for each request: a kept connection would stay behind with each of them.
for alias in DATABASES.values():
    alias["CONN_MAX_AGE"] = 0
