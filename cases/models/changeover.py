from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import ChangeoverEnd
from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.querysets import ChangeoverQuerySet
from cases.scoping import CHANGEOVER_REACHES

BY_ACT = Q(ended_as__in=ChangeoverEnd.values, ended_at__gte=F("offered_at"), ended_by__isnull=False)


class Changeover(UnderCase):
    """A case is offered to a colleague with a note. The contact person is who it was until the colleague accepts.

    Whoever is asked reads the note, and of the case nothing that they do not see anyway. It is never changed, and ends
    once: accepted, declined, taken back, or overtaken when the case goes to somebody else.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changeovers")
    case_ref = models.CharField(max_length=24)  # for whoever is asked and does not see the case
    number = models.PositiveIntegerField()
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is to take it")
    )
    note = models.TextField(_("what the next must know"), max_length=4000)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    ended_as = models.CharField(max_length=9, choices=ChangeoverEnd, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    added_under = ("hand_on",)
    reaches = CHANGEOVER_REACHES
    door_joins = ("giver", "receiver", "offered_by", "ended_by")
    objects = ChangeoverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        permissions = [
            ("answer_changeover", "Can accept or decline a case"),
            ("withdraw_changeover", "Can take the offer of a case back"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="changeover_numbered_within_its_case"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="changeover_one_at_a_time",
                violation_error_code="offered_already",
                violation_error_message=_("The case is already offered to somebody. Take that back first."),
            ),
            models.CheckConstraint(name="changeover_says_something", condition=~Q(note="")),
            models.CheckConstraint(name="changeover_goes_to_another", condition=~Q(giver=F("receiver"))),
            models.CheckConstraint(
                name="changeover_ends_by_somebody",
                condition=Q(ended_as="", ended_at__isnull=True, ended_by__isnull=True, answer="") | BY_ACT,
            ),
            models.CheckConstraint(
                name="changeover_is_answered_by_whom_it_was_offered",
                condition=~Q(ended_as__in=[ChangeoverEnd.ACCEPTED, ChangeoverEnd.DECLINED]) | Q(ended_by=F("receiver")),
            ),
            models.CheckConstraint(
                name="changeover_declined_says_why", condition=~Q(ended_as=ChangeoverEnd.DECLINED) | ~Q(answer="")
            ),
        ]
        indexes = [
            models.Index(fields=["receiver"], condition=Q(ended_at__isnull=True), name="changeover_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:changeover_detail", args=[self.pk])

    @property
    def ref(self) -> str:
        """By which the log knows it."""
        return self.case_ref

    @property
    def waits(self) -> bool:
        return self.ended_at is None
