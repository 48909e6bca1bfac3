"""A transfer moves who decides, by the rule by which anybody overrules what the residence basis proposes."""

from datetime import date

import pytest

from cases.rules.referrals import authority_after
from cases.services import answer_referral
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.cases import CaseFactory, ReferralFactory

DAY = date(2026, 9, 12)


@pytest.mark.parametrize(
    ("kind", "receiver", "answered_as", "taker"),
    [
        ("transfer", "immigration", "accepted", "us"),
        ("transfer", "immigration", "rejected", None),
        ("referral", "immigration", "accepted", None),
        ("transfer", "municipality", "accepted", None),
    ],
)
def test_a_receiver_that_decides_and_takes_over_decides(kind, receiver, answered_as, taker):
    assert authority_after(kind=kind, receiver=receiver, answered_as=answered_as) == taker


@pytest.mark.django_db
def test_an_accepted_transfer_moves_who_decides_and_says_why(caseworker):
    case = CaseFactory(authority="cmm", authority_proposed="cmm")
    transfer = ReferralFactory(case=case, kind="transfer", receiver="immigration")

    answer_referral(actor=caseworker, referral=transfer, how="accepted", on=DAY)

    case.refresh_from_db()
    assert (case.authority, case.authority_proposed, case.authority_reason) == (
        "us", "cmm", "Overdragelse nr. 1 blev accepteret 12. september 2026.",
    )  # fmt: skip
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "details__fields")) == [
        ("case.changed", ["authority", "authority_reason"]), ("referral.answered", None),
    ]  # fmt: skip


@pytest.mark.django_db
def test_nobody_takes_over_what_another_is_deciding(caseworker):
    case = CaseFactory(status="awaiting_decision", authority="cmm", authority_proposed="cmm")
    transfer = ReferralFactory(case=case, kind="transfer", receiver="immigration")

    with pytest.raises(RuleError) as refused:
        answer_referral(actor=caseworker, referral=transfer, how="accepted", on=DAY)

    transfer.refresh_from_db()
    assert (refused.value.code, transfer.answered_as) == ("being_decided", "")
