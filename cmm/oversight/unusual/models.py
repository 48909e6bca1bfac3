from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cmm.audit.models.rows import LogRow
from cmm.oversight.unusual.enums import CLOSING, READERS, Asked, Errand, Kind, Reason
from cmm.oversight.unusual.rules import MOST_SAID, days_of


class WeekList(LogRow):
    """One week was looked through, once: how many files were opened by whom, and how many stand on its list."""

    week = models.CharField(max_length=8, unique=True)
    opened = models.PositiveIntegerField()
    listed = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.week

    @property
    def days(self):
        return days_of(self.week)


class Entry(LogRow):
    """One reader opened one case in one week without a working relation, for these reasons. ``actor_id`` is the reader.

    ``facts`` hold numbers and codes and the keys of the readings it is about. It is sealed with the log and never
    changed: what is said of it stands beside it (``Saying``).
    """

    week = models.CharField(max_length=8)
    case_id = models.BigIntegerField()
    case_ref = models.CharField(max_length=24)
    reasons = ArrayField(models.CharField(max_length=16))
    asked = models.CharField(max_length=8, choices=Asked, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "entries"
        permissions = [("judge_entry", "Can close an entry of the weekly list")]
        constraints = [
            models.UniqueConstraint(fields=["week", "actor_id", "case_id"], name="unusual_entry_once_a_week"),
            models.CheckConstraint(
                name="unusual_reasons_are_known",
                condition=Q(reasons__contained_by=Reason.values) & Q(reasons__len__gte=1),
            ),
            models.CheckConstraint(name="unusual_asked_is_known", condition=Q(asked__in=Asked.values)),
        ]
        indexes = [
            models.Index(fields=["actor_id", "-at"], condition=~Q(asked=""), name="unusual_asked_of_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.actor_id} {self.case_ref}"

    @property
    def days(self):
        return days_of(self.week)

    @property
    def reason_labels(self):
        return [Reason(one).label for one in self.reasons]


class Saying(LogRow):
    """What the reader answered or added, and how another closed it. It is sealed with the log and never changed."""

    entry_id = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    errand = models.CharField(max_length=16, choices=Errand, blank=True)
    words = models.CharField(max_length=MOST_SAID)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id"], condition=Q(kind=Kind.ANSWER), name="unusual_answered_once",
                violation_error_code="answered",
            ),
            models.UniqueConstraint(
                fields=["entry_id"], condition=Q(kind__in=CLOSING), name="unusual_closed_once",
                violation_error_code="closed",
            ),
            models.CheckConstraint(name="unusual_saying_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="unusual_kind_is_known",
                condition=Q(kind=Kind.ANSWER, errand__in=Errand.values)
                | Q(kind__in=[one for one in Kind.values if one != Kind.ANSWER], errand=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["entry_id", "at"], name="unusual_said_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"

    @property
    def is_readers(self) -> bool:
        return self.kind in READERS
