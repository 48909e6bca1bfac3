"""What stands before every phone number and every place, and who speaks for a child."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.enums import CaseStatus
from cases.models import Case, Representative, SafetyNote
from cases.particulars import Safety, Standing
from cases.rules.safety import check_leaving, check_safety
from cases.selectors import lacks_representative, safety_of
from cases.services import end_representative, move_case, record_representative, write_safety_note
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from tests.factories.cases import CaseFactory, RepresentativeFactory, SafetyNoteFactory, VictimFactory

pytestmark = pytest.mark.django_db
THREAT = Safety(
    threat="To mænd spørger efter hende.", threat_phone="+45 00 00 00 09", avoid="Ikke Odense.", when="Aldrig"
)
NOTHING_SAID = "Skriv, hvad der truer personen, eller sæt kryds ved, at der ingen kendt trussel er."
SAID = ["To mænd", "00 00 09", "Odense", "Aldrig"]


@pytest.fixture
def case(caseworker):
    return CaseFactory(safe=False, caseworker=caseworker, victim=VictimFactory(age_band="25_34"))


def refusal(check, **facts):
    """The code with which a rule refuses; None where it does not."""
    try:
        check(**facts)
    except RuleError as refused:
        return refused.code
    return None


def columns_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
        return " ".join(row for (row,) in cursor.fetchall())


def test_the_latest_note_holds_and_the_older_ones_stand(caseworker, case):
    write_safety_note(actor=caseworker, case=case, safety=THREAT)
    latest = write_safety_note(actor=caseworker, case=case, safety=Safety(), no_threat=True)

    found = safety_of(Case.objects.get())
    assert (found, found.no_threat, found.safety) == (latest, True, Safety())
    assert list(SafetyNote.objects.values_list("number", flat=True)) == [2, 1]
    assert [entry.details for entry in AuditEntry.objects.order_by("pk")] == [
        {"number": 1, "no_threat": False}, {"number": 2, "no_threat": True}
    ]  # fmt: skip


def test_the_database_reads_neither_threat_nor_name(caseworker, case):
    write_safety_note(actor=caseworker, case=case, safety=THREAT)
    standing = Standing(name="Repræsentant Prøvesen", reached_by="+45 00 00 00 02")
    record_representative(actor=caseworker, case=case, kind="personal", standing=standing)

    rows = columns_of("cases_safetynote") + columns_of("cases_representative")

    assert [word for word in [*SAID, "Prøvesen", "00 00 02"] if word in rows or word.encode().hex() in rows] == []


@pytest.mark.parametrize(
    ("safety", "no_threat", "code"),
    [
        (Safety(), False, "nothing_said"),
        (Safety(when="Aldrig"), False, "nothing_said"),
        (Safety(threat="x"), True, "threat_and_none"),
        (Safety(threat_phone="1"), True, "threat_and_none"),
        (Safety(avoid="x"), True, "threat_and_none"),
        (Safety(threat="x"), False, None),
        (Safety(when="Aldrig"), True, None),
    ],
)
def test_a_note_tells_of_a_threat_or_says_that_none_is_known(safety, no_threat, code):
    assert refusal(check_safety, safety=safety, no_threat=no_threat) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_note": False}, "safety_note_missing"),
        ({"age_band": "under_15"}, "representative_missing"),
        ({"age_band": "15_17"}, "representative_missing"),
        ({"age_band": "unknown"}, "representative_missing"),
        ({"age_band": "15_17", "has_representative": True}, None),
        ({}, None),
        ({"status": CaseStatus.INQUIRY, "has_note": False}, None),
    ],
)
def test_what_must_stand_before_a_case_leaves_clarification(facts, code):
    usual = {"status": CaseStatus.IN_CLARIFICATION, "has_note": True, "age_band": "25_34", "has_representative": False}
    assert refusal(check_leaving, **usual | facts) == code


@pytest.mark.parametrize("to", [CaseStatus.AWAITING_DECISION, CaseStatus.CLOSED])
def test_no_case_leaves_clarification_without_a_safety_note(caseworker, case, to):
    """The verb, and the trigger leaves_safely."""
    with pytest.raises(RuleError):
        move_case(actor=caseworker, case=case, to=to)
    with pytest.raises(IntegrityError, match="no safety note"), transaction.atomic():
        Case.objects.update(status="awaiting_decision")

    write_safety_note(actor=caseworker, case=case, safety=Safety(), no_threat=True)
    move_case(actor=caseworker, case=Case.objects.get(), to=to)

    assert Case.objects.get().status == to


@pytest.mark.parametrize("age", ["under_15", "15_17", "unknown"])
def test_nobody_who_may_be_a_child_goes_on_without_somebody_who_speaks_for_them(caseworker, age):
    case = SafetyNoteFactory(case__caseworker=caseworker, case__victim=VictimFactory(age_band=age)).case
    with pytest.raises(RuleError):
        move_case(actor=caseworker, case=case, to=CaseStatus.AWAITING_DECISION)
    with pytest.raises(IntegrityError, match="nobody speaks"), transaction.atomic():
        Case.objects.update(status="awaiting_decision")
    assert lacks_representative(case)

    record_representative(actor=caseworker, case=case, kind="personal", standing=Standing(name="Prøvesen"))
    move_case(actor=caseworker, case=case, to=CaseStatus.AWAITING_DECISION)

    assert Case.objects.get().status == CaseStatus.AWAITING_DECISION


def test_whoever_has_ended_speaks_for_nobody(caseworker):
    one = RepresentativeFactory(case__caseworker=caseworker)
    end_representative(actor=caseworker, representative=one)

    assert lacks_representative(one.case)
    with pytest.raises(Conflict):
        end_representative(actor=caseworker, representative=one)
    with pytest.raises(IntegrityError, match="settled"), transaction.atomic():
        Representative.objects.update(ended_at=None, ended_by=None)


@pytest.mark.parametrize("change", [{"no_threat": False}, {"number": 9}])
def test_a_note_is_never_changed(case, change):
    SafetyNoteFactory(case=case)

    with pytest.raises(IntegrityError, match="settled"), transaction.atomic():
        SafetyNote.objects.update(**change)


# In the browser


def test_the_note_is_written_in_the_browser_and_stands_at_the_top(as_role, case):
    browser, new = as_role("cmm_caseworker"), reverse("cases:safety_create", args=[case.ref])

    answer = browser.post(new, {"threat": THREAT.threat, "avoid": THREAT.avoid, "when": "Hverdage"}, follow=True)

    assert answer.redirect_chain == [(reverse("cases:safety", args=[case.ref]), 302)]
    assert THREAT.threat in browser.get(case.get_absolute_url()).text
    assert browser.get(new).context["form"].initial == {
        "threat": THREAT.threat, "avoid": THREAT.avoid, "when": "Hverdage", "no_threat": False
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "errors"),
    [
        (
            {"threat": " "},
            {"threat": [NOTHING_SAID]},
        ),
        (
            {"no_threat": "on", "threat": "To mænd"},
            {"no_threat": ["Der kan ikke både stå en trussel og »ingen kendt trussel«. Fjern det ene."]},
        ),
    ],
)
def test_bad_notes_are_answered_at_the_field(as_role, case, told, errors):
    answer = as_role("cmm_caseworker").post(reverse("cases:safety_create", args=[case.ref]), told)

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert not SafetyNote.objects.exists()


def test_a_case_that_cannot_close_says_why(as_role, case):
    answer = as_role("cmm_caseworker").post(reverse("cases:case_close", args=[case.ref]), {"reason": "Rejst hjem."})

    assert answer.status_code == 422
    assert "Skriv sikkerhedsnotatet først" in answer.text


def test_who_speaks_for_the_person_is_recorded_and_ended(as_role, case):
    browser = as_role("cmm_caseworker")
    new = reverse("cases:representative_create", args=[case.ref])
    assert browser.post(new, {"kind": "personal", "name": " "}).context["form"].errors == {"name": ["Udfyld feltet."]}

    answer = browser.post(new, {"kind": "personal", "name": "Prøvesen"}, follow=True)
    assert "Prøvesen" in answer.text
    end = reverse("cases:representative_end", args=[case.ref, 1])
    browser.post(end)
    assert Representative.objects.get().ended_at is not None
    assert "Det er allerede ændret." in browser.post(end, follow=True).text
    assert browser.post(reverse("cases:representative_end", args=[case.ref, 2])).status_code == 404


def test_the_deciding_authority_reads_the_note_and_writes_none(as_role):
    case = SafetyNoteFactory(case__authority="us").case
    officer = as_role("immigration_officer")

    assert officer.get(reverse("cases:safety", args=[case.ref])).status_code == 200
    assert officer.get(reverse("cases:safety_create", args=[case.ref])).status_code == 404


def test_the_note_stands_before_the_choice_of_a_place(as_role, case):
    SafetyNoteFactory(case=case, no_threat=False, said={"threat": "x", "avoid": "Ikke Odense."})

    text = as_role("cmm_caseworker").get(reverse("shelters:request_create", args=[case.ref])).text

    assert text.index("Ikke Odense.") < text.index("Anmod om pladsen")
