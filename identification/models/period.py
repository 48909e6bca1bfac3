from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, ReachQuerySet
from identification.enums import ExtensionReason, PeriodAct, PeriodKind
from identification.rules.periods import Event

SAYS_HOW_MUCH = (
    Q(days__isnull=False, days__gt=0, total__isnull=True, until__isnull=True)
    | Q(days__isnull=True, total__isnull=False, total__gt=0, until__isnull=True)
    | Q(days__isnull=True, total__isnull=True, until__isnull=False, until__gt=F("on"))
)
SAME_FOR_MINORS = Q(minor_first_days__isnull=True, minor_cap_days__isnull=True, minor_source="")
OWN_FOR_MINORS = Q(
    minor_first_days__isnull=False,
    minor_first_days__gt=0,
    minor_cap_days__isnull=False,
    minor_cap_days__gte=F("minor_first_days"),
) & ~Q(minor_source="")
SAYS_NOTHING = Q(days__isnull=True, total__isnull=True, until__isnull=True)


class Period(UnderCase):
    """A reflection or restitution period: what happened to it stands in its events, and its dates nowhere.

    ``is_open`` says only whether it has ended or was declined, so that a case has one of a kind at a time.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="periods")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind of period"), max_length=20, choices=PeriodKind)
    is_open = models.BooleanField(default=True)
    # Counted as a child when it was offered, which somebody of unknown age is until the age is settled.
    for_minor = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    noun = "cases.case"
    added_under = changed_under = ("set_periods",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case",)
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="period_numbered_within_its_case"),
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(is_open=True), name="period_one_of_a_kind"),
            models.CheckConstraint(name="period_kind_is_known", condition=Q(kind__in=PeriodKind.values)),
        ]
        indexes = [models.Index(fields=["case"], condition=Q(is_open=True), name="period_open_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('identification:period_list', args=[self.case.ref])}#period-{self.number}"


class PeriodEvent(UnderCase):
    """One act in a period. It is never changed: a correction is a later event that names the one it replaces."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="events")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=PeriodAct)
    on = models.DateField(_("date"))
    days = models.PositiveSmallIntegerField(_("days more"), null=True, blank=True)
    total = models.PositiveSmallIntegerField(_("days in all"), null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)
    ground = models.CharField(_("ground"), max_length=16, choices=ExtensionReason, blank=True)
    applied_on = models.DateField(_("applied for on"), null=True, blank=True)
    judged_on_day = models.PositiveSmallIntegerField(null=True, blank=True)  # the days used when it was extended
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    noun = "cases.case"
    added_under = ("set_periods",)
    reaches = UNDER_CASE_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["period", "number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="period_event_numbered_within_its_period"),
            models.CheckConstraint(name="period_act_is_known", condition=Q(act__in=PeriodAct.values)),
            models.CheckConstraint(
                name="period_extension_says_how_much",
                condition=~Q(act=PeriodAct.EXTENDED) | SAYS_HOW_MUCH & Q(judged_on_day__isnull=False),
            ),
            models.CheckConstraint(
                name="period_override_says_why",
                condition=~Q(act=PeriodAct.OVERRIDE)
                | Q(total__isnull=False, total__gt=0, days__isnull=True, until__isnull=True) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="period_other_acts_give_nothing",
                condition=Q(act__in=[PeriodAct.EXTENDED, PeriodAct.OVERRIDE]) | SAYS_NOTHING,
            ),
            models.CheckConstraint(
                name="period_only_a_correction_takes_out",
                condition=~Q(act=PeriodAct.WITHDRAWN) | Q(replaces__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.act} {self.on}"

    def as_event(self) -> Event:
        return Event(
            PeriodAct(self.act),
            self.on,
            days=self.days,
            total=self.total,
            until=self.until,
            reason=self.reason,
            key=self.pk,
            replaces=self.replaces_id,
        )


def events_of(rows: Iterable[PeriodEvent]) -> list[Event]:
    return [row.as_event() for row in rows]


class PeriodRule(models.Model):
    """One version of the law's day counts, which a coordinator can change without a release.

    ``confirmed`` says that the day it came into force was read in the law, and not only worked out.
    """

    valid_from = models.DateField(_("in force from"), unique=True)
    first_days = models.PositiveSmallIntegerField(_("days first"), default=30)
    cap_days = models.PositiveSmallIntegerField(_("days at most"))
    support_months = models.PositiveSmallIntegerField(_("months of support after return"), default=6)
    support_source = models.CharField(_("source of the months of support"), max_length=200, blank=True, db_default="")
    source = models.CharField(_("legal source"), max_length=200)
    confirmed = models.BooleanField(_("confirmed"), default=False)
    minor_first_days = models.PositiveSmallIntegerField(_("days first for minors"), null=True, blank=True)
    minor_cap_days = models.PositiveSmallIntegerField(_("days at most for minors"), null=True, blank=True)
    minor_source = models.CharField(_("legal source of the rule for minors"), max_length=200, blank=True)

    reaches: ClassVar = {"all": EVERY_ROW}
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                name="period_rule_cap_holds_the_first_days",
                condition=Q(first_days__gt=0, cap_days__gte=F("first_days")),
                violation_error_message=_("The cap cannot be less than the days given first."),
            ),
            models.CheckConstraint(
                name="period_rule_for_minors_is_whole",
                condition=SAME_FOR_MINORS | OWN_FOR_MINORS,
                violation_error_message=_(
                    "A rule for minors has both numbers of days, the cap not the smaller, and where it stands."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        return reverse("identification:period_rule_edit", args=[self.pk])
