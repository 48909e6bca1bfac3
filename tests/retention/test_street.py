"""Contacts of outreach go when they are old enough, a pair has said when that is, and their year is counted."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from cases.outreach.models import Contact, ContactVersion, Incident
from cmm.audit.models import AuditEntry, History
from cmm.core.context import Context, acting
from cmm.oversight.retention.services import carry_out_all, confirm_years
from tests.factories.accounts import staff
from tests.factories.cases import code
from tests.factories.editions import edition_in
from tests.factories.outreach import ContactFactory, IncidentFactory, VersionFactory
from tests.factories.retention import RuleChangeFactory

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
CODE = "R-77"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")


def met_in(year, **facts):
    return ContactFactory(met_at=datetime(year, 5, 4, 22, tzinfo=UTC), own_code=CODE, **facts)


def left():
    return sorted(Contact.objects.values_list("service_day__year", flat=True))


def test_they_go_by_the_same_job_with_all_that_hangs_on_them_and_not_before_each_of_the_three():
    now = timezone.now().year
    uncounted, young, food = met_in(now - 6), met_in(now - 2), code("given", "food")
    with transaction.atomic():
        old = met_in(now - 7)
        old.given.add(food)
    IncidentFactory(contact=old)
    VersionFactory(contact=young)
    edition_in("published", by=staff("cmm_statistician"), year=now - 7)
    waiting, seen = RuleChangeFactory(category="street", years=5), [left()]
    carry_out_all()
    seen.append(left())
    confirm_years(actor=staff("data_protection_officer"), change=waiting)
    carry_out_all()
    seen.append(left())
    assert seen == [[now - 7, now - 6, now - 2]] * 2 + [[now - 6, now - 2]]
    assert (Incident.objects.filter(contact=old.pk).count(), ContactVersion.objects.count()) == (0, 1)
    assert Contact.objects.filter(pk__in=[uncounted.pk, young.pk]).count() == 2
    entry = AuditEntry.objects.get(action="contacts.destroyed")
    assert (entry.details["years"], entry.details["rows"]["outreach_contact"], entry.target_ref) == (5, 1, "")


def test_nothing_of_one_that_is_gone_is_left_beside_the_log():
    now = timezone.now().year
    old = met_in(now - 7, note="Gik med rød hue")
    edition_in("published", by=staff("cmm_statistician"), year=now - 7)
    confirm_years(actor=staff("data_protection_officer"), change=RuleChangeFactory(category="street", years=5))
    carry_out_all()
    with acting(Context(None, "test"), using="owner"):
        told = [str([row.old, row.new]) for row in History.objects.using("owner")]
    assert [words for words in told if "rød hue" in words or old.ref in words] == []


@pytest.mark.parametrize("using", ["default", "owner"])
def test_no_other_login_destroys_a_contact(using):
    with (
        acting(Context(None, "test"), using=using),
        connections[using].cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(using=using),
    ):
        cursor.execute("SELECT sec.erase_contacts(1)")
