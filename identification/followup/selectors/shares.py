"""What was shared, with whom, and who may be shared with."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models import Case
from cmm.accounts.models import Organisation
from identification.followup.models import SharedFile
from identification.followup.rules.sharing import MAY_RECEIVE


def shares_of(user: Any, case: Case) -> QuerySet[SharedFile]:
    """For whoever works in the case, the latest first."""
    rows: QuerySet[SharedFile] = SharedFile.objects.allowed(user).filter(case=case)
    return rows.select_related("organisation", "referral", "shared_by")


def shared_with(user: Any) -> QuerySet[SharedFile]:
    """What the user's organisation may read today, the latest first."""
    rows: QuerySet[SharedFile] = SharedFile.objects.allowed(user).filter(organisation=user.organisation_id)
    return rows.order_by("-shared_at", "-pk")


def receivers(case: Case) -> QuerySet[Organisation]:
    """Organisations that log in here and may be shown something, save the case's own."""
    today, able = timezone.localdate(), [capability.value for capability in MAY_RECEIVE]
    rows: QuerySet[Organisation] = Organisation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today), capabilities__overlap=able, valid_from__lte=today
    )
    return rows.exclude(pk=case.organisation_id).order_by("name_da")
