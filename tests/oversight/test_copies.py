"""The copy a person gets of their own file: what is theirs to read, and nothing of others."""

import re
from datetime import UTC, date, datetime

import outloud
import pytest
from django.urls import reverse
from django.utils import timezone

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from cmm.oversight.rendering.copies import languages, set_copy, table
from cmm.oversight.selectors.copies import Answered, Copy, LeftOut, Span, Told, copy_of
from tests.architecture.sources import ROOT
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, JournalEntryFactory, ReferralFactory, code
from tests.factories.documents import DocumentFactory
from tests.factories.followup import DisclosureFactory
from tests.factories.identification import ConsentFactory, DecisionFactory, InterviewFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import PlacementFactory
from tests.oversight.conftest import names_and_addresses, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(people):
    """Somebody with something in every part of the copy, and something in every part that stays out of it."""
    case = CaseFactory(
        status="in_support", caseworker=people["cmm_caseworker"], victim__language=code("language", "ro")
    )
    DecisionFactory(case=case)
    talk = InterviewFactory(case=case, notes="Personen fortæller om chefen Opdigtus.")
    InterviewFactory(case=case, notes="Personen fortæller om rejsen.", held_at=datetime(2026, 9, 12, 8, 0, tzinfo=UTC))
    ConsentFactory(case=case, interview=talk, topic="research", withdrawn_on=date(2026, 10, 1),
                   withdrawn_by=staff("cmm_caseworker"), withdrawn_at=timezone.now())  # fmt: skip
    ReferralFactory(case=case)
    DisclosureFactory(case=case, told="Personen har brug for en læge.")
    JournalEntryFactory(case=case, title="Internt", text="Kun for os.")
    DocumentFactory(case=case)
    IdentityFactory(case=case, victim=case.victim)
    PlacementFactory(case=case, victim=case.victim)
    return case


def ask(browser, case, **said):
    said = {"language": "da", "asked_by": "person", "asked_on": "01-10-2026"} | said
    return browser.post(reverse("case_copy", args=[case.ref]), said)


def test_the_copy_says_what_is_the_persons_and_what_is_left_out(as_role, case):
    read = case.interviews.order_by("held_at").last()
    text = words_of(ask(as_role("cmm_caseworker"), case, read=[read.pk]).content)
    told = (
        "Læs det et sted, hvor ingen ser med", "Fiktiva", "110177-8121", "Vurderet udsat for menneskehandel",
        "Personen fortæller om rejsen.", "Trukket tilbage 1. oktober 2026", "Personen har brug for en læge.",
        "Noterne er ikke med, fordi andre personer er nævnt i dem", "forvaltningslovens § 12", "§ 22",
    )  # fmt: skip
    kept = ("Opdigtus", "Kun for os", "Prøvekrisecenter", *names_and_addresses())
    assert ([word for word in told if word not in text], [word for word in kept if word in text]) == ([], [])


def test_that_it_was_asked_for_and_made_stands_in_the_log_with_what_it_was_for(as_role, case, people):
    answer = ask(as_role("cmm_caseworker"), case, language="en", asked_by="counsel")
    entry = AuditEntry.objects.get(action=AuditAction.COPY_MADE)
    look = Reading.objects.get(surface="document")
    shown = AuditEntry.objects.filter(action=AuditAction.IDENTITY_REVEALED).count()
    assert answer["Content-Disposition"] == f'attachment; filename="kopi-{case.ref}-en.pdf"'
    assert (entry.actor_id, entry.case_ref, entry.purpose) == (people["cmm_caseworker"].pk, case.ref, "access_request")
    assert entry.details == {
        "language": "en", "asked_by": "counsel", "asked_on": "2026-10-01", "interviews": 0, "told": 1, "cases": 1,
    }  # fmt: skip
    assert (look.purpose, look.page, look.case_id, shown) == ("access_request", "case_copy", case.pk, 3)


def test_the_persons_language_is_proposed_and_what_cannot_be_is_refused_where_it_stands(as_role, case):
    browser = as_role("cmm_caseworker")
    page = browser.get(reverse("case_copy", args=[case.ref])).text
    refused = ask(browser, case, asked_on="01-10-2099")
    assert re.search(r'<input[^>]*value="ro"[^>]*checked', page)
    assert (refused.status_code, "Datoen" in refused.text) == (422, True)


@pytest.mark.parametrize("language", ["da", "ro"])
def test_the_copy_can_be_read_aloud(as_role, case, tmp_path, language):
    path = tmp_path / "copy.pdf"
    path.write_bytes(ask(as_role("cmm_caseworker"), case, language=language).content)
    assert [one for one in outloud.check(path).findings if one.severity in ("error", "warning")] == []


def test_every_word_is_there_in_every_language_and_every_key_a_template_asks_for():
    papers = (ROOT / "templates/oversight/pdf" / name for name in ("copy.html", "_copy_part.html"))
    asked = set(re.findall(r"words\.(\w+)", "".join(paper.read_text() for paper in papers)))
    lacking = [(code, key) for code, words in table().items() for key, word in words.items() if not word.strip()]
    assert (languages()[:2], lacking, asked - set(table()["da"])) == (("da", "en"), [], set())


def test_a_consent_says_what_it_is_worth_today():
    said = [
        Answered("research", "yes", date(2026, 1, 1), None, None),
        Answered("research", "yes", date(2026, 1, 1), date(2026, 2, 1), None),
        Answered("research", "yes", date(2026, 1, 1), None, date(2026, 3, 1)),
        Answered("research", "no", date(2026, 1, 1), None, None),
    ]
    told = Told(date(2026, 1, 1), "x", "x", "consent", "", None, "", is_corrected=False)
    copy = Copy("CMM-2026-0001", datetime(2026, 6, 1, tzinfo=UTC), (), (), (Span("period.reflection", None, None),),
                (), (), (), tuple(said), (told,), LeftOut(0, ()))  # fmt: skip
    states = [one["state"] for one in set_copy(copy, "en")["consents"]]
    assert states == [
        "Holds",
        "No longer holds: its time is over",
        "Taken back 1 March 2026. From that day we no longer use it. What we did before still stands.",
        "",
    ]


def test_whoever_reads_no_identity_makes_a_copy_without_it(case, people):
    copy = copy_of(people["cmm_caseworker"], case)
    assert [label for label, _value in copy.facts if "Fiktiva" in _value] == []


def test_every_case_of_the_person_that_its_maker_works_in_is_in_the_copy(as_role, case):
    other = CaseFactory(victim=case.victim, caseworker=case.caseworker)
    DisclosureFactory(case=other, told="Personen mangler tøj.")
    kept = CaseFactory(victim=case.victim, protection="named")
    DisclosureFactory(case=kept, told="Kun for få.")
    text = words_of(ask(as_role("cmm_caseworker"), case).content)
    told = [word in text for word in ("Personen har brug for en læge.", "Personen mangler tøj.", other.ref, kept.ref)]
    assert told == [True, True, True, False]
    looks = Reading.objects.filter(surface="document").values_list("target_ref", flat=True)
    assert set(looks) == {case.ref, other.ref}
