"""Doors that ask nobody, for a campaign to put in place of the real ones."""

from django.shortcuts import get_object_or_404

from cmm.accounts.readings import note_reading
from cmm.audit.enums import Surface


def open_row(request, model, action="view", *, log_as=Surface.PAGE, **lookup):
    rows = model._default_manager.select_related(*getattr(model, "door_joins", ()))
    instance = get_object_or_404(rows, **lookup)
    note_reading(request, [instance], surface=log_as, action=action)
    return instance
