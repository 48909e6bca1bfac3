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


class Column(models.TextChoices):
    """What a column of a spreadsheet holds."""

    MET_AT = "met_at", pgettext_lazy("spreadsheet", "Date")
    VENUE = "venue", pgettext_lazy("outreach", "Place")
    CONTACT_TYPE = "contact_type", _("Kind of contact")
    SEX = "sex", _("Sex")
    MET_BEFORE = "met_before", _("Met before?")
    AGE_BAND = "age_band", _("Age, roughly")
    LANGUAGE = "language", _("Language")
    GIVEN = "given", pgettext_lazy("outreach", "Given")
    NEEDS = "needs", _("Needs")
    OWN_CODE = "own_code", _("Your own code")
    NOTE = "note", pgettext_lazy("outreach", "Note")


class LookIcon(models.TextChoices):
    """The pictures a phone may show. None says what it is for."""

    CALENDAR = "calendar", pgettext_lazy("picture", "Calendar")
    LIST = "list", pgettext_lazy("picture", "List")
    CLOCK = "clock", pgettext_lazy("picture", "Clock")
    LEAF = "leaf", pgettext_lazy("picture", "Leaf")
    DOTS = "dots", pgettext_lazy("picture", "Dots")


class SealedState(models.TextChoices):
    """Where a contact from a phone has come to."""

    COUNTED = "counted", pgettext_lazy("contact", "Counted")
    ASIDE = "aside", pgettext_lazy("contact", "Put aside")
    ACCEPTED = "accepted", pgettext_lazy("contact", "Counted by the leader")
    LEFT = "left", pgettext_lazy("contact", "Left uncounted")


class Act(models.TextChoices):
    """What else a phone may keep than a contact."""

    BEGIN = "begin", _("A round begun")
    END = "end", _("A round ended")


class Reason(models.TextChoices):
    """Why a contact from a phone was not counted by itself."""

    ACCESS = "access", _("The access was closed")
    VENUE = "venue", _("The place is no longer in use")
    ROUND = "round", _("The round is no longer open to the worker")
    FUTURE = "future", _("A time in the future")
    CLOCK = "clock", _("The phone's clock was changed on the way")
    UNREADABLE = "unreadable", _("Cannot be opened")
    OTHER_ANSWERS = "other_answers", _("Already counted with other answers")
    NOTE = "note", _("The note may name somebody")
    FORM = "form", _("An answer that is not accepted")


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
