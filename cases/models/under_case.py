from typing import ClassVar

from django.db import models


class UnderCase(models.Model):
    """What a row under a case carries of it, so that a policy need not look at the case.

    A trigger fills the columns, and a composite foreign key with ON UPDATE CASCADE keeps them true by itself.
    """

    case_organisation = models.BigIntegerField(editable=False, db_default=0)
    case_protection = models.CharField(max_length=12, editable=False, db_default="")
    case_authority = models.CharField(max_length=10, editable=False, db_default="")

    closed: ClassVar[bool] = True
    case_path = "case_id"
    protection_path = "case_protection"

    class Meta:
        abstract = True
