"""A coordinator lets one colleague into one case, for a time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.models import CaseUserGrant
from cases.services import give_access
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, JournalEntryFactory, WallFactory
from tests.factories.identities import IdentityFactory
from tests.policies.sight import by_database, by_python

pytestmark = pytest.mark.django_db
FAR = timedelta(days=183)


def today():
    return timezone.localdate()


def sealed(**facts):
    return CaseFactory(**{"protection": "named", "caseworker": staff("cmm_caseworker")} | facts)


def given(actor, case, user, **facts):
    terms = {"right": "read", "until": today(), "reason": "Afløser i ferien."}
    give_access(actor=actor, case=case, user=user, **terms | facts)


@pytest.fixture
def owner(coordinator):
    """The coordinator whose own sealed case it is."""
    return coordinator


def sees(user, row):
    model = type(row)
    return row.pk in by_python(user, model, changing=False), row.pk in by_database(user, model)


def test_whoever_is_named_on_a_sealed_case_reads_it_through_the_day_and_no_longer(owner, caseworker):
    case = sealed(caseworker=owner)
    with time_machine.travel("2026-11-25 09:00+01:00", tick=False):
        given(owner, case, caseworker)
        assert sees(caseworker, case) == (True, True)
    with time_machine.travel("2026-11-25 23:59+01:00", tick=False):
        assert sees(caseworker, case) == (True, True)
    with time_machine.travel("2026-11-26 00:00+01:00", tick=False):
        assert sees(caseworker, case) == (False, False)


@pytest.mark.parametrize(("right", "note_seen"), [("read", (False, False)), ("work", (True, True))])
def test_the_journal_follows_to_those_who_work_in_the_case_and_the_identity_to_nobody(
    owner, caseworker, right, note_seen
):
    case = sealed(caseworker=owner)
    note, identity = JournalEntryFactory(case=case), IdentityFactory(case=case)
    given(owner, case, caseworker, right=right)
    assert (sees(caseworker, note), sees(caseworker, identity)) == (note_seen, (False, False))


def test_the_log_says_who_got_in_and_not_why(owner, caseworker):
    case = sealed(caseworker=owner)
    given(owner, case, caseworker)
    entry = AuditEntry.objects.get()
    told = {"right": "read", "user": caseworker.pk, "until": today().isoformat()}
    assert (entry.action, entry.case_ref, entry.details) == (AuditAction.CASE_SHARED, case.ref, told)


def test_given_again_it_is_renewed(owner, caseworker):
    case = sealed(caseworker=owner)
    given(owner, case, caseworker)
    given(owner, case, caseworker, until=today() + FAR, reason="Ferien blev længere.")
    row = CaseUserGrant.objects.get()
    assert (timezone.localdate(row.valid_to), row.reason) == (today() + FAR + timedelta(days=1), "Ferien blev længere.")


def test_it_goes_to_somebody_else_for_a_reason_and_a_time_that_ends(owner, caseworker):
    case, elsewhere = sealed(caseworker=owner), staff("outreach_worker")
    contact, walled = sealed(protection="restricted"), sealed(caseworker=owner)
    WallFactory(case=walled, user=caseworker)
    tries = {
        "self": (case, owner, {}),
        "contact_person": (contact, contact.caseworker, {}),
        "until": (case, caseworker, {"until": today() + FAR + timedelta(days=1)}),
        "reason_missing": (case, caseworker, {"reason": "  "}),
        "elsewhere": (case, elsewhere, {"right": "work"}),
        "walled": (walled, caseworker, {}),
    }
    for code, (one, user, facts) in tries.items():
        with pytest.raises(RuleError) as refused:
            given(owner, one, user, **facts)
        assert refused.value.code == code
    with pytest.raises(RuleError) as refused:
        given(owner, case, caseworker, until=today() - timedelta(days=1))
    assert (refused.value.code, CaseUserGrant.objects.count()) == ("until", 0)


def test_a_colleague_elsewhere_may_read(owner):
    ngo = OrganisationFactory(capabilities=["outreach"])
    case, worker = sealed(caseworker=owner), staff("outreach_worker", organisation=ngo)
    given(owner, case, worker)
    assert sees(worker, case) == (True, True)
