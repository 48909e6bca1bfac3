"""Search before create: whom we know already, among those the searcher may see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.enums import InquiryOutcome
from cases.forms import SearchForm
from cases.models import Inquiry
from cases.selectors.search import Answer
from cases.services import search_persons
from cases.views.reasons import in_words
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_search
from cmm.core.pages import page


@roles_required("cases.view_case")
@require_http_methods(["GET", "POST"])
def person_search(request: HttpRequest) -> HttpResponse:
    inquiry = inquiry_of(request)
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"inquiry": inquiry, "way_on": way_on(inquiry)}
    if form.is_valid():
        with form.refusing():
            answer = search_persons(actor=request.user, inquiry=inquiry, **form.cleaned_data)
            note_search(request, form.cleaned_data, answer.cases)
            context |= {"answer": answer, "hits": hits(answer)}
    return page(request, "cases/person_search.html", context, form=form)


def inquiry_of(request: HttpRequest) -> Inquiry | None:
    """The inquiry a case is to come of, where the search is the first step of that."""
    ref = request.GET.get("inquiry")
    return get_allowed_or_404(request, Inquiry, ref=ref) if ref else None


def way_on(inquiry: Inquiry | None) -> str:
    if inquiry is None or inquiry.outcome != InquiryOutcome.OPEN:
        return ""
    if inquiry.persons > 1:
        return reverse("cases:operation_create", args=[inquiry.ref])
    return f"{reverse('cases:case_create')}?inquiry={inquiry.ref}"


def hits(answer: Answer) -> list[dict[str, Any]]:
    return [{"case": one.case, "reasons": in_words(one.reasons)} for one in answer.found]
