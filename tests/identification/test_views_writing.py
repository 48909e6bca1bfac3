import pytest

from cases.enums import CaseStatus
from identification.enums import AssessmentState
from identification.models import Assessment, Revision
from tests.factories.cases import CaseFactory
from tests.factories.identification import AssessmentFactory, as_written, grounds
from tests.identification.pages import at, of, typed

pytestmark = pytest.mark.django_db


def test_a_draft_is_saved_with_one_line_in_it(as_role, caseworker):
    case = CaseFactory(status=CaseStatus.INQUIRY)

    answer = as_role("cmm_caseworker").post(of("assessment_create", case), {"facts": "Passet er taget."})

    draft = Assessment.objects.get()
    assert (answer.status_code, answer.url) == (302, at("judge", draft))
    assert (draft.state, draft.facts, draft.prepared_by) == (AssessmentState.DRAFT, "Passet er taget.", caseworker)
    assert draft.act_status == "not_assessed"


def test_a_whole_text_comes_back_as_it_was_written(as_role):
    case, text = CaseFactory(), {"secondary_forms": ("begging", "criminal_acts"), "facts": "Først.\n\nSå."}
    browser = as_role("cmm_caseworker")

    browser.post(of("assessment_create", case), typed(**text))
    browser.post(at("judge", Assessment.objects.get()), typed(**text) | {"version": "1"})

    assert as_written(Assessment.objects.get()) == grounds(**text)


def test_a_page_opened_and_saved_unchanged_makes_nobody_an_author(as_role):
    draft = AssessmentFactory(facts="Først.\n\nSå.")
    browser = as_role("cmm_coordinator")
    form = browser.get(at("edit", draft)).context["form"]

    browser.post(at("edit", draft), typed(facts=form["facts"].value()) | {"version": form["version"].value()})

    assert Revision.objects.filter(assessment=draft).count() == 1


def test_a_draft_can_be_saved_on_the_way(as_role):
    draft = AssessmentFactory()

    answer = as_role("cmm_caseworker").post(
        at("judge", draft), typed(reasons="Nye ord.") | {"version": "1", "stay": "1"}, follow=True
    )

    draft.refresh_from_db()
    assert answer.redirect_chain == [(at("judge", draft), 302)]
    assert (draft.version, draft.reasons) == (2, "Nye ord.")
    assert "Kladden er gemt kl. 09.41." in answer.text


def test_evidence_without_its_tick_is_not_lost_in_silence(as_role):
    draft, text = AssessmentFactory(), typed() | {"version": "1"}
    del text["act_recruit"]

    answer = as_role("cmm_caseworker").post(at("edit", draft), text)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors == {"act_recruit_evidence": ["Sæt også kryds ovenover, eller slet teksten."]}
    assert form["act_recruit_evidence"].value() == text["act_recruit_evidence"]


def test_a_case_with_an_assessment_under_way_leads_to_it(as_role):
    draft, browser = AssessmentFactory(), as_role("cmm_caseworker")

    assert browser.get(of("assessment_create", draft.case)).url == at("detail", draft)
    late = browser.post(of("assessment_create", draft.case), {"facts": "Skrevet samtidig."})
    assert (late.status_code, late.context["form"]["facts"].value()) == (422, "Skrevet samtidig.")
    assert late.context["form"].non_field_errors() == ["Sagen har allerede en vurdering i gang."]


def test_a_case_in_support_takes_no_new_assessment_and_says_so(as_role):
    case = CaseFactory(status=CaseStatus.IN_SUPPORT)

    answer = as_role("cmm_caseworker").get(of("assessment_create", case), follow=True)

    assert answer.redirect_chain == [(of("assessment_list", case), 302)]
    assert "En vurdering kan kun begyndes, mens sagen er under udredning. Sagen er: I tilbud." in answer.text


def test_what_is_sent_is_changed_only_by_those_who_answer_it(as_role, sent):
    worker = as_role("cmm_caseworker").get(at("edit", sent), follow=True)
    answerer = as_role("cmm_coordinator").get(at("edit", sent))

    assert "Vurderingen er sendt til afgørelse. Den kan ændres, når den er sendt tilbage." in worker.text
    assert "Retter du noget, bliver du medforfatter. Så skal en anden træffe afgørelsen." in answerer.text


def test_what_was_typed_stays_when_the_assessment_was_decided_meanwhile(as_role):
    decided = AssessmentFactory(decided=True)

    answer = as_role("cmm_caseworker").post(at("judge", decided), typed(reasons="For sent.") | {"version": "1"})

    assert (answer.status_code, answer.context["form"]["reasons"].value()) == (422, "For sent.")
    assert answer.context["form"].non_field_errors() == [
        "Der er truffet afgørelse. Vurderingen kan ikke længere ændres."
    ]


def test_the_panel_explains_what_lacks_support_and_leads_there(as_role):
    draft = AssessmentFactory(means_evidence={"deception": ""}, means_types=["deception"])

    text = as_role("cmm_caseworker").get(at("edit", draft)).text

    assert "Mangler belæg for »Vildfarelse«." in text
    assert '#id_means_deception_evidence"' in text
    assert 'id="id_means_deception_evidence"' in text


@pytest.mark.parametrize("here", ["observation_list", "observation_create", "event_list", "event_create"])
def test_beside_an_assessment_that_is_decided_nothing_is_said_to_lack_support(as_role, here):
    """What is written after a decision is for the next assessment; a link to no form leads nowhere."""
    decided = AssessmentFactory(decided=True).case
    page, text = as_role("cmm_caseworker"), "Ingen vurdering er i gang. Det, der skrives her, kan den næste bygge på."

    shown = page.get(of(here, decided)).text
    assert (text in shown, "Intet belæg" in shown, "#id_speaks_against" in shown) == (True, False, False)
    assert text not in page.get(of(here, AssessmentFactory().case)).text


def test_a_child_is_not_asked_for_the_means(as_role):
    draft = AssessmentFactory(case=CaseFactory(victim__age_band="15_17"), means_evidence={})

    text = as_role("cmm_caseworker").get(at("edit", draft)).text

    assert "Personen er under 18 år. Middel er ikke påkrævet, men skriv det, hvis du kender det." in text
    assert "Ikke påkrævet: Personen er under 18 år." in text


def test_a_complete_assessment_is_sent_for_decision(as_role):
    draft = AssessmentFactory()

    answer = as_role("cmm_caseworker").post(at("submit", draft), {"version": "1"})

    draft.refresh_from_db()
    assert (answer.status_code, answer.url, draft.state) == (302, at("detail", draft), AssessmentState.SUBMITTED)


def test_what_is_missing_stops_the_sending_and_stands_at_its_part(as_role):
    draft = AssessmentFactory(purpose_evidence="", speaks_against="")

    answer = as_role("cmm_caseworker").post(at("submit", draft), {"version": "1"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, AssessmentState.DRAFT)
    assert [problem["anchor"] for problem in answer.context["problems"]] == ["purpose", "against"]
    assert "<title>Fejl:" in answer.text
    assert 'href="#purpose"' in answer.text


@pytest.mark.parametrize("version", ["2", "", "x"])
def test_only_the_text_that_was_read_is_sent(as_role, version):
    draft = AssessmentFactory()

    answer = as_role("cmm_caseworker").post(at("submit", draft), {"version": version})

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, AssessmentState.DRAFT)


def test_another_authority_s_coordinator_does_not_write_in_what_waits_for_it(as_role):
    case = CaseFactory(authority="us", status=CaseStatus.AWAITING_DECISION)
    waiting = AssessmentFactory(submitted=True, case=case)

    assert as_role("cmm_coordinator").get(at("edit", waiting)).url == at("detail", waiting)
