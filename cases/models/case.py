import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from cases.enums import AgeBand, Authority, CaseStatus, Protection, Region, Sex
from cases.models.code import Code
from cases.querysets import CaseQuerySet
from cases.scoping import CASE_REACHES, VICTIM_REACHES
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet
from cmm.core.labels import Labelled


class Victim(Labelled, models.Model):
    """One human being, presumed or identified, under a spoken code name; who it is stands elsewhere or nowhere."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_name = models.CharField(_("code name"), max_length=40)
    sex = models.CharField(_("sex"), max_length=20, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(_("age"), max_length=20, choices=AgeBand, default=AgeBand.UNKNOWN)
    citizenship = models.CharField(_("citizenship"), max_length=2, blank=True)
    language = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The highest of the person's cases; a trigger keeps it.
    protection = models.CharField(max_length=12, editable=False, default=Protection.NORMAL)
    created_at = models.DateTimeField(default=timezone.now)

    closed = True
    noun = "cases.case"
    reaches = VICTIM_REACHES
    protection_path = "protection"
    seen_through = "cases"
    objects = ReachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_name"],
                name="victim_code_name_is_nobody_elses",
                violation_error_code="code_name_taken",
                violation_error_message=_("Somebody has just used this code name. Choose another."),
            ),
            models.CheckConstraint(
                name="victim_protection_is_known", condition=models.Q(protection__in=Protection.values)
            ),
        ]

    def __str__(self) -> str:
        return self.code_name


class Case(Labelled, models.Model):
    """A person's course with CMM. Only ``move_case`` changes its status."""

    ref = models.CharField(max_length=24, unique=True)
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=CaseStatus, default=CaseStatus.INQUIRY)
    protection = models.CharField(_("protection"), max_length=12, choices=Protection, default=Protection.NORMAL)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    residence_basis = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("residence basis")
    )
    authority = models.CharField(_("competent authority"), max_length=10, choices=Authority)
    authority_proposed = models.CharField(max_length=10, choices=Authority)
    authority_reason = models.CharField(_("reason"), max_length=300, blank=True)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    region = models.CharField(_("region"), max_length=20, choices=Region, default=Region.UNKNOWN)
    police_district = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("police district")
    )
    source = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("referred by"))
    touched_at = models.DateTimeField(default=timezone.now)

    closed = True
    case_path = "id"
    reaches = CASE_REACHES
    protection_path = "protection"
    door_joins = ("victim__language", "caseworker", "organisation", "residence_basis", "source", "police_district")
    objects = CaseQuerySet.as_manager()

    class Meta:
        permissions = [
            ("assign_case", "Can choose the caseworker"),
            ("merge_case", "Can merge two files that are one person's, and undo it"),
            ("let_out_case", "Can let a text out that names somebody else, and says why"),
            ("hand_on_case", "Can offer the case to a colleague"),
            ("write_journal_case", "Can write in the journal"),
            ("interview_case", "Can record interviews"),
            ("assess_case", "Can prepare assessments"),
            ("decide_case", "Can decide assessments"),
            ("set_periods_case", "Can set reflection and restitution periods"),
            ("record_ruling_case", "Can record appeals and findings of courts"),
            ("request_place_case", "Can ask for a place"),
            ("control_access_case", "Can see and end who has access, and raise walls"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_closes_after_it_opens",
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                violation_error_message=_("The case cannot close before it was opened."),
            ),
            models.CheckConstraint(
                name="case_closed_has_its_day",
                condition=models.Q(status=CaseStatus.CLOSED, closed_on__isnull=False)
                | (~models.Q(status=CaseStatus.CLOSED) & models.Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_overruled_authority_has_a_reason",
                condition=models.Q(authority=models.F("authority_proposed")) | ~models.Q(authority_reason=""),
                violation_error_message=_("Write why another authority decides."),
            ),
            # What hangs on a case and its person together points at this pair.
            models.UniqueConstraint(fields=["id", "victim"], name="case_and_its_victim"),
            models.CheckConstraint(name="case_status_is_known", condition=models.Q(status__in=CaseStatus.values)),
            models.CheckConstraint(
                name="case_protection_is_known", condition=models.Q(protection__in=Protection.values)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-ref"], name="case_by_ref"),
            models.Index(fields=["organisation", "status", "-ref"], name="case_by_status"),
            models.Index(fields=["caseworker", "status"], name="case_by_caseworker"),
            # What the list can be sorted by; each is read from either end.
            models.Index(fields=["authority", "ref"], name="case_sorted_by_authority"),
            models.Index(fields=["opened_on", "ref"], name="case_sorted_by_opening"),
            models.Index(fields=["touched_at", "ref"], name="case_sorted_by_touch"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("case_detail", args=[self.ref])

    @staticmethod
    def grant_models():
        """The tables of grants to users and to organisations."""
        return CaseUserGrant, CaseGroupGrant


class Terms(models.Model):
    """Why a grant was given, by whom, and when it is in force."""

    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(default=timezone.now)
    valid_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class CaseUserGrant(UserObjectPermissionBase, Terms):
    """One person may do one thing to one case for a time."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.permission_id} {self.content_object_id} {self.user_id}"


class CaseGroupGrant(GroupObjectPermissionBase, Terms):
    """One organisation may do one thing to one case for a time."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.permission_id} {self.content_object_id} {self.group_id}"
