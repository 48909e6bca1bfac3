from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import CodeList, HandoverAnswer
from cases.models import Case
from cases.selectors import codes
from cmm.core.forms import PlainForm


class HandoverAnswerForm(PlainForm):
    """What CMM answers an organisation that refers somebody: yes as an inquiry, yes to a case there is, or no."""

    mark_optional = False

    how = forms.ChoiceField(label=gettext_lazy("Answer"), choices=HandoverAnswer, widget=forms.RadioSelect)
    source = forms.ModelChoiceField(
        label=gettext_lazy("Counted as from"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Choose"),
        help_text=gettext_lazy("For a new inquiry."),
    )
    case = forms.CharField(
        label=gettext_lazy("Case number"),
        required=False,
        max_length=24,
        help_text=gettext_lazy("For a case there is. Whoever referred is not told that there is one."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For a no. Stays at CMM. Leave out the person’s name."),
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        self.fields["source"].queryset = codes(CodeList.REFERRAL_SOURCE)

    def clean(self) -> dict[str, Any]:
        """Each answer asks for one thing; the others are left alone."""
        told = super().clean() or self.cleaned_data
        how = told.get("how")
        if how == HandoverAnswer.INQUIRY and not told.get("source"):
            self.add_error("source", _("Choose one."))
        if how == HandoverAnswer.CASE:
            told["case"] = self.found_case(told.get("case", ""))
        if how == HandoverAnswer.REFUSED and not told.get("reason"):
            self.add_error("reason", _("Write why CMM says no."))
        return told

    def found_case(self, ref: str) -> Case | None:
        """A case the reader may not write in and one that does not exist are the same."""
        case = self.cases.filter(ref=ref.strip().upper()).first()
        if case is None:
            self.add_error("case", _("We found no case with this number that you can write in."))
        return case
