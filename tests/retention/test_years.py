"""For how long cases are kept is changed by a pair, from a day on; and no case goes by time before it is counted."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from cmm.oversight.retention.models import Destruction, RuleChange
from cmm.oversight.retention.rules import in_force
from cmm.oversight.retention.selectors import rules
from cmm.oversight.retention.services import approve, confirm_years, propose, propose_years
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.editions import edition_in
from tests.factories.retention import RuleChangeFactory

TODAY = date(2026, 11, 23)
SOURCE = "CMMs beslutning af 2. november 2026, j.nr. 26-104"


def change(category, years, begins, settled=0):
    day = TODAY + timedelta(days=begins)
    return SimpleNamespace(category=category, years=years, source=SOURCE, valid_from=day, settled_at=settled)


def test_what_was_confirmed_last_of_what_has_begun_is_in_force():
    began_with = [SimpleNamespace(category=one, years=9, source="Udgangspunkt", is_settled=False) for one in "abc"]
    changes = [change("a", 3, -9), change("a", 4, -2), change("a", 5, 1), change("b", 6, 0, 2), change("b", 7, 0, 1)]
    found = {one: (rule.years, rule.is_settled) for one, rule in in_force(began_with, changes, TODAY).items()}
    assert found == {"a": (4, True), "b": (6, True), "c": (9, False)}


@pytest.mark.django_db
def test_one_of_the_pair_proposes_and_the_other_confirms_and_both_stand_in_the_log(as_role, people):
    coordinator, officer = as_role("cmm_coordinator"), as_role("data_protection_officer")
    said = {"years": "3", "source": SOURCE, "valid_from": timezone.localdate().isoformat()}
    address = reverse("retention:years_create", args=["left_early"])
    refused = coordinator.post(address, said | {"years": "0", "valid_from": "01-01-2020", "source": " "})
    assert (refused.status_code, sorted(refused.context["form"].errors), RuleChange.objects.count()) == (
        422, ["source", "years"], 0
    )  # fmt: skip
    assert "Dagen er passeret" in coordinator.post(address, said | {"valid_from": "01-01-2020"}).text
    coordinator.post(address, said)
    settle = reverse("retention:years_settle", args=[RuleChange.objects.get().pk])
    own = coordinator.post(settle, {"act": "confirm"}, follow=True)
    assert ("den anden af de to bekræfter" in own.text.lower(), rules()["left_early"].years) == (True, 2)
    assert officer.post(settle, {"act": "confirm"}).status_code == 302
    assert (rules()["left_early"].years, rules()["left_early"].source) == (3, SOURCE)
    acts = AuditEntry.objects.filter(action__startswith="retention.").order_by("id").values_list("action", "actor_id")
    assert list(acts) == [
        ("retention.proposed", people["cmm_coordinator"].pk),
        ("retention.confirmed", people["data_protection_officer"].pk),
    ]
    assert SOURCE in officer.get(reverse("retention:years_list")).text


@pytest.mark.django_db
def test_a_second_coordinator_is_not_the_other_of_the_pair_and_a_day_that_passed_is_proposed_anew(people):
    waiting = RuleChangeFactory()
    late = RuleChangeFactory(category="child", valid_from=timezone.localdate() - timedelta(days=1))
    codes = []
    for actor, row in ((staff("cmm_coordinator"), waiting), (people["data_protection_officer"], late)):
        with pytest.raises(RuleError) as refused:
            confirm_years(actor=actor, change=row)
        codes.append(refused.value.code)
    told = {"category": "child", "years": 9, "source": SOURCE, "valid_from": timezone.localdate()}
    with pytest.raises(RuleError) as twice:
        propose_years(actor=people["cmm_coordinator"], **told)
    assert [*codes, twice.value.code] == ["pair", "past", "proposed"]


@pytest.mark.django_db
def test_the_database_takes_no_change_that_one_confirmed_alone():
    waiting = RuleChangeFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleChange.objects.update(settled_by=waiting.proposed_by, settled_at=timezone.now(), is_confirmed=True)


def uncounted(first, last):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.uncounted_years(%s, %s)", [first, last])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_no_case_goes_by_time_before_each_of_its_years_is_counted_and_a_right_waits_for_no_table(people):
    case = CaseFactory(status="closed", opened_on=date(2007, 3, 2), closed_on=date(2008, 5, 4))
    by = people["cmm_statistician"]
    edition_in("frozen", by=by, year=2007)
    told = {"actor": people["cmm_coordinator"], "case": case, "reason": "Frist"}
    with pytest.raises(RuleError) as refused:
        propose(basis="term", **told)
    assert (refused.value.code, refused.value.field, uncounted(2005, 2008)) == ("uncounted", "basis", [2008])
    right = propose(basis="erasure", **told)
    assert approve(actor=people["data_protection_officer"], destruction=right).is_approved
    Destruction.objects.filter(pk=right.pk).update(stopped_at=timezone.now())
    edition_in("published", by=by, year=2008)
    assert (uncounted(2005, 2008), propose(basis="term", **told).waits) == ([], True)
