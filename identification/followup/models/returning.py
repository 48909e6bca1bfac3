"""A prepared return, and what happens in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.countries import country_name
from identification.followup.enums import Partner, ReturnMark
from identification.models.kept import Kept

MONTHS = range(1, 7)


class PreparedReturn(Kept):
    """Where somebody is to be helped home to, by whom, and with which plan. One stands in a case."""

    country = models.CharField(_("country"), max_length=2)
    partner = models.CharField(_("who helps after the return"), max_length=5, choices=Partner)
    partner_office = models.CharField(_("which office"), max_length=120, blank=True)
    plan = models.TextField(_("plan of reintegration"), blank=True)
    risks = models.TextField(_("risks in the home country"), blank=True)

    added_under = changed_under = ("write_journal",)

    class Meta(Kept.Meta):
        ordering = ["case", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at__isnull=True), name="preparedreturn_one_stands_in_a_case"
            ),
            models.CheckConstraint(
                name="preparedreturn_goes_somewhere",
                condition=Q(partner__in=Partner.values, country__regex="^[A-Z]{2}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    @property
    def country_label(self) -> str:
        return country_name(self.country)


class ReturnEvent(Kept):
    """One thing that happened in the prepared return of a case. Following up is said of one of six months."""

    mark = models.CharField(_("what happened"), max_length=11, choices=ReturnMark)
    happened_on = models.DateField(_("day"))
    month = models.PositiveSmallIntegerField(_("month after return"), null=True, blank=True)
    note = models.CharField(_("more about it"), max_length=500, blank=True)

    added_under = changed_under = ("write_journal",)

    class Meta(Kept.Meta):
        ordering = ["case", "happened_on", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="returnevent_is_known", condition=Q(mark__in=ReturnMark.values)),
            models.CheckConstraint(
                name="returnevent_follows_up_a_month",
                condition=Q(mark=ReturnMark.CONTACT, month__isnull=False, month__gte=1, month__lte=6)
                | ~Q(mark=ReturnMark.CONTACT) & Q(month__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["case", "month"],
                condition=Q(closed_at__isnull=True, month__isnull=False),
                name="returnevent_each_month_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"
