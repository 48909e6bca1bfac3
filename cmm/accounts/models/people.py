from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmm.accounts.enums import CAPABILITY_OF, Capability, OrganisationKind, Role
from cmm.accounts.querysets import CoverQuerySet, OrganisationQuerySet, UserManager
from cmm.accounts.scoping import ORGANISATION_REACHES, USER_REACHES


class Organisation(models.Model):
    """An authority, NGO or shelter operator, valid in a period, since Danish agencies are renamed often."""

    code = models.SlugField(max_length=40, unique=True)
    name_da = models.CharField(_("Danish name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    capabilities = ArrayField(models.CharField(max_length=20, choices=Capability), default=list, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    # guardian grants to an organisation are grants to its group.
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="organisation")

    reaches = ORGANISATION_REACHES
    protection_path = None
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_da"]
        constraints = [
            models.CheckConstraint(
                name="organisation_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("The last day must come after the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name_da

    @property
    def capability_labels(self) -> list[str]:
        return [Capability(capability).label for capability in self.capabilities]

    def get_absolute_url(self) -> str:
        return reverse("organisation_detail", args=[self.code])

    def may_hold(self, role: str) -> bool:
        """Whether the organisation is there for what ``role`` does, today."""
        today = timezone.localdate()
        if self.valid_from > today or (self.valid_to and self.valid_to <= today):
            return False
        capability = CAPABILITY_OF[Role(role)]
        return capability is None or capability in self.capabilities


class User(AbstractBaseUser):
    """A named member of staff in one organisation. Nobody is a superuser: emergency access is a verb."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    language = models.CharField(
        _("language"), max_length=2, choices=[("da", _("Danish")), ("en", _("English"))], default="da"
    )
    is_active = models.BooleanField(_("open"), default=True)
    created_at = models.DateTimeField(default=timezone.now)
    # Something happened to how they log in, and they have not said that they saw it.
    access_changed_at = models.DateTimeField(null=True, blank=True)

    # Sessions say when somebody was last here.
    last_login = None
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_superuser = False
    is_staff = False

    reaches = USER_REACHES
    protection_path = None
    objects = UserManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("user_detail", args=[self.pk])

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles in force now. Read once per request, so that a change works on the next one."""
        if not self.is_active or not self.pk:
            return frozenset()
        return self.holding(self.role_assignments.filter(ended_at__isnull=True).values_list("role", flat=True))

    @cached_property
    def covers_for(self) -> frozenset[int]:
        """The colleagues whose cases are also this user's today, while those are away. Read once per request."""
        return frozenset(Cover.objects.in_force().filter(covering=self.pk).values_list("absent", flat=True))

    def holding(self, given: Iterable[str]) -> frozenset[str]:
        """Those of the roles somebody was given that the organisation can still hold."""
        return frozenset(role for role in given if self.organisation.may_hold(role))

    @property
    def roles_label(self):
        return ", ".join(str(Role(role).label) for role in Role.values if role in self.roles)


class RoleAssignment(models.Model):
    """One role held by one user from one moment to another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=30, choices=Role)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(ended_at__isnull=True), name="accounts_role_held_once"
            ),
            models.CheckConstraint(
                name="accounts_role_ends_after_it_begins",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.role


class Cover(models.Model):
    """While a colleague is away another does in their cases what they may do there. It ends by itself, or before.

    Why somebody is away is not written. ``sec.granted_to`` reads this table, for ``allowed`` and for the policies.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is away"))
    covering = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who covers"))
    days = DateRangeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="accounts_nobody_covers_themselves", condition=~models.Q(absent=models.F("covering"))
            ),
            models.CheckConstraint(
                name="accounts_cover_begins_and_ends",
                condition=models.Q(days__isempty=False, days__lower_inf=False, days__upper_inf=False),
            ),
            models.CheckConstraint(
                name="accounts_cover_is_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__gte=models.F("given_at"), ended_by__isnull=False),
            ),
            ExclusionConstraint(
                name="accounts_covered_once_by_the_same",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    ("covering", RangeOperators.EQUAL),
                    ("days", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(ended_at__isnull=True),
                violation_error_message=_("This colleague covers on some of these days already."),
            ),
        ]
        indexes = [
            models.Index(fields=["covering"], condition=models.Q(ended_at__isnull=True), name="accounts_cover_by_whom"),
            models.Index(fields=["organisation", "-given_at"], name="accounts_cover_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.covering_id} for {self.absent_id}"

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.days.upper - timedelta(days=1)


class PolicyLine(models.Model):
    """One act that one role may do to one noun by one reach, up to one level: ``cmm.accounts.roles`` as rows, which
    the database's policies read. Written after each migration and by nobody else.
    """

    role = models.CharField(max_length=30)
    capability = models.CharField(max_length=20, blank=True)
    noun = models.CharField(max_length=60)
    action = models.CharField(max_length=30)
    reach = models.CharField(max_length=30)
    level = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "noun", "action", "reach", "level"], name="accounts_policy_line_said_once"
            ),
        ]
        indexes = [models.Index(fields=["noun", "role", "action"], name="accounts_policy_by_noun")]

    def __str__(self) -> str:
        return f"{self.role} {self.action} {self.noun} {self.reach}:{self.level}"
