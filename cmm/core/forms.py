"""The form every page uses, and the fields Danish forms need beside Django's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from cmm.core.overtaken import told_of

CLASSES = {
    "input": "form-input",
    "textarea": "form-input",
    "file": "form-input",
    "select": "form-select",
    "radios": "form-radio",
    "four": "",
    "checkboxes": "form-checkbox",
    "checkbox": "form-checkbox",
    "hidden": "",
}
# The order matters: the first class that fits names the kind.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)

BLANK_LABEL = "---------"  # what Django calls no choice
# What to do instead of "this field is required".
MISSING = {
    "select": _("Choose one."),
    "radios": _("Choose one."),
    "checkboxes": _("Choose at least one."),
    "checkbox": _("Tick this before you go on."),
    "file": _("Choose a file."),
}


@dataclass(frozen=True)
class Problem:
    """One line of the summary at the top of a refused form."""

    target: str
    label: str
    message: str

    @property
    def is_asked(self) -> bool:
        """A label that is a question ends in its own mark."""
        return self.label.endswith("?")


@dataclass(frozen=True)
class Asked:
    """One thing a list was narrowed by, and the address of the list without it."""

    label: str
    url: str


class PlainBoundField(BoundField):
    """A field that knows which of the design system's shapes it has."""

    @property
    def kind(self) -> str:
        widget = self.field.widget
        own: str | None = getattr(widget, "kind", None)
        return own or next((kind for cls, kind in KINDS if isinstance(widget, cls)), "input")

    @property
    def target(self) -> str:
        """The id a link in the error summary leads to: the first thing that takes focus."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id

    @property
    def is_marked_optional(self) -> bool:
        return self.form.mark_optional and not self.field.required and self.kind not in ("checkbox", "four")

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        classes = f"{CLASSES[self.kind]} {self.field.widget.attrs.get('class', '')}".strip()
        if classes:
            built["class"] = classes
        if self.use_fieldset:  # a radio may not be invalid, only its group may
            built.pop("aria-invalid", None)
        return built


class PlainFields:
    """What makes a form plain; mixed into Django's own log-in and password forms too.

    Browsers stay silent and the server answers in Danish: no ``required`` attributes, ``novalidate`` on the form.
    """

    bound_field_class = PlainBoundField
    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if getattr(field, "empty_label", None) == BLANK_LABEL:
                field.empty_label = _("Choose") if field.required else _("Not chosen")
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = MISSING.get(self[name].kind, _("Fill in this field."))

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """What a verb refuses in the block stands in the form, and the block is left; the page is then shown again."""
        try:
            yield
        except ValidationError as refused:
            self.refuse(refused)
        except DatabaseError as broken:
            if not (told := told_of(broken)):
                raise
            self.add_error(None, told)

    def refuse(self, error: ValidationError) -> None:
        """What a verb refused stands at the field it names, else at the top."""
        if hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                for one in errors:
                    self.add_error(self._own(name), one)
        else:
            self.add_error(self._own(getattr(error, "field", None)), error)

    @property
    def problems(self) -> list[Problem]:
        found = [Problem("", "", message) for message in self.non_field_errors()]
        for bound in self:
            found += [Problem(bound.target, str(bound.label), message) for message in bound.errors]
        return found

    def _own(self, name: str | None) -> str | None:
        return name if name in self.fields and name != NON_FIELD_ERRORS else None


class PlainForm(PlainFields, forms.Form):
    """A form of ours."""


class FilterForm(PlainForm):
    """Narrows a list. Sent with GET, so that its state stands in the URL; nothing in it is ever required."""

    mark_optional = False

    def chosen(self) -> dict[str, Any]:
        """What was asked for and understood; a value that makes no sense filters nothing."""
        self.is_valid()
        understood = getattr(self, "cleaned_data", {})
        return {name: value for name, value in understood.items() if value not in (None, "", [])}

    def asked(self) -> list[Asked]:
        """What the list is narrowed by, each with the way to take it away."""
        return [Asked(self._said(name), self._without(name)) for name in self.chosen()]

    def _said(self, name: str) -> str:
        field, words = self.fields[name], self.data.get(name)
        if isinstance(field, forms.ModelChoiceField):
            return str(self.cleaned_data[name])  # what was found when the form was read, asked for no more
        if isinstance(field, forms.ChoiceField):
            return str({str(key): label for key, label in field.choices}[str(words)])
        return _("“%s”") % words

    def _without(self, name: str) -> str:
        left = self.data.copy()
        for gone in (name, "page"):
            left.pop(gone, None)
        return f"?{left.urlencode()}"


class Four(forms.RadioSelect):
    """Four real radios as one band."""

    kind = "four"


class FourField(forms.ChoiceField):
    """Yes, no, don't know, not asked. No answer means that nobody asked."""

    widget = Four
    ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Don't know")), ("not_asked", _("Not asked")))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": self.ANSWERS, "initial": "not_asked", "required": False} | kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value) or "not_asked"


class DayField(forms.DateField):
    """A date as Danes write it; ISO is understood too."""

    FORMATS = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%y", "%d%m%Y")
    default_error_messages = {"invalid": _("Write the date as day-month-year, for example 23-11-2026.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        hint = _("For example 23-11-2026")
        super().__init__(**{"input_formats": self.FORMATS, "widget": widget, "help_text": hint} | kwargs)


class MomentField(forms.DateTimeField):
    """A date and a time in one field, in Danish time."""

    FORMATS = tuple(
        f"{day}{between}{time}"
        for day in ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d")
        for between in (" ", " kl. ", "T")
        for time in ("%H.%M", "%H:%M", "%H:%M:%S")
    )
    default_error_messages = {"invalid": _("Write date and time, for example 23-11-2026 09.14.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%d-%m-%Y %H.%M", attrs={"autocomplete": "off", "class": "cmm-short"})
        hint = _("For example 23-11-2026 09.14")
        super().__init__(**{"input_formats": self.FORMATS, "widget": widget, "help_text": hint} | kwargs)
