"""Appeals against decisions, and what courts found: recorded by one, and overturning by two.

The triggers: appeal_fits, appeal_takes_effect, finding_takes_effect, decision_repeats_its_ruling and
decision_is_succeeded.
"""

from datetime import date

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils.translation import override

from cases.enums import CaseStatus, CodeList
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from identification.models import Appeal, CourtFinding, Letter, StatusDecision
from identification.rules.rulings import road
from identification.selectors import figures
from identification.selectors.course import course_of
from identification.services import (
    NewFinding,
    confirm_finding,
    end_appeal,
    lodge_appeal,
    make_letter,
    record_finding,
    refuse_finding,
)
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, VictimFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory
from tests.factories.rulings import AppealFactory, FindingFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 30)


@pytest.fixture
def board(db):
    return code(CodeList.APPEAL_BODY, "immigration_appeals_board")


def supported(**facts):
    return CaseFactory(status=CaseStatus.IN_SUPPORT, **facts)


def ended(actor, outcome, **more):
    appeal = AppealFactory()
    return end_appeal(actor=actor, appeal=appeal, outcome=outcome, outcome_on=DAY, **more)


def standing(case):
    case.refresh_from_db()
    in_force = StatusDecision.objects.filter(case=case, in_force=True).values_list("outcome", "authority")
    return case.status, list(in_force)


# An appeal


def test_an_appeal_stands_beside_the_decision_in_force(caseworker, board, trail):
    decision = DecisionFactory()

    appeal = lodge_appeal(
        actor=caseworker, decision=decision, lodged_by="lawyer", body=board, lodged_on=date(2026, 10, 12)
    )

    assert (appeal.number, appeal.outcome, appeal.recorded_by) == (1, "", caseworker)
    assert standing(decision.case) == ("in_support", [("trafficked", "cmm")])
    assert trail() == [(caseworker.pk, "appeal.lodged", decision.case.ref)]


@pytest.mark.parametrize(
    ("lodged_on", "why"), [(date(2026, 10, 5), "before_decision"), (date(2026, 11, 24), "in_future")]
)
def test_an_appeal_lies_between_its_decision_and_today(caseworker, board, lodged_on, why):
    decision = DecisionFactory(decided_on=date(2026, 10, 6))

    with pytest.raises(RuleError) as refused:
        lodge_appeal(actor=caseworker, decision=decision, lodged_by="person", body=board, lodged_on=lodged_on)

    assert (refused.value.code, refused.value.field) == (why, "lodged_on")
    assert not Appeal.objects.exists()


def test_only_a_decision_in_force_is_appealed_against_and_once_at_a_time(caseworker, board):
    first = DecisionFactory(decided_on=date(2026, 10, 1))
    appeal = AppealFactory(decision=DecisionFactory(case=first.case))

    for decision in (first, appeal.decision):
        with pytest.raises(Conflict):
            lodge_appeal(actor=caseworker, decision=decision, lodged_by="person", body=board, lodged_on=DAY)

    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn", "mistaken"])
def test_an_appeal_that_changes_nothing_leaves_the_decision_in_force(coordinator, outcome):
    appeal = ended(coordinator, outcome)

    assert (appeal.outcome, appeal.outcome_on, appeal.outcome_by) == (outcome, DAY, coordinator)
    assert standing(appeal.case) == ("in_support", [("trafficked", "cmm")])


def test_an_annulled_decision_is_out_of_force_and_the_case_is_clarified_again(coordinator):
    appeal = ended(coordinator, "annulled")

    assert standing(appeal.case) == ("in_clarification", [])


def test_a_changed_decision_is_succeeded_by_what_the_body_said(coordinator):
    appeal = ended(coordinator, "changed", changed_to="not_trafficked")

    assert standing(appeal.case) == ("closed", [("not_trafficked", "cmm")])
    new = StatusDecision.objects.get(in_force=True)
    assert (new.appeal, new.decided_on, new.decided_by, new.decided_where) == (
        appeal, DAY, coordinator, "Udlændingenævnet",
    )  # fmt: skip


def test_a_closed_case_whose_decision_is_changed_comes_into_support(coordinator):
    case = CaseFactory(status=CaseStatus.CLOSED, closed_on=date(2026, 10, 6))
    appeal = AppealFactory(decision=DecisionFactory(case=case, outcome="not_trafficked"))

    end_appeal(actor=coordinator, appeal=appeal, outcome="changed", changed_to="trafficked", outcome_on=DAY)

    assert standing(case) == ("in_support", [("trafficked", "cmm")])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"outcome": "changed", "outcome_on": DAY}, "no_change"),
        ({"outcome": "changed", "outcome_on": DAY, "changed_to": "trafficked"}, "same"),
        ({"outcome": "upheld", "outcome_on": date(2026, 10, 11)}, "before_appeal"),
        ({"outcome": "upheld", "outcome_on": date(2026, 11, 24)}, "in_future"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_at_its_field(coordinator, said, why):
    appeal = AppealFactory()

    with pytest.raises(RuleError) as refused:
        end_appeal(actor=coordinator, appeal=appeal, **said)

    assert (refused.value.code, bool(refused.value.field)) == (why, True)
    assert Appeal.objects.get().outcome == ""


def test_whoever_recorded_the_appeal_does_not_overturn_the_decision(coordinator):
    appeal = AppealFactory(recorded_by=coordinator)

    with pytest.raises(RuleError) as refused:
        end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=DAY)

    assert refused.value.code == "four_eyes"
    assert end_appeal(actor=coordinator, appeal=appeal, outcome="upheld", outcome_on=DAY).outcome == "upheld"


def test_an_appeal_ends_once(coordinator):
    appeal = ended(coordinator, "upheld")

    with pytest.raises(Conflict):
        end_appeal(actor=staff("cmm_coordinator"), appeal=appeal, outcome="annulled", outcome_on=DAY)


def test_what_a_later_decision_replaced_is_annulled_and_not_changed(coordinator):
    appeal = AppealFactory()
    DecisionFactory(case=appeal.case, decided_on=date(2026, 10, 20))

    with pytest.raises(RuleError):
        end_appeal(actor=coordinator, appeal=appeal, outcome="changed", changed_to="not_trafficked", outcome_on=DAY)
    end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=DAY)

    assert standing(appeal.case) == ("in_support", [("trafficked", "cmm")])


# A finding


def new_finding(**other):
    said = {"court": code(CodeList.COURT, "odense"), "court_ref": "S5-1", "judged_on": DAY, "outcome": "trafficked"}
    return NewFinding(**said | other)


def test_a_finding_changes_nothing_until_another_confirms_it(caseworker, coordinator, trail):
    case = supported(authority="court")
    finding = record_finding(actor=caseworker, case=case, new=new_finding())
    assert standing(case) == ("in_support", [])

    confirm_finding(actor=coordinator, finding=finding)

    assert standing(case) == ("in_support", [("trafficked", "court")])
    decision = StatusDecision.objects.get()
    assert (decision.prepared_by, decision.decided_by, decision.decided_on) == (caseworker, coordinator, DAY)
    assert [action for _who, action, _ref in trail()] == ["finding.recorded", "finding.confirmed"]


def test_whoever_recorded_the_finding_does_not_confirm_it(coordinator):
    finding = record_finding(actor=coordinator, case=supported(), new=new_finding())

    with pytest.raises(RuleError) as refused:
        confirm_finding(actor=coordinator, finding=finding)

    assert (refused.value.code, StatusDecision.objects.exists()) == ("four_eyes", False)


def test_a_finding_that_is_refused_stays_with_what_is_wrong(coordinator):
    finding = refuse_finding(actor=coordinator, finding=FindingFactory(), refusal="Dommen er om en anden.")

    assert (finding.answer, finding.refusal) == ("refused", "Dommen er om en anden.")
    with pytest.raises(Conflict):
        confirm_finding(actor=coordinator, finding=finding)


@pytest.mark.parametrize("judged_on", [date(2026, 10, 5), date(2026, 11, 24)])
def test_a_judgment_lies_between_the_latest_decision_and_today(caseworker, judged_on):
    case = DecisionFactory(decided_on=date(2026, 10, 6)).case

    with pytest.raises(RuleError) as refused:
        record_finding(actor=caseworker, case=case, new=new_finding(judged_on=judged_on))

    assert refused.value.field == "judged_on"


def test_a_finding_waits_for_no_assessment_and_leaves_one_under_way_where_it_is(coordinator):
    case = AssessmentFactory(submitted=True).case
    finding = FindingFactory(case=case)

    confirm_finding(actor=coordinator, finding=finding)

    assert standing(case) == ("awaiting_decision", [("trafficked", "court")])


def test_a_finding_that_says_again_what_was_decided_takes_no_closed_case_up(coordinator):
    case = CaseFactory(status=CaseStatus.CLOSED, closed_on=date(2026, 10, 10))
    DecisionFactory(case=case)

    confirm_finding(actor=coordinator, finding=FindingFactory(case=case))

    assert standing(case) == ("closed", [("trafficked", "court")])


def test_a_court_writes_its_own_letter(coordinator):
    finding = confirm_finding(actor=coordinator, finding=FindingFactory(case=supported()))

    with pytest.raises(RuleError):
        make_letter(actor=coordinator, decision=finding.decision, language="da", reason="Fordi.", advice="")

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("now", "then", "moves"),
    [
        ("in_support", "in_support", []),
        ("closed", "in_support", ["in_clarification", "awaiting_decision", "in_support"]),
        ("inquiry", "in_support", ["in_clarification", "awaiting_decision", "in_support"]),
        ("in_clarification", "in_support", ["awaiting_decision", "in_support"]),
        ("in_support", "closed", ["closed"]),
    ],
)
def test_the_road_of_a_case_to_where_a_ruling_leaves_it(now, then, moves):
    assert road(now, CaseStatus(then)) == moves


# The figures


def counted(*years):
    return {year: figures(year)["identified"] for year in years}


def test_an_annulled_decision_is_not_counted_and_the_next_one_is(coordinator):
    decision = DecisionFactory(decided_on=date(2025, 5, 1))
    assert counted(2025, 2026) == {2025: 1, 2026: 0}

    appeal = AppealFactory(decision=decision, lodged_on=date(2025, 6, 1))
    end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=date(2025, 12, 1))
    assert counted(2025, 2026) == {2025: 0, 2026: 0}

    DecisionFactory(case=decision.case, decided_on=date(2026, 2, 1))
    assert counted(2025, 2026) == {2025: 0, 2026: 1}


def test_what_set_a_decision_aside_and_was_annulled_itself_sets_nothing_aside(coordinator):
    first = DecisionFactory(decided_on=date(2025, 5, 1))
    second = DecisionFactory(case=first.case, outcome="not_trafficked", decided_on=date(2025, 8, 1))
    assert counted(2025) == {2025: 0}

    appeal = AppealFactory(decision=second, lodged_on=date(2025, 9, 1))
    end_appeal(actor=coordinator, appeal=appeal, outcome="annulled", outcome_on=date(2025, 12, 1))

    assert counted(2025) == {2025: 1}


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn", "mistaken"])
def test_an_appeal_that_changes_nothing_moves_nobody_to_another_year(coordinator, outcome):
    appeal = AppealFactory(decision=DecisionFactory(decided_on=date(2025, 5, 1)))

    end_appeal(actor=coordinator, appeal=appeal, outcome=outcome, outcome_on=date(2026, 11, 1))

    assert counted(2025, 2026) == {2025: 1, 2026: 0}


def test_a_decision_that_is_changed_counts_no_longer_and_one_changed_into_it_counts_from_then(coordinator):
    negative = DecisionFactory(outcome="not_trafficked", decided_on=date(2025, 5, 1))
    positive = DecisionFactory(decided_on=date(2025, 5, 1))
    for decision, changed_to in ((negative, "trafficked"), (positive, "not_trafficked")):
        appeal = AppealFactory(decision=decision, lodged_on=date(2025, 6, 1))
        end_appeal(
            actor=coordinator, appeal=appeal, outcome="changed", changed_to=changed_to, outcome_on=date(2026, 1, 9)
        )

    assert counted(2025, 2026) == {2025: 0, 2026: 1}


def test_a_person_found_by_a_court_is_counted_under_the_courts_codes(coordinator):
    victim = VictimFactory(sex="male", age_band="18_24", citizenship="RO")
    begging = code(CodeList.EXPLOITATION_FORM, "begging")
    finding = FindingFactory(case=supported(victim=victim), exploitation_form=begging)

    confirm_finding(actor=coordinator, finding=finding)

    assert figures(2026)["by"] == {
        "sex": {"male": 1},
        "age": {"18_24": 1},
        "form": {"criminal_acts": 1},
        "citizenship": {"RO": 1},
        "authority": {"court": 1},
        "month": {10: 1},
    }


# The database itself


@transaction.atomic
def asked_at_once(act):
    act()
    connections["default"].check_constraints()


def refusal(act):
    with pytest.raises(IntegrityError) as refused:
        asked_at_once(act)
    return refused.value.__cause__.diag.constraint_name


def test_the_database_refuses_an_appeal_that_cannot_be():
    replaced = DecisionFactory(decided_on=date(2026, 10, 1))
    stands = DecisionFactory(case=replaced.case)

    assert refusal(lambda: AppealFactory(decision=replaced)) == "appeal_is_of_a_decision_in_force"
    early = {"decision": stands, "lodged_on": date(2026, 10, 5)}
    assert refusal(lambda: AppealFactory(**early)) == "appeal_comes_after_its_decision"
    ahead = {"decision": stands, "lodged_on": date(2026, 10, 14)}
    assert refusal(lambda: AppealFactory(**ahead)) == "appeal_is_not_ahead_of_its_record"
    AppealFactory(decision=stands)
    assert refusal(lambda: AppealFactory(decision=stands)) == "appeal_one_open_a_decision"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"outcome": "annulled"}, "ruling_takes_effect"),
        ({"outcome": "changed", "changed_to": "not_trafficked"}, "ruling_takes_effect"),
        ({"outcome": "changed"}, "appeal_changes_into_something"),
        ({"outcome": "upheld", "outcome_on": date(2026, 10, 11)}, "appeal_ends_after_it_was_lodged"),
        ({"outcome": "upheld", "outcome_on": date(2027, 1, 1)}, "appeal_is_not_ahead_of_its_record"),
    ],
)
def test_the_database_refuses_an_outcome_that_cannot_be(coordinator, change, constraint):
    appeal = AppealFactory()
    by = {"outcome_by": coordinator, "outcome_on": DAY, "outcome_at": "2026-11-02T09:00:00Z"}

    assert refusal(lambda: Appeal.objects.filter(pk=appeal.pk).update(**by | change)) == constraint


def test_the_database_refuses_that_one_alone_overturns_or_confirms():
    appeal, finding = AppealFactory(), FindingFactory()
    by = {"outcome_by": appeal.recorded_by, "outcome_on": DAY, "outcome_at": "2026-11-02T09:00:00Z"}
    confirmed = {"answer": "confirmed", "answered_by": finding.recorded_by, "answered_at": "2026-11-02T09:00:00Z"}

    alone = refusal(lambda: Appeal.objects.update(outcome="annulled", **by))
    assert alone == "appeal_takes_four_eyes"
    assert refusal(lambda: CourtFinding.objects.update(**confirmed)) == "finding_takes_four_eyes"


def test_the_database_refuses_a_confirmed_finding_that_is_no_decision(coordinator):
    FindingFactory()
    confirmed = {"answer": "confirmed", "answered_by": coordinator, "answered_at": "2026-11-02T09:00:00Z"}

    assert refusal(lambda: CourtFinding.objects.update(**confirmed)) == "ruling_takes_effect"


@pytest.mark.parametrize(
    "other", [{"outcome": "not_trafficked"}, {"decided_on": date(2026, 10, 21)}, {"authority": "cmm"}]
)
def test_the_database_refuses_a_decision_that_no_court_said(coordinator, other):
    finding = FindingFactory()
    CourtFinding.objects.filter(pk=finding.pk)
    said = {
        "case": finding.case, "finding": finding, "outcome": finding.outcome, "authority": "court",
        "prepared_by": finding.recorded_by, "decided_by": coordinator, "decided_on": finding.judged_on,
        "reason": "Dom.", "age_band": "unknown",
    }  # fmt: skip

    unconfirmed = refusal(lambda: StatusDecision.objects.create(**said))

    def confirmed():
        CourtFinding.objects.update(answer="confirmed", answered_by=coordinator, answered_at="2026-11-02T09:00:00Z")
        StatusDecision.objects.create(**said | other)

    assert (unconfirmed, refusal(confirmed)) == ("decision_repeats_its_ruling",) * 2


def test_a_decision_is_put_out_of_force_by_nothing_but_the_next_or_an_appeal():
    decision = DecisionFactory()

    assert refusal(lambda: StatusDecision.objects.filter(pk=decision.pk).update(in_force=False)) == "decision_stands"


# In the browser


def address(name, case, *more):
    return reverse(f"identification:{name}", args=[case.ref, *more])


def test_an_appeal_from_the_case_to_its_outcome(as_role, people):
    decision = DecisionFactory()
    case, board = decision.case, code(CodeList.APPEAL_BODY, "immigration_appeals_board")
    said = {"lodged_by": "lawyer", "body": board.pk, "lodged_on": "12-10-2026"}
    as_role("cmm_caseworker").get(reverse("cases:case_purpose", args=[case.ref]))
    early = as_role("cmm_coordinator").post(address("appeal_create", case), said | {"lodged_on": "01-10-2026"})
    assert (early.status_code, early.context["form"].errors) == (
        422, {"lodged_on": ["Klagen kan ikke ligge før afgørelsen (6. oktober 2026)."]},
    )  # fmt: skip
    AppealFactory(decision=decision, recorded_by=staff("cmm_coordinator"))

    tab = as_role("cmm_coordinator").get(address("assessment_list", case))
    assert (address("appeal_end", case, 1) in tab.text, address("appeal_create", case) in tab.text) == (True, False)
    as_role("cmm_coordinator").post(address("appeal_end", case, 1), {"outcome": "annulled", "outcome_on": "30-10-2026"})

    tab = as_role("cmm_coordinator").get(address("assessment_list", case))
    assert "Ophævet" in tab.text
    assert standing(case) == ("in_clarification", [])


def test_a_finding_from_the_case_to_the_decision_in_force(as_role):
    case, court = supported(), code(CodeList.COURT, "odense")
    said = {"court": court.pk, "court_ref": "S5-1", "judged_on": "20-10-2026", "outcome": "trafficked"}
    as_role("cmm_coordinator").post(address("finding_create", case), said)
    own = as_role("cmm_coordinator").post(address("finding_answer", case, 1), {"answer": "confirm"})
    assert (own.status_code, "En anden kollega bekræfter" in own.text) == (422, True)
    other = FindingFactory(case=case)

    empty = as_role("cmm_coordinator").post(address("finding_answer", case, other.number), {"answer": "refuse"})
    assert (empty.status_code, empty.context["form"].errors) == (422, {"refusal": ["Udfyld feltet."]})
    as_role("cmm_coordinator").post(address("finding_answer", case, other.number), {"answer": "confirm"})

    assert standing(case) == ("in_support", [("trafficked", "court")])
    tab = as_role("cmm_coordinator").get(address("assessment_list", case))
    assert "Retten i Odense" in tab.text


def test_the_course_of_the_case_shows_both(coordinator):
    appeal = ended(coordinator, "upheld")
    FindingFactory(case=appeal.case)

    with override("da"):
        shown = [(point.label, point.hollow) for point in course_of(appeal.case) if point.lane in ("work", "criminal")]

    assert [one for one in shown if one[0] in {"Klage", "Dom", "Klage afsluttet"}] == [
        ("Klage", False), ("Dom", True), ("Klage afsluttet", False),
    ]  # fmt: skip


def test_everything_is_logged_under_the_case(coordinator):
    appeal = ended(coordinator, "annulled")

    actions = AuditEntry.objects.filter(case_ref=appeal.case.ref).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["case.moved", "appeal.ended"]
