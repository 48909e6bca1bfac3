"""Who somebody is: recorded, changed and shown by verbs that leave names of fields in the log and nothing else."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import Protection
from cases.models import Identity
from cases.particulars import Contact, Names, Numbers
from cases.selectors import notes_on
from cases.services import change_identity, record_identity, reveal_identity
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identities import ALL, CONTACT, NAMES, NUMBERS, IdentityFactory

pytestmark = pytest.mark.django_db


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(kept)::text FROM cases_identity AS kept")
        return [row for (row,) in cursor.fetchall()]


def test_an_identity_is_recorded_and_the_log_says_which_fields(caseworker):
    case = CaseFactory()

    identity = record_identity(actor=caseworker, case=case, particulars=NAMES)

    kept = Identity.objects.get(victim=case.victim)
    assert (kept, kept.particulars("names")) == (identity, NAMES)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.case_ref, entry.target_id) == (
        AuditAction.IDENTITY_RECORDED,
        case.ref,
        str(identity.pk),
    )
    assert entry.details == {"group": "names", "fields": ["given_names", "family_names", "aliases"]}


def test_what_is_written_is_tidied(caseworker):
    numbers = Numbers(cpr_number=" 1101778121 ", passport=" FIKTIV 1 ")

    identity = record_identity(actor=caseworker, case=CaseFactory(), particulars=numbers)

    assert identity.particulars("numbers") == Numbers(cpr_number="110177-8121", passport="FIKTIV 1")


def test_the_database_holds_nothing_that_can_be_read(caseworker):
    case = CaseFactory()
    identity = record_identity(actor=caseworker, case=case, particulars=NAMES)
    for version, particulars in enumerate(ALL[1:], 1):
        change_identity(actor=caseworker, identity=identity, version=version, particulars=particulars)

    (row,) = stored()
    for particulars in ALL:
        for value in particulars.filled().values():
            assert value not in row
            assert value.encode().hex() not in row


def test_a_change_is_logged_by_the_names_of_the_fields_that_changed(caseworker):
    identity = IdentityFactory()
    rest = Contact(phone=CONTACT.phone, address="Prøvestræde 2")

    change_identity(actor=caseworker, identity=identity, version=1, particulars=rest)

    identity.refresh_from_db()
    assert (identity.particulars("contact"), identity.particulars("names"), identity.version) == (rest, NAMES, 2)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == (
        AuditAction.IDENTITY_CHANGED,
        {"group": "contact", "fields": ["address"]},
    )


def test_a_change_that_changes_nothing_leaves_nothing(caseworker):
    identity, before = IdentityFactory(), stored()

    change_identity(actor=caseworker, identity=identity, version=1, particulars=NAMES)

    assert (stored(), AuditEntry.objects.count()) == (before, 0)


def test_a_group_that_is_emptied_is_gone_and_its_index_with_it(caseworker):
    identity = IdentityFactory()

    change_identity(actor=caseworker, identity=identity, version=1, particulars=Numbers())

    identity.refresh_from_db()
    assert (identity.numbers, identity.number_index) == (None, None)


def test_whoever_saves_second_is_told(caseworker):
    identity = IdentityFactory()
    change_identity(actor=caseworker, identity=identity, version=1, particulars=Names(given_names="Først"))

    with pytest.raises(Conflict):
        change_identity(actor=caseworker, identity=identity, version=1, particulars=Names(given_names="Sidst"))

    assert Identity.objects.get().particulars("names") == Names(given_names="Først")


def test_a_person_has_one_identity_through_whichever_case(caseworker):
    first = IdentityFactory()
    again = CaseFactory(victim=first.victim)

    with pytest.raises(ValidationError) as refused:
        record_identity(actor=caseworker, case=again, particulars=NAMES)

    assert refused.value.message_dict == {
        "__all__": ["Personens identitet er skrevet ind i forvejen, her eller i en anden sag. Intet blev gemt."]
    }
    assert Identity.objects.get() == first


def test_nothing_is_recorded_of_whom_nothing_is_known(caseworker):
    with pytest.raises(RuleError):
        record_identity(actor=caseworker, case=CaseFactory(), particulars=Names(given_names="  "))


@pytest.mark.parametrize("number", ["110177-812", "320177-8121", "610177-8121", "1101778121x", "000000-0000"])
def test_what_cannot_be_a_cpr_number_is_refused_at_its_field(caseworker, number):
    with pytest.raises(RuleError) as refused:
        record_identity(actor=caseworker, case=CaseFactory(), particulars=Numbers(cpr_number=number))
    assert (refused.value.field, number in str(refused.value)) == ("cpr_number", False)


def test_two_walls_may_hold_one_number_and_only_who_reaches_both_hears_of_it(caseworker, coordinator):
    open_to_all = IdentityFactory()
    behind = IdentityFactory(case=CaseFactory(protection=Protection.RESTRICTED, caseworker=staff("cmm_caseworker")))

    modulus = (
        "CPR-nummeret opfylder ikke modulus 11. Det gør mange, der er givet siden 2007, heller ikke: læs det igen."
    )
    same = f"Det samme CPR-nummer står i {behind.case.ref}."
    assert notes_on(caseworker, open_to_all, "numbers") == (modulus,)
    assert notes_on(coordinator, open_to_all, "numbers") == (same, modulus)


def test_a_number_that_satisfies_modulus_11_is_passed_in_silence(caseworker):
    identity = IdentityFactory(numbers=Numbers(cpr_number="211062-5629").filled())
    assert notes_on(caseworker, identity, "numbers") == ()


def test_contact_without_rules_says_so(caseworker):
    unsaid = IdentityFactory(case=CaseFactory(safe=False))
    assert len(notes_on(caseworker, unsaid, "contact")) == 1
    assert notes_on(caseworker, IdentityFactory(), "contact") == ()


def test_showing_a_group_is_logged_by_its_name(caseworker):
    identity = IdentityFactory()

    assert reveal_identity(actor=caseworker, identity=identity, group="numbers") == NUMBERS

    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.action, entry.case_ref, entry.details) == (
        caseworker.pk,
        AuditAction.IDENTITY_REVEALED,
        identity.case.ref,
        {"group": "numbers"},
    )


@pytest.mark.parametrize("role", ["outreach_lead", "shelter_manager", "police_liaison", "data_protection_officer"])
def test_a_stranger_sees_records_and_changes_nothing(people, role):
    identity, other = IdentityFactory(), CaseFactory()

    for act in (
        lambda who: reveal_identity(actor=who, identity=identity, group="names"),
        lambda who: change_identity(actor=who, identity=identity, version=1, particulars=Names()),
        lambda who: record_identity(actor=who, case=other, particulars=NAMES),
    ):
        with pytest.raises(PermissionDenied):
            act(people[role])
    assert not AuditEntry.objects.exists()


def test_the_deciding_authority_reads_and_does_not_write(people):
    identity, officer = IdentityFactory(case=CaseFactory(authority="us")), people["immigration_officer"]

    assert reveal_identity(actor=officer, identity=identity, group="names") == NAMES
    with pytest.raises(PermissionDenied):
        change_identity(actor=officer, identity=identity, version=1, particulars=Names())


@pytest.mark.parametrize("column", ["names", "numbers", "contact", "number_index"])
def test_the_database_refuses_what_was_not_closed(column):
    identity = IdentityFactory()
    with pytest.raises(IntegrityError, match="identity_is_closed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_identity SET {column} = %s WHERE id = %s", [b'{"phone": "1"}', identity.pk])


def test_an_identity_is_of_the_person_of_its_case():
    with pytest.raises(IntegrityError, match="identity_of_the_victim_of_its_case"), transaction.atomic():
        IdentityFactory(victim=CaseFactory().victim)
