from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import Region
from cmm.accounts.scoping import ReachQuerySet
from reports.coordination.enums import ForumKind
from reports.coordination.rules import is_overdue, is_unsure
from reports.coordination.scoping import COORDINATION_REACHES


class Forum(models.Model):
    """A regional reference group, the network, or another table at which authorities meet. No person is spoken of."""

    kind = models.CharField(max_length=12, choices=ForumKind)
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("region"), max_length=20, choices=Region, default=Region.UNKNOWN)
    meets = models.CharField(_("how often it meets"), max_length=120, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    closed = True
    reaches = COORDINATION_REACHES
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="coordination_forum_has_a_name_of_its_own",
                violation_error_code="unique",  # so that it is said at the name
                violation_error_message=_("There is a group with this name already."),
            ),
            models.CheckConstraint(name="coordination_forum_kind_is_known", condition=Q(kind__in=ForumKind.values)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("coordination:forum_detail", args=[self.pk])


class Contact(models.Model):
    """Who sits there for an authority or an organisation, how they are reached at work, and when that was last sure."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="contacts")
    house = models.CharField(_("authority or organisation"), max_length=120)
    name = models.CharField(_("name"), max_length=120)
    task = models.CharField(_("role"), max_length=120)
    phone = models.CharField(_("telephone at work"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail at work"), blank=True)
    confirmed_on = models.DateField(_("last confirmed"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    closed = True
    noun = "coordination.forum"
    reaches = COORDINATION_REACHES
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["house", "name", "pk"]
        constraints = [
            models.CheckConstraint(name="coordination_contact_is_reached", condition=~Q(phone="", email="")),
            models.CheckConstraint(
                name="coordination_contact_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_unsure(self) -> bool:
        return is_unsure(confirmed_on=self.confirmed_on, today=timezone.localdate())


class Agreement(models.Model):
    """Something that was agreed there: what, who does it, until when, and what came of it. It is settled once."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="agreements")
    what = models.CharField(_("what is agreed"), max_length=300)
    owner = models.CharField(_("who does it"), max_length=120)
    agreed_on = models.DateField(_("agreed"))
    due_on = models.DateField(_("due"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=500, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    closed = True
    noun = "coordination.forum"
    reaches = COORDINATION_REACHES
    protection_path = None
    door_joins = ("forum",)
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="coordination_agreement_due_after_it", condition=Q(due_on__gte=F("agreed_on")) & ~Q(what="")
            ),
            models.CheckConstraint(
                name="coordination_agreement_settled_whole",
                condition=Q(done_on__isnull=True, outcome="", settled_by__isnull=True)
                | Q(done_on__gte=F("agreed_on"), settled_by__isnull=False) & ~Q(outcome=""),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="coordination_outstanding"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("coordination:agreement_detail", args=[self.pk])

    @property
    def is_overdue(self) -> bool:
        return is_overdue(due_on=self.due_on, done_on=self.done_on, today=self.today)

    @property
    def today(self) -> date:
        return timezone.localdate()
