from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import TaskEnding, TaskKind
from cases.models.case import Case
from cases.models.inquiry import Inquiry
from cases.models.under_case import UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet


class Task(UnderCase):
    """Something somebody has said they will do by a day, in a case, or for an inquiry before there is one.

    It is never edited. Moving it ends it and makes another that ``replaces`` it, so that every day that was promised
    can be read. When the inquiry becomes a case, its tasks follow it there.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    kind = models.CharField(max_length=8, choices=TaskKind)
    what = models.CharField(_("what"), max_length=200)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("day"))
    due_at = models.TimeField(_("time"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    ended_as = models.CharField(max_length=8, choices=TaskEnding, blank=True)
    ended_note = models.CharField(_("what came of it"), max_length=300, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    noun = "cases.case"
    seen_under = added_under = changed_under = ("write_journal",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case__victim", "inquiry", "assignee", "added_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_hangs_on_something", condition=Q(case__isnull=False) | Q(inquiry__isnull=False)
            ),
            models.CheckConstraint(name="task_kind_is_known", condition=Q(kind__in=TaskKind.values)),
            models.CheckConstraint(name="task_says_what", condition=~Q(what="")),
            models.CheckConstraint(
                name="task_is_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_as="", ended_note="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_as=TaskEnding.DONE)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_as=TaskEnding.MOVED) & ~Q(ended_note=""),
            ),
        ]
        indexes = [
            models.Index(fields=["assignee", "due_on"], condition=Q(ended_at__isnull=True), name="task_of_somebody"),
            models.Index(fields=["case", "due_on"], name="task_by_case"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases:task_complete", args=[self.pk])

    @property
    def home(self) -> Case | Inquiry:
        """The case it belongs to, or the inquiry while there is none."""
        return self.case or self.inquiry

    @property
    def read_as(self) -> Any:
        """In the log: of an inquiry without a case, the inquiry."""
        return self if self.case_id else self.inquiry

    @property
    def is_call(self) -> bool:
        return self.kind == TaskKind.CALL
