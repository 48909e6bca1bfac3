"""An organisation's own code for somebody it meets again stays with the organisation."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.outreach.models import Contact, ContactVersion
from cases.outreach.selectors.figures import figures
from cases.outreach.services.contacts import record_contact
from cases.outreach.services.versions import correct_contact
from cmm.accounts.enums import Role
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from reports.selectors.populations import populations
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.outreach import RoundFactory, facts

pytestmark = pytest.mark.django_db

CODE = "ZQX-204"
STREET = {"outreach_worker", "outreach_lead"}
PAGES = ("outreach:contact_list", "outreach:incident_list", "outreach:activity_list", "outreach:start", "today")


@pytest.fixture
def contact(worker):
    one_round = RoundFactory(worker=worker)
    told = facts(one_round.venue, round=one_round, own_code=CODE, met_before="yes")
    found = record_contact(actor=worker, facts=told)
    return correct_contact(actor=worker, contact=found, on_top_of=1, facts=facts(one_round.venue, own_code=CODE))


def everybody():
    yield from (staff(role) for role in Role.values if role not in STREET)
    other = OrganisationFactory(capabilities=["outreach"])
    yield from (staff(role, organisation=other) for role in STREET)


def test_nobody_elsewhere_and_no_role_at_the_centre_reads_it(contact):
    for stranger in everybody():
        browser = Client()
        browser.force_login(stranger)
        seen = [browser.get(reverse(name)) for name in PAGES]
        seen += [browser.get(address) for address in (contact.get_absolute_url(), contact.round.get_absolute_url())]
        assert not any(CODE in page.content.decode() for page in seen), stranger.roles
        assert not Contact.objects.allowed(stranger).exists()
        with acting(Context(stranger.pk, "test")):
            assert not Contact.objects.filter(own_code=CODE).exists()
            assert not ContactVersion.objects.exists()


def test_the_organisation_recognises_the_person_by_it(contact, phone, desk):
    for browser in (phone, desk):
        assert CODE in browser.get(contact.get_absolute_url()).content.decode()


def test_no_figure_and_no_act_in_the_log_says_it(contact):
    year = contact.service_day.year

    assert CODE not in str(figures(year))
    assert CODE not in str([list(rows) for rows in populations(year, [year]).values()])
    assert CODE not in str(list(AuditEntry.objects.values_list("details", "target_ref")))
