"""Persons who may be one: told to whoever may see both, and behind walls to the coordinator alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

import cases.tasks  # noqa: F401 -- what the worker knows how to do
from cases.models import DuplicateProposal, Identity
from cases.particulars import Contact, Names, Numbers
from cases.selectors.duplicates import HalfTold, duplicates_for, half_told, resembling, same_persons, unseen_pairs
from cases.services import change_identity, record_identity, settle_duplicate
from cmm.accounts.models import RoleAssignment, User
from cmm.accounts.scoping import grant
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from cmm.core.context import Context, acting
from cmm.core.errors import Conflict, RuleError
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import run
from tests.factories.accounts import OrganisationFactory, home_of, staff
from tests.factories.cases import CaseFactory, DuplicateFactory, WallFactory
from tests.lists.pages import BAR
from tests.policies.sight import counted_by
from tests.statements import statements

pytestmark = pytest.mark.django_db
LIST = reverse("cases:duplicate_list")
ONE, OTHER = (
    Names(given_names="Fiktiva", family_names="Opdigtsen"),
    Names(given_names="Phiktiva", family_names="Opdiktsen"),
)


def known(names=ONE, actor=None, phone="", **case):
    case = CaseFactory(organisation=home_of("cmm_caseworker"), **case)
    actor = actor or case.caseworker or staff("cmm_caseworker")
    identity = record_identity(actor=actor, case=case, particulars=names)
    if phone:
        identity = change_identity(actor=actor, identity=identity, version=1, particulars=Contact(phone=phone))
    return identity


def check():
    """What the worker does with every promised check."""
    for pk in Job.objects.filter(kind="cases.find_duplicates", state=JobState.QUEUED).values_list("pk", flat=True):
        run(pk)
    return list(DuplicateProposal.objects.order_by("pk"))


def sealed(names=OTHER):
    return known(names, protection="named", caseworker=staff("cmm_caseworker"))


def test_whoever_records_a_name_is_told_who_may_be_the_same_and_why(as_role, people):
    there, case = known(victim__code_name="Solsikke"), CaseFactory(caseworker=people["cmm_caseworker"])
    address = reverse("cases:identity_edit", args=[case.ref, "names"])

    answer = as_role("cmm_caseworker").post(address, OTHER.filled(), follow=True)

    assert f"Kan være samme person som Solsikke i {there.case.ref}. Navnet lyder ens." in answer.text
    assert "Fiktiva" not in answer.text
    assert Reading.objects.filter(target_ref=there.case.ref).exists()


@pytest.mark.parametrize("hide", ["sealed", "walled", "restricted"])
def test_whoever_records_a_name_hears_nothing_of_whom_they_may_not_see(people, hide):
    me = people["cmm_caseworker"]
    there = sealed() if hide == "sealed" else known(OTHER)
    if hide == "walled":
        WallFactory(case=there.case, user=me)
    if hide == "restricted":
        type(there.case).objects.filter(pk=there.case_id).update(protection="restricted")
    mine = known(actor=me, caseworker=me)

    assert resembling(me, mine) == []
    check()
    assert DuplicateProposal.objects.count() == 1
    assert counted_by(Context(me.pk), "cases_duplicateproposal") == 0


def test_the_same_answer_whether_there_is_one_behind_a_wall_or_not(as_role, people):
    """Status, words, length, entries and jobs: nothing differs for whoever acts."""
    me, told = people["cmm_caseworker"], []
    for hidden in (False, True):
        with transaction.atomic():
            if hidden:
                WallFactory(case=known(OTHER, phone="20112233").case, user=me)
            case = CaseFactory(ref="CMM-2025-0500", caseworker=me, victim__code_name="Havtorn")
            address = reverse("cases:identity_edit", args=[case.ref, "names"])
            answer = as_role("cmm_caseworker").post(address, ONE.filled(), follow=True)
            mine = AuditEntry.objects.filter(actor_id=me.pk).values_list("action", flat=True)
            told.append((answer.redirect_chain, len(answer.text), list(mine)))
            transaction.set_rollback(True)
    assert told[0] == told[1]


def test_the_worker_proposes_across_walls_and_a_coordinator_is_told(as_role):
    one, other = known(phone="20112233"), known(OTHER, phone="+45 20 11 22 33")
    WallFactory(case=other.case)

    (proposal,) = check()

    assert {proposal.first_id, proposal.second_id} == {one.victim_id, other.victim_id}
    assert proposal.reasons == ["name_sounds", "phone"]
    answer = as_role("cmm_coordinator").get(LIST)
    assert "Navnet lyder ens. Samme telefonnummer." in answer.text
    assert all(case.ref in answer.text for case in (one.case, other.case))
    assert Reading.objects.filter(target_ref__in=[one.case.ref, other.case.ref]).count() == 2


@pytest.fixture
def colleague():
    return staff("cmm_coordinator", name="Karla Koordinator")


def half(user):
    """What the database tells ``user`` of pairs they may open one side of."""
    with acting(Context(user.pk)):
        return half_told(user)


def hide_one_side(people, hide):
    """A person the coordinator may see, and one who may be the same, whom something keeps from them."""
    one, other = known(), sealed() if hide == "sealed" else known(OTHER)
    if hide == "walled":
        WallFactory(case=other.case, user=people["cmm_coordinator"], raised_by=staff("cmm_coordinator"))
    check()
    return one, other


@pytest.mark.parametrize("hide", ["sealed", "walled"])
def test_of_a_pair_with_a_hidden_side_a_coordinator_hears_that_there_is_one_and_no_more(as_role, people, hide):
    one, hidden = hide_one_side(people, hide)

    answer = as_role("cmm_coordinator").get(LIST)

    assert "Kan være samme person som i en sag, du ikke har adgang til." in answer.text
    assert one.case.ref in answer.text
    assert not any(text in answer.text for text in (hidden.case.ref, hidden.victim.code_name, "Navnet lyder ens"))
    proposal = DuplicateProposal.objects.get()
    assert as_role("cmm_coordinator").get(proposal.get_absolute_url()).status_code == 404
    assert not Reading.objects.filter(target_ref=hidden.case.ref).exists()
    assert Reading.objects.filter(target_ref=one.case.ref).exists()


@pytest.mark.parametrize("hide", ["sealed", "walled"])
def test_the_database_itself_keeps_the_row_of_such_a_pair(people, hide):
    hide_one_side(people, hide)
    assert list(duplicates_for(people["cmm_coordinator"])) == []
    assert counted_by(Context(people["cmm_coordinator"].pk), "cases_duplicateproposal") == 0


def test_it_is_said_which_colleague_may_judge_it(as_role, people, colleague):
    one, _other = hide_one_side(people, "walled")

    (told,) = half(people["cmm_coordinator"])

    assert (told.case, colleague in told.judges) == (one.case, True)
    assert "Disse kan åbne begge sager og tage stilling: Karla Koordinator" in as_role("cmm_coordinator").get(LIST).text
    assert (len(duplicates_for(colleague)), half(colleague)) == (1, [])


@pytest.mark.parametrize("why_not", ["a wall", "sealed", "no coordinator", "role ended", "account closed", "elsewhere"])
def test_who_may_not_judge_it_is_not_named(as_role, people, colleague, why_not):
    one, hidden = hide_one_side(people, "sealed" if why_not == "sealed" else "walled")
    if why_not == "a wall":
        WallFactory(case=one.case, user=colleague)
    elif why_not == "no coordinator":
        RoleAssignment.objects.filter(user=colleague).update(ended_at=timezone.now())
        RoleAssignment.objects.create(user=colleague, role="cmm_caseworker")
    elif why_not == "role ended":
        RoleAssignment.objects.filter(user=colleague).update(ended_at=timezone.now())
    elif why_not == "account closed":
        User.objects.filter(pk=colleague.pk).update(is_active=False)
    elif why_not == "elsewhere":  # an account stays in its organisation: this one is another's
        colleague = staff("cmm_coordinator", organisation=OrganisationFactory(capabilities=["casework"]))

    (told,) = half(people["cmm_coordinator"])

    assert colleague not in told.judges
    if why_not == "sealed":
        assert "Ingen koordinator kan åbne begge sager." in as_role("cmm_coordinator").get(LIST).text
        assert hidden.case.ref not in as_role("cmm_coordinator").get(LIST).text


@pytest.mark.parametrize("way", ["contact person", "grant"])
def test_who_is_named_on_a_sealed_case_may_judge_it(people, colleague, way):
    one, hidden = hide_one_side(people, "sealed")
    if way == "grant":
        grant(to=colleague, action="view", row=hidden.case, reason="Vagt", given_by=people["cmm_coordinator"])
    else:
        type(hidden.case).objects.filter(pk=hidden.case_id).update(caseworker=colleague)
    assert half(people["cmm_coordinator"]) == [HalfTold(one.case, (colleague,))]


@pytest.mark.parametrize("role", ["cmm_caseworker", "data_protection_officer", "immigration_officer", "police_liaison"])
def test_nobody_else_is_told_that_there_is_one(people, role):
    hide_one_side(people, "sealed")
    with acting(Context(people[role].pk)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.half_told()")
        assert cursor.fetchall() == []


def test_what_was_judged_is_told_to_nobody_again(people):
    hide_one_side(people, "walled")
    settle_duplicate(
        actor=staff("cmm_coordinator"), proposal=DuplicateProposal.objects.get(), verdict="different", why="Mødtes."
    )
    assert half(people["cmm_coordinator"]) == []


def test_the_list_asks_as_much_of_many_hidden_pairs_as_of_one(as_role, people):
    browser, one = as_role("cmm_coordinator"), known()
    CaseFactory(victim=one.victim)
    counts = []
    for more in (1, 6):
        for _pair in range(more):
            DuplicateFactory(cases=(CaseFactory(), CaseFactory(protection="named")))
        with statements() as asked:
            assert "Til en kollega" in browser.get(LIST).text
        counts.append(len(asked))
    assert counts[0] == counts[1] <= BAR


def test_of_two_sealed_sides_a_coordinator_hears_how_many_and_nothing_else(as_role, people):
    hidden = sealed(ONE), sealed(OTHER)
    check()
    assert DuplicateProposal.objects.count() == 1
    assert list(duplicates_for(people["cmm_coordinator"])) == half(people["cmm_coordinator"]) == []
    page = as_role("cmm_coordinator").get(LIST).text
    assert "Der er 1 mulig dublet, du ikke kan se" in page
    assert [one.case.ref in page for one in hidden] == [False, False]
    with acting(Context(people["cmm_caseworker"].pk)):
        assert unseen_pairs() == 0


def test_a_pair_is_proposed_once_and_not_again_when_it_is_judged(people):
    one, _other = known(), known(OTHER)
    (proposal,) = check()
    settle_duplicate(actor=people["cmm_coordinator"], proposal=proposal, verdict="different", why="Mødtes i går.")

    change_identity(actor=staff("cmm_caseworker"), identity=one, version=1, particulars=Numbers(person_id="00-000-009"))
    (again,) = check()

    assert (again.verdict, again.settled_by) == ("different", people["cmm_coordinator"])


def test_one_person_is_a_note_on_both_cases_for_whoever_may_see_both(as_role, people):
    proposal = DuplicateFactory(cases=(CaseFactory(victim__code_name="Havtorn"), CaseFactory(victim__code_name="Hyld")))
    browser = as_role("cmm_coordinator")

    answer = browser.post(proposal.get_absolute_url(), {"verdict": "same", "why": "Samme pas."}, follow=True)

    merge = reverse("merging:merge_create", args=[proposal.first_case.ref, proposal.second_case.ref])
    assert answer.redirect_chain == [(merge, 302)]
    assert AuditEntry.objects.get(action=AuditAction.DUPLICATE_SETTLED).details["verdict"] == "same"
    first, second = proposal.first_case, proposal.second_case
    assert "En koordinator har vurderet" in browser.get(first.get_absolute_url()).text
    assert same_persons(people["cmm_caseworker"], first) == [second]
    assert same_persons(people["cmm_caseworker"], second) == [first]
    WallFactory(case=second, user=people["cmm_caseworker"])
    assert same_persons(people["cmm_caseworker"], first) == []


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        ({"verdict": "same"}, "why", "Udfyld feltet."),
        ({"verdict": "same", "why": "  "}, "why", "Udfyld feltet."),
        ({"why": "Samme pas."}, "verdict", "Vælg en mulighed."),
    ],
)
def test_a_judgement_says_what_shows_it(as_role, facts, field, message):
    answer = as_role("cmm_coordinator").post(DuplicateFactory().get_absolute_url(), facts)
    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [message]})
    assert DuplicateProposal.objects.get().is_open


def test_two_persons_are_judged_once(people):
    proposal, judge = DuplicateFactory(), people["cmm_coordinator"]
    settle_duplicate(actor=judge, proposal=proposal, verdict="same", why="Samme pas.")
    with pytest.raises(Conflict):
        settle_duplicate(actor=judge, proposal=proposal, verdict="different", why="Nej.")
    with pytest.raises(RuleError):
        settle_duplicate(actor=judge, proposal=DuplicateFactory(), verdict="perhaps", why="Nej.")
    with pytest.raises(PermissionDenied):
        settle_duplicate(actor=people["cmm_caseworker"], proposal=DuplicateFactory(), verdict="same", why="Ja.")


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("UPDATE cases_duplicateproposal SET verdict = 'different'", IntegrityError),
        ("UPDATE cases_duplicateproposal SET second_id = first_id", (IntegrityError, InternalError)),
        ("DELETE FROM cases_duplicateproposal", ProgrammingError),
        ("INSERT INTO cases_duplicateproposal (first_id, second_id, first_case_id, second_case_id, score, reasons,"
         " found_at, verdict, why) SELECT first_id, second_id, first_case_id, second_case_id, 1, '{}', now(), '', ''"
         " FROM cases_duplicateproposal", ProgrammingError),
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_judged_and_lets_nobody_propose(people, statement, refused):
    judge = people["cmm_coordinator"]
    settle_duplicate(actor=judge, proposal=DuplicateFactory(), verdict="same", why="Samme pas.")
    with acting(Context(judge.pk)), pytest.raises(refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_of_a_proposal_nothing_says_who(people):
    known(), known(OTHER)
    (proposal,) = check()
    assert set(proposal.reasons) <= {"name", "name_sounds", "phone", "number", "sex", "age", "citizenship"}
    assert Job.objects.filter(kind="cases.find_duplicates").values_list("args", flat=True)[0].keys() == {"identity"}
    assert Identity.objects.count() == 2
