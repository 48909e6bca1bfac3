from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Code, UnderCase
from cmm.core.labels import Labelled
from cmm.crypto.fields import EncryptedField
from shelters.enums import RequestState
from shelters.models.payment import Funded, funded
from shelters.models.sheet import WithSheet
from shelters.models.shelter import Shelter
from shelters.models.unit import InHouse
from shelters.querysets import RequestQuerySet
from shelters.rules import MOST_CHILDREN
from shelters.scoping import HOUSE_REACHES

UNANSWERED = (RequestState.WAITING, RequestState.WITHDRAWN)


class PlacementRequest(Labelled, Funded, WithSheet, InHouse, UnderCase):
    """A shelter was asked for a place. It carries all the shelter may know, for the shelter never reaches the case."""

    ref = models.CharField(max_length=24, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placement_requests")
    shelter = models.ForeignKey(Shelter, on_delete=models.PROTECT, related_name="requests", verbose_name=_("shelter"))
    wanted_from = models.DateField(_("first night"))
    wanted_to = models.DateField(_("departure"))
    children = models.PositiveSmallIntegerField(_("children who follow"), default=0)
    # Why the place is safe although the safety note warns of it; the house is not shown it.
    despite = EncryptedField(purpose="identity", row="sheet_id", null=True)
    urgent = models.BooleanField(_("cannot wait"), default=False)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.WAITING)
    answer = models.TextField(_("message"), blank=True)
    refusal_reason = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_from = models.DateField(null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    added_under = ("request_place",)
    reaches = HOUSE_REACHES
    door_joins = ("shelter__organisation", "refusal_reason", "requested_by", "answered_by")
    door_looks = ("case__victim",)  # for those who see the case; a shelter does not
    objects = RequestQuerySet.as_manager()

    class Meta:
        permissions = [
            ("answer_placementrequest", "Can answer for the shelter"),
            ("withdraw_placementrequest", "Can take back what was asked"),
        ]
        constraints = [
            models.CheckConstraint(
                name="shelters_request_ends_after_it_begins",
                condition=Q(wanted_to__gt=F("wanted_from")),
                violation_error_message=_("The departure must come after the first night."),
            ),
            models.CheckConstraint(name="shelters_request_state_is_known", condition=Q(state__in=RequestState.values)),
            models.CheckConstraint(
                name="shelters_request_answered_by_somebody",
                condition=Q(state__in=UNANSWERED) | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="shelters_request_declined_with_reason",
                condition=~Q(state=RequestState.DECLINED) | Q(refusal_reason__isnull=False),
            ),
            models.CheckConstraint(
                name="shelters_request_other_date_is_named",
                condition=~Q(state=RequestState.OTHER_DATE) | Q(proposed_from__isnull=False),
            ),
            models.CheckConstraint(
                name="shelters_request_has_children_one_can_count", condition=Q(children__lte=MOST_CHILDREN)
            ),
            funded("shelters_request_is_paid_by_somebody_known"),
        ]
        indexes = [
            models.Index(fields=["shelter", "state", "-urgent", "wanted_from"], name="shelters_request_queue"),
            models.Index(fields=["case", "-requested_at"], name="shelters_request_by_case"),
            models.Index(fields=["requested_at"], name="shelters_request_by_day"),
            models.Index(fields=["-answered_at", "-id"], name="shelters_request_answered"),
            models.Index(fields=["state", "-urgent", "wanted_from", "id"], name="shelters_request_pressing"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("shelters:request_detail", args=[self.ref])

    @property
    def why_safe(self) -> str:
        """For those who see the case alone."""
        return str(self.despite.reveal()) if self.despite else ""

    @property
    def is_waiting(self) -> bool:
        return self.state == RequestState.WAITING

    @property
    def nights(self) -> int:
        return (self.wanted_to - self.wanted_from).days
