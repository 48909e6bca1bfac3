"""The bed board."""

from datetime import timedelta

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
    """A fortnight of every place the reader may see; names only where the stay is theirs to see."""
    form = BoardForm(request.GET)
    chosen = form.chosen()
    tonight = night_of(timezone.localtime())
    first = chosen.get("start", tonight - timedelta(days=SHOWS_BEFORE))
    places = selectors.board(request.user, first=first, tonight=tonight, only=chosen.get("only", []))
    note_reading(request, places.stays)
    context = {
        "board": places,
        "filters": form,
        "before": first - WEEK,
        "after": first + WEEK,
        "only": chosen.get("only", []),
        "standings": selectors.standings(request.user, tonight),
    }
    return page(request, "shelters/board.html", context)
