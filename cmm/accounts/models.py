from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmm.accounts.enums import CAPABILITY_OF, Capability, OrganisationKind, Role
from cmm.accounts.querysets import OrganisationQuerySet, SessionQuerySet, UserManager
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


class Session(models.Model):
    """Somebody's log-in on one device, under the hash of a key that only the browser holds."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    data = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    objects = SessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"session of {self.user_id}"
