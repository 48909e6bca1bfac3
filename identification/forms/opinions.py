from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm
from identification.enums import Outcome
from identification.forms.fields import ProseField


class OpinionForm(PlainForm):
    """What somebody else makes of it. All of it is required: a view without reasons helps nobody."""

    recommendation = forms.ChoiceField(label=_("What do you recommend?"), choices=Outcome, widget=forms.RadioSelect)
    reasons = ProseField(label=_("Why do you recommend it?"), rows=6, required=True)
    speaks_against = ProseField(
        label=_("What speaks against your view?"),
        rows=4,
        required=True,
        help_text=_("“Nothing found” is an answer."),
    )
