"""What the leader of the street is told on Today of phones that have not sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.outreach.models import Phone
from cases.outreach.services.keys import make_ready
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.phones import SealedFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
WAITED = "Kontakter har ventet på 2 telefoner i mere end 24 timer. Nogle telefoner sletter dem efter 7 dage."


def waits(user, hours):
    ready = make_ready(actor=user)
    since = timezone.now() - timedelta(hours=hours)
    Phone.objects.filter(pk=ready.phone.pk).update(waiting=3, waiting_since=since)


def told(answer):
    return [(group.tone, [(due.heading, due.text) for due in group.due]) for group in answer.context["groups"]]


def test_the_leader_is_told_what_has_waited_for_a_day_and_what_lies_aside(as_role):
    worker = staff("outreach_worker", name="Prøve Gadeperson")
    for hours in (23, 25, 70):
        waits(worker, hours)
    SealedFactory.create_batch(3, sender=worker)

    answer = as_role("outreach_lead").get("/")

    assert told(answer) == [
        ("now", [("Kontakter er ikke sendt", WAITED)]),
        ("soon", [("Kontakter er sat til side", "3 kontakter er modtaget og ikke talt med.")]),
    ]
    assert 'href="/outreach/quarantine/"' in answer.text
    assert "Prøve Gadeperson" not in answer.text


def test_a_leader_whose_phones_have_sent_is_told_nothing(as_role):
    waits(staff("outreach_worker"), 23)
    stranger = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    waits(stranger, 50)
    SealedFactory(sender=stranger)

    answer = as_role("outreach_lead").get("/")

    assert told(answer) == []
    assert "ikke sendt" not in answer.text


@pytest.mark.parametrize("role", ["police_liaison", "shelter_manager"])
def test_nobody_else_is_told(as_role, role):
    SealedFactory()

    assert told(as_role(role).get("/")) == []


def test_it_takes_as_many_statements_however_much_waits(as_role):
    leader = as_role("outreach_lead")
    leader.get("/")
    counts = []
    for _turn in range(2):
        with statements() as asked:
            leader.get("/")
        counts.append(len(asked))
        for _phone in range(4):
            waits(staff("outreach_worker"), 30)
        SealedFactory.create_batch(5)
    assert counts[0] == counts[1]
