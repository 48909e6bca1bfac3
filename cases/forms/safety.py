from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import RepresentativeKind
from cases.forms.identities import QUIET, long, short
from cases.particulars import Safety, Standing
from cmm.core.forms import PlainForm


class SafetyForm(PlainForm):
    """What everybody reads before they ring, write or find a bed."""

    mark_optional = False
    no_threat = forms.BooleanField(label=_("No threat is known"), required=False)
    threat = long(_("What threatens the person"), _("Who, from where, and what they have done or said."))
    threat_phone = short(_("Phone number the threat comes from"), _("Whoever writes it somewhere else is warned."))
    avoid = long(_("Where the person must not live or be seen"), _("Towns, shelters, streets, and why."))
    who_may = short(_("Who may ring or write"))
    when = short(_("When"))
    as_whom = short(_("As whom"), _("What you say when somebody else answers."))

    def safety(self) -> Safety:
        return Safety(**{name: value for name, value in self.cleaned_data.items() if name != "no_threat"})


class RepresentativeForm(PlainForm):
    """Who speaks for a child, or for somebody whose age is not settled."""

    kind = forms.ChoiceField(label=_("Who it is"), choices=RepresentativeKind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=QUIET))
    reached_by = short(_("Reached by"), _("Phone or e-mail, and where they work."))

    def standing(self) -> Standing:
        return Standing(name=self.cleaned_data["name"], reached_by=self.cleaned_data["reached_by"])
