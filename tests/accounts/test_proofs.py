"""Acts that take a proof not older than five minutes: in the page, in the verb, in the log's own policy."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from cmm.accounts.models import RoleAssignment, User
from cmm.audit.enums import AuditAction
from cmm.audit.models import SecurityEvent
from cmm.audit.proving import NEEDS_PROOF
from cmm.audit.services import record
from cmm.core.context import Context, acting
from cmm.core.proof import ProofWanted, is_proven, tell_proof
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory
from tests.factories.logins import OutsideLoginFactory, PasskeyFactory, RecoveryCodeFactory, TotpFactory, code_now

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 11, 26, 8, 0, 10, tzinfo=UTC)
NOTE = """INSERT INTO audit_auditentry
    (at, actor_id, action, target_type, target_id, target_ref, case_ref, purpose, details)
    VALUES (now(), %s, %s, 'accounts.user', '1', '', '', '', '{}')"""


@pytest.fixture
def clock():
    with time_machine.travel(BEGAN, tick=False) as moved:
        yield lambda seconds: moved.move_to(BEGAN + timedelta(seconds=seconds))


@pytest.fixture
def administrator(clock):
    user = staff("user_administrator")
    TotpFactory(user=user)
    return user


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def noted(user, action):
    """Whether PostgreSQL lets a bare statement of this person's note the act."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NOTE, [user.pk, action])
    except ProgrammingError:
        return False
    return True


@pytest.mark.parametrize(
    ("age", "counts"), [(timedelta(0), True), (timedelta(minutes=5), True), (timedelta(minutes=5, seconds=1), False),
                        (timedelta(minutes=-5, seconds=-1), False)],
)  # fmt: skip
def test_a_proof_counts_for_five_minutes_and_none_comes_from_the_future(caseworker, clock, age, counts):
    with acting(Context(caseworker.pk)):
        tell_proof(caseworker.pk, timezone.now() - age)
        assert is_proven() is counts


def test_without_a_proof_no_act_that_takes_one_is_noted_by_anybody(caseworker):
    with acting(Context(caseworker.pk)):
        assert {action for action in AuditAction if not noted(caseworker, action)} == NEEDS_PROOF
        with pytest.raises(ProofWanted):
            record(caseworker, AuditAction.IDENTITY_REVEALED, caseworker)
        tell_proof(caseworker.pk, timezone.now())
        assert {action for action in NEEDS_PROOF if not noted(caseworker, action)} == set()


def test_what_the_issue_names_takes_a_proof():
    named = {"case.exported", "contacts.taken", "invoice_basis.taken", "identity.revealed", "address.revealed"}
    named |= {"role.given", "role.taken", "glass.broken"}
    assert named <= {action.value for action in NEEDS_PROOF}


def test_nobody_proves_anything_for_somebody_else_or_by_a_word_of_their_own(people):
    one, other = people["cmm_caseworker"], people["cmm_coordinator"]
    with acting(Context(one.pk)), connection.cursor() as cursor:
        tell_proof(other.pk, timezone.now())
        assert is_proven() is False
        tell_proof(one.pk, timezone.now() - timedelta(minutes=9))
        cursor.execute("SELECT current_setting('app.proof')")
        uid, _moment, mac = cursor.fetchone()[0].split("|")
        for forged in (f"{uid}|{timezone.now().timestamp():.6f}|{mac}", f"{uid}|0", "", "||"):
            cursor.execute("SELECT set_config('app.proof', %s, true)", [forged])
            assert is_proven() is False


def test_a_role_is_given_by_no_statement_without_a_proof_to_oneself_or_elsewhere(people, clock):
    own = home_of("shelter_staff")
    chief, colleague = staff("user_administrator", organisation=own), staff("shelter_staff", organisation=own)
    stranger = people["cmm_caseworker"]

    def gives(user, proven, given_by=chief):
        try:
            with acting(Context(chief.pk)):
                tell_proof(chief.pk, timezone.now() if proven else None)
                RoleAssignment.objects.create(user=user, role="shelter_manager", given_by=given_by)
        except ProgrammingError:
            return False
        return True

    tried = [(colleague, False), (chief, True), (stranger, True), (colleague, True, stranger), (colleague, True)]
    assert [gives(*one) for one in tried] == [False, False, False, False, True]


def test_no_way_in_is_set_up_or_taken_away_by_a_statement_without_a_proof(caseworker):
    made = (TotpFactory, PasskeyFactory, RecoveryCodeFactory, OutsideLoginFactory)

    def tried(work, *told):
        try:
            with transaction.atomic():
                return work(*told)
        except ProgrammingError:
            return "refused"

    def lost(row):
        return type(row).objects.filter(pk=row.pk).delete()[0]

    with acting(Context(caseworker.pk)):
        assert [tried(lambda make: make(user=caseworker), make) for make in made] == ["refused"] * 4
        tell_proof(caseworker.pk, timezone.now())
        rows = [make(user=caseworker) for make in made]
        tell_proof(caseworker.pk, None)
        assert [tried(lost, row) for row in rows] == [0] * 4
        tell_proof(caseworker.pk, timezone.now())
        assert [tried(lost, row) for row in rows] == [1] * 4


def test_no_glass_is_broken_by_a_statement_without_a_proof(caseworker):
    case = CaseFactory(protection="restricted")
    with acting(Context(caseworker.pk)), connection.cursor() as cursor:
        broken = "SELECT sec.break_glass(%s, 'N-2026-9999', 'life', 'en lang og god grund')"
        cursor.execute(broken, [case.ref])
        assert cursor.fetchone() == (None,)


def roles_of(user):
    return User.objects.get(pk=user.pk).roles


def test_after_five_minutes_the_door_stands_there_and_nothing_typed_is_lost(client, clock):
    colleague, wish = staff("cmm_caseworker"), {"act": "roles", "roles": ["cmm_caseworker", "cmm_statistician"]}
    address = f"/users/{colleague.pk}/"
    clock(301)
    door = client.post(address, wish)
    page = door.content.decode()
    carried = re.findall(r'<input type="hidden" name="(act|roles)" value="(\w+)">', page)
    assert (door.status_code, "Er det stadig dig?" in page, roles_of(colleague)) == (422, True, {"cmm_caseworker"})
    assert carried == [("act", "roles"), ("roles", "cmm_caseworker"), ("roles", "cmm_statistician")]

    wrong = client.post(address, wish | {"proof-code": "000000"})
    assert (wrong.status_code, "cmm_statistician" in wrong.content.decode()) == (422, True)
    assert client.post(address, wish | {"proof-code": code_now()}).status_code == 302
    assert roles_of(colleague) == {"cmm_caseworker", "cmm_statistician"}
    kinds = SecurityEvent.objects.filter(kind__startswith="proof.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["proof.failed", "proof.given"]


def test_a_proof_lasts_five_minutes_of_the_session_and_a_code_proves_once(client, clock):
    colleague = staff("cmm_caseworker")
    address, wish = f"/users/{colleague.pk}/", {"act": "roles", "roles": ["cmm_coordinator"]}
    clock(301)
    code = code_now()
    assert client.post(address, wish | {"proof-code": code}).status_code == 302
    clock(600)
    assert client.post(address, wish | {"roles": ["cmm_caseworker"]}).status_code == 302
    clock(602)
    sent = ({}, {"proof-code": code})
    assert [client.post(address, {"act": "roles", "roles": []} | more).status_code for more in sent] == [422, 422]


def test_a_recovery_code_logs_in_and_proves_nothing(client, administrator, clock):
    from cmm.accounts.services.codes import make_recovery_codes

    clock(301)
    code = make_recovery_codes(actor=administrator)[0]
    answer = client.post(f"/users/{staff('cmm_caseworker').pk}/", {"act": "roles", "roles": [], "proof-code": code})
    assert answer.status_code == 422


def test_a_file_is_asked_for_from_the_page_its_link_stands_on(clock):
    lead = staff("outreach_lead")
    TotpFactory(user=lead)
    client = Client()
    client.force_login(lead)
    clock(301)
    before = {"Referer": "http://testserver/outreach/figures/?year=2026"}
    answer = client.get("/outreach/figures/contacts.csv", headers=before)
    assert answer.url == "/prove/?next=/outreach/figures/%3Fyear%3D2026"
    done = client.post(answer.url, {"next": "/outreach/figures/?year=2026", "proof-code": code_now()})
    assert done.url == "/outreach/figures/?year=2026"
    assert client.get("/outreach/figures/contacts.csv").status_code == 200


def test_a_part_of_a_page_leads_to_the_door_and_back(clock):
    client = Client()
    client.force_login(staff("user_administrator"))
    clock(301)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/users/"}
    answer = client.post(f"/users/{staff('cmm_caseworker').pk}/", {"act": "roles", "roles": []}, headers=headers)
    assert answer.headers["HX-Redirect"] == "/prove/?next=/users/"
