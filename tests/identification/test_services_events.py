"""The course of events, second opinions, consents, and the catalogue a coordinator keeps."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.enums import CodeList
from cmm.core.errors import Conflict, RuleError
from identification.enums import Profile
from identification.models import Catalogue, Consent, Event, Indicator, SecondOpinion
from identification.rules.dimensions import Observed, dimensions
from identification.rules.vague import read
from identification.selectors.catalogue import in_force, indications
from identification.selectors.pages import consents_of
from identification.services import (
    NewEvent,
    Wording,
    add_indicator,
    change_indicator,
    correct_event,
    decide_assessment,
    give_opinion,
    record_event,
    retire_indicator,
    withdraw_consent,
    withdraw_event,
)
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code
from tests.factories.identification import AssessmentFactory, ConsentFactory, DecisionFactory, EventFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
VIEW = {"recommendation": "inconclusive", "reasons": "Ikke prøvet.", "speaks_against": "Lønsedlerne."}


def refused(verb, **parts):
    with pytest.raises(RuleError) as error:
        verb(**parts)
    return error.value.code, error.value.field


def test_an_event_holds_what_is_known_and_nothing_that_was_not_asked(caseworker):
    new = NewEvent(
        kind="exploitation", country="DK", city=" Odense ", begins=read("05-2026"), ends=read("ca. 2026"),
        recruiter="agent", control={"debt_bondage": "yes", "threats": "unknown", "other": "not_asked"},
    )  # fmt: skip
    event = record_event(actor=caseworker, case=CaseFactory(), new=new)

    event.refresh_from_db()
    assert (event.number, event.city, event.control) == (1, "Odense", {"debt_bondage": "yes", "threats": "unknown"})
    assert (event.begins_on, event.begins_precision, event.ends_precision) == (date(2026, 5, 1), "month", "about")


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ({"begins": read("24-11-2026")}, "in_future", "begins"),
        ({"ends": read("2027")}, "in_future", "ends"),
        ({"begins": read("12-05-2026"), "ends": read("04-2026")}, "backwards", "ends"),
        ({"ends": read("2025"), "goes_on": "yes"}, "goes_on", "ends"),
    ],
)
def test_what_cannot_have_happened_is_refused_at_its_field(caseworker, parts, code, field):
    case = CaseFactory()
    assert refused(record_event, actor=caseworker, case=case, new=NewEvent(kind="transit", **parts)) == (code, field)
    assert not Event.objects.exists()


def test_a_kind_of_criminal_act_is_of_an_exploitation_that_counts_as_one(caseworker):
    theft = code(CodeList.CRIMINAL_ACT_TYPE, "theft")
    form = {one: code(CodeList.EXPLOITATION_FORM, one) for one in ("criminal_acts", "begging", "forced_labour")}

    def recorded(kind="exploitation", **parts):
        new = NewEvent(kind=kind, criminal_act=theft, **parts)
        return record_event(actor=caseworker, case=CaseFactory(), new=new).details

    assert recorded(exploitation_form=form["criminal_acts"]) == "Strafbare handlinger. Tyveri"
    assert (recorded(exploitation_form=form["begging"]), recorded()) == ("Tiggeri. Tyveri", "Tyveri")
    for parts, refusal in (
        ({"kind": "transit"}, "act_elsewhere"),
        ({"exploitation_form": form["forced_labour"]}, "act_of_another_form"),
    ):
        with pytest.raises(RuleError) as error:
            recorded(**parts)
        assert (error.value.code, error.value.field) == (refusal, "criminal_act")
    with pytest.raises(IntegrityError, match="event_criminal_act_is_exploitation"), transaction.atomic():
        EventFactory(kind="transit", criminal_act=theft)


@pytest.mark.parametrize("ends", ["05-2026", "2026", "ca. 04-2026", "12-05-2026"])
def test_what_may_overlap_is_taken(caseworker, ends):
    new = NewEvent(kind="transit", begins=read("12-05-2026"), ends=read(ends))
    assert record_event(actor=caseworker, case=CaseFactory(), new=new).number == 1


@pytest.mark.parametrize(
    "control", [{"magic": "yes"}, {"threats": "perhaps"}, {"threats": 1}, {"threats": None}, ["yes"]]
)
def test_the_database_knows_the_methods_and_the_answers(control):
    with pytest.raises(IntegrityError, match="event_control_is_known"), transaction.atomic():
        EventFactory(control=control)


def test_a_corrected_event_stands_in_the_history_and_is_corrected_once(caseworker, coordinator):
    event = EventFactory()
    new = correct_event(actor=coordinator, event=event, new=NewEvent(kind="escape"))
    event.refresh_from_db()
    assert (event.closed_as, event.closed_by, new.corrects) == ("corrected", coordinator, event)
    assert refused(correct_event, actor=caseworker, event=event, new=NewEvent(kind="escape"))[0] == "already_corrected"


def test_an_event_is_withdrawn_with_a_reason(caseworker):
    event = EventFactory()
    assert refused(withdraw_event, actor=caseworker, event=event, reason=" ") == ("reason_missing", "reason")
    withdraw_event(actor=caseworker, event=event, reason="En anden person.")
    event.refresh_from_db()
    assert (event.closed_as, event.closed_reason) == ("withdrawn", "En anden person.")


def test_two_who_assess_may_differ_and_both_stand(caseworker, coordinator):
    assessment = AssessmentFactory(prepared_by=caseworker)
    give_opinion(actor=coordinator, assessment=assessment, **VIEW)

    assessment.refresh_from_db()
    assert (assessment.recommendation, SecondOpinion.objects.get().recommendation) == ("trafficked", "inconclusive")
    assert assessment.version == 1


def test_an_author_gives_no_second_opinion_and_nobody_after_the_decision(caseworker, coordinator):
    mine = AssessmentFactory(prepared_by=caseworker)
    decided = DecisionFactory().assessment
    codes = [
        refused(give_opinion, actor=actor, assessment=row, **VIEW)[0]
        for actor, row in ((caseworker, mine), (coordinator, decided))
    ]
    assert codes == ["own", "decided"]


def test_whoever_gave_a_second_opinion_does_not_decide(sent, coordinator):
    give_opinion(actor=coordinator, assessment=sent, **VIEW)
    terms = {"assessment": sent, "version": 1, "outcome": "trafficked", "decided_on": TODAY}
    assert refused(decide_assessment, actor=coordinator, **terms)[0] == "four_eyes"
    assert decide_assessment(actor=staff("cmm_coordinator"), **terms).outcome == "trafficked"


def test_the_database_refuses_a_decider_with_a_second_opinion(coordinator):
    judged = AssessmentFactory(decided=True)
    SecondOpinion.objects.create(assessment=judged, author=coordinator, **VIEW)
    with pytest.raises(IntegrityError, match="second opinion"), transaction.atomic():
        DecisionFactory(case=judged.case, assessment=judged, decided_by=coordinator)


def test_a_consent_is_taken_back_once_and_not_before_it_was_given(caseworker):
    given = ConsentFactory()
    terms = {"actor": caseworker, "case": given.case, "topic": "research"}
    assert refused(withdraw_consent, **terms, withdrawn_on=date(2026, 9, 9)) == ("before_given", "withdrawn_on")
    assert refused(withdraw_consent, **terms, withdrawn_on=date(2026, 11, 24)) == ("in_future", "withdrawn_on")

    withdraw_consent(**terms, withdrawn_on=date(2026, 9, 11))

    given.refresh_from_db()
    assert (given.answer, given.withdrawn_on, given.withdrawn_by) == ("yes", date(2026, 9, 11), caseworker)
    assert refused(withdraw_consent, **terms, withdrawn_on=TODAY)[0] == "not_given"


def test_the_latest_answer_to_each_question_stands():
    case = CaseFactory()
    ConsentFactory(case=case, topic="research", answer="no", given_on=date(2026, 9, 1))
    ConsentFactory(case=case, topic="research", answer="yes", given_on=date(2026, 9, 10))
    answers = {topic.value: row.answer if row else "not asked" for topic, row in consents_of(case)}
    assert (len(answers), answers["research"], answers["access"]) == (7, "yes", "not asked")


def test_what_was_said_about_consent_is_never_changed():
    ConsentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(answer="no")


def wording(row, **other):
    named = ("section", "label_da", "label_en", "source", *Profile.values)
    return Wording(**{name: getattr(row, name) for name in named} | {"verified": row.verified} | other)


def test_a_change_is_a_new_version_and_what_was_judged_by_the_old_keeps_it(coordinator):
    old = Indicator.objects.get(code="x_low_or_no_salary")
    new = change_indicator(actor=coordinator, indicator=old, wording=wording(old, adult_labour="S"), note="Ny kilde.")

    old.refresh_from_db()
    weights = [indications(number)["x_low_or_no_salary"].weight("adult_labour") for number in (1, 2, None)]
    assert (old.until_id, new.since_id, Catalogue.objects.get(number=2).made_by) == (2, 2, coordinator)
    assert weights == ["M", "S", "S"]
    seen = [
        Observed(indications(number)[code], "yes")
        for number in (2,)
        for code in ("x_low_or_no_salary", "x_excessive_hours")
    ]
    assert dimensions(seen, Profile.ADULT_LABOUR)[3].is_positive


def test_a_retired_indicator_cannot_be_chosen_and_stays_readable(coordinator):
    row = Indicator.objects.get(code="x_hazardous_work")
    retire_indicator(actor=coordinator, indicator=row, note="Dækket af en anden.")
    assert "x_hazardous_work" not in {one.code for one in in_force()}
    assert "x_hazardous_work" in {one.code for one in in_force(1)}
    with pytest.raises(Conflict):
        change_indicator(actor=coordinator, indicator=row, wording=wording(row), note="Igen.")


def test_a_new_indicator_has_a_code_of_its_own_and_a_reason(coordinator):
    row = wording(
        Indicator.objects.get(code="x_hazardous_work"), label_en="Work at night only", label_da="Kun natarbejde"
    )
    assert refused(add_indicator, actor=coordinator, wording=row, note=" ") == ("note_missing", "note")
    assert add_indicator(actor=coordinator, wording=row, note="Nyt mønster.").code == "work_at_night_only"
    assert refused(add_indicator, actor=coordinator, wording=row, note="Igen.") == ("code_taken", "label_en")


@pytest.mark.parametrize("change", [{"label_da": "Andet"}, {"adult_labour": "S"}, {"since_id": 1, "source": "x"}])
def test_a_version_is_never_rewritten(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(code="x_hazardous_work").update(**change)
