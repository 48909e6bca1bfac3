"""The calendar of deadlines: a page to make and end its address, and the feed itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import roles_required
from cmm.core.pages import page
from identification.feed import calendar_of
from identification.selectors.calendars import key_called, key_of, last_days, owner_of
from identification.services import end_calendar_key, fetch_calendar, make_calendar_key
from identification.services.calendars import digest


@roles_required("cases.set_periods_case")
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The address is shown once, in the answer to the form that made it, and never stands in an address of ours."""
    shown = ""
    if request.POST.get("act") == "end":
        end_calendar_key(actor=request.user)
        messages.success(request, _("The calendar is closed. Its address answers no more."))
        return redirect("identification:calendar")
    if request.method == "POST":
        key = make_calendar_key(actor=request.user)
        shown = request.build_absolute_uri(reverse("identification:calendar_feed", args=[key]))
    row = key_of(request.user)
    return page(request, "identification/calendar.html", {"row": row, "shown": shown})


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever holds the key is its owner, and sees what the owner may see at this moment. Any other key is nothing.

    A key that is asked too often is told to wait; every answer stands in the log.
    """
    row = key_called(digest(key))
    owner = owner_of(row)
    if row is None or owner is None:
        raise Http404
    if wait := fetch_calendar(owner=owner, row=row):
        return HttpResponse(status=429, headers={"Retry-After": str(wait), "Cache-Control": "no-store"})
    content = calendar_of(last_days(owner), row.key_hash)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"
    return answer
