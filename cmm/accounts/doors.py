"""The only ways from a request to a row. A stranger and a typo get the same 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import has_role_permission, lies_elsewhere
from cmm.audit.enums import Surface
from cmm.core.overtaken import LiesElsewhere

View = Callable[..., HttpResponse]


def get_allowed_or_404(
    request: HttpRequest,
    model: Any,
    action: str = "view",
    *,
    log_as: Surface = Surface.PAGE,
    opens: bool = True,
    **lookup: Any,
) -> Any:
    """Fetch one row the user may act on. Where it is about a person, the log is told that they were seen, and why.

    It ``opens`` the row's case: raises PurposeWanted where that is a colleague's and the user has not said what for.
    Raises Http404, or LiesElsewhere where the user sees the row and it is under a file that was merged into another.
    """
    rows = model._default_manager.allowed(request.user, action)
    rows = rows.select_related(*getattr(model, "door_joins", ())).prefetch_related(*getattr(model, "door_looks", ()))
    try:
        instance = rows.get(**lookup)
    except model.DoesNotExist:
        raise (LiesElsewhere if lies_elsewhere(request.user, model, lookup) else Http404) from None
    note_reading(request, [instance], surface=log_as, action=action, opens=opens)
    return instance


def roles_required(*permissions: str) -> Callable[[View], View]:
    """Close a page to everybody whose roles open none of ``permissions``: 404, as if it did not exist."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(has_role_permission(request.user, permission) for permission in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return guard
