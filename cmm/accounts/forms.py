from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from cmm.accounts.enums import Role
from cmm.core.forms import PlainForm


class AccountForm(PlainForm):
    """A new colleague and what they are there for."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The work address. It is the user name."))
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the organisation is there for decides which of them the user can have."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class RolesForm(PlainForm):
    """The roles one user holds."""

    mark_optional = False
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Without a role the user can log in, and sees nothing."),
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, role.label) for role in Role if organisation.may_hold(role)]


class LogInForm(PlainForm):
    """E-mail and password. A wrong pair gets one answer, whichever was wrong."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class TwiceForm(PlainForm):
    """A new password, typed twice. A text field more comes from whoever needs one."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 15 characters. Four words you can remember are better than one you cannot."),
    )
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self):
        super().clean()
        if self.cleaned_data.get("password") and self.cleaned_data.get("again") != self.cleaned_data["password"]:
            self.add_error("again", forms.ValidationError(_("The two passwords are not the same."), code="different"))


class PasswordForm(TwiceForm):
    """The present password and a new one."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["present"]

    def clean_present(self):
        if not self.user.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError(_("That is not your present password."), code="wrong")
        return self.cleaned_data["present"]


class CodeField(forms.CharField):
    """Six digits, or what somebody wrote down for the day they have no app."""

    def __init__(self, **kwargs):
        typed = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "class": "cmm-short"}
        super().__init__(**{"max_length": 30, "widget": forms.TextInput(attrs=typed)} | kwargs)


class SecondForm(PlainForm):
    """The second step: a code, or what a passkey answered."""

    mark_optional = False
    code = CodeField(
        label=_("Code from your app"), required=False, help_text=_("Six digits. A recovery code can be used here too.")
    )
    answer = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("code") and not self.cleaned_data.get("answer"):
            self.add_error("code", forms.ValidationError(_("Type the code your app shows."), code="required"))


class ProofForm(SecondForm):
    """The same once more, before an act that is not for a session left open on a desk."""

    prefix = "proof"
    code = CodeField(label=_("Code from your app"), required=False, help_text=_("Six digits."))


class AppForm(PlainForm):
    """A first code shows that the app has the secret."""

    code = CodeField(label=_("Code from the app"), max_length=12, help_text=_("The six digits it shows now."))


class WelcomeForm(TwiceForm):
    """What an invited colleague sets on one page: a password, and the app's first code."""

    code = CodeField(label=_("Code from the app"), max_length=12, help_text=_("The six digits it shows now."))


class PasskeyForm(PlainForm):
    """A passkey has a name, by which its owner knows it when it is lost."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=60, help_text=_("For example “Work phone”."))
    answer = forms.CharField(
        max_length=20_000,
        widget=forms.HiddenInput,
        error_messages={"required": _("The browser made no passkey. Try again.")},
    )


class ResetForm(PlainForm):
    """How it was checked that somebody is who they say."""

    checked_how = forms.CharField(
        label=_("How did you check who it is?"),
        min_length=10,
        max_length=200,
        help_text=_("For example: “Met in person, showed staff card.” Never by e-mail or telephone alone."),
    )
