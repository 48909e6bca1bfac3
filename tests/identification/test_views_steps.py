"""The pages beside the text: observations, events, support, second opinions, consents and the catalogue."""

import pytest
from django.urls import reverse

from identification.models import Indicator, Observation, Support
from identification.selectors.texts import grounds_of
from identification.services import correct_observation, revise_assessment, withdraw_observation
from identification.services.observations import NewObservation
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identification import (
    AssessmentFactory,
    EventFactory,
    InterviewFactory,
    ObservationFactory,
    as_written,
    grounds,
)
from tests.identification.pages import at, of, typed
from tests.identification.test_views_conflict import hidden
from tests.lists.pages import BAR
from tests.statements import statements

pytestmark = pytest.mark.django_db
SOURCE = {"source": "own", "observed_on": "20-11-2026"}


def of_row(page, row):
    return reverse(f"identification:{page}", args=[row.case.ref, row.number])


def ask(case, section="d4_exploitation"):
    return reverse("identification:observation_ask", args=[case.ref, section])


def test_a_whole_dimension_is_answered_on_one_page(as_role, caseworker):
    case = CaseFactory()
    said = {
        "answer_x_excessive_hours": "yes",
        "evidence_x_excessive_hours": "16 timer.",
        "answer_x_hazardous_work": "no",
    }

    answer = as_role("cmm_caseworker").post(ask(case), SOURCE | said)

    rows = Observation.objects.order_by("number").values_list("indicator__code", "answer", "evidence", "recorded_by")
    assert list(rows) == [
        ("x_excessive_hours", "yes", "16 timer.", caseworker.pk), ("x_hazardous_work", "no", "", caseworker.pk),
    ]  # fmt: skip
    assert answer.url == ask(case, "d5_coercion_at_destination")


def test_a_yes_without_evidence_and_evidence_without_an_answer_stand_at_their_fields(as_role):
    said = {"answer_x_excessive_hours": "yes", "evidence_x_hazardous_work": "Uden handsker."}

    answer = as_role("cmm_caseworker").post(ask(CaseFactory()), SOURCE | said)

    form = answer.context["form"]
    assert (answer.status_code, Observation.objects.count()) == (422, 0)
    assert form.errors == {
        "evidence_x_excessive_hours": ["Skriv, hvad svaret bygger på."],
        "answer_x_hazardous_work": ["Vælg også et svar, eller slet teksten."],
    }
    assert form["evidence_x_hazardous_work"].value() == "Uden handsker."


def test_the_latest_interview_is_the_source_beforehand(as_role):
    case = CaseFactory()
    held = InterviewFactory(case=case)
    browser = as_role("cmm_caseworker")
    form = browser.get(ask(case)).context["form"]
    chosen = {name: form[name].value() for name in ("source", "observed_on")}
    assert chosen["source"] == "interview-1"

    said = {"answer_x_excessive_hours": "yes", "evidence_x_excessive_hours": "16 timer."}
    browser.post(ask(case), said | {"source": "interview-1", "observed_on": "10-09-2026"})

    row = Observation.objects.get()
    assert (row.source, row.interview) == ("interview", held)


def test_the_dimensions_are_shown_with_a_word_and_unverified_weights_are_marked(as_role):
    case = CaseFactory(victim__age_band="25_34")
    draft = AssessmentFactory(case=case)
    for code in ("x_excessive_hours", "x_low_or_no_salary"):
        ObservationFactory(case=case, code=code)
    labour = as_role("cmm_caseworker").get(at("edit", draft)).text
    draft.exploitation_form = type(draft.exploitation_form).objects.get(
        list="exploitation_form", code="sexual_prostitution"
    )
    draft.save()

    sexual = as_role("cmm_caseworker").get(at("edit", draft)).text

    assert "1 stærk, 1 mellem" in labour
    assert "Ubekræftet vægt:" not in labour
    assert "Ubekræftet vægt: ekstremt lange arbejdsdage/-timer; lav eller ingen løn" in sexual


def test_a_weight_nobody_has_found_is_said(as_role):
    draft = AssessmentFactory(case=CaseFactory(victim__age_band="15_17"))
    draft.exploitation_form = type(draft.exploitation_form).objects.get(
        list="exploitation_form", code="sexual_prostitution"
    )
    draft.save()
    ObservationFactory(case=draft.case, code="d_violence_on_victim")

    assert "Vægt mangler: vold mod personen" in as_role("cmm_caseworker").get(at("edit", draft)).text


def test_an_unknown_age_uses_the_adults_list_and_says_so(as_role):
    draft = AssessmentFactory(case=CaseFactory(victim__age_band="unknown"))
    text = as_role("cmm_caseworker").get(at("edit", draft)).text
    assert "Alderen er ukendt: Listen for voksne er brugt, og midlet er påkrævet." in text


def test_an_observation_is_corrected_by_another(as_role):
    row = ObservationFactory(code="x_excessive_hours")
    said = {"indicator": "x_excessive_hours", "answer": "yes", "evidence": "12 timer."} | SOURCE

    answer = as_role("cmm_caseworker").post(of_row("observation_edit", row), said)

    assert (answer.status_code, Observation.objects.get(number=2).corrects) == (302, row)


def test_whoever_corrects_too_late_reads_both_versions(as_role):
    row = ObservationFactory()
    other = staff("cmm_caseworker", name="Jonas Friis")
    theirs = NewObservation("yes", "Jonas’ ord.", "own", row.observed_on)
    correct_observation(actor=other, observation=row, new=theirs)

    answer = as_role("cmm_caseworker").post(
        of_row("observation_edit", row), {"indicator": "", "answer": "yes", "evidence": "Mine ord."} | SOURCE
    )

    assert (answer.status_code, Observation.objects.count()) == (422, 2)
    for words in ("Jonas Friis rettede den, mens du skrev.", "Jonas’ ord.", "Mine ord."):
        assert words in answer.text
    assert f'action="{of_row("observation_edit", Observation.objects.get(number=2))}"' in answer.text


def test_what_was_typed_when_it_was_withdrawn_is_saved_as_new(as_role):
    row = ObservationFactory()
    withdraw_observation(actor=staff("cmm_caseworker"), observation=row, reason="Forkert person.")

    said = {"indicator": "", "answer": "yes", "evidence": "Mine ord."} | SOURCE
    answer = as_role("cmm_caseworker").post(of_row("observation_edit", row), said)

    assert f'action="{of("observation_create", row.case)}"' in answer.text
    assert "har netop trukket den tilbage." in answer.text


def test_an_observation_is_withdrawn_with_a_reason(as_role):
    row, browser = ObservationFactory(), as_role("cmm_caseworker")
    assert browser.post(of_row("observation_withdraw", row), {"reason": " "}).status_code == 422
    browser.post(of_row("observation_withdraw", row), {"reason": "En anden person."})

    page = browser.get(of("observation_list", row.case))
    assert "Begrundelse: En anden person." in page.text


def test_observations_are_ticked_and_a_new_one_written_under_the_same_act(as_role):
    draft = AssessmentFactory()
    seen = ObservationFactory(case=draft.case, code="r_debt_bondage")
    said = typed(act={"recruit": "Billetten blev betalt."}) | {
        "act_recruit_links": ["1", str(seen.number)],
        "source": "police",
    }

    as_role("cmm_caseworker").post(at("edit", draft), said | {"version": "1"})

    draft.refresh_from_db()
    assert grounds_of(draft).act["recruit"].links == (1, seen.number, 5)
    assert Observation.objects.get(number=5).source == "police"


def test_a_tick_taken_away_removes_the_link_and_the_summary_says_so(as_role):
    draft, browser = AssessmentFactory(), as_role("cmm_coordinator")
    said = typed(act={"recruit": ""}) | {"version": "1"}

    browser.post(at("edit", draft), said)

    assert Support.objects.get(element="act").removed_at is not None
    assert "Oplysning 1 fjernet som belæg for »Handling: Rekruttering«" in browser.get(at("detail", draft)).text


def test_the_removing_page_says_what_it_leads_to_and_keeps_the_reason(as_role):
    draft, browser = AssessmentFactory(), as_role("cmm_caseworker")
    url = reverse("identification:support_remove", args=[draft.case.ref, 1, "means-deception", 2])

    page = browser.get(url)
    assert "Derefter har »Middel« intet belæg, og afgørelsen kan ikke blive positiv." in page.text
    browser.post(url, {"reason": "Personen er i tvivl."})

    assert "Begrundelse: Personen er i tvivl." in browser.get(at("detail", draft)).text
    again = browser.post(url, {"reason": ""})
    assert (again.status_code, again.context["form"].non_field_errors()) == (422, ["En anden har netop fjernet den."])


@pytest.mark.parametrize("claim", ["act", "act-threats", "means-recruit", "purpose-x", "nothing-recruit"])
def test_what_nobody_can_claim_is_no_page(as_role, claim):
    draft = AssessmentFactory()
    url = reverse("identification:support_remove", args=[draft.case.ref, 1, claim, 1])
    assert as_role("cmm_caseworker").get(url).status_code == 404


def test_links_of_both_stand_side_by_side_and_both_can_be_kept(as_role):
    draft = AssessmentFactory()
    jonas = staff("cmm_caseworker", name="Jonas Friis")
    revise_assessment(actor=jonas, assessment=draft, version=1, grounds=grounds(act={"recruit": "Jonas’ belæg."}))
    browser = as_role("cmm_caseworker")

    page = browser.post(at("edit", draft), typed(act={"recruit": "Mit belæg."}) | {"version": "1"})
    assert (page.status_code, Observation.objects.count()) == (422, 4)
    assert "Oplysning 4: Jonas’ belæg." in page.text
    assert "Ny: Mit belæg." in page.text
    browser.post(at("edit", draft), hidden(page) | {"keep_act_recruit": "both"})

    draft.refresh_from_db()
    assert as_written(draft).act["recruit"].new == "Jonas’ belæg.\n\nMit belæg."


def test_who_saves_another_step_meanwhile_is_no_conflict(as_role):
    draft = AssessmentFactory()
    revise_assessment(actor=staff("cmm_caseworker"), assessment=draft, version=1, grounds=grounds(facts="Nyt."))

    answer = as_role("cmm_caseworker").post(at("judge", draft), typed(reasons="Nye grunde.") | {"version": "1"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.facts, draft.reasons, draft.version) == (302, "Nyt.", "Nye grunde.", 3)


def test_a_coordinator_changes_a_weight_and_says_why(as_role):
    browser, row = as_role("cmm_coordinator"), Indicator.objects.get(code="x_hazardous_work")
    url = reverse("identification:indicator_detail", args=[row.code])
    said = {name: row.serializable_value(name) for name in ("section", "label_da", "label_en", "source")}
    said |= {
        "adult_labour": "S",
        "child_labour": "M",
        "adult_sexual": "M",
        "child_sexual": "S",
        "verified": ["child_sexual"],
    }

    assert browser.post(url, said).status_code == 422
    browser.post(url, said | {"note": "Ny læsning af kilden."})

    now = Indicator.objects.get(code=row.code, until__isnull=True)
    assert (now.adult_labour, now.verified, now.since_id) == ("S", ["child_sexual"], 2)
    assert "Ny læsning af kilden." in browser.get(url).text


def test_the_steps_lead_the_whole_way_and_say_where_one_is(as_role):
    draft = AssessmentFactory()
    page = as_role("cmm_caseworker").get(at("judge", draft))
    steps = page.context["steps"]
    assert [step.is_current for step in steps] == [False, False, False, False, True, False]
    assert [step.url for step in steps] == [
        f"{of('assessment_list', draft.case)}#interviews", of("event_list", draft.case),
        of("observation_list", draft.case), at("edit", draft), at("judge", draft), at("detail", draft),
    ]  # fmt: skip


@pytest.mark.parametrize("state", [{}, {"submitted": True}, None], ids=["draft", "sent", "no assessment"])
@pytest.mark.parametrize("page", ["observation_list", "event_list"])
@pytest.mark.parametrize("role", ["cmm_caseworker", "cmm_coordinator"])
def test_as_many_statements_for_one_row_as_for_many_and_no_more_than_the_bar(as_role, caseworker, page, state, role):
    case, browser = CaseFactory(caseworker=caseworker), as_role(role)
    if state is not None:
        AssessmentFactory(case=case, **state)
    counts = []
    for more in (1, 5):
        for _each in range(more):
            number = Observation.objects.filter(case=case).count() + 1
            ObservationFactory(case=case, number=number, code="x_excessive_hours")
            EventFactory(case=case)
        browser.get(of(page, case))
        with statements() as asked:
            browser.get(of(page, case))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= BAR
