import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet
from cmm.crypto.fields import EncryptedField
from shelters.models.shelter import Shelter
from shelters.scoping import ADDRESS_REACHES


class Address(models.Model):
    """Where a secret house lies: closed to the database, in a table of its own that no list or search ever joins.

    The organisation is the house's, kept true by a composite foreign key, so that a policy need not look at the house.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.OneToOneField(Shelter, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    said = EncryptedField(purpose="identity", null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = ADDRESS_REACHES
    protection_path = None
    door_joins = ("shelter",)
    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return self.shelter.get_absolute_url()
