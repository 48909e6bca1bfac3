from django.conf import settings
from django.db import models
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.outreach.enums import LookIcon
from cases.outreach.rules import LONGEST_NAME
from cases.outreach.scoping import OURS
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet


class PhoneLook(models.Model):
    """The name and the picture an organisation's phone pages have on a phone. It is added to, never changed: the newest
    one counts.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    icon = models.CharField(_("picture"), max_length=10, choices=LookIcon)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = OURS
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="outreach_look_has_a_name", condition=models.Q(name__regex=r"\S")),
            models.CheckConstraint(name="outreach_look_icon_is_known", condition=models.Q(icon__in=LookIcon.values)),
        ]
        indexes = [models.Index(fields=["organisation", "-id"], name="outreach_looks_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def picture(self) -> str:
        return static(f"icons/look-{self.icon}.svg")

    @property
    def touch_picture(self) -> str:
        """For phones that take no drawing."""
        return static(f"icons/look-{self.icon}.png")
