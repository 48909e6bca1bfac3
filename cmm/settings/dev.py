"""The demonstration on one machine: fictional persons, plain logins, no TLS."""

from cmm.settings.base import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.base import environment

DEBUG = environment.flag("DEBUG")
CMM_DEMONSTRATION = True
