"""The letter about a decision: of the same facts, read before it leaves, kept as it left."""

import io
from datetime import date
from hashlib import sha256
from uuid import uuid4

import outloud
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from cases.enums import CaseStatus
from cases.services import assign_case
from cmm.audit.models import AuditEntry, SecurityEvent
from cmm.core.errors import Conflict, RuleError
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable
from identification.enums import Outcome
from identification.models import Letter
from identification.rendering.letters import HEADINGS, on_paper
from identification.services import make_letter, read_letter, send_letter
from tests.browser import browser_of
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, VictimFactory
from tests.factories.identification import AssessmentFactory, DecisionFactory, LetterFactory

pytestmark = pytest.mark.django_db
REASON = "Du fik lovet arbejde i et gartneri. Lønnen blev aldrig udbetalt."
ADVICE = "Du kan bede os se på afgørelsen igen."


def words_of(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def made(coordinator, decision=None, **parts):
    written = {"language": "da", "reason": REASON, "advice": ADVICE} | parts
    return make_letter(actor=coordinator, decision=decision or DecisionFactory(), **written)


def test_a_letter_says_what_was_decided_in_both_languages(coordinator):
    decision = DecisionFactory()

    danish = words_of(vault.take(made(coordinator, decision).uuid))
    told = {"language": "en", "reason": "You were promised work.", "advice": "Ask us."}
    english = words_of(vault.take(made(coordinator, decision, **told).uuid))

    for words in ("Du er vurderet udsat for menneskehandel", REASON, ADVICE, decision.case.ref, "6. oktober 2026"):
        assert words in danish
    for words in ("Rekruttering", "Vildfarelse", "Tvangsarbejde", "§ 262 a", "Det er ikke din skyld"):
        assert words in danish
    for words in ("You have been assessed as trafficked", "You were promised work.", "Forced labour", "section 262 a"):
        assert words in english
    assert "Du " not in english


@pytest.mark.parametrize("outcome", Outcome.values)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_outcome_has_its_words(outcome, language):
    decision = DecisionFactory(outcome=outcome)

    html = on_paper(decision, language=language, reason=REASON, advice=ADVICE)["html"]

    assert set(HEADINGS) == set(Outcome.values)
    assert ("Hvad du kan" in html or "Det kan du få hjælp til" in html or "What you can get help with" in html) == (
        outcome == Outcome.TRAFFICKED
    )


def test_a_child_is_told_that_no_means_was_asked():
    case = CaseFactory(status=CaseStatus.IN_SUPPORT, victim=VictimFactory(age_band="15_17"))
    assessment = AssessmentFactory(
        case=case, decided=True, outcome="trafficked", age_band="15_17", means_types=[], means_status="not_assessed"
    )
    decision = DecisionFactory(case=case, assessment=assessment)

    assert "fordi du var under 18 år" in on_paper(decision, language="da", reason="x", advice="x")["html"]


def test_the_letter_names_nobody_but_the_decider(coordinator):
    decision = DecisionFactory()
    text = words_of(vault.take(made(coordinator, decision).uuid))

    assert decision.decided_by.name in text
    assert decision.prepared_by.name not in text


def test_the_same_facts_give_the_same_bytes_and_the_row_their_hash(coordinator):
    decision = DecisionFactory()
    first, second = made(coordinator, decision), made(coordinator, decision)

    assert (first.number, second.number, first.sha256 == second.sha256) == (1, 2, True)
    assert sha256(vault.take(first.uuid)).hexdigest() == first.sha256


def test_the_letter_is_read_aloud_without_a_fault(coordinator, tmp_path):
    path = tmp_path / "brev.pdf"
    path.write_bytes(vault.take(made(coordinator).uuid))

    assert [one for one in outloud.check(path).findings if one.severity in ("error", "warning")] == []


@pytest.mark.parametrize(("parts", "field"), [({"language": "fr"}, "language"), ({"reason": " "}, "reason")])
def test_a_refused_letter_leaves_nothing(coordinator, parts, field):
    with pytest.raises(RuleError) as refused:
        made(coordinator, **parts)

    assert refused.value.field == field
    assert not Letter.objects.exists()


def test_a_letter_is_read_before_it_is_sent_and_sent_once(coordinator):
    letter = made(coordinator)
    on = date(2026, 11, 20)
    with pytest.raises(RuleError) as unread:
        send_letter(actor=coordinator, letter=letter, how="handed_over", on=on)
    assert unread.value.code == "unread"

    read_letter(actor=coordinator, letter=letter)
    sent = send_letter(actor=coordinator, letter=letter, how="handed_over", on=on)

    assert (sent.read_by, sent.sent_by, sent.sent_on, sent.sent_how) == (coordinator, coordinator, on, "handed_over")
    with pytest.raises(Conflict):
        send_letter(actor=coordinator, letter=letter, how="post", on=on)
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["letter.made", "letter.read", "letter.sent"]


@pytest.mark.parametrize("on", [date(2026, 10, 5), date(2026, 11, 24)])
def test_a_letter_is_sent_between_its_decision_and_today(coordinator, on):
    letter = made(coordinator)
    read_letter(actor=coordinator, letter=letter)

    with pytest.raises(RuleError) as refused:
        send_letter(actor=coordinator, letter=letter, how="post", on=on)

    assert refused.value.field == "on"


def test_whoever_only_looks_reads_it_and_has_not_read_it_for_the_sender(coordinator, caseworker):
    letter = LetterFactory()
    assign_case(actor=coordinator, case=letter.case, caseworker=caseworker)

    read_letter(actor=caseworker, letter=letter)

    letter.refresh_from_db()
    assert letter.read_at is None


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"sha256": "0" * 64}, "settled"),
        ({"sent_on": date(2026, 11, 1), "sent_how": "post"}, "letter_is_read_before_it_is_sent"),
    ],
)
def test_the_database_keeps_the_letter_as_it_was_made(change, constraint):
    LetterFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Letter.objects.update(**change)


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_a_letter_that_is_not_the_one_that_was_made_is_not_shown(settings):
    settings.CMM_EVENTS_DATABASE = "refusals"
    letter = LetterFactory()
    vault.put(letter.uuid, b"%PDF-1.7 et andet brev")
    address = reverse("identification:letter_file", args=[letter.case.ref, 1])

    answer = browser_of(staff("cmm_coordinator")).get(address)

    assert (answer.status_code, "Brevet kan ikke åbnes" in answer.text) == (500, True)
    assert SecurityEvent.objects.filter(kind="file.unreadable").count() == 1


def test_it_cannot_be_read_where_it_lies(coordinator):
    letter = made(coordinator)

    assert b"%PDF" not in vault.path_of(letter.uuid).read_bytes()
    with pytest.raises(Unreadable):
        vault.take(uuid4())


# In the browser


def test_from_the_decision_to_the_hands_of_the_person(as_role):
    decision = DecisionFactory()
    browser, new = as_role("cmm_coordinator"), reverse("identification:letter_create", args=[decision.case.ref, "da"])

    page = browser.get(new)
    assert page.context["form"].initial["reason"] == decision.reason
    answer = browser.post(new, {"reason": REASON, "advice": ADVICE}, follow=True)
    letter = Letter.objects.get()
    assert answer.redirect_chain == [(letter.get_absolute_url(), 302)]

    early = browser.post(letter.get_absolute_url(), {"how": "handed_over", "on": "20-11-2026"})
    assert (early.status_code, "Læs brevet igennem først" in early.text) == (422, True)
    pdf = browser.get(reverse("identification:letter_file", args=[decision.case.ref, 1]))
    assert (pdf["Content-Type"], pdf["Cache-Control"], pdf.content[:5]) == ("application/pdf", "no-store", b"%PDF-")
    browser.post(letter.get_absolute_url(), {"how": "handed_over", "on": "20-11-2026"})
    letter.refresh_from_db()
    assert letter.sent_how == "handed_over"


def test_what_is_missing_is_asked_for_at_the_field(as_role):
    decision = DecisionFactory()
    new = reverse("identification:letter_create", args=[decision.case.ref, "en"])

    answer = as_role("cmm_coordinator").post(new, {"reason": "", "advice": ADVICE})

    assert (answer.status_code, answer.context["form"].errors) == (422, {"reason": ["Udfyld feltet."]})
    assert not Letter.objects.exists()


def test_without_a_decision_there_is_no_letter(as_role):
    case = CaseFactory()
    assert (
        as_role("cmm_coordinator").get(reverse("identification:letter_create", args=[case.ref, "da"])).status_code
        == 404
    )


def test_the_immigration_service_writes_the_letter_it_decided(as_role):
    decision = DecisionFactory(case=CaseFactory(status=CaseStatus.IN_SUPPORT, authority="us"))
    browser = as_role("immigration_officer")
    assert home_of("immigration_officer").code == "us"

    page = browser.get(reverse("identification:assessment_list", args=[decision.case.ref]))

    assert reverse("identification:letter_create", args=[decision.case.ref, "da"]) in page.text
