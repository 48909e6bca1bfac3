"""The demonstration: repeatable, whole, true to the rules, and with work on everybody's first page."""

import io
import json
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.utils import timezone
from stdnum.dk import cpr

from cases.enums import CaseStatus, InquiryOutcome, Protection
from cases.legacy.models import Batch
from cases.models import BrokenGlass, Case, Handover, Identity, Inquiry, JournalEntry, StatedPurpose, Victim, Wall
from cases.outreach.models import Contact, ImportBatch, ReferredContact, Round
from cases.outreach.rules import counters
from cases.rules import PURPOSES, satisfies_modulus_11
from cases.selectors import glass_lists, opened_under
from cases.selectors.caseload import covers_of_day, offered_to
from cases.selectors.purposes import purposes_on
from cmm.accounts.enums import Role
from cmm.accounts.models import User
from cmm.audit.enums import Basis
from cmm.audit.models import AuditEntry, Reading
from cmm.core.context import Context, acting
from cmm.demo import world
from cmm.demo.logins import logins
from cmm.desk.begun import begun, drafts_of
from cmm.desk.desks import desk_of
from cmm.oversight.unusual.models import Entry, Saying
from identification.enums import AssessmentState
from identification.followup.models import SupportItem
from identification.followup.selectors import courses_of, shared_with
from identification.models import Appeal, Assessment, Consent, CourtFinding, Departure, Letter, Period, SecondOpinion
from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest


def test_every_status_protection_and_counter_is_there(loaded):
    assert set(Case.objects.values_list("status", flat=True)) == set(CaseStatus)
    assert set(Case.objects.values_list("protection", flat=True)) == set(Protection)
    assert set(Inquiry.objects.values_list("outcome", flat=True)) == set(InquiryOutcome)
    assert set(Assessment.objects.values_list("state", flat=True)) == set(AssessmentState)
    told = counters(Contact.objects.values_list("met_before", flat=True))
    assert told.visits > told.unique > told.new > 0 < told.unclear


def test_the_caseworker_has_a_draft_and_somebody_who_left(loaded):
    mine = loaded.demo("cmm_caseworker")
    with acting(Context(mine.pk, "test")):
        drafts = drafts_of(mine)
        assert [one.title for one in begun(drafts, desk_of(mine, drafts.values()).named) if one.row] == [
            "Skriv i journalen"
        ]
    assert Departure.objects.standing().filter(case__caseworker=mine).count() == 1


def test_a_case_waits_for_the_caseworker_who_also_covers_for_a_colleague(loaded):
    mine = loaded.demo("cmm_caseworker")
    assert offered_to(mine).count() == 1
    assert covers_of_day(mine.organisation_id).get().covering == mine


def test_somebody_went_home_with_a_plan_a_criminal_case_and_a_claim_and_the_police_were_told(loaded):
    mine, police = loaded.demo("cmm_caseworker"), loaded.demo("police_liaison")
    case = Departure.objects.standing().get(case__caseworker=mine).case
    told = courses_of(mine, case, works=True)
    assert (told.returning.state, told.claims[0].outcome, [row.step for row in told.proceedings[0].events][:2]) == (
        "in_reintegration", "partly", ["reported", "charged"],
    )  # fmt: skip
    assert SupportItem.objects.filter(closed_as="corrected").exists()
    assert [row.answered_as for row in shared_with(police)] == ["accepted"]


def test_everybody_has_something_to_do(loaded):
    mine, waiting = loaded.demo("cmm_caseworker"), Assessment.objects.filter(state=AssessmentState.SUBMITTED)
    requests = PlacementRequest.objects.filter(state=RequestState.WAITING)
    night = Round.objects.of(loaded.demo("outreach_worker")).latest("started_at")
    assert Inquiry.objects.open().filter(urgent=True, received_at__gt=world.present() - timedelta(hours=2)).exists()
    assert set(Case.objects.of(mine).open().values_list("status", flat=True)) == set(CaseStatus) - {CaseStatus.CLOSED}
    assert Case.objects.unassigned().count() == 3
    for role in ("cmm_coordinator", "immigration_officer"):
        assert waiting.allowed(loaded.demo(role), "decide").exclude(prepared_by=loaded.demo(role)).count() >= 2
    assert requests.allowed(loaded.demo("shelter_manager"), "answer").filter(urgent=True).count() == 1
    assert Placement.objects.tonight(timezone.localdate()).allowed(loaded.demo("shelter_staff")).exists()
    assert (night.ended_at > world.present() - timedelta(days=2), night.contacts.count()) == (True, 14)
    assert Inquiry.objects.allowed(loaded.demo("police_liaison"), "follow").exists()


def test_others_have_their_say_and_something_waits_for_an_answer(loaded):
    assert Appeal.objects.filter(outcome="").exists()
    assert CourtFinding.objects.filter(answer="").exists()
    assert SecondOpinion.objects.filter(assessment__state=AssessmentState.SUBMITTED).exists()
    assert Letter.objects.filter(sent_on__isnull=False).exists()
    assert Consent.objects.filter(withdrawn_on__isnull=False).exists()
    assert not Period.objects.filter(case__status=CaseStatus.CLOSED, is_open=True).exists()


def test_a_referral_waits_and_others_are_accepted_refused_and_withdrawn(loaded):
    assert sorted(one.state.value for one in Handover.objects.all()) == ["accepted", "refused", "sent", "withdrawn"]
    assert ReferredContact.objects.get().handover == Handover.objects.get(answered_at=None)


def test_a_spreadsheet_was_imported_and_what_was_wrong_left_out(loaded):
    batch = ImportBatch.objects.get()
    assert (batch.stored, batch.left_out, batch.contacts.count(), batch.withdrawn_at) == (40, 2, 40, None)


def test_former_case_sheets_were_moved_in_and_more_wait_to_be_tried(loaded):
    told = Batch.objects.order_by("pk").values_list("state", "rows", "made", "left_out")
    assert list(told) == [("done", 6, 6, 0), ("ready", 9, 0, 0)]


def test_doors_were_opened_and_shut_and_everybody_concerned_sees_it(loaded):
    coordinator, officer = loaded.demo("cmm_coordinator"), loaded.demo("data_protection_officer")
    for judge in (coordinator, officer):
        lists = glass_lists(judge)
        assert (lists["waiting"].count(), lists["all"].count()) == (1, 2)
        assert not lists["waiting"].get().is_running
    judged = BrokenGlass.objects.get(reviewed_at__isnull=False)
    with acting(Context(coordinator.pk)):
        assert [page.page for page in opened_under(judged)] == ["Overblik", "Udredning"]
    assert Wall.objects.standing().count() == 1
    assert StatedPurpose.objects.values("purpose").distinct().count() == 5
    whole = [case for case in Case.objects.all() if purposes_on(case)]
    assert {case.caseworker for case in whole} > {loaded.demo("cmm_caseworker")}
    said = Reading.objects.filter(basis=Basis.CASEWORK, purpose__in=[purpose.value for purpose in PURPOSES])
    assert said.count() == StatedPurpose.objects.count()


def test_nothing_happened_later_than_now_and_every_case_left_its_trace(loaded):
    now = world.present()
    moments = {
        "inquiries": Inquiry.objects.latest("received_at").received_at,
        "notes": JournalEntry.objects.latest("written_at").written_at,
        "contacts": Contact.objects.latest("met_at").met_at,
        "log": AuditEntry.objects.latest("at").at,
    }
    assert {name: at for name, at in moments.items() if at > now} == {}
    created = AuditEntry.objects.filter(action="case.created").values_list("case_ref", flat=True)
    assert sorted(created) == sorted(Case.objects.values_list("ref", flat=True))


def test_persons_are_code_names_and_colleagues_cannot_log_in(loaded):
    assert Victim.objects.exclude(code_name__regex=r"^[A-ZÆØÅ][a-zæøåéA-ZÆØÅ-]+( \d+)?$").count() == 0
    colleagues = User.objects.filter(email__startswith="kollega")
    assert [user for user in colleagues if user.has_usable_password()] == []


def test_half_of_them_gave_a_name_and_nobody_could_ever_have_had_the_numbers(loaded):
    identities = list(Identity.objects.all())
    assert 0.3 < len(identities) / Victim.objects.count() < 0.8
    numbers = [identity.cpr for identity in identities if identity.cpr]
    assert len(numbers) > 2
    assert [number for number in numbers if satisfies_modulus_11(number)] == []
    assert {cpr.get_birth_date(number).year // 10 for number in numbers} == {187}


def test_one_login_per_role_with_the_one_password(loaded):
    people = {user.email: user for user in User.objects.select_related("organisation")}
    for login in logins():
        user = people[login["email"]]
        assert user.roles == {login["role"]}
        assert (user.organisation.name_da, login["name"]) == (login["organisation"], str(Role(login["role"]).label))
        assert check_password(loaded.password, user.password)
    assert [login["email"] for login in logins()] == [f"{role}@demo.test" for role in Role]


def test_logins_answer_a_machine_and_a_person():
    for_machine, for_people = io.StringIO(), io.StringIO()
    call_command("demo_logins", json=True, stdout=for_machine)
    call_command("demo_logins", stdout=for_people)
    listed = json.loads(for_machine.getvalue())
    assert len(listed) == len(Role)
    assert all(login["try"] in for_people.getvalue() for login in listed)


def test_a_curious_colleague_stands_on_the_weekly_list_and_has_answered(loaded):
    curious = User.objects.get(name="Maja Kildevang")
    mine = Entry.objects.filter(actor_id=curious.pk).exclude(asked="")
    assert {"night", "colleague_name"} <= {reason for one in mine for reason in one.reasons}
    asked = Saying.objects.filter(entry_id__in=mine.values("pk")).order_by("pk")
    assert [one.kind for one in asked] == ["answer", "answer", "added", "followed_up"]
    waits = Entry.objects.filter(actor_id=loaded.demo("cmm_caseworker").pk).exclude(asked="")
    assert waits.count() >= 1
