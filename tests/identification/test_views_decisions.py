import pytest
from django.urls import reverse

from cases.enums import CaseStatus
from identification.enums import AssessmentState, Outcome
from identification.models import StatusDecision
from identification.services import revise_assessment
from tests.factories.cases import CaseFactory
from tests.factories.identification import AssessmentFactory, grounds
from tests.identification.pages import at
from tests.readings import seen
from tests.statements import statements

pytestmark = pytest.mark.django_db
LIST = reverse("identification:decision_list")


@pytest.fixture
def theirs(caseworker):
    """Sent to the Immigration Service."""
    case = CaseFactory(authority="us", status=CaseStatus.AWAITING_DECISION)
    return AssessmentFactory(submitted=True, case=case, prepared_by=caseworker)


def decided(**parts):
    return {"version": "1", "choice": "trafficked", "decided_on": "23-11-2026", "reason": ""} | parts


@pytest.mark.parametrize(("role", "waits"), [("cmm_coordinator", "sent"), ("immigration_officer", "theirs")])
def test_each_authority_sees_what_waits_for_it(as_role, sent, theirs, role, waits):
    shown = as_role(role).get(LIST).context["shown"].rows

    assert shown == [{"sent": sent, "theirs": theirs}[waits]]


def test_what_the_list_shows_is_in_the_log(as_role, coordinator, sent):
    as_role("cmm_coordinator").get(LIST)

    assert seen() == [(coordinator.pk, "list", str(sent.pk))]


def test_an_empty_list_says_so(as_role):
    assert "Ingen vurderinger venter på en afgørelse" in as_role("cmm_coordinator").get(LIST).text


def test_the_list_asks_no_more_for_many(as_role, sent):
    browser = as_role("cmm_coordinator")
    browser.get(LIST)
    with statements() as few:
        browser.get(LIST)
    AssessmentFactory.create_batch(3, submitted=True)

    with statements() as many:
        browser.get(LIST)

    assert len(many) == len(few)


def test_the_page_preselects_nothing_and_says_why_one_may_decide(as_role, sent):
    page = as_role("cmm_coordinator").get(at("decide", sent))

    assert "checked" not in page.text
    for words in (
        "Du kan træffe afgørelsen, for du har ikke skrevet i vurderingen",
        "(som indstillet)",
        "Når du gemmer afgørelsen",
        "Send tilbage",
    ):
        assert words in page.text


def test_a_decision_takes_effect(as_role, coordinator, sent):
    answer = as_role("cmm_coordinator").post(at("decide", sent), decided(), follow=True)

    decision = StatusDecision.objects.get()
    sent.case.refresh_from_db()
    assert (decision.outcome, decision.decided_by) == (Outcome.TRAFFICKED, coordinator)
    assert (sent.case.status, answer.redirect_chain) == (CaseStatus.IN_SUPPORT, [(at("detail", sent), 302)])
    assert "Det er afgjort: Vurderet udsat for menneskehandel." in answer.text


@pytest.mark.parametrize(
    ("parts", "field", "message"),
    [
        ({"choice": ""}, "choice", "Vælg en mulighed."),
        ({"choice": "not_trafficked"}, "reason", "Skriv, hvorfor du afgør andet end indstillet."),
        ({"decided_on": "24-11-2026"}, "decided_on", "Datoen må ikke ligge efter i dag."),
        ({"decided_on": "01-09-2026"}, "decided_on", "Afgørelsen kan ikke ligge før henvendelsen (2. september 2026)."),
    ],
)
def test_what_cannot_be_decided_stands_at_its_field(as_role, sent, parts, field, message):
    answer = as_role("cmm_coordinator").post(at("decide", sent), decided(**parts))

    assert (answer.status_code, dict(answer.context["form"].errors)) == (422, {field: [message]})
    assert StatusDecision.objects.count() == 0


def test_whoever_wrote_in_it_may_not_decide_and_the_page_says_so(as_role, coordinator, sent):
    revise_assessment(actor=coordinator, assessment=sent, version=1, grounds=grounds(reasons="Rettet."))
    browser, words = as_role("cmm_coordinator"), "Du har selv skrevet i vurderingen. En anden skal træffe afgørelsen."

    page, answer = browser.get(at("decide", sent)), browser.post(at("decide", sent), decided(version="2"))

    assert words in page.text
    assert 'name="choice"' not in page.text
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [words])


def test_who_may_look_but_not_decide_reads_who_does(as_role, theirs):
    browser = as_role("cmm_coordinator")

    page, answer = browser.get(at("decide", theirs)), browser.post(at("decide", theirs), decided())

    assert "Udlændingestyrelsen afgør denne sag." in page.text
    assert at("return", theirs) not in page.text
    assert (answer.status_code, StatusDecision.objects.count()) == (422, 0)


def test_the_immigration_service_decides_its_own_case(as_role, theirs):
    answer = as_role("immigration_officer").post(at("decide", theirs), decided())

    assert (answer.status_code, StatusDecision.objects.get().authority) == (302, "us")


def test_a_text_that_changed_while_it_was_read_is_not_decided(as_role, people, sent):
    revise_assessment(actor=people["cmm_coordinator"], assessment=sent, version=1, grounds=grounds(reasons="Rettet."))

    answer = as_role("cmm_coordinator").post(at("decide", sent), decided())

    assert answer.context["form"].non_field_errors() == [
        "Vurderingen blev ændret, mens du læste den. Læs den igen, før du træffer afgørelse."
    ]


def test_what_is_missing_is_sent_back_with_it(as_role, sent):
    answer = as_role("cmm_coordinator").post(at("return", sent), {"reason": "Lønsedlerne mangler."})

    sent.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, LIST)
    assert (sent.state, sent.return_note) == (AssessmentState.RETURNED, "Lønsedlerne mangler.")
    assert "Lønsedlerne mangler." in as_role("cmm_caseworker").get(at("edit", sent)).text


def test_sending_back_says_what_is_missing(as_role, sent):
    answer = as_role("cmm_coordinator").post(at("return", sent), {"reason": " "})

    form = answer.context["form"]
    assert (answer.status_code, dict(form.errors)) == (422, {"reason": ["Skriv, hvad der mangler."]})
    assert form.problems[0].target == "return_reason"
    assert 'id="return_reason"' in answer.text


def test_what_does_not_wait_leads_to_the_assessment(as_role):
    draft = AssessmentFactory()

    answer = as_role("cmm_coordinator").get(at("decide", draft), follow=True)

    assert answer.redirect_chain == [(at("detail", draft), 302)]
    assert "Denne vurdering venter ikke på en afgørelse." in answer.text


def test_the_second_of_two_deciders_reads_that_nothing_was_saved(as_role, sent):
    browser = as_role("cmm_coordinator")
    browser.post(at("decide", sent), decided())

    late = browser.post(at("decide", sent), decided())

    assert (late.status_code, StatusDecision.objects.count()) == (422, 1)
    assert "En anden har lige truffet afgørelsen. Der blev ikke gemt noget." in late.text
