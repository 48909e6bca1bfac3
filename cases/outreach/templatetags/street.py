from typing import Any

from django import template

from cases.outreach.selectors.phones import waiting_long
from cmm.accounts.scoping import has_role_permission
from cmm.core.counts import bounded_counts

register = template.Library()


@register.inclusion_tag("outreach/_alert.html", takes_context=True)
def phone_alert(context: dict[str, Any]) -> dict[str, Any]:
    """For whoever decides about what phones sent: how many are put aside, and how many phones wait for too long."""
    user = context["request"].user
    if not has_role_permission(user, "outreach.settle_sealedcontact"):
        return {}
    found = bounded_counts(waiting_long(user))
    return {"aside": found["aside"], "late": found["phones"]}
