from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    """How far an edition has come; which step may follow which, the database says (migration 0003)."""

    REQUESTED = "requested", _("Requested")
    FROZEN = "frozen", _("Being drawn")
    DRAWN = "drawn", _("To be reviewed")
    REVIEWED = "reviewed", pgettext_lazy("edition", "Reviewed")
    SEALED = "sealed", pgettext_lazy("edition", "Sealed")
    PUBLISHED = "published", pgettext_lazy("edition", "Published")
    UNCHANGED = "unchanged", _("Same figures as before")
    STOPPED = "stopped", pgettext_lazy("edition", "Stopped")
    CANCELLED = "cancelled", pgettext_lazy("edition", "Cancelled")


class Grouping(models.TextChoices):
    """What a table of its own may group persons by; the groups are those of the yearly report."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    FORM = "form", _("Form of exploitation")
    CITIZENSHIP = "citizenship", _("Citizenship")
    REGION = "region", _("Region")
    RESIDENCE = "residence", _("Basis of stay")


class Population(models.TextChoices):
    """What is counted. Populations are separate: none is a part of another, and they are not added together."""

    INQUIRIES = "inquiries", _("Inquiries")
    ASSESSED = "assessed", _("Persons with a decision")
    IDENTIFIED = "identified", _("Persons assessed as trafficked")
    CONTACTS = "contacts", _("Outreach contacts, in three counters")
    STAYS = "stays", _("Stays in shelters")
    PERIODS = "periods", _("Reflection and restitution periods")
    RETURNS = "returns", _("Prepared returns")
    PROCEEDINGS = "proceedings", _("Persons in criminal cases")
    COURSES = "courses", _("Courses and lectures")


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
