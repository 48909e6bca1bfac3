from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.countries import country_choices
from cases.enums import AgeBand, Sex
from cases.forms.cases import FactsForm
from cases.models import Code
from cases.services import NewCase

OF_ONE = ("code_name", "sex", "age_band", "citizenship")


class OperationForm(FactsForm):
    """Cases for the persons of one inquiry: what holds for all of them once, and four things of each."""

    caseworker = forms.ModelChoiceField(
        label=gettext_lazy("Contact person"), queryset=None, required=False, empty_label=gettext_lazy("Nobody yet")
    )

    def __init__(
        self, *args: Any, code_names: Sequence[str], persons: int, caseworkers: QuerySet[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.persons = persons
        self.fields["caseworker"].queryset = caseworkers
        for name in ("sex", "age_band", "citizenship", "language"):
            del self.fields[name]
        for place in range(1, persons + 1):
            self.add_person(place, code_names[place - 1] if place <= len(code_names) else "")

    def add_person(self, place: int, code_name: str) -> None:
        self.fields |= {
            f"code_name_{place}": forms.CharField(
                label=_("Code name"), max_length=40, required=False, initial=code_name
            ),
            f"sex_{place}": forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN),
            f"age_band_{place}": forms.ChoiceField(label=_("Age"), choices=AgeBand, initial=AgeBand.UNKNOWN),
            f"citizenship_{place}": forms.ChoiceField(
                label=_("Citizenship"), required=False, choices=[("", _("Not known yet")), *country_choices()]
            ),
        }

    def people(self) -> Iterator[tuple[int, list[BoundField]]]:
        for place in range(1, self.persons + 1):
            yield place, [self[f"{name}_{place}"] for name in OF_ONE]

    def named(self) -> list[int]:
        """The places of those who get a case: whose code name stands."""
        return [place for place in range(1, self.persons + 1) if self.cleaned_data[f"code_name_{place}"]]

    def new_cases(self, source: Code) -> list[NewCase]:
        common = {name: value for name, value in self.cleaned_data.items() if name in NewCase.__dataclass_fields__}
        return [
            NewCase(source=source, **common, **{name: self.cleaned_data[f"{name}_{place}"] for name in OF_ONE})
            for place in self.named()
        ]
