from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ForumKind(models.TextChoices):
    """Where authorities and organisations meet about trafficking."""

    REFERENCE = "reference", _("Regional reference group")
    NETWORK = "network", _("National network")
    AUTHORITIES = "authorities", _("Group of authorities")
    MINISTRIES = "ministries", _("Interministerial group")


class Ministry(models.TextChoices):
    """The eight of the interministerial group, by what they are in charge of: their names change with governments."""

    EQUALITY = "equality", _("Ministry in charge of equality")
    EMPLOYMENT = "employment", _("Ministry of Employment")
    SOCIAL = "social", _("Ministry of Social Affairs")
    JUSTICE = "justice", _("Ministry of Justice")
    TAXATION = "taxation", _("Ministry of Taxation")
    HEALTH = "health", _("Ministry of Health")
    FOREIGN = "foreign", _("Ministry of Foreign Affairs")
    IMMIGRATION = "immigration", _("Ministry of Immigration and Integration")


class Progress(models.TextChoices):
    """How far an activity of the action plan has come in a year."""

    NOT_BEGUN = "not_begun", pgettext_lazy("activity", "Not begun")
    UNDER_WAY = "under_way", pgettext_lazy("activity", "Under way")
    DELAYED = "delayed", pgettext_lazy("activity", "Delayed")
    DONE = "done", pgettext_lazy("activity", "Done")
    DROPPED = "dropped", pgettext_lazy("activity", "Given up")


class Series(models.TextChoices):
    """A published figure of each year that tells how an activity goes: the register's own, or another authority's."""

    IDENTIFIED = "identified", _("Persons identified as victims")
    CHARGED = "charged", _("Persons charged")
    INDICTED = "indicted", _("Persons indicted")
    SENTENCED = "sentenced", _("Persons sentenced")
    PREPARED_RETURNS = "prepared_returns", _("Prepared returns")
