"""What an organisation refers to CMM, and what CMM answers. Two at once are real threads.

The triggers: carries_case and answered_by_receiver of cases_handover.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.enums import HandoverState, InquiryOutcome
from cases.models import Handover, Inquiry
from cases.services import (
    NewCase,
    accept_handover,
    hand_over,
    heed_withdrawal,
    open_case,
    refuse_handover,
    search_persons,
    tie_handover,
    withdraw_handover,
)
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, cmm, code
from tests.factories.handovers import HandoverFactory, new_handover
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def ngo(db):
    cmm()
    return staff("outreach_worker", name="Prøve Gadeperson")


@pytest.fixture
def worker(db):
    return staff("cmm_caseworker", name="Jonas Friis")


def clover():
    known = {"source": reden(), "residence_basis": code("residence_basis", "eu_eea")}
    return NewCase(code_name="Solsikke", **known)


def reden():
    return code("referral_source", "ngo_reden")


def test_whoever_refers_sends_the_consent_as_it_was_given(ngo):
    told = {"consent": "contact_and_seen", "said": "interpreter", "way": "rings", "urgency": "tonight"}
    sent = hand_over(actor=ngo, new=new_handover(**told, note="Virker bange", age_band="18_24"))
    found = Handover.objects.get(pk=sent.pk)
    assert {name: getattr(found, name) for name in told} == told
    assert (found.organisation, found.receiver, found.note, found.state) == (
        ngo.organisation, cmm(), "Virker bange", HandoverState.SENT,
    )  # fmt: skip


def test_what_was_seen_is_not_told_without_a_yes_to_it(ngo):
    with pytest.raises(RuleError) as refused:
        hand_over(actor=ngo, new=new_handover(consent="contact", note="Virker bange"))
    assert (refused.value.code, refused.value.field, Handover.objects.count()) == ("not_agreed", "note", 0)


@pytest.mark.parametrize("consent", ["", "no"])
def test_without_a_yes_nothing_is_sent(ngo, consent):
    with pytest.raises(RuleError) as refused:
        hand_over(actor=ngo, new=new_handover(consent=consent))
    assert (refused.value.code, Handover.objects.count()) == ("no_consent", 0)


def test_the_same_form_sent_twice_is_stored_once(ngo):
    new = new_handover()
    first, second = hand_over(actor=ngo, new=new), hand_over(actor=ngo, new=new)
    assert (first, Handover.objects.count()) == (second, 1)
    with pytest.raises(Conflict) as refused:
        hand_over(actor=ngo, new=new_handover(submission_key=new.submission_key, way="rings"))
    assert refused.value.code == "other_answers"


def test_what_cmm_accepts_is_an_inquiry_under_the_same_ref(worker):
    handover = HandoverFactory(urgency="tonight")
    inquiry = accept_handover(actor=worker, handover=handover, source=reden())
    handover.refresh_from_db()
    assert (inquiry.ref, inquiry.referring_organisation, inquiry.channel.code, inquiry.urgent, inquiry.received_at) == (
        handover.ref, handover.organisation, "outreach", True, handover.sent_at,
    )  # fmt: skip
    assert handover.note in inquiry.summary
    assert (handover.inquiry, handover.answered_by, handover.state) == (inquiry, worker, HandoverState.ACCEPTED)


def test_when_the_inquiry_becomes_a_case_what_was_told_follows_it(worker):
    handover = HandoverFactory()
    inquiry = accept_handover(actor=worker, handover=handover, source=reden())
    search_persons(actor=worker, name="Fiktiva", inquiry=inquiry)
    case = open_case(actor=worker, new=clover(), inquiry=inquiry)
    handover.refresh_from_db()
    assert (handover.case, handover.case_protection) == (case, "normal")
    case.protection = "named"
    case.caseworker = worker
    case.save()
    handover.refresh_from_db()
    assert handover.case_protection == "named"


def test_whoever_referred_is_told_no_more_of_a_case_there_was_than_of_a_new_inquiry(worker):
    handover, case = HandoverFactory(), CaseFactory()
    tied = tie_handover(actor=worker, handover=handover, case=case)
    assert (tied.state, tied.case, Inquiry.objects.count()) == (HandoverState.ACCEPTED, case, 0)


def test_a_no_has_a_reason(worker):
    handover = HandoverFactory()
    with pytest.raises(RuleError) as refused:
        refuse_handover(actor=worker, handover=handover, reason=" ")
    assert refused.value.field == "reason"
    said = refuse_handover(actor=worker, handover=handover, reason="Ikke menneskehandel")
    assert (said.state, said.answer) == (HandoverState.REFUSED, "Ikke menneskehandel")


def test_a_withdrawn_consent_closes_the_way_to_an_answer(worker):
    handover = HandoverFactory()
    withdraw_handover(actor=handover.sent_by, handover=handover)
    for verb, more in ((accept_handover, {"source": reden()}), (refuse_handover, {"reason": "Nej"})):
        with pytest.raises(Conflict) as refused:
            verb(actor=worker, handover=handover, **more)
        assert refused.value.code == "withdrawn"


def test_an_answer_after_the_withdrawal_is_refused_by_the_database():
    handover, by = HandoverFactory(), staff("cmm_caseworker")
    now = timezone.now()
    late = {"answered_as": "refused", "answer": "Nej", "answered_by": by, "answered_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=handover.pk).update(
            **late, withdrawn_at=now - timezone.timedelta(minutes=1), withdrawn_by=by
        )


def test_a_consent_withdrawn_after_the_answer_stands_beside_it_until_somebody_has_read_it(worker):
    handover = HandoverFactory()
    accept_handover(actor=worker, handover=handover, source=reden())
    told = withdraw_handover(actor=handover.sent_by, handover=handover)
    assert (told.state, told.answered_as, told.is_unheeded) == (HandoverState.WITHDRAWN, "inquiry", True)
    heeded = heed_withdrawal(actor=worker, handover=told)
    assert (heeded.heeded_by, heeded.is_unheeded) == (worker, False)
    with pytest.raises(Conflict):
        heed_withdrawal(actor=worker, handover=told)


def test_every_act_stands_in_the_log(ngo, worker):
    handover = hand_over(actor=ngo, new=new_handover())
    refuse_handover(actor=worker, handover=handover, reason="Nej")
    heed_withdrawal(actor=worker, handover=withdraw_handover(actor=ngo, handover=handover))
    told = AuditEntry.objects.filter(target_ref=handover.ref).order_by("pk").values_list("action", flat=True)
    assert list(told) == ["handover.sent", "handover.answered", "handover.withdrawn", "handover.heeded"]


def test_only_whoever_referred_withdraws():
    handover = HandoverFactory()
    other = staff("outreach_lead", organisation=OrganisationFactory(capabilities=["outreach"]))
    with pytest.raises(PermissionDenied):
        withdraw_handover(actor=other, handover=handover)


def test_today_says_that_a_referral_waits_and_that_a_consent_is_withdrawn(as_role, people):
    waits, gone = HandoverFactory(), HandoverFactory()
    withdraw_handover(actor=gone.sent_by, handover=gone)
    shown = as_role("cmm_caseworker").get("/").content.decode()
    assert [ref in shown for ref in (waits.ref, gone.ref)] == [True, True]
    assert ("En henvisning venter på svar" in shown, "samtykke til en henvisning er trukket tilbage" in shown) == (
        True, True,
    )  # fmt: skip


def post(browser, handover, **answers):
    return browser.post(reverse("cases:handover_detail", args=[handover.ref]), answers)


def test_the_page_makes_an_inquiry_of_a_referral(as_role, people):
    handover = HandoverFactory()
    answer = post(as_role("cmm_caseworker"), handover, how="inquiry", source=reden().pk)
    assert (answer.status_code, answer.url) == (302, f"/inquiries/{handover.ref}/")
    page = as_role("cmm_caseworker").get(answer.url).content.decode()
    assert "Gennem organisationen" in page


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"source": ""}, "how"),
        ({"how": "inquiry"}, "source"),
        ({"how": "case", "case": "CMM-1999-0001"}, "case"),
        ({"how": "refused"}, "reason"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_answered(as_role, people, answers, field):
    handover = HandoverFactory()
    answer = post(as_role("cmm_caseworker"), handover, **answers)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    handover.refresh_from_db()
    assert handover.answered_as == ""


def test_a_restricted_case_is_for_a_caseworker_as_one_that_does_not_exist(as_role, people):
    handover, case = HandoverFactory(), CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))
    answer = post(as_role("cmm_caseworker"), handover, how="case", case=case.ref)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["case"])


def test_whoever_referred_reads_the_status_and_nothing_else(as_role, people):
    sender = people["outreach_worker"]
    refused, tied = HandoverFactory(sent_by=sender), HandoverFactory(sent_by=sender)
    case = CaseFactory()
    refuse_handover(actor=people["cmm_caseworker"], handover=refused, reason="Hun er kendt af politiet")
    tie_handover(actor=people["cmm_caseworker"], handover=tied, case=case)
    browser = as_role("outreach_worker")
    pages = [browser.get(address).content.decode() for address in (
        "/referrals/", *(reverse("outreach:referral_detail", args=[one.ref]) for one in (refused, tied)),
    )]  # fmt: skip
    assert [("Afvist" in page, "Taget imod" in page) for page in pages] == [(True, True)] * 3
    assert [word in page for page in pages for word in ("kendt af politiet", case.ref)] == [False] * 6


def test_of_an_accepted_referral_the_list_says_that_the_consent_is_withdrawn(as_role, people):
    handover = HandoverFactory(sent_by=people["outreach_worker"])
    accept_handover(actor=people["cmm_caseworker"], handover=handover, source=reden())
    browser = as_role("outreach_worker")
    assert "Samtykke trukket tilbage" not in browser.get("/referrals/").content.decode()
    withdraw_handover(actor=handover.sent_by, handover=handover)
    assert browser.get("/referrals/").content.decode().count("Samtykke trukket tilbage") == 1


class TestAtOnce:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_two_colleagues_who_accept_at_once_accept_once(self):
        first, second, source = (
            staff("cmm_caseworker", name="A Friis"),
            staff("cmm_caseworker", name="B Friis"),
            reden(),
        )
        handover = HandoverFactory()

        def accept(actor):
            accept_handover(actor=actor, handover=handover, source=source)

        told = at_once((first, accept), (second, accept))
        inquiry = Inquiry.objects.get()
        assert (sorted(told), inquiry.logged_by) == (["answered", DONE], (first, second)[told.index(DONE)])

    def test_one_who_accepts_while_another_refuses_is_one_answer(self):
        first, second, source = (
            staff("cmm_caseworker", name="A Friis"),
            staff("cmm_caseworker", name="B Friis"),
            reden(),
        )
        handover = HandoverFactory()
        told = at_once(
            (first, lambda actor: accept_handover(actor=actor, handover=handover, source=source)),
            (second, lambda actor: refuse_handover(actor=actor, handover=handover, reason="Nej")),
        )
        handover.refresh_from_db()
        assert (sorted(told), handover.answered_as, Inquiry.objects.count()) == (
            ["answered", DONE], *(("inquiry", 1) if told[0] == DONE else ("refused", 0)),
        )  # fmt: skip

    def test_a_consent_withdrawn_while_it_is_accepted_comes_before_or_after(self):
        """Before, nothing is accepted; after, both stand and CMM is told."""
        worker, source, handover = staff("cmm_caseworker"), reden(), HandoverFactory()
        told = at_once(
            (worker, lambda actor: accept_handover(actor=actor, handover=handover, source=source)),
            (handover.sent_by, lambda actor: withdraw_handover(actor=actor, handover=handover)),
        )
        handover.refresh_from_db()
        accepted = told[0] == DONE
        assert told == [DONE if accepted else "withdrawn", DONE]
        assert (Inquiry.objects.count(), handover.answered_as, handover.is_unheeded) == (
            (1, "inquiry", True) if accepted else (0, "", True)
        )

    def test_one_form_sent_three_times_at_once_is_one_referral(self):
        cmm()
        ngo, new = staff("outreach_worker"), new_handover()
        told = at_once(*[(ngo, lambda actor: hand_over(actor=actor, new=new))] * 3)
        assert (told, Handover.objects.count()) == ([DONE] * 3, 1)


def test_an_open_inquiry_of_a_referral_counts_as_one(worker):
    handover = HandoverFactory()
    accept_handover(actor=worker, handover=handover, source=reden())
    assert Inquiry.objects.filter(outcome=InquiryOutcome.OPEN).count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        "answered_at = now(), answered_by_id = %(user)s, answered_as = 'refused', answer = 'Nej'",
        "answered_at = now(), answered_by_id = %(user)s, answered_as = 'accepted'",
        "heeded_at = now(), heeded_by_id = %(user)s",
    ],
)
def test_the_database_lets_nobody_answer_for_whom_it_was_sent_to(ngo, answer):
    """An organisation may change its own row, to withdraw a consent; by a statement of its own it may no more."""
    sent = hand_over(actor=ngo, new=new_handover())
    with (
        pytest.raises(IntegrityError, match="whoever received a referral answers it"),
        acting(Context(ngo.pk)),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE cases_handover SET {answer} WHERE id = %(row)s", {"user": ngo.pk, "row": sent.pk})
