"""The leader's figures of a period, on a page and as files. Nobody is named on the page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Code
from cases.outreach.forms.figures import FiguresForm
from cases.outreach.halves import half_of
from cases.outreach.models import Venue
from cases.outreach.rendering.calendars import calendars_of
from cases.outreach.rendering.files import KINDS, as_file, contact_table, figure_tables, file_name
from cases.outreach.rendering.sections import sections_of
from cases.outreach.rendering.words import average
from cases.outreach.selectors.clock import service_day
from cases.outreach.selectors.leading import leading_figures
from cases.outreach.selectors.lists import counted_codes
from cases.outreach.services.files import take_contacts, take_figures
from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.audit.enums import Surface
from cmm.core.downloads import fetched
from cmm.core.pages import page

COUNTS = "outreach.count_contact"


@roles_required(COUNTS)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Rounds and the three counters of a period, and when the organisation was out. Its own, with true counts."""
    form, codes = asked_of(request)
    return shown(request, form, codes)


def shown(request: HttpRequest, form: FiguresForm, codes: list[Code]) -> HttpResponse:
    """The page; with what is wrong at its place where it is, or where a file of it was refused."""
    asked = form.asked_of()
    found = leading_figures(request.user, asked, codes)
    half = half_of(asked.span.first)
    context = {
        "asked": asked,
        "half_before": half.before,
        "half_after": half.after,
        "figures": found,
        "averages": averages(found["total"]),
        "sections": sections_of(found) if is_anything(found) else [],
        "calendars": calendars_of(found),
        "query": request.GET.urlencode(),
    }
    return page(request, "outreach/figures.html", context, form=form)


def is_anything(found: dict[str, Any]) -> bool:
    return bool(found["total"]["visits"] or found["total"]["rounds"])


def averages(total: dict[str, Any]) -> dict[str, str]:
    """What a service day with contacts held on average."""
    names = {"visits": "visits", "unique": "unique_by_day", "new": "new"}
    return {name: average(total[of], total["days"]) for name, of in names.items()}


@roles_required(COUNTS)
@require_safe
def figures_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the page shows, as a file; the log says who took it."""
    form, codes = asked_of(request, kind)
    if form.is_valid():
        asked = form.asked_of()
        with form.refusing():
            found = take_figures(actor=request.user, asked=asked, codes=codes, kind=kind)
            return sent(figure_tables(found), asked, kind, _("Figures of outreach"), "opsoegende-tal")
    return shown(request, form, codes)


@roles_required(COUNTS)
@require_safe
def contacts_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The contacts of the figures one by one, each of them noted as seen."""
    form, codes = asked_of(request, kind)
    if form.is_valid():
        asked = form.asked_of()
        with form.refusing():
            contacts = take_contacts(actor=request.user, asked=asked, kind=kind)
            note_reading(request, contacts, surface=Surface.EXPORT)
            return sent([contact_table(contacts)], asked, kind, _("Contacts"), "kontakter")
    return shown(request, form, codes)


def asked_of(request: HttpRequest, kind: str = "") -> tuple[FiguresForm, list[Code]]:
    """What is asked for; of a file always something, for what is refused must stand in the form."""
    if kind and kind not in KINDS:
        raise Http404
    codes = list(counted_codes())
    venues = Venue.objects.allowed(request.user).kinds()
    today = service_day(timezone.now(), request.user.organisation_id)
    half = half_of(today)
    usual = {"start": half.first, "end": half.last}
    said = request.GET or ({name: day.isoformat() for name, day in usual.items()} if kind else None)
    return FiguresForm(said, codes=codes, venues=venues, today=today, initial=usual), codes


def sent(tables: Any, asked: Any, kind: str, title: str, stem: str) -> HttpResponse:
    span = asked.span
    content = as_file(tables, kind=kind, title=title, stamp=timezone.now())
    return fetched(content, content_type=KINDS[kind], name=file_name(stem, span.first, span.last, kind))
