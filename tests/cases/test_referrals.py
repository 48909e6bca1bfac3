"""Who outside was told: sent, answered, done or revoked, in that order and on a basis."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Referral
from cases.rules.referrals import check_answer, check_done, check_revoking, check_sending, check_withdrawal
from cases.services import (
    NewReferral,
    answer_referral,
    finish_referral,
    revoke_referral,
    send_referral,
    withdraw_referral_consent,
)
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, ReferralFactory

DAY, TODAY = date(2026, 9, 11), date(2026, 11, 26)
LATER = TODAY + timedelta(days=1)
GIVEN = {"consented_by": "person", "consented_how": "written", "consented_to": "At kommunen hører om boligen"}
REJECTED = {"answered_as": "rejected", "answered_on": DAY, "answered_by": "x"}
WITHDRAWN = {"consent_withdrawn_on": TODAY, "consent_withdrawn_by": "x", "consent_withdrawn_effect": "Stop"}


def told(**facts):
    said = {"receiver": "municipality", "receiver_name": "Prøveby Kommune", "told": "Personen har brug for en bolig."}
    return NewReferral(**said | {"basis": "consent", "consented_on": DAY, "sent_on": DAY} | GIVEN | facts)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"sent_on": LATER, "consented_on": DAY}, "in_future"),
        ({"consented_on": None}, "no_consent"),
        ({"consented_on": TODAY}, "told_first"),
        ({"basis": "vital", "basis_note": "  "}, "no_reason"),
    ],
)
def test_nobody_is_told_without_a_basis(facts, why):
    said = {"basis": "consent", "basis_note": "", "consented_on": DAY, "sent_on": DAY, "today": TODAY}
    with pytest.raises(RuleError) as refused:
        check_sending(**said | facts)
    assert refused.value.code == why


@pytest.mark.parametrize("state", ["accepted", "rejected", "done", "revoked"])
def test_a_referral_is_answered_once(state):
    with pytest.raises(Conflict):
        check_answer(state=state, sent_on=DAY, answered_on=DAY, today=TODAY)


@pytest.mark.parametrize("state", ["sent", "rejected", "done", "revoked"])
def test_only_what_was_accepted_is_done(state):
    with pytest.raises(Conflict):
        check_done(state=state, answered_on=DAY, ended_on=DAY, today=TODAY)


@pytest.mark.parametrize("state", ["rejected", "done", "revoked"])
def test_what_has_ended_is_not_revoked(state):
    with pytest.raises(Conflict):
        check_revoking(state=state, sent_on=DAY, ended_on=DAY, today=TODAY)


@pytest.mark.parametrize(("day", "why"), [(LATER, "in_future"), (DAY - timedelta(days=1), "before")])
def test_no_act_lies_ahead_or_before_what_came_first(day, why):
    for check, days in (
        (check_answer, {"state": "sent", "sent_on": DAY, "answered_on": day}),
        (check_done, {"state": "accepted", "answered_on": DAY, "ended_on": day}),
        (check_revoking, {"state": "sent", "sent_on": DAY, "ended_on": day}),
    ):
        with pytest.raises(RuleError) as refused:
            check(**days, today=TODAY)
        assert (refused.value.code, refused.value.field) == (why, "on")


@pytest.mark.django_db
def test_a_referral_goes_from_sent_to_done_and_leaves_a_trace(caseworker):
    case = CaseFactory()
    referral = send_referral(actor=caseworker, case=case, new=told())
    answer_referral(actor=caseworker, referral=referral, how="accepted", on=DAY, answer=" De kommer tirsdag ")
    finish_referral(actor=caseworker, referral=referral, on=TODAY)
    referral.refresh_from_db()
    assert (referral.number, referral.state, referral.answer, referral.ended_on) == (
        1, "done", "De kommer tirsdag", TODAY,
    )  # fmt: skip
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "details__state")) == [
        ("referral.sent", "sent"), ("referral.answered", "accepted"), ("referral.ended", "done"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_referral_can_be_taken_back(caseworker):
    referral = ReferralFactory()
    revoke_referral(actor=caseworker, referral=referral, on=timezone.localdate(), note="Personen trak sit samtykke")
    referral.refresh_from_db()
    assert (referral.state, referral.ended_note) == ("revoked", "Personen trak sit samtykke")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"consented_on": None}, "referral_on_consent_has_its_day"),
        ({"consented_on": TODAY}, "referral_on_consent_has_its_day"),
        ({"consented_by": ""}, "referral_consent_is_written_as_given"),
        ({"consented_how": "not_noted"}, "referral_consent_is_written_as_given"),
        ({"consented_to": ""}, "referral_consent_is_written_as_given"),
        ({"consent_withdrawn_on": TODAY}, "referral_consent_is_withdrawn_with_effect"),
        (WITHDRAWN, "referral_consent_is_withdrawn_with_effect"),
        (WITHDRAWN | REJECTED | {"consent_withdrawn_effect": ""}, "referral_consent_is_withdrawn_with_effect"),
        (
            WITHDRAWN | REJECTED | {"consent_withdrawn_on": date(2026, 9, 9)},
            "referral_consent_is_withdrawn_with_effect",
        ),
        (WITHDRAWN | REJECTED | {"basis": "vital", "basis_note": "Fare"}, "referral_consent_is_withdrawn_with_effect"),
        ({"basis": "duty", "basis_note": ""}, "referral_without_consent_says_why"),
        ({"answered_as": "accepted"}, "referral_is_answered_whole"),
        ({"ended_as": "done", "ended_on": TODAY, "ended_by": "x"}, "referral_ends_after_what_came_before"),
        ({"ended_as": "revoked", "ended_on": TODAY, "ended_by": "x"}, "referral_ends_after_what_came_before"),
    ],
)
def test_the_database_keeps_the_order_and_the_basis(facts, constraint):
    facts = {name: staff("cmm_caseworker") if value == "x" else value for name, value in facts.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ReferralFactory(**facts)


@pytest.mark.django_db
def test_the_caseworker_sends_and_writes_the_answer_in_the_browser(as_role, caseworker):
    client, case = as_role("cmm_caseworker"), CaseFactory(caseworker=caseworker)
    url = f"/cases/{case.ref}/referrals/"
    sent = (
        {"receiver": "drc", "receiver_name": "DRC, hjemrejse", "told": "Vil gerne hjem.", "basis": "consent"}
        | GIVEN
        | {"kind": "referral"}
    )
    refused = client.post(f"{url}new/", sent | {"sent_on": "11-09-2026"})
    assert (refused.status_code, Referral.objects.count()) == (422, 0)
    assert "Skriv den dag, personen gav samtykke." in refused.content.decode()
    assert "Vil gerne hjem." in refused.content.decode()
    client.post(f"{url}new/", sent | {"sent_on": "11-09-2026", "consented_on": "10-09-2026"})
    assert "Sendt, ikke besvaret" in client.get(url).content.decode()
    client.post(f"{url}1/answer/", {"how": "rejected", "on": "12-09-2026", "answer": "Ingen plads"})
    page = client.get(url).content.decode()
    assert "Afvist 12. september 2026: Ingen plads" in page
    assert "Tag den tilbage" not in page


@pytest.mark.parametrize(
    ("missing", "field", "message"),
    [
        ("consented_by", "consented_by", "Vælg, hvem der gav samtykke."),
        ("consented_how", "consented_how", "Vælg, hvordan samtykket blev givet."),
        ("consented_to", "consented_to", "Skriv, hvad der blev givet samtykke til."),
    ],
)
@pytest.mark.django_db
def test_a_consent_is_written_as_it_was_given(as_role, caseworker, missing, field, message):
    url = f"/cases/{CaseFactory(caseworker=caseworker).ref}/referrals/new/"
    days = {"sent_on": "11-09-2026", "consented_on": "10-09-2026"}
    sent = (
        {"receiver": "drc", "receiver_name": "DRC", "told": "Vil gerne hjem.", "basis": "consent"}
        | GIVEN
        | days
        | {"kind": "referral"}
    )
    refused = as_role("cmm_caseworker").post(url, sent | {missing: ""})
    assert (refused.status_code, refused.context["form"].errors) == (422, {field: [message]})
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(("basis", "times"), [("consent", 1), ("vital", 0)])
@pytest.mark.django_db
def test_a_consent_leads_to_what_was_answered_in_the_interviews(as_role, caseworker, basis, times):
    case = CaseFactory(caseworker=caseworker)
    send_referral(actor=caseworker, case=case, new=told(basis=basis, basis_note="Fare for livet"))
    page = as_role("cmm_caseworker").get(f"/cases/{case.ref}/referrals/").content.decode()
    assert page.count(f"/cases/{case.ref}/assessments/#consents") == times


@pytest.mark.django_db
def test_another_basis_than_consent_says_nothing_of_a_consent(caseworker):
    new = told(basis="vital", basis_note="Fare for livet")
    referral = send_referral(actor=caseworker, case=CaseFactory(), new=new)
    assert (referral.consented_on, referral.consented_by, referral.consented_how, referral.consented_to) == (
        None, "", "", "",
    )  # fmt: skip
    with pytest.raises(Conflict):
        withdraw_referral_consent(actor=caseworker, referral=referral, on=TODAY, effect="Stop")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, ("revoked", "Samtykket er trukket tilbage.")),
        (
            {"answered_as": "accepted", "answered_on": DAY, "answered_by": "x"},
            ("revoked", "Samtykket er trukket tilbage."),
        ),
        (REJECTED, ("rejected", "")),
    ],
)
@pytest.mark.django_db
def test_a_withdrawn_consent_takes_back_what_is_open_and_leaves_what_has_ended(caseworker, before, after):
    before = {name: caseworker if value == "x" else value for name, value in before.items()}
    referral, today = ReferralFactory(**before), timezone.localdate()
    withdraw_referral_consent(actor=caseworker, referral=referral, on=today, effect=" Kommunen har fået besked ")
    referral.refresh_from_db()
    assert (referral.state, referral.ended_note) == after
    assert (referral.consent_withdrawn_on, referral.consent_withdrawn_by, referral.consent_withdrawn_effect) == (
        today, caseworker, "Kommunen har fået besked",
    )  # fmt: skip
    assert referral.told == "Personen har brug for en bolig."
    entry = AuditEntry.objects.get(action="consent.withdrawn")
    assert (entry.case_ref, entry.details["receiver"]) == (referral.case.ref, "municipality")
    with pytest.raises(Conflict):
        withdraw_referral_consent(actor=caseworker, referral=referral, on=today, effect="Igen")


@pytest.mark.parametrize(
    ("said", "field"), [({"on": LATER}, "on"), ({"on": date(2026, 9, 9)}, "on"), ({"effect": "  "}, "effect")]
)
def test_a_consent_is_withdrawn_after_it_was_given_and_with_effect(said, field):
    whole = {"on": TODAY, "effect": "Stop", "on_consent": True, "withdrawn": False, "consented_on": DAY, "today": TODAY}
    with pytest.raises(RuleError) as refused:
        check_withdrawal(**whole | said)
    assert refused.value.field == field


@pytest.mark.django_db
def test_the_caseworker_withdraws_it_in_the_browser_and_reads_the_effect(as_role, caseworker):
    referral = ReferralFactory(case__caseworker=caseworker)
    browser, list_url = as_role("cmm_caseworker"), f"/cases/{referral.case.ref}/referrals/"
    assert "Samtykke 10. september 2026: personen, mundtligt" in browser.get(list_url).text
    page = browser.post(f"{list_url}1/consent/", {"on": "12-09-2026", "effect": "Kommunen stopper."}, follow=True).text
    assert "Samtykket er trukket tilbage 12. september 2026</strong>: Kommunen stopper." in page
    assert f"{list_url}1/consent/" not in page
    assert f"{list_url}1/answer/" not in page
