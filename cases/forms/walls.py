from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm


class ColleagueField(forms.ModelChoiceField):
    """Colleagues of every organisation, so that two of one name are told apart."""

    def label_from_instance(self, user: Any) -> str:
        return f"{user.name}, {user.organisation}"


class WallForm(PlainForm):
    user = ColleagueField(label=_("Who may not see the case?"), queryset=None)
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "cmm-wide"}),
        help_text=_("The colleague cannot read this."),
    )

    def __init__(self, *args: Any, users: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users
