from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm


class WithdrawForm(PlainForm):
    reason = forms.CharField(label=_("Why is it wrong?"), max_length=300)
