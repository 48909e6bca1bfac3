"""The bed board."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.core.pages import page
from shelters import selectors
from shelters.forms import BoardForm
from shelters.rules import night_of
from shelters.selectors.board import SHOWS_BEFORE

WEEK = timedelta(days=7)


@roles_required("shelters.view_shelter")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """A fortnight of every place the reader may see; names only where the stay is theirs to see.

    A board that stands open asks by itself with the mark of what it shows, and is told nobody's name while that holds.
    """
    form = BoardForm(request.GET)
    chosen = form.chosen()
    tonight = night_of(timezone.localtime())
    first = chosen.get("start", tonight - timedelta(days=SHOWS_BEFORE))
    approvals = selectors.standings(request.user, tonight)
    wish = {"first": first, "tonight": tonight, "only": chosen.get("only", []), "approvals": approvals}
    if request.htmx and request.GET.get("mark") == selectors.board_mark(request.user, **wish):
        return HttpResponse(status=204)
    places = selectors.board(request.user, **wish)
    note_reading(request, places.stays)
    context = {"board": places, "filters": form, "before": first - WEEK, "after": first + WEEK, "only": wish["only"]}
    context |= {"standings": approvals, "refuses": settings.CMM_LAPSED_APPROVAL == "refuse"}
    template = "shelters/_board.html" if request.htmx else "shelters/board.html"
    here = f"{request.path}?{without_mark(request)}"
    return page(request, template, context | {"here": here, "redrawn": bool(request.htmx)})


def without_mark(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("mark", None)
    return asked.urlencode()
