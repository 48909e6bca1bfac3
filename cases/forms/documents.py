from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.rules.documents import FILE_REFUSALS
from cmm.core.files.kinds import Why
from cmm.core.forms import PlainForm


class DocumentForm(PlainForm):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        error_messages={"empty": FILE_REFUSALS[Why.EMPTY]},
        help_text=_("PDF, JPEG, PNG or WebP, 20 MB at most. The file’s own name is not kept."),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("What it is, for example “Doctor’s statement”. Do not write names in the title."),
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """``too_large``: a file was sent and, being too large, not kept."""
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = FILE_REFUSALS[Why.TOO_LARGE]


class WithdrawForm(PlainForm):
    reason = forms.CharField(
        label=_("Why may nobody open the document any more?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example that it is about another person. It stands in the list of documents."),
    )
