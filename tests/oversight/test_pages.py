"""The data protection officer's pages by person, by user and by pattern, and what the log opens with."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from cmm.audit.enums import AuditAction, FindingKind, Purpose
from cmm.audit.models import AuditEntry, Reading
from cmm.audit.services import keep_finding, record
from cmm.jobs.models import Job
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, GlassFactory, WallFactory
from tests.oversight.conftest import look_around
from tests.statements import statements

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WHOLE = {"entries": 4982, "faults": 0, "first": [], "blocks": 12, "anchored": 12}


@pytest.fixture
def officer(as_role):
    return as_role("data_protection_officer")


def look(user, cases, at=None, **facts):
    """``user`` opens each of ``cases`` once."""
    told = {"at": at or timezone.now(), "purpose": "casework", "basis": "casework", "surface": "page"} | facts
    for case in cases:
        Reading.objects.create(
            actor_id=user.pk, organisation_id=user.organisation_id, page="case_detail", target_type="cases.case",
            target_id=str(case.pk), target_ref=case.ref, case_id=case.pk, **told,
        )  # fmt: skip


def test_the_log_says_that_nobody_has_proved_it_yet(officer):
    page = officer.get(reverse("audit_log")).text
    assert "Loggen er ikke kontrolleret endnu" in page
    assert "Mønstrene er ikke set igennem endnu." in page


def test_the_log_opens_with_what_the_last_proof_found(officer):
    keep_finding(FindingKind.CHAIN, **WHOLE | {"faults": 3})
    keep_finding(FindingKind.CHAIN, **WHOLE)
    page = officer.get(reverse("audit_log")).text
    assert "Loggen er intakt" in page
    assert "4.982 poster kontrolleret" in page
    assert "12 af 12 blokke har deres kontrolsum uden for systemet." in page


def test_a_log_that_does_not_hold_says_where(officer):
    first = [
        {"stream": "reading", "kind": "edited", "id": 77, "block": 4},
        {"stream": "chain", "kind": "cut", "block": 9},
    ]
    keep_finding(FindingKind.CHAIN, **WHOLE | {"faults": 2, "first": first})
    page = officer.get(reverse("audit_log")).text
    assert "Loggen passer ikke: 2 fejl" in page
    assert "Opslag: er ændret, række 77, blok 4" in page
    assert "Kæden: enden er skåret af, blok 9" in page
    assert "Loggen er intakt" not in page


def test_an_old_proof_is_no_proof(officer, time_machine_at):
    with time_machine_at(timezone.now() - timedelta(days=3)):
        keep_finding(FindingKind.CHAIN, **WHOLE)
    page = officer.get(reverse("audit_log")).text
    assert "Loggen er ikke kontrolleret i to døgn" in page


def test_what_waits_for_review_and_who_stands_out_come_before_the_entries(officer, caseworker):
    GlassFactory()
    keep_finding(FindingKind.PATTERNS, days=30, users=[{"user": caseworker.pk, "figures": {"not_own": [7, 0.5]}}])
    page = officer.get(reverse("audit_log")).text
    assert "1 nødadgang venter på gennemgang" in page
    assert f"{caseworker.name}, Center mod Menneskehandel" in page
    assert "7 sager, der ikke var deres egne, normalt 0,5" in page
    assert page.index("Til gennemgang") < page.index("Alle poster")


@pytest.mark.parametrize(("typed", "kept"), [("CMM-2026-0042", "CMM-2026-0042"), ("Anna/Olsen", ""), ("cmm-2026", "")])
def test_what_is_typed_as_a_number_is_kept_only_where_it_is_one(officer, typed, kept):
    for name in ("audit_log", "audit_readings"):
        assert officer.get(reverse(name), {"case": typed}).status_code == 200
    assert set(AuditEntry.objects.values_list("case_ref", flat=True)) == {kept}


def test_an_entry_under_a_number_that_leads_nowhere_is_shown_without_a_link(officer, people):
    record(people["data_protection_officer"], AuditAction.LOG_READ, people["data_protection_officer"], case_ref="a/b")
    page = officer.get(reverse("audit_log"))
    assert (page.status_code, "a/b" in page.text) == (200, True)


def test_asking_for_a_proof_promises_it_once(officer):
    for _press in range(2):
        assert officer.post(reverse("audit_verify"), follow=True).status_code == 200
    assert Job.objects.filter(kind="audit.verify").count() == 1


def test_a_person_is_found_by_any_of_their_numbers_however_it_is_typed(officer, person):
    for ref in (person["case"].ref, person["inquiry"].ref, f" {person['again'].ref.lower()} "):
        assert officer.get(reverse("audit_people"), {"ref": ref}).status_code == 302


@pytest.mark.parametrize("ref", ["CMM-1999-0001", "", "æ" * 24, "x" * 25])
def test_a_number_of_nobody_is_refused_at_the_field(officer, ref):
    answer = officer.get(reverse("audit_people"), {"ref": ref})
    assert answer.status_code == 422
    assert 'id="id_ref_error"' in answer.text


def test_whoever_has_seen_the_person_stands_there_across_the_cases(officer, as_role, person, people):
    look_around(as_role, person)
    page = officer.get(reverse("audit_person", args=[person["case"].ref])).text
    for role in ("cmm_caseworker", "cmm_coordinator", "immigration_officer", "shelter_staff"):
        assert people[role].name in page
    assert people["outreach_lead"].name not in page
    assert person["again"].ref in page
    every = officer.get(reverse("audit_person", args=[person["case"].ref]), {"part": "every"}).text
    assert person["inquiry"].ref in every


def test_a_wall_before_a_case_hides_the_person_from_the_officer(officer, people, person):
    WallFactory(case=person["again"], user=people["data_protection_officer"])
    for name in ("audit_person", "audit_sheet"):
        assert officer.get(reverse(name, args=[person["case"].ref])).status_code == 404


def test_what_a_user_has_seen_is_counted_by_person(officer, caseworker):
    own, others = CaseFactory(caseworker=caseworker), CaseFactory()
    look(caseworker, [own, own], basis="assigned")
    look(caseworker, [others], purpose="stand_in")
    page = officer.get(reverse("audit_user", args=[caseworker.pk])).text
    assert page.index(others.ref) < page.index(own.ref)
    assert str(Purpose.STAND_IN.label) in page
    assert "Viser <strong>1–2</strong> af <strong>2</strong> personer" in page
    every = officer.get(reverse("audit_user", args=[caseworker.pk]), {"part": "every"}).text
    assert "Viser <strong>1–3</strong> af <strong>3</strong> opslag" in every


def test_a_search_stands_among_the_readings_though_it_found_nobody(officer, caseworker, as_role):
    as_role("cmm_caseworker").get(reverse("cases:case_list"), {"q": "Ingen Sådan"})
    page = officer.get(reverse("audit_user", args=[caseworker.pk]), {"part": "every"})
    assert (page.status_code, "I en søgning" in page.text, "Ingen Sådan" in page.text) == (200, True, False)


@pytest.mark.parametrize(
    ("asked", "days"), [({}, 90), ({"days": "7"}, 7), ({"days": "æ"}, 90), ({"part": "every"}, 90)]
)
def test_a_period_that_is_not_said_or_makes_no_sense_is_the_usual_one(officer, caseworker, asked, days):
    page = officer.get(reverse("audit_user", args=[caseworker.pk]), asked).text
    assert f"de seneste {days} dage" in page
    assert f'<option value="{days}" selected>' in page


def test_what_lies_before_the_period_is_left_out(officer, caseworker):
    look(caseworker, [CaseFactory()], at=timezone.now() - timedelta(days=40))
    assert "Intet er set i perioden" in officer.get(reverse("audit_user", args=[caseworker.pk]), {"days": "30"}).text
    assert (
        "Intet er set i perioden" not in officer.get(reverse("audit_user", args=[caseworker.pk]), {"days": "90"}).text
    )


NIGHT, MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=COPENHAGEN), datetime(2026, 11, 24, 9, 0, tzinfo=COPENHAGEN)
SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def snooper(time_machine_at):
    """Four caseworkers, three of whom open an own case on a weekday, and one ten others' by night and on a Saturday."""
    cases, usual, snooper = [CaseFactory() for _number in range(10)], [], staff("cmm_caseworker", name="Snu Sneglesen")
    for _number in range(3):
        usual.append(staff("cmm_caseworker"))
        look(usual[-1], cases[:1], at=MORNING, basis="assigned")
    look(snooper, cases[:6], at=NIGHT)
    look(snooper, cases[6:], at=SATURDAY, basis="glass")
    with time_machine_at(MORNING + timedelta(hours=3)):
        yield snooper


def test_each_number_stands_beside_what_is_usual_for_the_role(snooper):
    from cmm.oversight.selectors.patterns import patterns_in, period_of

    found = {one.actor_id: one for one in patterns_in(*period_of(30))}[snooper.pk]
    numbers = {name: (figure.value, figure.usual) for name, figure in found.figures.items()}
    assert numbers == {
        "cases": (10, 1), "times": (10, 1), "not_own": (10, 0),
        "odd_hours": (10, 0), "glasses": (4, 0), "searches": (0, 0),
    }  # fmt: skip
    assert found.standing_out == ["cases", "times", "not_own", "odd_hours"]


def test_the_page_of_patterns_leads_to_the_users_look_ups_and_never_judges(officer, snooper):
    page = officer.get(reverse("audit_patterns")).text
    assert f'<a href="{reverse("audit_user", args=[snooper.pk])}?days=30">Snu Sneglesen</a>' in page
    assert page.count("afviger fra det normale") == 4
    assert "beviser ingenting" in page


@pytest.mark.parametrize(
    ("sort", "first"), [("-not_own", True), ("not_own", False), ("-odd_hours", True), ("no-such", False)]
)
def test_the_patterns_are_sorted_as_asked(officer, snooper, sort, first):
    page = officer.get(reverse("audit_patterns"), {"sort": sort}).context["shown"].rows
    assert (page[0].actor_id == snooper.pk) is first


def test_another_role_is_left_out(officer, snooper):
    assert "Snu Sneglesen" not in officer.get(reverse("audit_patterns"), {"role": "shelter_staff"}).text
    assert "Snu Sneglesen" in officer.get(reverse("audit_patterns"), {"role": "cmm_caseworker"}).text


def test_too_few_of_a_kind_are_compared_with_nothing(officer, people):
    look(people["shelter_staff"], [CaseFactory()])
    assert "for få at sammenligne med" in officer.get(reverse("audit_patterns")).text


def test_the_officers_own_looks_are_acts_in_the_log(officer, people, person, caseworker):
    me = people["data_protection_officer"]
    for name, args in (("audit_person", [person["case"].ref]), ("audit_sheet", [person["case"].ref]),
                       ("audit_user", [caseworker.pk]), ("audit_patterns", [])):  # fmt: skip
        assert officer.get(reverse(name, args=args)).status_code == 200
    acts = AuditEntry.objects.filter(actor_id=me.pk, action=AuditAction.LOG_READ).order_by("pk")
    assert list(acts.values_list("details__part", "case_ref", "target_id")) == [
        ("person", person["case"].ref, str(me.pk)), ("sheet", person["case"].ref, str(me.pk)),
        ("user", "", str(caseworker.pk)), ("patterns", "", str(me.pk)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page", ["person", "every look at the person", "user", "every look of the user", "sheet", "patterns"]
)
def test_many_looks_ask_as_much_as_one(officer, people, person, caseworker, page):
    ref, pk = person["case"].ref, caseworker.pk
    address = {
        "person": reverse("audit_person", args=[ref]),
        "every look at the person": reverse("audit_person", args=[ref]) + "?part=every",
        "user": reverse("audit_user", args=[pk]),
        "every look of the user": reverse("audit_user", args=[pk]) + "?part=every",
        "sheet": reverse("audit_sheet", args=[ref]),
        "patterns": reverse("audit_patterns"),
    }[page]
    counts = []
    for cases in ([person["case"]], [person["case"], *(CaseFactory() for _number in range(9))]):
        look(caseworker, cases)
        for colleague in [staff("cmm_caseworker") for _number in cases]:
            look(colleague, [person["case"]])
        with statements() as asked:
            assert officer.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12, counts
