from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import GlassCategory, GlassVerdict
from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.querysets import GlassQuerySet
from cases.rules import GLASS_LASTS, LEAST_REASON, review_due
from cases.scoping import GLASS_REACHES

REVIEWED = Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(verdict="")
UNREVIEWED = Q(reviewed_at__isnull=True, reviewed_by__isnull=True, verdict="", remark="")


class BrokenGlass(UnderCase):
    """Emergency access: a caseworker opened one restricted case for four hours and said why, and another judges it.

    The case itself is opened by a grant that runs as long; only ``sec.break_glass`` writes both.
    """

    ref = models.CharField(max_length=24, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="glasses")
    case_ref = models.CharField(max_length=24)  # the data protection officer judges without seeing the case
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(_("what is at stake"), max_length=20, choices=GlassCategory)
    reason = models.TextField(_("reason"))
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12, choices=GlassVerdict, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    follows_grants = False  # whoever has a grant on the case reads the case, and not why others opened it
    added_under = ()
    reaches = GLASS_REACHES
    door_joins = ("user", "reviewed_by")
    objects = GlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "broken glasses"
        permissions = [
            ("end_brokenglass", "Can end it before its time"),
            ("judge_brokenglass", "Can judge whether there was reason for it"),
        ]
        constraints = [
            models.CheckConstraint(name="glass_category_is_known", condition=Q(category__in=GlassCategory.values)),
            models.CheckConstraint(
                name="glass_says_why", condition=Q(GreaterThanOrEqual(Length(Trim("reason")), LEAST_REASON))
            ),
            models.CheckConstraint(
                name="glass_lasts_four_hours",
                condition=Q(ends_at__gt=F("opened_at"), ends_at__lte=F("opened_at") + GLASS_LASTS),
            ),
            models.CheckConstraint(
                name="glass_ends_in_its_time",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("opened_at"), ended_at__lte=F("ends_at")),
            ),
            models.CheckConstraint(name="glass_is_reviewed_whole", condition=REVIEWED | UNREVIEWED),
            models.CheckConstraint(name="glass_is_reviewed_by_another", condition=~Q(reviewed_by=F("user"))),
            models.CheckConstraint(name="glass_verdict_is_known", condition=Q(verdict__in=["", *GlassVerdict.values])),
        ]
        indexes = [
            models.Index(fields=["user", "-ends_at"], name="glass_by_user"),
            models.Index(fields=["case", "-opened_at"], name="glass_by_case"),
            models.Index(fields=["opened_at", "id"], name="glass_to_review", condition=Q(reviewed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("cases:glass_detail", args=[self.ref])

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and timezone.now() < self.ends_at

    @property
    def ends(self):
        """When it ended, or will if nobody ends it before."""
        return self.ended_at or self.ends_at

    @property
    def review_due(self):
        return review_due(timezone.localdate(self.opened_at))

    @property
    def is_overdue(self) -> bool:
        return self.reviewed_at is None and self.review_due < timezone.localdate()
