"""The verbs of the follow-up: what they store, what stays as it was, and who then reads what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from cases.enums import LegalBasis
from cases.models import Disclosure
from cases.services import (
    NewDisclosure,
    NewReferral,
    give_access,
    record_disclosure,
    revoke_referral,
    send_referral,
    withdraw_referral_consent,
)
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import Conflict, RuleError
from identification.followup import services
from identification.followup.models import Claim, CriminalEvent, PreparedReturn, ReturnEvent, SharedFile, SupportItem
from identification.followup.selectors import courses_of, figures, shared_with
from shelters.services import request_place
from shelters.services.requests import Wish
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, ReferralFactory, code
from tests.factories.followup import (
    ClaimFactory,
    CriminalFactory,
    DisclosureFactory,
    ReturnEventFactory,
    ReturnFactory,
    SharedFactory,
    SupportFactory,
)
from tests.factories.periods import DepartureFactory
from tests.factories.shelters import ShelterFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 11)
GIVEN = {"consented_by": "person", "consented_how": "written", "consented_to": "At politiet læser om straffesagen"}
CONSENT = {"basis": LegalBasis.CONSENT, "consented_on": DAY} | GIVEN


def plan(**said):
    return services.NewSupport(
        **{
            "theme": code("support_theme", "legal"),
            "need": "Hjælp til en politianmeldelse",
            "goal": "Anmeldt inden sommer",
            "who": "Bistandsadvokaten",
            "begins_on": DAY,
            "status": "planned",
        }
        | said
    )


def told(**said):
    whole = {"receiver": "police", "receiver_name": "Prøvepolitiet", "told": "Sagen om de tre pas."}
    return NewReferral(**whole | {"sent_on": timezone.localdate()} | CONSENT | said)


def test_a_line_of_the_plan_changes_and_keeps_what_it_said(caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    item = services.add_support(actor=caseworker, case=case, new=plan())
    services.change_support(actor=caseworker, item=item, new=plan(status="met", note="Anmeldt 3. maj"))
    with pytest.raises(Conflict):
        services.change_support(actor=caseworker, item=item, new=plan(status="declined"))
    told = courses_of(caseworker, case, works=True)
    (line,) = told.over
    assert (line.item.number, line.item.line, line.item.note, [old.status for old in line.before], told.running) == (
        2, 1, "Anmeldt 3. maj", ["planned"], [],
    )  # fmt: skip
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "details__status")) == [
        ("support.planned", "planned"), ("support.changed", "met"),
    ]  # fmt: skip


def test_a_line_that_was_withdrawn_stands_apart_with_why(caseworker):
    item = SupportFactory(case__caseworker=caseworker)
    services.withdraw_row(actor=caseworker, row=item, reason="Stod i den forkerte sag")
    told = courses_of(caseworker, item.case, works=True)
    assert (told.running, told.over, [row.closed_reason for row in told.struck]) == (
        [], [], ["Stod i den forkerte sag"],
    )  # fmt: skip


def test_a_return_is_followed_for_six_months_from_the_day_of_departure(caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support", opened_on=DAY)
    services.prepare_return(actor=caseworker, case=case, new=services.NewReturn("RO", "none"))
    services.prepare_return(actor=caseworker, case=case, new=services.NewReturn("RO", "drc", "Bukarest"))
    for mark, on in (("offered", DAY), ("accepted", DAY), ("planned", date(2026, 10, 1))):
        services.record_return_event(actor=caseworker, case=case, mark=mark, on=on)
    with pytest.raises(RuleError) as refused:
        services.record_return_event(actor=caseworker, case=case, mark="contact", on=date(2026, 11, 20), month=1)
    assert refused.value.code == "not_departed"
    DepartureFactory(case=case)
    services.record_return_event(actor=caseworker, case=case, mark="contact", on=date(2026, 11, 20), month=1)
    back = courses_of(caseworker, case, works=True).returning
    assert [plan.partner for plan in back.before] == ["none"]
    assert (back.state, back.head.partner_office, back.next_month.due, [one.mark for one in back.events]) == (
        "in_reintegration", "Bukarest", date(2027, 1, 2), ["offered", "accepted", "planned", "contact"],
    )  # fmt: skip
    assert list(PreparedReturn.objects.order_by("number").values_list("partner", "closed_as")) == [
        ("none", "corrected"), ("drc", ""),
    ]  # fmt: skip


def test_a_criminal_case_goes_from_report_to_judgment_by_its_number(caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support")

    def step(name, on, number="0100-83966-00012-26", proceeding=1):
        new = services.NewCriminalEvent(step=name, happened_on=on, provision="262a", case_number=number)
        return services.record_criminal_event(actor=caseworker, case=case, new=new, proceeding=proceeding)

    step("reported", DAY, proceeding=None)
    step("charged", date(2026, 9, 20))
    other = step("reported", DAY, "0700-1/26", proceeding=None)
    with pytest.raises(RuleError) as refused:
        step("convicted", date(2026, 9, 30))
    assert (refused.value.code, other.proceeding) == ("does_not_follow", 2)
    services.withdraw_row(actor=caseworker, row=other, reason="Hører til en anden sag")
    first, second = courses_of(caseworker, case, works=False).proceedings
    assert ([one.step for one in first.events], second.events, second.withdrawn[0].closed_reason) == (
        ["reported", "charged"], [], "Hører til en anden sag",
    )  # fmt: skip


def test_a_claim_is_decided_once(caseworker):
    case = CaseFactory(caseworker=caseworker, status="in_support", opened_on=DAY)
    claim = services.record_claim(actor=caseworker, case=case, new=services.NewClaim("board", DAY, 120_000))
    services.decide_claim(actor=caseworker, claim=claim, outcome="partly", on=date(2026, 11, 2), granted=80_000)
    with pytest.raises(Conflict):
        services.decide_claim(actor=caseworker, claim=claim, outcome="rejected", on=date(2026, 11, 2), granted=0)
    claim.refresh_from_db()
    assert (claim.outcome, claim.granted, claim.decided_by) == ("partly", 80_000, caseworker)


def test_nothing_is_written_in_a_closed_case(caseworker):
    closed = CaseFactory(caseworker=caseworker, status="closed", opened_on=DAY, closed_on=DAY)
    with pytest.raises(RuleError) as refused:
        services.add_support(actor=caseworker, case=closed, new=plan())
    assert refused.value.code == "closed"


def test_whoever_decides_reads_the_return_and_the_criminal_case_and_no_plan(people, caseworker):
    case = CaseFactory(authority="us", status="in_support")
    for factory in (SupportFactory, ClaimFactory, CriminalFactory, ReturnEventFactory):
        factory(case=case)
    officer = people["immigration_officer"]
    with acting(Context(officer.pk)):
        seen = [model.objects.count() for model in (SupportItem, Claim, CriminalEvent, ReturnEvent)]
        told = courses_of(officer, case, works=False)
    assert (seen, len(told.proceedings), told.returning.state, told.running, told.claims) == (
        [0, 0, 1, 1], 1, "offered", [], [],
    )  # fmt: skip


def share(caseworker, police, **said):
    case = CaseFactory(caseworker=caseworker, status="in_support")
    CriminalFactory(case=case)
    until = timezone.localdate() + timedelta(days=30)
    new = services.NewShare(police.organisation, ["criminal"], until)
    return services.share_file(actor=caseworker, case=case, new=told(**said), share=new)


def test_a_shared_part_stands_as_it_stood_and_in_the_ledger(people, caseworker):
    police = people["police_liaison"]
    shared = share(caseworker, police)
    CriminalFactory(case=shared.case, step="charged", happened_on=date(2026, 9, 20))
    with acting(Context(police.pk)):
        row = shared_with(police).get()
        read = row.frozen.reveal()
        others = [model.objects.count() for model in (CriminalEvent, ReturnEvent, Disclosure)]
    assert (read, others) == (
        {
            "told": "Sagen om de tre pas.",
            "parts": [{"part": "criminal", "rows": [["15. september 2026", "Anmeldt, § 262 a: 0100-83966-00012-26"]]}],
        },
        [0, 0, 0],
    )
    ledger = Disclosure.objects.get()
    assert (ledger.way, ledger.receiver, ledger.basis, ledger.referral, ledger.told.splitlines()[0]) == (
        "shared", "police", "consent", shared.referral, "Sagen om de tre pas.",
    )  # fmt: skip


def test_the_receiver_answers_and_the_caseworker_reads_it(people, caseworker):
    police = people["police_liaison"]
    shared = share(caseworker, police)
    with acting(Context(police.pk)):
        services.answer_shared(actor=police, shared=shared, how="accepted", answer="Vi kalder ind i uge 48")
        with pytest.raises(Conflict):
            services.answer_shared(actor=police, shared=shared, how="rejected")
    shared.refresh_from_db()
    referral = shared.referral
    referral.refresh_from_db()
    assert (shared.answered_as, referral.state, referral.answer, referral.answered_by) == (
        "accepted", "accepted", "Vi kalder ind i uge 48", police,
    )  # fmt: skip


@pytest.mark.parametrize("way", ["revoked", "consent", "expired"])
def test_a_shared_part_closes_with_its_referral_or_its_last_day(people, caseworker, way):
    """By the trigger share_follows of cases_referral: whoever takes it back need not see what was shared."""
    police, today = people["police_liaison"], timezone.localdate()
    shared = share(caseworker, police)
    if way == "revoked":
        revoke_referral(actor=caseworker, referral=shared.referral, on=today, note="Sendt til den forkerte")
    elif way == "consent":
        withdraw_referral_consent(actor=caseworker, referral=shared.referral, on=today, effect="Lukket i dag")
    else:
        old = SharedFactory(organisation=police.organisation, expires_at=datetime(2026, 9, 12, tzinfo=UTC))
        shared = old
    with acting(Context(police.pk)):
        assert (list(shared_with(police).filter(pk=shared.pk)), SharedFile.objects.filter(pk=shared.pk).exists()) == (
            [], False,
        )  # fmt: skip


def test_nobody_closes_or_answers_a_shared_part_past_its_referral(people, caseworker):
    police = people["police_liaison"]
    shared = share(caseworker, police)
    with acting(Context(police.pk)), pytest.raises(DatabaseError, match="follows its referral"), transaction.atomic():
        SharedFile.objects.filter(pk=shared.pk).update(answered_as="rejected")
    with pytest.raises(DatabaseError, match="follows its referral"), transaction.atomic():
        SharedFactory(case=shared.case, referral=ReferralFactory(), organisation=police.organisation)


def test_the_police_are_shown_nothing_they_never_see(people, caseworker):
    case, police = CaseFactory(caseworker=caseworker), people["police_liaison"]
    new = services.NewShare(police.organisation, ["periods"], timezone.localdate())
    with pytest.raises(RuleError) as refused:
        services.share_file(actor=caseworker, case=case, new=told(), share=new)
    assert (refused.value.field, SharedFile.objects.count()) == ("parts", 0)


def test_whatever_is_told_stands_in_the_ledger_and_is_corrected_by_adding(caseworker):
    case = CaseFactory(caseworker=caseworker)
    send_referral(actor=caseworker, case=case, new=told(kind="transfer", sent_on=DAY))
    call = {"receiver": "drc", "receiver_name": "DRC", "told": "At personen vil hjem", "told_on": DAY} | CONSENT
    first = record_disclosure(actor=caseworker, case=case, new=NewDisclosure(way="phone", **call))
    call |= {"receiver_name": "DRC, hjemrejse"}
    record_disclosure(actor=caseworker, case=case, new=NewDisclosure(way="phone", **call), corrects=first)
    with pytest.raises(Conflict):
        record_disclosure(actor=caseworker, case=case, new=NewDisclosure(way="phone", **call), corrects=first)
    sent = Disclosure.objects.get(way="referral")
    with pytest.raises(RuleError):
        record_disclosure(actor=caseworker, case=case, new=NewDisclosure(way="phone", **call), corrects=sent)
    with pytest.raises(RuleError):
        record_disclosure(actor=caseworker, case=case, new=NewDisclosure(way="shared", **call))
    rows = Disclosure.objects.order_by("number").values_list("way", "receiver_name", "corrects__number")
    assert list(rows) == [("referral", "Prøvepolitiet", None), ("phone", "DRC", None), ("phone", "DRC, hjemrejse", 2)]


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"told": ""}, "disclosure_says_how_and_to_whom"),
        ({"way": "shared"}, "disclosure_by_a_referral_names_it"),
        ({"consented_on": None}, "disclosure_rests_on_something"),
        ({"basis": "vital", "basis_note": "Fare"}, "disclosure_rests_on_something"),
    ],
)
def test_the_ledger_itself_keeps_every_line_whole(facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DisclosureFactory(**facts)


@pytest.mark.parametrize(
    ("factory", "facts", "constraint"),
    [
        (SupportFactory, {"due_on": date(2026, 9, 1)}, "supportitem_is_due_after_it_begins"),
        (SupportFactory, {"who": ""}, "supportitem_says_what_and_who"),
        (ReturnFactory, {"country": "ro"}, "preparedreturn_goes_somewhere"),
        (ReturnEventFactory, {"mark": "contact"}, "returnevent_follows_up_a_month"),
        (ReturnEventFactory, {"month": 2}, "returnevent_follows_up_a_month"),
        (CriminalFactory, {"case_number": "Jens Fiktivsen"}, "criminalevent_number_is_a_number"),
        (CriminalFactory, {"case_number": "010190-1234"}, "criminalevent_number_is_a_number"),
        (ClaimFactory, {"claimed": 0}, "claim_asks_somebody_for_something"),
        (ClaimFactory, {"outcome": "granted"}, "claim_is_decided_whole"),
        (SharedFactory, {"expires_at": datetime(2026, 9, 1, tzinfo=UTC)}, "sharedfile_expires"),
    ],
)
def test_the_database_keeps_each_row_whole(factory, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**facts)


def test_the_year_is_counted_by_codes(caseworker):
    case = DepartureFactory(departed_on=date(2026, 11, 2)).case
    ReturnFactory(case=case)
    for mark in ("offered", "accepted"):
        ReturnEventFactory(case=case, mark=mark)
    DepartureFactory(departed_on=date(2025, 11, 2))
    CriminalFactory(case=case)
    CriminalFactory(case=case, step="charged", provision="262b")
    CriminalFactory(case=case, proceeding=2)
    ClaimFactory(case=case)
    ClaimFactory(case=case, outcome="partly", granted=80_000, decided_on=date(2026, 11, 2), decided_by=caseworker)
    person = case.victim
    assert figures(2026) == {
        "year": 2026,
        "returns": {
            "departed": 1,
            "by": {
                "country": {"RO": 1}, "partner": {"drc": 1}, "sex": {person.sex: 1}, "age": {person.age_band: 1},
            },
            "persons": {"offered": 1, "accepted": 1, "declined": 0, "completed": 0},
            "interrupted": 0,
        },
        "prosecution": {
            "proceedings": 2,
            "persons": 1,
            "by": {
                "step": {
                    "reported": 2, "charged": 1, "shelved": 0, "indicted": 0, "waiver": 0, "convicted": 0,
                    "acquitted": 0, "appealed": 0,
                },
                "step_and_provision": {"charged:262b": 1, "reported:262a": 2},
            },
        },
        "compensation": {
            "claimed": 2,
            "kroner_claimed": 240_000,
            "kroner_granted": 80_000,
            "by": {"body": {"board": 2}, "outcome": {"partly": 1}},
        },
    }  # fmt: skip


def test_a_house_that_is_asked_and_whoever_is_let_in_stand_in_the_ledger(coordinator, people):
    case, house = CaseFactory(authority="us", status="in_support"), ShelterFactory()
    officer, today = people["immigration_officer"], timezone.localdate()
    wish = Wish(wanted_from=today, wanted_to=today + timedelta(days=7), needs="Sover let")
    with acting(Context(officer.pk)):
        request_place(actor=officer, case=case, shelter=house, wish=wish)
    until, reader = timezone.localdate() + timedelta(days=7), staff("police_liaison")
    give_access(actor=coordinator, case=case, user=reader, right="read", until=until, reason="Afhøring i sagen")
    rows = Disclosure.objects.order_by("number").values_list("way", "receiver", "receiver_name", "basis_note", "told")
    assert list(rows) == [
        (
            "place", "shelter", house.organisation.name_da, "Der er søgt om en plads",
            "Det, et sted skal vide: det brugte navn, behov",
        ),
        (
            "access", "police", reader.organisation.name_da, "Afhøring i sagen",
            f"De kan læse sagen til og med {date_format(until, 'j. F Y')}",
        ),
    ]  # fmt: skip
    call = NewDisclosure(
        way="phone", receiver="drc", receiver_name="DRC", told="Intet", basis="vital", basis_note="Fare", told_on=DAY
    )
    with pytest.raises(RuleError):
        record_disclosure(actor=coordinator, case=case, new=call, corrects=Disclosure.objects.get(way="access"))


def test_a_colleague_who_is_let_in_is_nobody_outside(coordinator):
    case, until = CaseFactory(protection="restricted"), timezone.localdate() + timedelta(days=7)
    give_access(actor=coordinator, case=case, user=staff("cmm_caseworker"), right="read", until=until, reason="Vagt")
    assert Disclosure.objects.count() == 0
