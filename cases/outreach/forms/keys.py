from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm


class DestroyForm(PlainForm):
    """The key goes, and everything closed for it with it; ``told`` is how many of those stood on the page."""

    mark_optional = False

    told = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I know that nobody can ever read what is closed for this key"),
        error_messages={"required": _("Say that you know it, or go back.")},
    )
