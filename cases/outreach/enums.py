from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MetBefore(models.TextChoices):
    """What was answered to "met before?". Nothing chosen is an answer too: nobody asked."""

    NEW = "new", _("No, new")
    YES = "yes", _("Yes")
    TONIGHT = "tonight", _("Yes, tonight")
    UNKNOWN = "unknown", _("Don't know")


class FollowUp(models.TextChoices):
    """Whether the person wants to meet again."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Don't know")
    NOT_ASKED = "not_asked", _("Not asked")


class Preset(models.TextChoices):
    """The answers that may stand on a contact without anybody having touched them."""

    VENUE = "venue", pgettext_lazy("outreach", "Place")
    CONTACT_TYPE = "contact_type", _("Kind of contact")
    SEX = "sex", _("Sex")
    GIVEN = "given", pgettext_lazy("outreach", "Given")
    MET_BEFORE = "met_before", _("Met before?")


class DayName(models.TextChoices):
    """What an organisation calls its service day."""

    NIGHT = "night", _("A night")
    DAY = "day", _("A day of 24 hours")


class Answer(models.TextChoices):
    """Four answers that are four different things."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Don't know")
    NOT_ASKED = "not_asked", _("Not asked")


class StruckAs(models.TextChoices):
    """Why an event does not count."""

    TWICE = "twice", _("Recorded twice")
    WRONG = "wrong", _("It did not happen so")
    CORRECTED = "corrected", _("The contact was corrected")
