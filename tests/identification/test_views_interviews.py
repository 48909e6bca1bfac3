import pytest

from cases.enums import CaseStatus
from identification.models import Interview
from tests.factories.cases import CaseFactory, code
from tests.identification.pages import of

pytestmark = pytest.mark.django_db


def told(**parts):
    least = {
        "held_at": "20-11-2026 10.30",
        "place": code("interview_place", "crisis_centre").pk,
        "interpreter": "yes",
        "consent": "named_parties",
        "consent_to": "Fyns Politi",
        "notes": "»Chefen tog passet.«\r\nPersonen er træt.",
    }
    return least | parts


def test_an_interview_is_written_down_with_four_valued_answers(as_role):
    case = CaseFactory(status=CaseStatus.INQUIRY)

    answer = as_role("cmm_caseworker").post(of("interview_create", case), told())

    interview = Interview.objects.get()
    case.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, of("assessment_list", case))
    assert (interview.interpreter, interview.companion, interview.consent_to) == ("yes", "not_asked", "Fyns Politi")
    assert interview.notes == "»Chefen tog passet.«\nPersonen er træt."
    assert case.status == CaseStatus.IN_CLARIFICATION


@pytest.mark.parametrize(
    ("parts", "field", "message"),
    [
        ({"held_at": "24-11-2026 09.00"}, "held_at", "Datoen må ikke ligge efter i dag."),
        ({"held_at": "01-09-2026 09.00"}, "held_at", "Samtalen kan ikke ligge før henvendelsen (2. september 2026)."),
        ({"consent_to": ""}, "consent_to", "Skriv, hvem der må få det at vide."),
        ({"consent": ""}, "consent", "Vælg en mulighed."),
        ({"notes": ""}, "notes", "Udfyld feltet."),
    ],
)
def test_what_cannot_be_stands_at_its_field_and_what_was_typed_stays(as_role, parts, field, message):
    answer = as_role("cmm_caseworker").post(of("interview_create", CaseFactory()), told(**parts))

    form = answer.context["form"]
    assert (answer.status_code, dict(form.errors)) == (422, {field: [message]})
    assert form["interpreter"].value() == "yes"
    assert Interview.objects.count() == 0
