"""What else the log holds, and of what kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """Security events, written on a connection of their own so that a rollback keeps them."""

    LOGGED_IN = "login.succeeded", _("Logged in")
    LOGGED_OUT = "login.ended", _("Logged out")
    LOGIN_FAILED = "login.failed", _("Log-in failed")
    LOGIN_SLOWED = "login.slowed", _("Log-in made to wait")
    SECOND_FAILED = "login.second_failed", _("Second factor refused")
    RECOVERED = "login.recovered", _("Logged in with a recovery code")
    TOKEN_REFUSED = "login.token_refused", _("Answer of an organisation's log-in refused")
    OWNER_TOLD = "access.told", _("Way in changed or used anew; its owner is told")
    PROVEN = "proof.given", _("Proved once more who they are")
    PROOF_FAILED = "proof.failed", _("Did not prove who they are")
    REFUSED = "access.refused", _("Access refused")
    TOO_MUCH_READ = "reading.stopped", _("Stopped: too many persons in an hour")
    GLASS_HELD = "glass.held", _("Emergency access refused")
    LEAK_STOPPED = "leak.stopped", _("Stopped: a text that leaves said what it must not")
    FILE_UNREADABLE = "file.unreadable", _("A stored file is missing or changed")
    REANCHORED = "chain.reanchored", _("Anchors of the log were missing and are written anew")


class Stream(models.TextChoices):
    """The streams of the log. Each row of each of them ends in a block of the chain."""

    ACT = "act", _("Acts")
    CHANGE = "change", _("Changes in the database")
    READING = "reading", _("Readings")
    EVENT = "event", _("Security events")
    DESTRUCTION = "destruction", _("Destructions")
    UNUSUAL = "unusual", _("Weekly lists of readings")
    SAYING = "saying", _("What is said of a reading")


class Operation(models.TextChoices):
    INSERT = "insert", _("Added")
    UPDATE = "update", _("Changed")
    DELETE = "delete", _("Deleted")


class FindingKind(models.TextChoices):
    """What a nightly look through the log is for."""

    CHAIN = "chain", _("Whether the log is whole")
    PATTERNS = "patterns", _("Whose look-ups differ from those of their colleagues")
