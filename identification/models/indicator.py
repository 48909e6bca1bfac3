from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import EVERY_ROW, ReachQuerySet
from identification.enums import SECTIONS, Profile, Weight


class Catalogue(models.Model):
    """One version of the list of indicators: what changed, when and by whom.

    An assessment keeps the one it was sent on.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("why"), max_length=300)

    class Meta:
        ordering = ["-number"]
        constraints = [models.CheckConstraint(name="catalogue_says_why", condition=~Q(note=""))]

    def __str__(self) -> str:
        return str(self.number)


def weight_field() -> models.CharField:
    return models.CharField(max_length=8, choices=Weight, default=Weight.MISSING)


class Indicator(models.Model):
    """One indicator as it stands in the catalogue from version ``since`` until another takes its place, or none does.

    The phase belongs to it: confiscated papers weigh otherwise at recruitment than at the destination.
    """

    code = models.SlugField(_("code"), max_length=40)
    section = models.CharField(_("dimension"), max_length=44, choices=SECTIONS)
    label_da = models.CharField(_("Danish name"), max_length=120)
    label_en = models.CharField(_("English name"), max_length=120)
    ilo11 = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    adult_labour = weight_field()
    child_labour = weight_field()
    adult_sexual = weight_field()
    child_sexual = weight_field()
    verified = ArrayField(models.CharField(max_length=12, choices=Profile), default=list, blank=True)
    source = models.CharField(_("source"), max_length=200)
    position = models.PositiveSmallIntegerField(default=100)
    since = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="begun")
    until = models.ForeignKey(Catalogue, on_delete=models.PROTECT, null=True, blank=True, related_name="ended")

    reaches = {"all": EVERY_ROW}
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["section", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "since"], name="indicator_once_a_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(until__isnull=True), name="indicator_one_in_force_a_code"
            ),
            models.CheckConstraint(
                name="indicator_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="indicator_stands_in_a_known_section",
                condition=Q(section__in=[code for code, _label in SECTIONS]),
            ),
            models.CheckConstraint(
                name="indicator_weights_are_known",
                condition=Q(
                    adult_labour__in=Weight.values,
                    child_labour__in=Weight.values,
                    adult_sexual__in=Weight.values,
                    child_sexual__in=Weight.values,
                    verified__contained_by=Profile.values,
                ),
            ),
            models.CheckConstraint(name="indicator_has_a_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(fields=["section", "position", "code"], name="indicator_by_section")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("identification:indicator_detail", args=[self.code])

    @property
    def label(self) -> str:
        return self.label_en if get_language() == "en" else self.label_da
