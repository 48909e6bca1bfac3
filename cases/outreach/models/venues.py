from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Code
from cases.outreach.querysets import VenueQuerySet
from cases.outreach.scoping import OURS
from cmm.accounts.models import Organisation


class Venue(models.Model):
    """A place in one organisation's own list: a street, a clinic, a drop-in centre."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="venues")
    name = models.CharField(pgettext_lazy("place", "name"), max_length=60)
    venue_type = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of venue"))
    # Nowhere, where a place moves about or lies on the net.
    municipality = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    active = models.BooleanField(_("in use"), default=True)

    closed = True
    reaches = OURS
    protection_path = None
    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                name="outreach_venue_once_in_its_organisation",
                violation_error_message=_("You already have a place with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
