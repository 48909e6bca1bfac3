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


class Crossed(models.TextChoices):
    """What a table of its own may count."""

    IDENTIFIED = "identified", _("Persons assessed as trafficked")
    STAYS = "stays", _("Stays begun in shelters")
    VISITS = "visits", _("Outreach contacts, each visit")


class Grouping(models.TextChoices):
    """What a table of its own may group by; the groups are those of the yearly report."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    FORM = "form", _("Form of exploitation")
    CITIZENSHIP = "citizenship", _("Citizenship")
    REGION = "region", _("Region")
    RESIDENCE = "residence", _("Basis of stay")
    SHELTER = "shelter", _("Kind of shelter")
    QUARTER = "quarter", _("Quarter")
    ORGANISATION = "organisation", _("Organisation")
    CONTACT = "contact", _("Kind of contact")


# What each population may be divided by; what a stay or a visit was of is not told with it.
DIVIDED_BY: dict[str, tuple[str, ...]] = {
    Crossed.IDENTIFIED: ("sex", "age", "form", "citizenship", "region", "residence"),
    Crossed.STAYS: ("shelter", "quarter", "sex", "age"),
    Crossed.VISITS: ("organisation", "quarter", "contact"),
}


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


class ExternalPopulation(models.TextChoices):
    """What another authority counts, and the register cannot."""

    CHARGED = "charged", _("Persons charged")
    INDICTED = "indicted", _("Persons indicted")
    SENTENCED = "sentenced", _("Persons sentenced")
    OFFENCES = "offences", _("Offences recorded")
    PREPARED_RETURNS = "prepared_returns", _("Prepared returns")


class KnownAs(models.TextChoices):
    """Whether the authority knows the figure. What is not known is never nought."""

    COUNTED = "counted", pgettext_lazy("external figure", "Counted")
    UNKNOWN = "unknown", _("The authority does not know")
    NOT_COLLECTED = "not_collected", _("The authority does not count it")
    WITHDRAWN = "withdrawn", _("Entered by mistake")


class ExternalOrigin(models.TextChoices):
    """Whether everybody can read the figure already, or it was written to CMM alone."""

    PUBLICATION = "publication", _("Publication")
    LETTER = "letter", pgettext_lazy("external figure", "Letter to CMM")


class ExternalSex(models.TextChoices):
    FEMALE = "female", _("Women")
    MALE = "male", _("Men")
    OTHER = "other", pgettext_lazy("category", "Others")
    UNKNOWN = "unknown", pgettext_lazy("category", "Not known")


class ExternalAge(models.TextChoices):
    MINOR = "minor", _("Under 18 years")
    ADULT = "adult", _("18 years or over")
    UNKNOWN = "unknown", pgettext_lazy("category", "Not known")


class ExternalForm(models.TextChoices):
    SEXUAL = "sexual", _("Sexual exploitation")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    OTHER = "other_forms", _("Other forms")
    UNKNOWN = "unknown", pgettext_lazy("category", "Not known")


class ReturnKind(models.TextChoices):
    """What is returned to a body outside Denmark."""

    GLOTIP = "glotip", _("UNODC, Global Report on Trafficking in Persons")
    THB = "thb", _("European Commission, data collection on trafficking in human beings")


class SubmissionState(models.TextChoices):
    """How far a return has come. One that is released never changes."""

    REQUESTED = "requested", pgettext_lazy("submission", "Being made")
    READY = "ready", pgettext_lazy("submission", "To be released")
    RELEASED = "released", pgettext_lazy("submission", "Released")
    STOPPED = "stopped", pgettext_lazy("submission", "Stopped")
