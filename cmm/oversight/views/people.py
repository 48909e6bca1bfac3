"""The log by person: who has seen somebody, and the sheet that tells them when and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import roles_required
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.pages import bounded, page
from cmm.core.paper.drawing import DrawingFailed
from cmm.oversight.forms import PersonForm, SheetForm
from cmm.oversight.rendering.sheets import set_sheet
from cmm.oversight.rendering.wordings import languages, name_of
from cmm.oversight.selectors.names import reading_lines
from cmm.oversight.selectors.persons import Person, every_look_at, language_of, person_behind, who_saw
from cmm.oversight.selectors.sheets import sheet_of
from cmm.oversight.services import make_sheet

SHOWN = 40  # lines of the sheet on screen; the PDF holds all


@roles_required("audit.view_auditentry")
@require_safe
def audit_people(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.GET if "ref" in request.GET else None)
    if form.is_valid():
        person = person_behind(form.cleaned_data["ref"])
        if person:
            return redirect("audit_person", person.ref)
        form.add_error("ref", _("There is no case and no inquiry with this number."))
    return page(request, "oversight/audit_people.html", form=form)


@roles_required("audit.view_auditentry")
@require_safe
def audit_person(request: HttpRequest, ref: str) -> HttpResponse:
    """Who has seen the person, and on the other tab every look."""
    person = person_or_404(ref)
    part = "every" if request.GET.get("part") == "every" else "colleagues"
    record(request.user, AuditAction.LOG_READ, request.user, case_ref=person.ref, part="person")
    context = {"person": person, "part": part}
    if part == "every":
        shown = bounded(every_look_at(person), request, 50)
        return page(
            request, "oversight/audit_person.html", context | {"shown": shown, "lines": reading_lines(shown.rows)}
        )
    groups = who_saw(person)
    shown = bounded(groups, request, 50, counted=len(groups))
    return page(request, "oversight/audit_person.html", context | {"shown": shown})


@roles_required("audit.view_auditentry")
@require_http_methods(["GET", "POST"])
def audit_sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """The sheet on screen, in a language; sent as a form it is made as a PDF."""
    person = person_or_404(ref)
    form = SheetForm(request.POST or None)
    if request.method == "POST" and (answer := made(request, person, form)):
        return answer
    return shown(request, person, form)


def shown(request: HttpRequest, person: Person, form: SheetForm) -> HttpResponse:
    language = request.POST.get("language", request.GET.get("language", "da"))
    language = language if language in languages() else "da"
    record(request.user, AuditAction.LOG_READ, request.user, case_ref=person.ref, part="sheet")
    sheet = set_sheet(sheet_of(person), language)
    context = sheet | {
        "person": person,
        "shown": sheet["lines"][:SHOWN],
        "offered": [(code, name_of(code)) for code in languages()],
        "spoken": language_of(person),
        "is_translated": person.language in languages(),
    }
    return page(request, "oversight/audit_sheet.html", context, form=form)


def made(request: HttpRequest, person: Person, form: SheetForm) -> HttpResponse | None:
    """The PDF; nothing where the form must be shown again."""
    if not form.is_valid():
        form.add_error(None, _("Choose one of the languages the sheet exists in."))
        return None
    language = form.cleaned_data["language"]
    try:
        paper = make_sheet(actor=request.user, person=person, language=language)
    except RuleError as refused:
        form.refuse(refused)
        return None
    except DrawingFailed:
        messages.error(request, _("The sheet could not be drawn. Try again in a moment."))
        return redirect("audit_sheet", person.ref)
    name = f"{_('who-has-seen')}-{person.ref}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def person_or_404(ref: str) -> Person:
    person = person_behind(ref)
    if person is None:
        raise Http404
    return person
