"""The law's day counts, kept by coordinators without a release."""

from datetime import date

from django.db import transaction

from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.models import PeriodRule


@transaction.atomic
def keep_rule(
    *,
    actor: User,
    rule: PeriodRule,
    valid_from: date,
    first_days: int,
    cap_days: int,
    support_months: int,
    source: str,
    confirmed: bool,
) -> PeriodRule:
    """One version of the law says this from now on, a new one or one that stood. Raises ValidationError."""
    require_role(actor, "identification.change_periodrule")
    rule.valid_from, rule.first_days, rule.cap_days = valid_from, first_days, cap_days
    rule.support_months, rule.source, rule.confirmed = support_months, source, confirmed
    rule.full_clean()
    rule.save()
    record(
        actor,
        AuditAction.PERIOD_RULE_CHANGED,
        rule,
        valid_from=valid_from.isoformat(),
        first_days=first_days,
        cap_days=cap_days,
        confirmed=confirmed,
    )
    return rule
