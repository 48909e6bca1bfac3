"""A page with several acts: each is a form of its own, and one of them was posted."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cmm.core.forms import PlainForm

Build = Callable[..., PlainForm]


def forms_for(request: HttpRequest, builds: Mapping[str, Build]) -> dict[str, PlainForm]:
    """One form per act; only the one that was posted is bound."""
    posted = request.POST.get("act", "")
    return {act: build(request.POST if act == posted else None, prefix=act) for act, build in builds.items()}


def attempt(
    request: HttpRequest, forms: Mapping[str, PlainForm], verbs: Mapping[str, Callable[..., Any]], /, **row: Any
) -> tuple[Any, PlainForm | None]:
    """What the posted act made true, or its form with what was refused."""
    act = request.POST.get("act", "")
    form = forms.get(act)
    if form is None or not form.is_valid():
        return None, form
    try:
        return verbs[act](actor=request.user, **row, **form.cleaned_data), form
    except ValidationError as refused:
        form.refuse(refused)
        return None, form
