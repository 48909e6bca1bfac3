from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import AccessRight
from cases.forms.walls import ColleagueField
from cmm.core.forms import DayField, PlainForm


class AccessForm(PlainForm):
    """Lets one colleague into one case for a time."""

    user = ColleagueField(label=_("Who gets access?"), queryset=None)
    right = forms.ChoiceField(label=_("What may they do?"), choices=AccessRight, widget=forms.RadioSelect)
    until = DayField(label=_("Until and including"))
    reason = forms.CharField(
        label=_("What do they need the case for?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "cmm-wide"}),
        help_text=_("Stands beside the access, where coordinators read it."),
    )

    def __init__(self, *args: Any, users: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users
