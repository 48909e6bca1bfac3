"""Taking away what an assessment rests on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cmm.core.pages import page
from identification.enums import Element
from identification.forms import RemovalForm
from identification.rules.elements import is_supported
from identification.rules.support import TYPES, label_of
from identification.selectors.observations import observation_called
from identification.selectors.texts import grounds_of
from identification.services import remove_support
from identification.views.reading import labels_of, opened


@login_required
@require_http_methods(["GET", "POST"])
def support_remove(request: HttpRequest, ref: str, number: int, claim: str, observation: int) -> HttpResponse:
    """The page says beforehand what the element rests on afterwards. ``claim`` is such as ``act-recruit``."""
    assessment = opened(request, "change", ref, number)
    element, _dash, kind = claim.partition("-")
    row, stands = observation_called(assessment.case, observation, request.user), grounds_of(assessment)
    if row is None or not is_claimable(element, kind):
        raise Http404
    left, form = stands.without(element, kind, observation), RemovalForm(request.POST or None)
    if form.is_valid():
        where = {"element": element, "kind": kind, "number": observation}
        with form.refusing():
            remove_support(actor=request.user, assessment=assessment, **where, **form.cleaned_data)
            messages.success(request, _("The support is removed. The history says so."))
            return redirect(assessment)
    chosen = kind or stands.exploitation_form
    context = {
        "case": assessment.case,
        "assessment": assessment,
        "observation": row,
        "element": Element(element),
        "label": label_of(Element(element), chosen, labels_of(stands)) if chosen else Element(element).label,
        "is_linked": left != stands,
        "loses_support": is_supported(stands, element) and not is_supported(left, element),
    }
    return page(request, "identification/support_remove.html", context, form=form)


def is_claimable(element: str, kind: str) -> bool:
    """Whether there is such a claim: a type of act or means, or the purpose."""
    if element == Element.PURPOSE:
        return not kind
    return element in Element.values and kind in TYPES[Element(element)].values
