from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    """How far an edition has come. An edition that was drawn never changes again."""

    REQUESTED = "requested", _("Requested")
    FROZEN = "frozen", _("Being drawn")
    DRAWN = "drawn", _("To be reviewed")
    PUBLISHED = "published", pgettext_lazy("edition", "Published")
    UNCHANGED = "unchanged", _("Same figures as before")


class FileKind(models.TextChoices):
    PDF = "pdf", _("Report, PDF")
    XLSX = "xlsx", _("All tables, XLSX")
    CSV = "csv", _("All tables, CSV")
    JSON = "json", _("For machines, JSON")


class Certainty(models.TextChoices):
    STATED = "stated", _("As the source states it")
    SECONDARY = "secondary", _("Second hand")
    UNCERTAIN = "uncertain", _("Uncertain")


class Language(models.TextChoices):
    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
