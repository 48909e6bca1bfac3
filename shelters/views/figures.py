"""Figures of stays, and the basis of invoices. Nobody is named on either."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import has_role_permission
from cmm.audit.enums import Surface
from cmm.core.downloads import fetched
from cmm.core.pages import bounded, page
from cmm.core.spreadsheets import XLSX
from shelters import forms
from shelters.rendering.costs import by_payer, of_costs
from shelters.rendering.indicators import indicators
from shelters.rendering.invoices import as_xlsx
from shelters.rendering.outcomes import of_stays
from shelters.rendering.sections import Section, of_nights
from shelters.selectors.costs import costs, hidden_nights
from shelters.selectors.invoices import invoice_lines, invoice_stays
from shelters.selectors.keyfigures import KeyFigures, houses_billed, houses_counted, key_figures, slept_by
from shelters.services import take_invoice_basis

BILLS, COUNTS = "shelters.bill_shelter", "shelters.count_shelter"
STAYS_A_PAGE = 50


@roles_required(BILLS, COUNTS)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What a period held: of every house to coordinators and inspectors, of their own to managers.

    An inspector counts nights; no stay is read for them.
    """
    today = timezone.localdate()
    form = forms.PeriodForm({"year": today.year, **request.GET.dict()}, today=today)
    bills = has_role_permission(request.user, BILLS)
    found = key_figures(request.user, houses_counted(request.user), form.period(today), today, stays=bills)
    context: dict[str, Any] = {"filters": form, "figures": found, "sections": sections(found)}
    if found.stays:
        context |= {"stays": found.stays, "indicators": indicators(found, found.stays)}
    return page(request, "shelters/figures.html", context)


def sections(found: KeyFigures) -> list[Section]:
    drawn = [*of_nights(found.nights)]
    if found.stays:
        drawn += [*of_stays(found, found.stays), *of_costs(found.stays.costs)]
    return drawn


@roles_required(BILLS)
@require_safe
def invoice_list(request: HttpRequest) -> HttpResponse:
    """The lines of a month, each leading to its stay."""
    form, asked = asked_of(request)
    shown = bounded(invoice_stays(request.user, **asked), request, STAYS_A_PAGE)
    lines = invoice_lines(shown.rows, asked["houses"], asked["window"])
    note_reading(request, shown.rows)
    spent = costs(request.user, asked["houses"], asked["window"])
    chosen = spent if asked["payer"] is None else spent.of_payer(asked["payer"])
    context = {
        "filters": form,
        "window": asked["window"],
        "month": form.month_asked(),
        "shown": shown,
        "lines": lines,
        "costs": chosen,
        "sums": by_payer(chosen),
        "hidden": hidden_nights(request.user, asked["houses"], asked["window"]),
        "query": request.GET.urlencode(),
    }
    return page(request, "shelters/invoice_list.html", context)


@roles_required(BILLS)
@require_safe
def invoice_file(request: HttpRequest) -> HttpResponse:
    """The same lines, all of them, as a workbook; the log says who took it and whose stays stand in it."""
    form, asked = asked_of(request)
    lines = take_invoice_basis(actor=request.user, window=asked["window"], payer=asked["payer"])
    note_reading(request, dict.fromkeys(line.stay for line in lines), surface=Surface.EXPORT)
    content = as_xlsx(
        lines,
        window=form.month_asked(),
        hidden=hidden_nights(request.user, asked["houses"], asked["window"]),
        stamp=timezone.now(),
        url=lambda stay: request.build_absolute_uri(reverse("shelters:placement_detail", args=[stay.ref])),
    )
    return fetched(content, content_type=XLSX, name=f"faktureringsgrundlag-{form.month_asked().first:%Y-%m}.xlsx")


def asked_of(request: HttpRequest) -> tuple[forms.InvoiceForm, dict[str, Any]]:
    """Houses, nights and payer: the month that is over, where nothing else was asked for."""
    today = timezone.localdate()
    usual = forms.last_month(today)
    form = forms.InvoiceForm({**usual, **request.GET.dict()}, today=today, initial=usual)
    window = slept_by(form.month_asked(), today)
    return form, {"houses": houses_billed(request.user), "window": window, "payer": form.payer_asked()}
