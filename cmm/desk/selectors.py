"""Rows for the pages that put several rooms together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

import cases.selectors as cases_selectors
import identification.followup.selectors as followup_selectors
import identification.selectors as identification_selectors
import shelters.selectors as shelters_selectors
from cases.course import CoursePoint
from cases.enums import CaseStatus
from cases.merging.selectors import notices_for
from cases.models import Case, Changeover, Handover, Inquiry, JournalEntry
from cases.outreach.selectors.phones import waiting_long
from cases.querysets import InquiryQuerySet
from cases.selectors.caseload import offered_to, stalled
from cases.selectors.handovers import handover_lists
from cmm.accounts.scoping import has_role_permission
from cmm.alerts.figures import figures
from cmm.alerts.rules import standing
from cmm.audit.selectors import openings_of
from cmm.core.counts import bounded_counts
from cmm.desk.alerts import due_alerts
from cmm.desk.deadlines import WEEK_DAYS, periods_due
from cmm.desk.desks import OWN, SHOWN, Desk, patience
from cmm.desk.followups import late_after_decision
from cmm.desk.gone import due_gone
from cmm.desk.phones import due_phones
from cmm.desk.promises import due_consent, due_papers, due_referral, due_support, due_task
from cmm.desk.ranking import LATER, NOW, SOON
from cmm.desk.work import Due, due_assignment, due_case, due_decision, due_handover, due_inquiry, due_offer
from identification.selectors.periods import watched_by

NOTHING: Mapping[str, int] = {}
OPEN_STATUSES = [status for status in CaseStatus if status != CaseStatus.CLOSED]


def course_of(user: Any, case: Case) -> list[CoursePoint]:
    """The course of a case from every room, oldest first."""
    rooms = (cases_selectors, identification_selectors, shelters_selectors, followup_selectors)
    return sorted((point for room in rooms for point in room.course_of(user, case)), key=lambda point: point.on)


def latest_notes(case: Case, number: int = 3) -> list[JournalEntry]:
    return list(cases_selectors.journal_of(case)[:number])


def openings(case: Case, days: int = 30) -> dict[str, int]:
    """How many persons have opened the case lately, and how often, this time included."""
    return openings_of(case.pk, since=timezone.now() - timedelta(days=days))


def open_inquiries(user: Any) -> InquiryQuerySet:
    return cases_selectors.inquiry_lists(user)["open"]


@dataclass(frozen=True)
class Group:
    """One group of work, at most ``SHOWN`` lines of it."""

    tone: str
    due: list[Due]
    count: int


def groups(lines: Iterable[Due], besides: Mapping[str, int] = NOTHING) -> list[Group]:
    """The lines by how long they can wait, the worst to miss first, and of a kind the oldest; no group is empty. Of
    some kind there are more ``besides``, which come after its lines.
    """
    by_tone: dict[str, list[Due]] = {NOW: [], SOON: [], LATER: []}
    for due in lines:
        by_tone[due.tone].append(due)
    return [
        Group(
            tone, sorted(due, key=lambda one: (one.worry, one.since, one.ref))[:SHOWN], len(due) + besides.get(tone, 0)
        )
        for tone, due in by_tone.items()
        if due
    ]


def work_of(user: Any, desk: Desk, today: date) -> list[Group]:
    """Everything ``user`` should do today, from who did not come back to the own case nobody has touched."""
    lines = [due for case in desk.own if (due := due_case(case, today))]
    lines += [due_assignment(case, today) for case in desk.unassigned]
    lines += [due_gone(case, case.message, today) for case in desk.gone]
    clocks, besides = periods_due(watched_by(user), today, SHOWN)
    lines += clocks
    lines += ending([*desk.own, *desk.unassigned], today)
    if has_role_permission(user, "cases.write_journal_case"):
        lines += promised(user, desk.own, today)
    if has_role_permission(user, "cases.answer_changeover") and not counts_for_all(user):
        lines += [due_offer(offer, today) for offer in offered_to(user)[:SHOWN]]
    lines += [due_inquiry(inquiry, today) for inquiry in desk.inquiries]
    if has_role_permission(user, "cases.answer_handover") and not counts_for_all(user):
        lines += [due_handover(handover, today) for handover in handover_lists(user)["open"][:SHOWN]]
    if has_role_permission(user, "identification.decide_assessment"):
        lines += [due_decision(row, today) for row in identification_selectors.waiting(user)[:SHOWN]]
    return groups(saying_whose(lines, user) + on_phones(user, today) + not_running(user, today), besides)


def saying_whose(lines: list[Due], user: Any) -> list[Due]:
    """Of a case the reader covers for somebody in, the line says so."""
    return [replace(due, text=f"{due.text} {said}") if (said := whose(due.row, user)) else due for due in lines]


def whose(row: Any, user: Any) -> str:
    if not isinstance(row, Case) or row.caseworker_id not in user.covers_for:
        return ""
    return _("You cover for %(name)s.") % {"name": row.caseworker}


def counts_for_all(user: Any) -> bool:
    """Whether the page tells ``user`` in its line of counts what waits for everybody, so that it need not list it."""
    return has_role_permission(user, "cases.assign_case")


def on_phones(user: Any, today: date) -> list[Due]:
    """What the leader of the street is told of phones, in one statement."""
    if not has_role_permission(user, "outreach.settle_sealedcontact"):
        return []
    return due_phones(bounded_counts(waiting_long(user)), today)


def not_running(user: Any, today: date) -> list[Due]:
    """Who gives cases and who keeps the log are told what of the register itself does not run, in one statement."""
    told = counts_for_all(user) or has_role_permission(user, "audit.view_auditentry")
    if not (settings.CMM_WATCHED and told):
        return []
    return due_alerts(standing(figures()), today)


def ending(mine: list[Any], today: date) -> list[Due]:
    """Support after return that is about to end, or has."""
    soon = today + timedelta(days=settings.CMM_SUPPORT_ENDS_SOON_DAYS)
    found = [due_support(case, case.departed, soon, today) for case in mine if case.departed]
    return [due for due in found if due]


def promised(user: Any, own: list[Any], today: date) -> list[Due]:
    """Calls and tasks of the coming week, papers missing after a night, consents that lapse, what lags behind after the
    decision, and referrals nobody has answered in time.
    """
    tasks = cases_selectors.tasks_due(user, today + timedelta(days=WEEK_DAYS))[:OWN]
    lines = [due_task(task, today) for task in tasks]
    if lacking := {case.pk: case for case in own if case.lacks_papers}:
        lines += [due_papers(stay, today) for stay in shelters_selectors.unfinished(user, lacking)]
    lines += [due_consent(case, case.lapses_on, today) for case in own if case.lapses_on]
    lines += [due for case in own for due in late_after_decision(case, today)]
    return lines + [due_referral(case, case.unanswered, patience(), today) for case in own if case.unanswered]


def by_status(mine: list[Case]) -> list[tuple[CaseStatus, int]]:
    counts = Counter(case.status for case in mine)
    return [(status, counts[status]) for status in OPEN_STATUSES if counts[status]]


def team(user: Any) -> list[dict[str, Any]]:
    """Each colleague's open cases, how many of them nobody touches and since when; those of nobody last."""
    rows = Case.objects.allowed(user).open().values("caseworker", "caseworker__name")
    still = stalled(timezone.localdate())
    figures = {"active": Count("pk"), "quiet": Count("pk", filter=still), "quietest": Min("touched_at")}
    return list(rows.annotate(**figures).order_by("caseworker__name"))


def strip(user: Any, colleagues: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """What the coordinator's line of links counts; of cases it says what the team's table says."""
    lists: dict[str, Any] = {"inquiries": open_inquiries(user), "decisions": identification_selectors.waiting(user)}
    lists |= {"glasses": cases_selectors.glass_lists(user)["waiting"], "handovers": handover_lists(user)["open"]}
    lists |= {"offers": offered_to(user)}
    rows = list(colleagues)
    return bounded_counts(lists) | {
        "unassigned": sum(row["active"] for row in rows if row["caseworker"] is None),
        "quiet": sum(row["quiet"] for row in rows),
    }


def waiting_elsewhere(user: Any) -> dict[str, int]:
    """What waits in the rooms of readers without cases, by the name of the page that shows it; and notices unread."""
    lists: dict[str, Any] = {}
    if has_role_permission(user, "cases.follow_inquiry"):
        lists |= {"cases:referral_list": cases_selectors.referrals(user).open(), "notices": notices_for(user)}
    if has_role_permission(user, "cases.judge_brokenglass"):
        lists["cases:glass_list"] = cases_selectors.glass_lists(user)["waiting"]
    if has_role_permission(user, "shelters.answer_placementrequest"):
        lists["shelters:request_list"] = shelters_selectors.waiting_requests(user)
    return bounded_counts(lists)


def rows_shown(shown: Iterable[Group]) -> tuple[list[Changeover], list[Case | Inquiry | Handover]]:
    """What the page shows, for the log: offers that wait for the reader's answer, and all else."""
    rows = [due.row for group in shown for due in group.due if due.row]
    offers = [row for row in rows if isinstance(row, Changeover)]
    return offers, [row for row in rows if not isinstance(row, Changeover)]
