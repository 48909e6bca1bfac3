"""The only ways from a request to a row. A stranger and a typo get the same 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cmm.accounts.scoping import has_role_permission
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand

View = Callable[..., HttpResponse]


def get_allowed_or_404(
    request: HttpRequest, model: Any, action: str = "view", *, log_as: AuditAction | None = None, **lookup: Any
) -> Any:
    """Fetch one row the user may act on; with ``log_as`` the opening is written in the same transaction."""
    rows = model._default_manager.allowed(request.user, action)
    rows = rows.select_related(*getattr(model, "door_joins", ())).prefetch_related(*getattr(model, "door_looks", ()))
    instance = get_object_or_404(rows, **lookup)
    if log_as:
        with transaction.atomic():
            record(request.user, log_as, instance, case_ref=case_ref_of(instance))
    return instance


def case_ref_of(instance: Any) -> str:
    """The case a row belongs to, for the log; empty where it belongs to none. The reader need not see the case."""
    if instance._meta.label_lower == "cases.case":
        return str(instance.ref)
    case_id = getattr(instance, "case_id", None)
    if case_id is None:
        return ""
    cases = instance._meta.get_field("case").related_model._default_manager
    with case_at_hand(case_id):
        return str(cases.values_list("ref", flat=True).get(pk=case_id))


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
