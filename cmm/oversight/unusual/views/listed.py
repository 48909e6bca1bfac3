"""The weekly list, for whoever keeps the log. It shows numbers of cases, and nobody in them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import roles_required
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.pages import bounded, page
from cmm.core.templatetags.cmm import danishshort
from cmm.oversight.unusual.forms import JudgeForm, WeekFilter
from cmm.oversight.unusual.selectors import entries as kept
from cmm.oversight.unusual.services import judge


@roles_required("audit.view_auditentry")
@require_safe
def entry_list(request: HttpRequest) -> HttpResponse:
    weeks = kept.weeks()
    form = WeekFilter(request.GET or None, weeks=[(one.week, label_of(one)) for one in weeks])
    chosen = next((one for one in weeks if one.week == form.chosen().get("week")), weeks[0] if weeks else None)
    view = "all" if request.GET.get("view") == "all" else "asked"
    record(request.user, AuditAction.LOG_READ, request.user, part="unusual")
    shown = bounded(kept.entries_in(chosen.week if chosen else "", asked_only=view == "asked"), request)
    context = {"form": form, "chosen": chosen, "view": view, "shown": shown, "lines": kept.lines(shown.rows)}
    return page(request, "unusual/entry_list.html", context | {"reasons": kept.every_reason()})


def label_of(week: Any) -> str:
    first, last = week.days
    told = {"number": int(week.week[-2:]), "first": danishshort(first), "last": danishshort(last)}
    return _("Week %(number)s, %(first)s to %(last)s") % told


@roles_required("audit.view_auditentry")
@require_http_methods(["GET", "POST"])
def entry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    entry = kept.entry_called(pk)
    if entry is None:
        raise Http404
    record(request.user, AuditAction.LOG_READ, entry, case_ref=entry.case_ref, part="unusual")
    form = JudgeForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            judge(actor=request.user, entry=entry, **form.cleaned_data)
            messages.success(request, _("The entry is closed."))
            return redirect("unusual:entry_list")
    (line,) = kept.lines([entry])
    is_mine = entry.actor_id == request.user.pk
    context = {
        "line": line,
        "said": kept.with_names(line.said),
        "why": kept.why(entry),
        "days": kept.days_read(entry),
        "purposes": kept.purposes_of(entry),
        "is_mine": is_mine,
        "others": kept.others_who_judge(request.user) if is_mine else [],
    }
    return page(request, "unusual/entry_detail.html", context, form=form)
