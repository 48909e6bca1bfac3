"""Several persons in one contact, calls and events."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import CodeList
from cases.outreach.models import Contact, Incident
from cases.outreach.rules import Counters, check_group, counters, counts_as, counts_as_group
from cases.outreach.selectors.counting import counters_of
from cases.outreach.selectors.figures import figures
from cases.outreach.services.contacts import record_contact
from cmm.core.errors import RuleError
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, facts

GROUPS = st.tuples(*[st.integers(0, 50)] * 4)
ANSWERS = ("new", "yes", "tonight", "unknown")


@given(GROUPS)
def test_a_group_counts_as_its_persons_one_by_one(group):
    one_by_one = [answer for answer, number in zip(ANSWERS, group, strict=True) for _person in range(number)]

    assert counts_as_group(group) == counters(one_by_one)


@given(st.lists(GROUPS, max_size=8), st.lists(st.sampled_from(ANSWERS), max_size=8))
def test_groups_and_persons_add_up(groups, alone):
    told = sum((counts_as_group(group) for group in groups), start=Counters()) + counters(alone)

    assert told.visits == told.unique + told.repeats + told.unclear
    assert told.visits == sum(map(sum, groups)) + len(alone)
    assert told.new <= told.unique


@given(GROUPS)
def test_a_group_is_two_or_more(group):
    said = {"met_before": "", "own_code": "", "several": True}
    if 2 <= sum(group) <= 200:
        check_group(group, **said)
    else:
        with pytest.raises(RuleError):
            check_group(group, **said)


@pytest.mark.django_db
def test_the_database_counts_as_the_rules_do(worker):
    groups, answers = [(1, 2, 0, 0), (0, 0, 2, 3)], ["new", "yes", "tonight", "unknown", ""]
    for group in groups:
        ContactFactory(recorded_by=worker, group=list(group))
    for answer in answers:
        ContactFactory(recorded_by=worker, met_before=answer)

    told = sum(map(counts_as_group, groups), start=Counters()) + sum(map(counts_as, answers), start=Counters())
    assert counters_of(Contact.objects.all()) == told
    year = figures(2026)
    assert (year["visits"], year["unique_by_day"], year["new"], year["unclear"]) == (
        told.visits,
        told.unique,
        told.new,
        told.unclear,
    )


FORM = {"contact_type": "clinic_visit"}


def sent(phone, venue, **answers):
    told = FORM | {"submission_key": str(uuid4()), "venue": str(venue.pk)} | answers
    return phone.post("/outreach/contacts/new/", told)


def test_three_at_a_clinic_are_one_contact_and_three_visits(phone, venue):
    told = {"n_new": "1", "n_known": "2", "sex": ["female", "male"], "age_band": ["18_24", "25_34"]}
    answer = sent(phone, venue, language=["ro", "en"], **told)

    assert answer.status_code == 302
    contact = Contact.objects.get()
    assert (contact.group, contact.sex, contact.sexes, contact.age_bands) == (
        [1, 2, 0, 0],
        "",
        ["female", "male"],
        ["18_24", "25_34"],
    )
    assert {code.code for code in contact.languages.all()} == {"ro", "en"}
    assert counters_of(Contact.objects.all()) == Counters(visits=3, unique=3, new=1)
    page = phone.get(contact.get_absolute_url()).content.decode()
    assert "1 nye, 2 mødt før" in page
    assert "Kvinde, Mand" in page


def test_a_group_of_one_is_one_person(phone, venue):
    sent(phone, venue, n_known="1", n_new="0", sex="female")

    contact = Contact.objects.get()
    assert (contact.group, contact.met_before, contact.sex) == (None, "yes", "female")


def test_a_possible_child_among_several_is_said_aloud(phone, venue):
    answer = sent(phone, venue, n_new="2", age_band=["15_17", "18_24"])

    assert "Muligt barn" in phone.get(answer.url).content.decode() or Contact.objects.get().may_be_a_child


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"sex": ["female", "male"]}, "sex"),
        ({"n_new": "2", "met_before": "yes"}, "met_before"),
        ({"n_new": "1", "met_before": "yes"}, "met_before"),
        ({"n_new": "2", "own_code": "A-1"}, "own_code"),
        ({"n_new": "mange"}, "met_before"),
        ({"n_new": "-1"}, "met_before"),
        ({"caller": "citizen"}, "caller"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_nothing_is_lost(phone, venue, answers, field):
    answer = sent(phone, venue, note="Fik en folder.", **answers)

    assert (answer.status_code, Contact.objects.count()) == (422, 0)
    assert field in answer.context["form"].errors
    assert "Fik en folder." in answer.content.decode()


def test_who_rings_is_kept_of_a_call(phone, venue):
    sent(phone, venue, contact_type="phone", caller="citizen")

    contact = Contact.objects.get()
    assert contact.caller == code(CodeList.CALLER_TYPE, "citizen")
    assert "Borger" in phone.get(contact.get_absolute_url()).content.decode()


def test_the_page_asks_who_rings_of_calls_alone(phone, venue):
    assert 'data-when="contact_type=phone"' in phone.get("/outreach/contacts/new/").content.decode()


@pytest.mark.parametrize(("region", "nordic"), [("nordic", "yes"), ("africa", "no"), ("unknown", "unknown")])
def test_events_told_in_a_contact_say_whether_the_person_is_nordic(phone, venue, region, nordic):
    sent(phone, venue, events=["violence", "rape"], reported="no", citizenship_region=region)

    told = Incident.objects.order_by("kind__position").values_list("kind__code", "nordic", "reported")
    assert list(told) == [("violence", nordic, "no"), ("rape", nordic, "no")]


@pytest.mark.django_db
def test_a_form_sent_again_over_a_release_is_the_same(worker, venue):
    """What was asked later stands in the mark only where it is answered."""
    told = facts(venue, met_before="new")

    assert "group" not in {name for name, value in told._later().items() if value}
    assert record_contact(actor=worker, facts=told).digest == told.digest


@pytest.mark.django_db
def test_a_kind_is_counted_as_its_code_list_says(worker):
    retold = code(CodeList.CONTACT_TYPE, "church_social")
    retold.statistics_code = "drop_in"
    retold.save()
    for kind in ("church_social", "drop_in", "legal_counselling"):
        ContactFactory(recorded_by=worker, contact_type=code(CodeList.CONTACT_TYPE, kind))

    assert figures(2026)["kinds"] == {"drop_in": 2, "legal_counselling": 1}
