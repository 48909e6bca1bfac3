from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.outreach.enums import LookIcon
from cases.outreach.rules import LONGEST_NAME
from cmm.core.forms import PlainForm


class LookForm(PlainForm):
    """What the phone pages are called on a phone, and their picture."""

    name = forms.CharField(
        label=_("What shall it be called on the phone?"),
        max_length=LONGEST_NAME,
        help_text=_("At most 24 characters. It must tell neither who you are nor what you do."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    icon = forms.ChoiceField(label=_("Which picture?"), choices=LookIcon.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["icon"].choices = [(icon.value, with_picture(icon)) for icon in LookIcon]


def with_picture(icon: LookIcon) -> str:
    picture = static(f"icons/look-{icon.value}.svg")
    return format_html('<img class="cmm-pick-picture" src="{}" alt="" width="32" height="32"> {}', picture, icon.label)
