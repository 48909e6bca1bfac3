"""Emergency access: what it opens, for how long, and to whom it never opens."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.models import BrokenGlass, Case, CaseUserGrant
from cases.services import break_glass, end_glass, raise_wall, revise_case
from cases.services.facts import Facts
from cmm.accounts.models import RoleAssignment
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, SecurityEvent
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from tests.cases.glasses import WHY, broken, changed_rows, restricted
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, GlassFactory, JournalEntryFactory, WallFactory
from tests.factories.identification import AssessmentFactory
from tests.policies.sight import by_database, by_python

pytestmark = pytest.mark.django_db
NOON = "2026-11-24 12:00+01:00"
HOURS = timedelta(hours=1)


def sees(user, row):
    """What Python says, and what a bare SELECT in the user's own context does."""
    model = type(row)
    return row.pk in by_python(user, model, changing=False), row.pk in by_database(user, model)


def changes(user, row):
    model = type(row)
    return row.pk in by_python(user, model, changing=True), row.pk in by_database(user, model, changing=True)


def test_the_case_is_open_and_what_was_said_stands(caseworker):
    case = restricted()

    with time_machine.travel(NOON, tick=False):
        glass = broken(caseworker, case, reason=f"  {WHY} ")

    assert (glass.case, glass.user, glass.category, glass.reason) == (case, caseworker, "life", WHY)
    assert (glass.ends_at - glass.opened_at, glass.ref) == (4 * HOURS, "N-2026-0001")
    entry = AuditEntry.objects.get(action=AuditAction.GLASS_BROKEN)
    assert (entry.actor_id, entry.case_ref, entry.details) == (caseworker.pk, case.ref, {"category": "life"})


def test_it_opens_the_case_to_be_read_and_nothing_to_be_written(caseworker):
    case = restricted()
    rows = [case, case.victim, AssessmentFactory(case=case, submitted=True)]
    note = JournalEntryFactory(case=case)
    assert [sees(caseworker, row) for row in rows] == [(False, False)] * 3

    broken(caseworker, case)

    assert [sees(caseworker, row) for row in rows] == [(True, True)] * 3
    assert [changes(caseworker, row) for row in rows] == [(False, False)] * 3
    assert sees(caseworker, note) == (False, False)
    assert sees(staff("cmm_caseworker"), case) == (False, False)


def test_it_ends_after_four_hours_to_the_second_in_python_and_in_the_database(caseworker):
    case = restricted()
    with time_machine.travel(NOON, tick=False):
        glass = broken(caseworker, case)
    for moment, is_open in [(glass.ends_at - timedelta(seconds=1), True), (glass.ends_at, False)]:
        with time_machine.travel(moment, tick=False):
            assert (sees(caseworker, case), glass.is_running) == ((is_open, is_open), is_open)
            assert BrokenGlass.objects.running().exists() == is_open


def test_the_caseworker_ends_it_before_its_time(caseworker):
    case = restricted()
    with time_machine.travel(NOON, tick=False) as clock:
        glass = broken(caseworker, case)
        clock.shift(HOURS)
        ended = end_glass(actor=caseworker, glass=glass)
        assert (ended.ended_at, ended.is_running) == (timezone.now(), False)
        assert sees(caseworker, case) == (False, False)
        clock.shift(HOURS)
        assert end_glass(actor=caseworker, glass=glass).ended_at == ended.ended_at
    assert AuditEntry.objects.filter(action=AuditAction.GLASS_ENDED).count() == 1


def test_a_coordinator_ends_it_and_a_colleague_cannot(caseworker, coordinator):
    case = restricted()
    glass = broken(caseworker, case)
    with pytest.raises(PermissionDenied):
        end_glass(actor=staff("cmm_caseworker"), glass=glass)
    end_glass(actor=coordinator, glass=glass)
    assert sees(caseworker, case) == (False, False)


def test_nobody_ends_or_prolongs_another_ones_by_hand(caseworker):
    """Straight in SQL, as the web's own login, in a colleague's context and in one's own."""
    glass = broken(caseworker, restricted())
    with acting(Context(staff("cmm_caseworker").pk)), connection.cursor() as cursor:
        cursor.execute("SELECT sec.end_glass(%s)", [glass.pk])
        assert cursor.fetchone() == (False,)
    later = [
        "UPDATE cases_caseusergrant SET valid_to = valid_to + interval '1 year'",
        "UPDATE cases_brokenglass SET ends_at = ends_at + interval '1 year'",
    ]
    for statement in later:
        with acting(Context(caseworker.pk)):
            assert changed_rows(statement) == 0


def test_nobody_opens_a_case_to_themselves_by_hand(caseworker):
    case = restricted()
    broken(caseworker, restricted())
    copied = (
        "INSERT INTO cases_caseusergrant (user_id, permission_id, content_object_id, granted_by_id, reason, valid_from)"
        f" SELECT user_id, permission_id, {case.pk}, user_id, reason, valid_from FROM cases_caseusergrant"
    )
    for user in (caseworker, staff("cmm_caseworker")):
        with acting(Context(user.pk)):
            assert changed_rows(copied) == 0


def closed(kind, caseworker):
    """A number that no emergency access opens, and why."""
    case = restricted()
    if kind == "named":
        Case.objects.filter(pk=case.pk).update(protection="named")
    elif kind == "behind a wall":
        WallFactory(case=case, user=caseworker)
    elif kind == "another organisation's":
        case = restricted(organisation=OrganisationFactory(code="andre", capabilities=["casework"]))
    elif kind == "open anyway":
        case = CaseFactory(caseworker=staff("cmm_caseworker"))
    elif kind == "own":
        case = restricted(caseworker=caseworker)
    elif kind == "open already":
        broken(caseworker, case)
    return "CMM-1999-0001" if kind == "absent" else case.ref


CLOSED = ["absent", "named", "behind a wall", "another organisation's", "open anyway", "own", "open already"]


@pytest.mark.parametrize("kind", CLOSED)
def test_whatever_else_a_number_stands_for_the_words_are_the_same(caseworker, kind):
    ref, before = closed(kind, caseworker), CaseUserGrant.objects.count()

    with pytest.raises(RuleError) as refused:
        break_glass(actor=caseworker, case_ref=ref, category="life", reason=WHY)

    assert (refused.value.code, refused.value.field, refused.value.messages) == ("held", "case_ref", [HELD])
    assert CaseUserGrant.objects.count() == before


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_an_attempt_is_kept_although_nothing_came_of_it(people, settings):
    settings.CMM_EVENTS_DATABASE = "refusals"
    with pytest.raises(RuleError):
        break_glass(actor=people["cmm_caseworker"], case_ref="CMM-1999-0001", category="life", reason=WHY)
    event = SecurityEvent.objects.get()
    assert (event.kind, event.actor_id, event.subject) == ("glass.held", people["cmm_caseworker"].pk, "CMM-1999-0001")


HELD = "Nødadgang kan ikke åbne dette nummer. Tjek det, se efter blandt dine sager, eller ring til koordinatoren."


@pytest.mark.parametrize(
    "role", ["cmm_coordinator", "immigration_officer", "shelter_manager", "data_protection_officer"]
)
def test_only_caseworkers_break_it(people, role):
    case = restricted(protection="named")
    with pytest.raises(PermissionDenied):
        broken(people[role], case)
    other = restricted()
    with acting(Context(people[role].pk)), connection.cursor() as cursor:
        cursor.execute("SELECT sec.break_glass(%s, 'N-1', 'life', %s)", [other.ref, WHY])
        assert cursor.fetchone() == (None,)


@pytest.mark.parametrize("reason", ["", "Haster", " Nitten tegn er 1949  ", " " * 40])
def test_too_short_a_reason_breaks_nothing(caseworker, reason):
    with pytest.raises(RuleError) as refused:
        broken(caseworker, restricted(), reason=reason)
    assert (refused.value.field, BrokenGlass.objects.count()) == ("reason", 0)


def test_the_database_itself_asks_for_a_reason_and_four_hours(caseworker):
    glass = GlassFactory(user=caseworker)
    with pytest.raises(DatabaseError, match="glass_says_why"), transaction.atomic():
        GlassFactory(user=caseworker, reason="Haster" + " " * 40)
    with pytest.raises(DatabaseError, match="glass_lasts_four_hours"), transaction.atomic():
        GlassFactory(user=caseworker, ends_at=glass.opened_at + 4 * HOURS + timedelta(seconds=1))


def test_a_case_kept_to_named_persons_from_now_on_closes_at_once(caseworker, coordinator):
    case = restricted()
    glass = broken(caseworker, case)

    revise_case(actor=coordinator, case=case, facts=Facts(residence_basis=case.residence_basis, protection="named"))

    glass.refresh_from_db()
    assert (sees(caseworker, case), glass.is_running) == ((False, False), False)


def test_a_wall_ends_it(caseworker, coordinator):
    case = restricted()
    glass = broken(caseworker, case)

    raise_wall(actor=coordinator, case=case, user=caseworker, reason="Kender den mistænkte.")

    glass.refresh_from_db()
    assert (sees(caseworker, case), glass.is_running) == ((False, False), False)


def test_it_is_gone_with_the_role(caseworker):
    case = restricted()
    broken(caseworker, case)
    RoleAssignment.objects.filter(user=caseworker).update(ended_at=timezone.now())
    assert sees(caseworker, case) == (False, False)


def test_it_may_be_broken_again_when_it_is_over(caseworker):
    case = restricted()
    with time_machine.travel(NOON, tick=False) as clock:
        broken(caseworker, case)
        clock.shift(5 * HOURS)
        assert sees(caseworker, case) == (False, False)
        broken(caseworker, case)
        assert (sees(caseworker, case), BrokenGlass.objects.count()) == ((True, True), 2)
