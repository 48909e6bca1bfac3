"""A document of the case as what an observation comes from: which one, where in it, and who reads its title."""

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from cmm.accounts.scoping import grant
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from identification.models import Observation
from identification.rules.grounds import Claim
from identification.selectors.observations import by_number
from identification.services import (
    Origin,
    correct_observation,
    prepare_assessment,
    record_observations,
    revise_assessment,
)
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.documents import DocumentFactory
from tests.factories.identification import AssessmentFactory, ObservationFactory, link
from tests.factories.identification import grounds as whole
from tests.identification.test_services_observations import new
from tests.identification.test_views_steps import of_row

pytestmark = pytest.mark.django_db
TITLE = "Brev fra kommunen"
TYPED = {"answer": "yes", "evidence": "»Han tog passet.«", "observed_on": "10-09-2026"}


def read(number, **parts):
    return new(source="document", document_number=number, **parts)


def recorded(actor, case, *news):
    return record_observations(actor=actor, case=case, new=news)


def cell(row):
    return row.source, row.document_number, row.document_place


def test_an_observation_names_the_document_and_the_place_in_it(caseworker):
    document = DocumentFactory()
    (row,) = recorded(caseworker, document.case, read(1, document_place=" side 4 "))
    assert cell(Observation.objects.get()) == cell(row) == ("document", 1, "side 4")


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ({"source": "police", "document_number": 1}, "source_unlike", "source"),
        ({"source": "document", "document_place": "side 4"}, "place_without_document", "document_place"),
        ({"source": "document", "document_number": 2}, "no_such_document", "source"),
        ({"source": "document", "document_number": 3}, "no_such_document", "source"),
    ],
    ids=["another source", "a place in nothing", "withdrawn", "of another case"],
)
def test_what_is_no_document_of_the_case_is_no_source(caseworker, parts, code, field):
    case = CaseFactory()
    DocumentFactory(case=case)
    DocumentFactory(case=case, withdrawn=True)
    DocumentFactory(number=3)
    with pytest.raises(RuleError) as error:
        recorded(caseworker, case, new(**parts))
    assert (error.value.code, error.value.field, Observation.objects.count()) == (code, field, 0)


def test_who_may_not_open_the_documents_names_none():
    document, helper = DocumentFactory(), staff("immigration_officer")
    for action in ("view", "assess"):
        grant(to=helper, action=action, row=document.case, reason="Hjælper", given_by=staff("cmm_coordinator"))
    with acting(Context(helper.pk, "test")), pytest.raises(RuleError, match="kan ikke åbnes"):
        recorded(helper, document.case, read(1))


def test_a_correction_keeps_a_document_that_was_withdrawn_since(caseworker):
    document = DocumentFactory(withdrawn=True)
    row = ObservationFactory(case=document.case, source="document", document_number=1, document_place="s. 2")
    corrected = correct_observation(actor=caseworker, observation=row, new=read(1, document_place="s. 3"))
    assert cell(corrected) == ("document", 1, "s. 3")


def test_a_correction_does_not_take_up_one_that_cannot_be_opened(caseworker):
    case = DocumentFactory(withdrawn=True).case
    row = ObservationFactory(case=case)
    with pytest.raises(RuleError, match="kan ikke åbnes"):
        correct_observation(actor=caseworker, observation=row, new=read(1))


def test_a_text_of_an_assessment_may_come_from_a_document(caseworker):
    case = DocumentFactory().case
    prepare_assessment(actor=caseworker, case=case, grounds=whole(), origin=Origin("document", document_number=1))
    assert {cell(row) for row in Observation.objects.all()} == {("document", 1, "")}


def test_a_text_comes_from_no_document_that_cannot_be_opened(caseworker):
    draft = AssessmentFactory(case=DocumentFactory(withdrawn=True).case)
    text, origin = whole(purpose=Claim(new="Nyt.")), Origin("document", document_number=1)
    with pytest.raises(RuleError, match="kan ikke åbnes"):
        revise_assessment(actor=caseworker, assessment=draft, version=1, grounds=text, origin=origin)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize(
    ("number", "place", "source", "constraint"),
    [
        (1, "side 4", "document", ""),
        (2, "", "document", "observation_document_is_of_the_case"),
        (1, "", "police", "observation_from_a_document_says_so"),
        (None, "side 4", "document", "observation_place_is_in_a_document"),
    ],
)
def test_the_database_takes_a_document_of_the_same_case_alone(number, place, source, constraint):
    case = DocumentFactory().case
    DocumentFactory(number=2)
    kept = {"case": case, "recorded_by": staff("cmm_caseworker"), "source": source}
    row = ObservationFactory.build(document_number=number, document_place=place, number=1, **kept)
    told = ""
    try:
        with acting(Context(None, "test"), using="owner"), transaction.atomic(using="owner"):
            row.save(using="owner")
            connections["owner"].check_constraints()
            transaction.set_rollback(True, using="owner")
    except IntegrityError as error:
        told = error.__cause__.diag.constraint_name
    assert told == constraint


def test_the_form_offers_what_one_may_open_and_stores_the_choice(as_role):
    case = DocumentFactory().case
    DocumentFactory(case=case, withdrawn=True)
    address, browser = reverse("identification:observation_create", args=[case.ref]), as_role("cmm_caseworker")

    offered = [name for name, _label in browser.get(address).context["form"].fields["source"].choices]
    assert offered[:2] == ["document-1", "interview"]
    answer = browser.post(address, TYPED | {"source": "document-1", "document_place": "side 4"})

    assert (answer.status_code, cell(Observation.objects.get())) == (302, ("document", 1, "side 4"))


def test_a_place_without_a_document_is_asked_at_its_field(as_role):
    case = DocumentFactory().case
    address = reverse("identification:observation_create", args=[case.ref])
    answer = as_role("cmm_caseworker").post(address, TYPED | {"source": "police", "document_place": "side 4"})
    form = answer.context["form"]
    assert (answer.status_code, form.errors, form["document_place"].value()) == (
        422, {"document_place": ["Vælg dokumentet som kilde, eller slet stedet."]}, "side 4",
    )  # fmt: skip


def test_a_case_without_documents_is_not_asked_for_a_place(as_role):
    address = reverse("identification:observation_create", args=[CaseFactory().ref])
    assert "document_place" not in as_role("cmm_caseworker").get(address).context["form"].fields


def test_a_document_one_cannot_open_stays_chosen_while_one_corrects(as_role):
    case = DocumentFactory(withdrawn=True).case
    row = ObservationFactory(case=case, source="document", document_number=1, document_place="s. 2")
    form = as_role("cmm_caseworker").get(of_row("observation_edit", row)).context["form"]
    assert (form["source"].value(), form["document_place"].value()) == ("document-1", "s. 2")
    assert ("document-1", "Dokument 1") in form.fields["source"].choices


@pytest.fixture
def sent(db):
    """An assessment that rests on a document, sent to the Immigration Service."""
    case = CaseFactory(authority="us")
    DocumentFactory(case=case)
    assessment = AssessmentFactory(case=case, submitted=True)
    number = Observation.objects.filter(case=case).count() + 1
    seen = ObservationFactory(case=case, number=number, source="document", document_number=1, document_place="s. 4")
    link(assessment, "act", "recruit", seen)
    return assessment


@pytest.mark.parametrize(("role", "reads"), [("cmm_coordinator", True), ("immigration_officer", False)])
def test_the_assessment_links_to_it_for_who_may_open_it(sent, as_role, role, reads):
    text = as_role(role).get(sent.get_absolute_url()).text
    address = reverse("cases:document_file", args=[sent.case.ref, 1])
    linked = f'<a href="{address}">Dokument 1: {TITLE}</a>, s. 4'
    assert (linked in text, TITLE in text, "Dokument 1" in text) == (reads, reads, True)


def test_the_list_links_to_it_and_not_to_one_that_was_withdrawn(as_role):
    case = DocumentFactory().case
    DocumentFactory(case=case, withdrawn=True, title="Andens brev")
    for number in (1, 2):
        ObservationFactory(case=case, source="document", document_number=number)
    text = as_role("cmm_caseworker").get(reverse("identification:observation_list", args=[case.ref])).text
    assert f"Dokument 1: {TITLE}</a>" in text
    assert ("Dokument 2, 10." in text, "Andens brev" in text) == (True, False)


def test_the_title_is_read_by_who_may_open_it_alone():
    """Asked of Python alone by tests/permissions: here both evaluations together."""
    row = ObservationFactory(case=DocumentFactory(case__authority="us").case, source="document", document_number=1)
    titles = [by_number(row.case, staff(role))[1].document_title for role in ("cmm_coordinator", "immigration_officer")]
    assert titles == [TITLE, None]


def test_the_history_says_from_which_document_and_where_what_was_corrected_came(as_role, caseworker):
    case = DocumentFactory(title=TITLE).case
    (row,) = recorded(caseworker, case, read(1, document_place="side 4"))
    correct_observation(actor=caseworker, observation=row, new=read(1, document_place="side 5"))

    text = as_role("cmm_caseworker").get(reverse("identification:observation_list", args=[case.ref])).text

    history = " ".join(text.split("Rettet og trukket tilbage")[1].split())
    assert f"Dokument 1: {TITLE}</a>, side 4" in history
