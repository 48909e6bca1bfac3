"""From a contact to CMM: the page on the phone, and the tie that the organisation alone sees."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from cases.models import Handover
from cases.outreach.models import Contact, ReferredContact
from cases.outreach.services.referrals import refer
from cmm.core.context import Context, acting
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import cmm, code
from tests.factories.handovers import HandoverFactory, ReferredContactFactory, new_handover
from tests.factories.outreach import ContactFactory

pytestmark = pytest.mark.django_db
PAGE = reverse_lazy("outreach:referral_create")


@pytest.fixture(autouse=True)
def _receiver(db):
    cmm()


@pytest.fixture
def contact(worker):
    said = {"age_band": "18_24", "sex": "female", "language": code("language", "ro"), "own_code": "R-17"}
    contact = ContactFactory(recorded_by=worker, note="Bor ved torvet", **said)
    contact.signs.add(code("sign", "afraid"))
    return contact


def answers(**others):
    return {"submission_key": str(uuid4()), "consent": "contact_and_seen", "way": "through_us"} | others


def test_the_page_proposes_what_was_recorded_and_nothing_that_stays_with_the_organisation(phone, contact):
    page = phone.get(PAGE, {"contact": contact.ref})
    initial = page.context["form"].initial
    assert {name: initial[name] for name in ("sex", "age_band", "language", "note")} == {
        "sex": "female", "age_band": "18_24", "language": "ro", "note": code("sign", "afraid").label,
    }  # fmt: skip
    assert [word in page.content.decode() for word in ("R-17", "Bor ved torvet", contact.venue.name)] == [False] * 3


def test_the_referral_is_tied_to_the_contact_which_stays_as_it_was(phone, contact):
    before = Contact.objects.filter(pk=contact.pk).values().get()
    answer = phone.post(f"{PAGE}?contact={contact.ref}", answers(age_band="18_24"))
    handover = Handover.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/outreach/referrals/{handover.ref}/")
    assert ReferredContact.objects.get().contact == contact
    assert Contact.objects.filter(pk=contact.pk).values().get() == before


def test_another_organisations_contact_is_as_one_that_does_not_exist(phone):
    other = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    theirs = ContactFactory(recorded_by=other).ref
    assert [phone.get(PAGE, {"contact": ref}).status_code for ref in (theirs, "K-1999-0001")] == [404, 404]
    assert phone.post(f"{PAGE}?contact={theirs}", answers()).status_code == 404
    assert Handover.objects.count() == 0


def test_a_no_sends_nothing_and_says_where_advice_is(phone, contact):
    answer = phone.post(f"{PAGE}?contact={contact.ref}", answers(consent="no"))
    assert (answer.status_code, Handover.objects.count(), ReferredContact.objects.count()) == (200, 0, 0)
    assert "70 20 25 50" in answer.content.decode()


def test_without_a_yes_to_it_what_stands_in_the_form_is_not_sent(phone):
    phone.post(PAGE, answers(consent="contact", note="Virker bange", sex="female", age_band="18_24"))
    found = Handover.objects.get()
    assert (found.note, found.sex, found.age_band) == ("", "", "")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"way": ""}, "way"),
        ({"note": "Hun hedder Fiktiva Prøvesen"}, "note"),
        ({"note": "CPR 010203-1234"}, "note"),
        ({"note": "Ring på 20 30 40 50"}, "note"),
    ],
)
def test_what_may_not_be_sent_is_said_at_its_field_and_nothing_typed_is_lost(phone, told, field):
    sent = answers(**told)
    answer = phone.post(PAGE, sent)
    assert (answer.status_code, list(answer.context["form"].errors), Handover.objects.count()) == (422, [field], 0)
    assert answer.context["form"]["note"].value() == sent.get("note")


def test_the_verb_itself_refuses_a_number(worker):
    with pytest.raises(ValidationError) as refused:
        refer(actor=worker, new=new_handover(consent="contact_and_seen", note="010203-1234"))
    assert (refused.value.code, Handover.objects.count()) == ("cpr", 0)


def test_the_consent_is_withdrawn_on_its_own_page(phone, worker):
    handover = HandoverFactory(sent_by=worker)
    page = f"/outreach/referrals/{handover.ref}/withdraw/"
    assert (phone.get(page).status_code, Handover.objects.get().withdrawn_at) == (200, None)
    assert phone.post(page).status_code == 302
    assert Handover.objects.get().withdrawn_by == worker
    assert phone.post(page).status_code == 422


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("outreach_worker", 1), ("outreach_lead", 1), ("cmm_caseworker", 0), ("cmm_coordinator", 0),
        ("immigration_officer", 0), ("police_liaison", 0), ("data_protection_officer", 0),
    ],
)  # fmt: skip
def test_the_tie_and_the_contact_are_seen_by_the_organisation_alone(people, role, sees):
    ReferredContactFactory(contact=ContactFactory(recorded_by=people["outreach_worker"]))
    with acting(Context(people[role].pk, "test")):
        assert (ReferredContact.objects.count(), Contact.objects.count()) == (sees, sees)
