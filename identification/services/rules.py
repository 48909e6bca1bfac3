"""The law's day counts, kept by coordinators without a release."""

from django.db import transaction

from cmm.accounts.models import User
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from identification.models import PeriodRule
from identification.rules.periods import LegalVersion


@transaction.atomic
def keep_rule(*, actor: User, rule: PeriodRule, law: LegalVersion) -> PeriodRule:
    """One version of the law says this from now on, a new one or one that stood. Raises ValidationError."""
    require_role(actor, "identification.change_periodrule")
    rule.valid_from, rule.first_days, rule.cap_days = law.valid_from, law.first_days, law.cap_days
    rule.support_months, rule.source, rule.confirmed = law.support_months, law.source, law.confirmed
    rule.minor_first_days, rule.minor_cap_days = law.minor_first_days, law.minor_cap_days
    rule.minor_source, rule.support_source = law.minor_source, law.support_source
    rule.full_clean()
    rule.save()
    record(
        actor,
        AuditAction.PERIOD_RULE_CHANGED,
        rule,
        valid_from=law.valid_from.isoformat(),
        first_days=law.first_days,
        cap_days=law.cap_days,
        minor_cap_days=law.minor_cap_days,
        support_months=law.support_months,
        confirmed=law.confirmed,
    )
    return rule
