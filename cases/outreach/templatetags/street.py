from typing import Any

from django import template
from django.utils import timezone

from cases.outreach.models import Phone, SealedContact
from cases.outreach.models.sealed import LATE
from cmm.accounts.scoping import has_role_permission

register = template.Library()
MOST = 1_000  # nobody counts further


@register.inclusion_tag("outreach/_alert.html", takes_context=True)
def phone_alert(context: dict[str, Any]) -> dict[str, Any]:
    """For whoever decides about what phones sent: how many are put aside, and how many phones wait for too long."""
    user = context["request"].user
    if not has_role_permission(user, "outreach.settle_sealedcontact"):
        return {}
    late = Phone.objects.allowed(user).waiting_since_before(timezone.now() - LATE)
    aside = SealedContact.objects.allowed(user, "settle").aside()
    return {"aside": aside.values("pk")[:MOST].count(), "late": late.values("pk")[:MOST].count()}
