from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reason(models.TextChoices):
    """Why a reading stands on the weekly list. Each is a function in ``rules``, with its source beside it."""

    GLASS = "glass", _("Emergency access")
    OWN_NAME = "own_name", _("The person has the reader’s own name")
    COLLEAGUE_NAME = "colleague_name", _("The person has a colleague’s name")
    MANY = "many", _("Many cases without anything written")
    AFTER_LEFT = "after_left", _("Read after the case had left the reader")
    PROTECTED = "protected", _("Protected case")
    NIGHT = "night", _("Read at night")
    NO_ASSIGNMENT = "no_assignment", _("No assignment in the case")


class Asked(models.TextChoices):
    """Whether the reader is asked, and what for: because of the reasons together, or drawn by lot."""

    NOT = "", pgettext_lazy("reading", "Not asked")
    REASONS = "reasons", pgettext_lazy("reading", "Asked because of the reasons")
    LOT = "lot", pgettext_lazy("reading", "Drawn by lot")


class Errand(models.TextChoices):
    """What a reader says they opened a case for."""

    CASEWORK = "casework", _("I worked on the case")
    STAND_IN = "stand_in", _("I stood in for the contact person")
    CONTACTED = "contacted", _("The person or an authority got in touch")
    DECISION = "decision", _("I was to decide, or to advise somebody who was")
    SUPERVISION = "supervision", _("Quality and supervision")
    ACCESS_REQUEST = "access_request", _("Somebody asked for access to the file")
    MISTAKE = "mistake", _("I opened it by mistake")
    OTHER = "other", pgettext_lazy("errand", "Something else")


class Kind(models.TextChoices):
    """What is said of an entry. Nothing of it is ever changed: more is added."""

    ANSWER = "answer", _("Answer")
    ADDED = "added", _("Added later")
    EXPLAINED = "explained", _("Closed: explained")
    FOLLOWED_UP = "followed_up", _("Closed: to be followed up")


CLOSING = (Kind.EXPLAINED, Kind.FOLLOWED_UP)
READERS = (Kind.ANSWER, Kind.ADDED)
