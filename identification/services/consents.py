"""The seven answers of an interview, and taking one back."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict, RuleError
from identification.enums import FourAnswer
from identification.models import Consent, Interview
from identification.rules.consents import check_until, lapses_on
from identification.services.locks import lock_case


def note_consents(interview: Interview, answers: Mapping[str, str], until: date | None = None) -> None:
    """What was answered stands with the interview, from its day; what nobody asked has no row.

    A yes holds ``until`` the day the person said, else as long as consents hold. Raises RuleError.
    """
    held = timezone.localdate(interview.held_at)
    check_until(until=until, given_on=held)
    last = lapses_on(given_on=held, said=until, days=settings.CMM_CONSENT_DAYS)
    Consent.objects.bulk_create(
        Consent(
            case=interview.case,
            interview=interview,
            topic=topic,
            answer=answer,
            given_on=held,
            until=last if answer == FourAnswer.YES else None,
        )
        for topic, answer in answers.items()
        if answer != FourAnswer.NOT_ASKED
    )


@transaction.atomic
def withdraw_consent(*, actor: User, case: Case, topic: str, withdrawn_on: date) -> list[Consent]:
    """Every yes to the topic is taken back from that day. What was said before stands. Raises RuleError, Conflict."""
    require(actor, "interview", case)
    case = lock_case(case.pk)
    given = list(
        Consent.objects.select_for_update().filter(
            case=case, topic=topic, answer=FourAnswer.YES, withdrawn_on__isnull=True
        )
    )
    if not given:
        raise Conflict(_("It has been taken back already, or was never given."), code="not_given")
    if withdrawn_on > timezone.localdate():
        raise RuleError(_("The date cannot be after today."), code="in_future", field="withdrawn_on")
    if withdrawn_on < max(one.given_on for one in given):
        raise RuleError(_("It cannot be taken back before it was given."), code="before_given", field="withdrawn_on")
    for one in given:
        one.withdrawn_on, one.withdrawn_by, one.withdrawn_at = withdrawn_on, actor, timezone.now()
        one.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_at"])
    record(actor, AuditAction.CONSENT_WITHDRAWN, case, case_ref=case.ref, topic=topic)
    return given
