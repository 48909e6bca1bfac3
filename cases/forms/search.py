from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.identities import QUIET
from cmm.core.forms import PlainForm


def asked(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=200, widget=forms.TextInput(attrs=QUIET)
    )


class SearchForm(PlainForm):
    """Whom to look for. One field is enough, and what is typed never stands in an address."""

    mark_optional = False
    name = asked(_("Name"), _("All or part of it, in any order, spelling or alphabet. Other names count too."))
    number = asked(_("Phone or other number"), _("CPR number, person ID or passport."))
    code = asked(_("Code name or case number"), _("For example Sunflower or CMM-2026-0042."))
