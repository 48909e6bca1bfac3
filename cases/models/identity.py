import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.leaving.persons import marks_of
from cases.matching.form import form_of
from cases.models.case import Case, Victim
from cases.models.under_case import UnderCase
from cases.particulars import GROUPS, Particulars, read
from cases.scoping import IDENTITY_REACHES
from cmm.accounts.scoping import ReachQuerySet
from cmm.crypto.drawers import DrawersField
from cmm.crypto.fields import BlindIndexField, EncryptedField


class Identity(UnderCase):
    """Who somebody is. A case lives without it, and the database cannot read it.

    It is reached through one of the person's cases, ``case``, by the table's lines for it alone: a grant on the case
    opens the case and not who the person is. The index of the CPR number is not unique: a refusal would tell whoever
    may not know that the number is in the register already.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    names = EncryptedField(purpose="identity", null=True)
    numbers = EncryptedField(purpose="identity", null=True)
    contact = EncryptedField(purpose="identity", null=True)
    # What a search reads: names as words and sounds, phones, numbers, made of the three by the verbs (cases.matching).
    search = EncryptedField(purpose="identity", null=True)
    number_index = BlindIndexField(of="cpr", null=True)
    # Where the gate of what leaves finds somebody who is named in a letter about somebody else (cases.leaving).
    drawers = DrawersField(of="marks")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    follows_grants = False
    added_under = ("change",)
    reaches = IDENTITY_REACHES
    door_joins = ("case", "changed_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(
                fields=["victim"],
                name="identity_once_a_person",
                violation_error_code="identity_recorded",
                violation_error_message=_(
                    "The person’s identity is already recorded, here or in another case. Nothing was stored."
                ),
            )
        ]
        indexes = [
            models.Index(fields=["number_index"], name="identity_by_number"),
            GinIndex(fields=["drawers"], name="identity_by_drawers"),
            models.Index(fields=["id"], name="identity_without_drawers", condition=models.Q(drawers__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases:identity", args=[self.case.ref])

    def particulars(self, group: str) -> Particulars:
        """One group, opened. Pages ask the verb, which writes in the log that it was."""
        secret = getattr(self, group)
        return read(group, secret and secret.reveal())

    def search_form(self) -> str:
        """The names, numbers and contact in the form they are searched in, as today's rules make it."""
        return str(form_of(*(self.particulars(group) for group in GROUPS)))  # type: ignore[arg-type]

    @property
    def marks(self) -> set[str]:
        """What tells of the person in a text."""
        return marks_of(*(self.particulars(group) for group in GROUPS))  # type: ignore[arg-type]

    @property
    def cpr(self) -> str:
        """The CPR number in the one form it is indexed in; empty where there is none."""
        number: str = getattr(self.particulars("numbers"), "cpr_number", "")
        return number.replace("-", "")
