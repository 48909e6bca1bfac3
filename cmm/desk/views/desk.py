"""Today, and the page of one case: pages that put several rooms together."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.legacy.selectors import past_of
from cases.models import Case
from cases.rules.inquiries import MOST_AT_ONCE
from cases.selectors import acts_on, met_together, open_tasks
from cases.selectors.duplicates import same_persons
from cases.selectors.handovers import tied_to
from cmm.accounts.chrome import start_of
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import has_role_permission
from cmm.core.pages import page
from cmm.desk import selectors
from cmm.desk.begun import begun, drafts_of
from cmm.desk.desks import desk_of
from cmm.desk.involved import involved_in
from cmm.desk.rooms import rooms_of
from cmm.desk.timeline import timeline


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    start = start_of(request.user)
    if start:
        return redirect(start)
    if has_role_permission(request.user, "cases.view_case"):
        return desk(request)
    day, waiting = timezone.localdate(), selectors.waiting_elsewhere(request.user)
    groups = selectors.groups(selectors.on_phones(request.user, day) + selectors.not_running(request.user, day))
    return page(request, "desk/start.html", {"today": day, "groups": groups, "rooms": rooms_of(request.user, waiting)})


def desk(request: HttpRequest) -> HttpResponse:
    """The work of those who have cases: what would hurt most comes first."""
    user, day = request.user, timezone.localdate()
    drafts = drafts_of(user)
    cases = desk_of(user, drafts.values())
    groups, mine = (
        selectors.work_of(user, cases, day),
        selectors.by_status([case for case in cases.own if case.caseworker_id == user.pk]),
    )
    context: dict[str, Any] = {
        "today": day,
        "groups": groups,
        "counts": {group.tone: group.count for group in groups},
        "mine": mine,
        "most": max([number for _status, number in mine], default=1),
        "has_cases": has_role_permission(user, "cases.add_case"),
        "recent": cases.recent,
        "begun": begun(drafts, cases.named),
    }
    if selectors.counts_for_all(user):
        team = selectors.team(user)
        busiest = max((row["active"] for row in team), default=1)
        context |= {"strip": selectors.strip(user, team), "team": team, "busiest": busiest}
    offers, others = selectors.rows_shown(groups)
    note_reading(request, [*others, *cases.recent, *[one.row for one in context["begun"] if one.row]])
    note_reading(request, offers, action="answer")
    return page(request, "desk/today.html", context)


@login_required
@require_safe
def case_detail(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, ref=ref)
    course, day = selectors.course_of(request.user, case), timezone.localdate()
    reads_journal = "write_journal" in acts_on(request.user, case)
    context = {
        "case": case,
        "today": day,
        "course": course,
        "picture": timeline(course, day),
        "past": past_of(request.user, case),
        "reads_journal": reads_journal,
        "tasks": open_tasks(case) if reads_journal else [],
        "notes": selectors.latest_notes(case) if reads_journal else [],
        "openings": selectors.openings(case),
        "involved": involved_in(case, request.user),
        "met": list(met_together(request.user, case)[:MOST_AT_ONCE]),
    }
    context["referrals"] = list(tied_to(request.user, case)[:MOST_AT_ONCE])
    context["same"] = same_persons(request.user, case)
    note_reading(request, [*context["met"], *context["same"]])
    return page(request, "desk/case_detail.html", context)
