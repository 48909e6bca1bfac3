from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from cmm.accounts.scoping import ReachQuerySet
from shelters.models.shelter import Shelter
from shelters.models.unit import InHouse
from shelters.scoping import LOCALITY_REACHES


class HostMunicipality(models.Model):
    """The municipality a Socialtilsyn is part of, with the source: there it supervises nothing."""

    authority = models.SlugField(max_length=40, unique=True)  # the code of its organisation
    municipality = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "host municipalities"

    def __str__(self) -> str:
        return self.authority


class Locality(InHouse):
    """The municipality a house lies in. Of a secret house already that says something: it is a table of its own, closed
    to all but those who supervise, the coordinator and the house's manager, and no list or search joins it.
    """

    shelter = models.OneToOneField(Shelter, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality of the house")
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = LOCALITY_REACHES
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "localities"

    def __str__(self) -> str:
        return str(self.pk)
