from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from cmm.accounts.scoping import EVERY_ROW, ReachQuerySet
from shelters.enums import Payer, Responsible
from shelters.models.shelter import Shelter
from shelters.rules import PayerLaw


def known(choices: type[models.TextChoices], field: str, *, blank: bool = False) -> Q:
    return Q(**{f"{field}__in": [*choices.values, *([""] if blank else [])]})


class Funded(models.Model):
    """Who pays for a place and who is responsible; empty until somebody has settled it."""

    payer = models.CharField(_("payer"), max_length=12, choices=Payer, blank=True, default="")
    responsible = models.CharField(_("responsible"), max_length=12, choices=Responsible, blank=True, default="")
    payer_reason = models.CharField(_("why another than proposed"), max_length=300, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_funded(self) -> bool:
        return bool(self.payer)


def funded(name: str) -> models.CheckConstraint:
    """Both are said or neither."""
    both = known(Payer, "payer") & known(Responsible, "responsible")
    return models.CheckConstraint(name=name, condition=both | Q(payer="", responsible="", payer_reason=""))


class PayerRule(models.Model):
    """One version of who pays for persons of a residence basis in a kind of accommodation, or whether they may be
    placed there at all. A coordinator changes it without a release; what was in force stays readable.
    """

    accommodation_type = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind of accommodation")
    )
    residence_basis = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("residence basis")
    )
    permitted = models.BooleanField(_("can be placed there"), default=True)
    payer = models.CharField(_("payer"), max_length=12, choices=Payer, blank=True)
    responsible = models.CharField(_("responsible"), max_length=12, choices=Responsible, blank=True)
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(_("legal source"), max_length=200)
    confirmed = models.BooleanField(_("confirmed"), default=False)

    reaches: ClassVar = {"all": EVERY_ROW}
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["accommodation_type__position", "residence_basis__position", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="payer_rule_says_who_or_that_nobody_is_placed",
                condition=Q(permitted=False, payer="", responsible="")
                | (Q(permitted=True) & known(Payer, "payer") & known(Responsible, "responsible")),
                violation_error_message=_("Say who pays and who is responsible, or that nobody is placed there."),
            ),
            models.CheckConstraint(
                name="payer_rule_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("The last day must come after the first."),
            ),
            ExclusionConstraint(
                name="payer_rule_once_at_a_time",
                expressions=[
                    (Coalesce("accommodation_type", 0), RangeOperators.EQUAL),
                    (Coalesce("residence_basis", 0), RangeOperators.EQUAL),
                    (
                        Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("There is a rule for this on these days. End it first."),
            ),
        ]

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        return reverse("shelters:payer_rule_edit", args=[self.pk])

    @property
    def law(self) -> PayerLaw:
        return PayerLaw(
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            accommodation=self.accommodation_type.code if self.accommodation_type else "",
            basis=self.residence_basis.code if self.residence_basis else "",
            permitted=self.permitted,
            payer=self.payer,
            responsible=self.responsible,
            source=self.source,
            confirmed=self.confirmed,
        )


class Rate(models.Model):
    """What a night costs in a house, from a day on; nothing is charged for a night no rate covers."""

    shelter = models.ForeignKey(Shelter, on_delete=models.PROTECT, related_name="rates")
    valid = DateRangeField(_("valid"))
    amount = models.DecimalField(_("kroner a night for an adult"), max_digits=9, decimal_places=2)
    child_amount = models.DecimalField(_("kroner a night for a child"), max_digits=9, decimal_places=2, default=0)
    source = models.CharField(_("where it stands"), max_length=200)

    class Meta:
        ordering = ["shelter", "-valid"]
        constraints = [
            models.CheckConstraint(
                name="rate_is_no_debt",
                condition=Q(amount__gte=0, child_amount__gte=0),
                violation_error_message=_("A rate is not negative."),
            ),
            models.CheckConstraint(name="rate_begins", condition=Q(valid__isempty=False, valid__lower_inf=False)),
            ExclusionConstraint(
                name="rate_one_at_a_time",
                expressions=[("shelter", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message=_("There is a rate for these nights. End it first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelter_id} {self.valid}"
