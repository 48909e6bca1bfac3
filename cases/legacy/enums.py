from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Column(models.TextChoices):
    """What a column of a former case sheet may hold."""

    NUMBER = "number", _("Former case number")
    OPENED_ON = "opened_on", _("Opened")
    CLOSED_ON = "closed_on", pgettext_lazy("case sheet", "Closed")
    STATUS = "status", pgettext_lazy("case sheet", "Status")
    NAME = "name", pgettext_lazy("case sheet", "Whole name")
    GIVEN_NAMES = "given_names", _("Given names")
    FAMILY_NAMES = "family_names", _("Family names")
    ALIASES = "aliases", _("Other names")
    CPR = "cpr_number", _("CPR number")
    PERSON_ID = "person_id", _("Person ID of the Immigration Service")
    PHONE = "phone", _("Telephone")
    CITIZENSHIP = "citizenship", _("Citizenship")
    SEX = "sex", _("Sex")
    AGE_BAND = "age_band", pgettext_lazy("case sheet", "Age")
    LANGUAGE = "language", _("Language")
    RESIDENCE_BASIS = "residence_basis", _("Residence basis")
    SOURCE = "source", _("Referred by")
    REGION = "region", _("Region")
    POLICE_DISTRICT = "police_district", _("Police district")
    PROTECTION = "protection", _("Protection")
    FORM = "form", _("Form of exploitation")
    OUTCOME = "outcome", pgettext_lazy("case sheet", "Result")
    DECIDED_ON = "decided_on", _("Decided")
    DECIDED_BY = "decided_by", _("Decided by")
    JOURNAL = "journal", _("Notes of the journal")


class BatchState(models.TextChoices):
    READY = "ready", _("Not moved in yet")
    RUNNING = "running", _("Is being moved in")
    DONE = "done", _("Moved in")
    SETTLED = "settled", _("Moved in and settled")
    REVERSING = "reversing", _("Is taken back tonight")
    REVERSED = "reversed", _("Taken back")
    DROPPED = "dropped", pgettext_lazy("case sheet", "Given up")


class PastOutcome(models.TextChoices):
    """What was decided before the register. It is no decision of the register, and no figure reads it."""

    TRAFFICKED = "trafficked", _("Assessed as trafficked")
    NOT_TRAFFICKED = "not_trafficked", _("Not assessed as trafficked")
    DECLINED = "declined", _("Did not want to be assessed")
    DISAPPEARED = "disappeared", _("Disappeared before the decision")
    UNKNOWN = "unknown", pgettext_lazy("case sheet", "Not known")
