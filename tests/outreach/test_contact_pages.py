from uuid import uuid4

import pytest
from django.urls import reverse

from cases.outreach.forms.contacts import ContactForm
from cases.outreach.models import Contact
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, RoundFactory, VenueFactory
from tests.readings import seen

pytestmark = pytest.mark.django_db
NEW = reverse("outreach:contact_create")


@pytest.fixture
def night(worker, venue):
    """The round the worker is out on, with its presets."""
    one = RoundFactory(worker=worker, venue=venue, preset_sex="female")
    one.preset_given.add(code("given", "pack"))
    return one


def told(night, **answers):
    """What the browser sends for the commonest contact."""
    preset = {"venue": night.venue_id, "contact_type": "street", "sex": "female", "given": ["pack"]}
    touched = {"met_before": "yes", "age_band": "25_34", "language": "ro"}
    return {"submission_key": uuid4(), "round": night.ref} | preset | touched | answers


def test_the_commonest_contact_is_three_answers_on_top_of_the_presets(phone, night):
    response = phone.post(NEW, told(night))

    contact = Contact.objects.get()
    assert response.status_code == 302
    assert response.url == night.get_absolute_url()
    assert (contact.round, contact.venue, contact.met_before, contact.age_band) == (night, night.venue, "yes", "25_34")
    assert (contact.language.code, [given.code for given in contact.given.all()]) == ("ro", ["pack"])
    assert contact.presets == ["venue", "contact_type", "sex", "given"]
    assert (contact.citizenship_region, contact.follow_up, contact.own_code) == (None, "not_asked", "")


def test_the_page_begins_with_the_presets_and_a_key_of_its_own(phone, night):
    first, second = phone.get(NEW).context["form"], phone.get(NEW).context["form"]

    assert first["venue"].value() == str(night.venue_id)
    assert (first["contact_type"].value(), first["sex"].value(), first["given"].value()) == (
        "street",
        ["female"],
        ["pack"],
    )
    assert first["submission_key"].value() != second["submission_key"].value()


def test_what_was_changed_is_no_preset(phone, night):
    phone.post(NEW, told(night, sex="male", given=[]))

    assert Contact.objects.get().presets == ["venue", "contact_type"]


def test_the_form_has_no_place_for_a_name_or_a_number():
    asked = {name for name in ContactForm.base_fields if name not in ("submission_key", "round", "not_a_name")}

    assert asked == {
        *("venue", "contact_type", "sex", "met_before", "own_code", "age_band", "language", "given", "needs"),
        *("signs", "follow_up", "citizenship_region", "met_at", "note", "caller", "events", "reported"),
        *("n_new", "n_known", "n_again", "n_unknown"),
    }


def test_save_and_new_goes_straight_on(phone, night):
    response = phone.post(NEW, told(night, next="new"), follow=True)

    assert response.redirect_chain == [(f"{NEW}?saved", 302)]
    assert "Gemt." in response.content.decode()


def test_the_same_form_sent_twice_is_stored_once(phone, night):
    sent = told(night)

    answers = [phone.post(NEW, sent).status_code for _time in range(2)]

    assert (answers, Contact.objects.count()) == ([302, 302], 1)


def test_the_same_form_with_other_answers_is_refused_and_can_be_saved_as_new(phone, night):
    sent = told(night)
    phone.post(NEW, sent)

    response = phone.post(NEW, sent | {"met_before": "new"})

    form = response.context["form"]
    assert response.status_code == 422
    assert "allerede gemt med andre svar" in response.content.decode()
    assert form["submission_key"].value() != str(sent["submission_key"])
    assert AuditEntry.objects.filter(action=AuditAction.CONTACT_CONFLICTED).count() == 1
    phone.post(NEW, sent | {"met_before": "new", "submission_key": form["submission_key"].value()})
    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"note": "cpr 010190-1234"}, "note", "Ligner et CPR-nummer. Det må ikke stå her."),
        ({"note": "ring 12 34 56 78"}, "note", "Ligner et telefonnummer. Det må ikke stå her."),
        ({"own_code": "12345678"}, "own_code", "Ligner et telefonnummer. Det må ikke stå her."),
        ({"met_at": "24-11-2090 20.00"}, "met_at", "Tidspunktet er ikke kommet endnu."),
        ({"met_at": "i går"}, "met_at", "Skriv dato og klokkeslæt"),
        ({"venue": ""}, "venue", ""),
        ({"venue": "999999"}, "venue", ""),
        ({"contact_type": "findes-ikke"}, "contact_type", ""),
        ({"language": "xx"}, "language", ""),
        ({"submission_key": "1"}, "submission_key", ""),
    ],
)
def test_bad_input_saves_nothing_and_loses_nothing(phone, night, answers, field, message):
    response = phone.post(NEW, told(night, signs=["afraid"], **answers))

    form = response.context["form"]
    assert response.status_code == 422
    assert message in form.errors[field][0]
    assert Contact.objects.count() == 0
    assert (form["met_before"].value(), form["signs"].value()) == ("yes", ["afraid"])
    assert all(form[name].value() in (value, [value]) for name, value in answers.items())


def test_something_like_a_name_asks_once(phone, night):
    sent = told(night, note="Hun kalder sig Maria Pop")

    first = phone.post(NEW, sent)
    second = phone.post(NEW, sent | {"not_a_name": "Maria Pop"})

    assert (first.status_code, second.status_code) == (422, 302)
    assert "Det er ikke et navn" in first.content.decode()
    assert Contact.objects.get().note == "Hun kalder sig Maria Pop"


@pytest.mark.parametrize(
    ("note", "found"),
    [("Ring på 20 12 34 56.", "20 12 34 56"), ("cpr 010190-1234", "010190-1234"), ("Hun hedder Maria", "Maria")],
)
def test_what_must_not_stand_in_the_note_can_be_taken_out_at_a_touch(phone, night, note, found):
    response = phone.post(NEW, told(night, note=note))

    assert response.status_code == 422
    assert f'data-remove="{found}"' in response.content.decode()
    assert f"Fjern »{found}«" in response.content.decode()


def test_a_number_is_stopped_before_a_name_is_asked_about(phone, night):
    response = phone.post(NEW, told(night, note="Hun hedder Maria, 010190-1234", not_a_name="Maria"))

    assert "Ligner et CPR-nummer. Det må ikke stå her." in response.content.decode()
    assert not Contact.objects.exists()


def test_another_name_asks_again(phone, night):
    response = phone.post(NEW, told(night, note="Nu med Elena Pop", not_a_name="Maria Pop"))

    assert (response.status_code, Contact.objects.count()) == (422, 0)


def test_another_organisations_place_and_round_cannot_be_chosen(phone, night):
    others = staff("outreach_worker", organisation=OrganisationFactory(code="andre", capabilities=["outreach"]))
    theirs = RoundFactory(worker=others, venue=VenueFactory(organisation=others.organisation))

    response = phone.post(NEW, told(night, venue=theirs.venue_id, round=theirs.ref))

    assert set(response.context["form"].errors) == {"venue", "round"}
    assert Contact.objects.count() == 0


def test_a_possible_child_is_said_aloud(phone, night):
    response = phone.post(NEW, told(night, age_band="15_17"), follow=True)

    assert "Muligt barn" in response.content.decode()


def test_a_contact_needs_no_round(phone, venue):
    response = phone.post(NEW, {"submission_key": uuid4(), "venue": venue.pk, "contact_type": "phone"})

    contact = Contact.objects.get()
    assert response.url == reverse("outreach:start")
    assert (contact.round, contact.presets, contact.met_before, contact.sex) == (None, [], "", "")


def test_opening_a_contact_is_logged(phone, worker):
    contact = ContactFactory(recorded_by=worker, own_code="R-204", met_before="tonight", presets=["met_before"])

    page = phone.get(contact.get_absolute_url()).content.decode()

    assert "R-204" in page
    assert "af koden" in page
    assert seen() == [(worker.pk, "page", contact.ref)]


def test_another_organisations_contact_does_not_exist(phone):
    others = staff("outreach_worker", organisation=OrganisationFactory(code="andre", capabilities=["outreach"]))

    assert phone.get(ContactFactory(recorded_by=others).get_absolute_url()).status_code == 404
