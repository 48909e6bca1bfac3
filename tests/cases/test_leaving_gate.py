"""The gate with the register behind it: what is stopped, who may let it out, and what it tells nobody."""

import pytest
from django.db import connection
from django.urls import reverse

from cases.leaving.services import MOST_STOPPED, Stopped, let_out
from cases.models import Identity, Referral
from cases.particulars import Names, Numbers
from cases.services.searching import refill_search
from cmm.audit.models import AuditEntry, SecurityEvent
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from cmm.core.proof import ProofWanted
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import AddressFactory

pytestmark = pytest.mark.django_db
NAMED = Names(given_names="Fiktiva", family_names="Opdigtsen").filled()


@pytest.fixture
def case(caseworker):
    return CaseFactory(caseworker=caseworker)


def left(actor, case, text, **more):
    let_out(actor=actor, case=case, texts={"told": text}, document="referral", **more)


def stopped(actor, case, text, **more):
    with pytest.raises(Stopped) as refused:
        left(actor, case, text, **more)
    return refused.value


def test_the_own_person_may_be_named_and_nobody_else(caseworker, case):
    IdentityFactory(case=case, names=NAMED)
    IdentityFactory(names=Names(given_names="Andrea", family_names="Digtning").filled(), numbers=None, contact=None)

    left(caseworker, case, f"Fiktiva Opdigtsen, 110177-8121, sag {case.ref}")
    refused = stopped(caseworker, case, "Hun kom med Digtning, Andrea.")

    assert (refused.field, refused.messages) == (
        "told",
        [
            "Teksten røber noget om en anden: »Digtning, Andrea« (en anden persons navn). Tag det ud, eller lad en "
            "koordinator skrive, hvorfor det skal stå der."
        ],
    )
    assert SecurityEvent.objects.get().subject == f"{case.ref}: en anden persons navn"


def test_the_number_of_the_persons_own_inquiry_may_stand_there(caseworker, case):
    inquiry = InquiryFactory(case=case, outcome="case_opened")
    left(caseworker, case, f"Efter henvendelse {inquiry.ref}")
    assert stopped(caseworker, case, "Efter henvendelse H-2019-0001").field == "told"


def test_a_protected_house_is_found_by_who_may_not_see_where_it_lies(caseworker, case):
    AddressFactory(shelter__name="Krisecenter Prøvelys", said="Hemmelig Prøvevej 7, 9999 Ingensted")
    refused = stopped(caseworker, case, "Hun bor på Hemmelig Proevev. 7.")
    assert refused.messages == [
        "Det må ikke forlade registret: »Hemmelig Proevev. 7« (hvor et beskyttet sted ligger). Tag det ud."
    ]


def test_a_coordinator_lets_a_name_out_with_a_reason_and_a_house_never(coordinator, case):
    IdentityFactory(names=NAMED)
    AddressFactory(shelter__name="Krisecenter Prøvelys")

    assert stopped(coordinator, case, "Fiktiva Opdigtsen").may_despite is True
    left(coordinator, case, "Fiktiva Opdigtsen", despite=" Hun er vidne i samme sag ")
    both = "Fiktiva Opdigtsen i Prøvelys Krisecenter"
    assert stopped(coordinator, case, both, despite="Alligevel").may_despite is False

    texts = {"reason": "Fiktiva Opdigtsen", "advice": "Prøvelys Krisecenter"}
    with pytest.raises(Stopped) as refused:
        let_out(actor=coordinator, case=case, texts=texts, document="letter", despite="Alligevel")
    assert (refused.value.field, refused.value.may_despite) == ("advice", False)

    entry = AuditEntry.objects.get(action="text.let_out")
    assert entry.details == {"document": "referral", "kinds": ["name"], "reason": "Hun er vidne i samme sag"}


def test_a_caseworker_does_not_let_it_out(caseworker, case):
    IdentityFactory(names=NAMED)
    assert stopped(caseworker, case, "Fiktiva Opdigtsen", despite="Fordi").may_despite is False


def test_nobody_tries_names_on_the_gate_until_one_fits(caseworker, case):
    IdentityFactory(names=NAMED)
    for _again in range(MOST_STOPPED):
        stopped(caseworker, case, "Fiktiva Opdigtsen")
    with acting(Context(caseworker.pk, "a page")), pytest.raises(RuleError) as refused:
        left(caseworker, case, "Ikke et ord om nogen")
    assert refused.value.code == "too_many_stopped"


def test_who_has_no_drawers_yet_is_found_and_then_has_them(caseworker, case):
    identity = IdentityFactory(names=NAMED)
    Identity.objects.filter(pk=identity.pk).update(drawers=None)
    assert stopped(caseworker, case, "Fiktiva Opdigtsen").field == "told"
    assert refill_search(lambda _told: None) == 1
    assert Identity.objects.get(pk=identity.pk).drawers == identity.drawers


def test_a_stopped_referral_is_shown_again_with_what_was_typed(as_role, case):
    IdentityFactory(names=NAMED)
    said = {
        "kind": "referral", "receiver": "municipality", "receiver_name": "Prøveby Kommune",
        "told": "Som Opdigtsen, Fiktiva",
        "basis": "consent", "consented_on": "11-09-2026", "consented_by": "person", "consented_how": "written",
        "consented_to": "Alt", "sent_on": "11-09-2026",
    }  # fmt: skip
    address = reverse("cases:referral_create", args=[case.ref])

    answer = as_role("cmm_caseworker").post(address, said)
    told = as_role("cmm_coordinator").post(address, said)
    sent = as_role("cmm_coordinator").post(address, said | {"despite": "Kommunen kender begge"})

    assert (answer.status_code, "»Opdigtsen, Fiktiva«" in answer.text, 'name="despite"' in answer.text) == (
        422,
        True,
        False,
    )
    assert (told.status_code, 'name="despite"' in told.text) == (422, True)
    assert (sent.status_code, Referral.objects.get().told) == (302, said["told"])


def test_a_number_of_nobody_in_the_register_is_a_cpr_number_all_the_same(caseworker, case):
    IdentityFactory(case=case, numbers=Numbers(cpr_number="110177-8121").filled())
    assert "CPR" in stopped(caseworker, case, "Manden, 010203-4567").messages[0]


def test_a_reason_is_worth_nothing_without_a_proof(coordinator, case):
    IdentityFactory(names=NAMED)
    with acting(Context(coordinator.pk, "a page")), pytest.raises(ProofWanted):
        left(coordinator, case, "Fiktiva Opdigtsen", despite="Fordi")


@pytest.mark.parametrize("function", ["in_drawers(array[1, 2])", "protected_houses()"])
def test_nobody_without_a_context_asks_the_functions_of_the_gate(function, case):
    identity = IdentityFactory(names=NAMED)
    Identity.objects.filter(pk=identity.pk).update(drawers=None)
    AddressFactory()
    assert (asked(function, case.caseworker), asked(function, None)) == (1, 0)


def asked(function, user):
    with acting(Context(user.pk, "a page") if user else None), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM sec.{function}")
        return cursor.fetchone()[0]
