from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import CodeList, Sex
from cases.models import Code
from cases.outreach.forms.fields import CountField, PickField, RowPick, RowPicks
from cases.outreach.models import Round, Venue
from cmm.accounts.models import User
from cmm.core.forms import MomentField, PlainForm

AS_LAST = "last"
ELSEWHERE = "elsewhere"
STREET, PACK, NOTHING = "street", "pack", "none"


class StartForm(PlainForm):
    """Where to, and what each contact begins with. As last time, unless something is chosen."""

    mark_optional = False

    again = PickField(label=_("Where?"))
    venue = RowPick(label=pgettext_lazy("outreach", "Place"))
    name = forms.CharField(
        label=_("What do you call the round?"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is named after the place."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    companions = RowPicks(label=_("Who comes along?"))
    contact_type = RowPick(label=_("Kind of contact"))
    sex = PickField(
        label=_("Sex"),
        choices=[
            (AS_LAST, _("As last time")),
            (Sex.FEMALE, Sex.FEMALE.label),
            (Sex.MALE, Sex.MALE.label),
            ("none", _("No preset")),
        ],
        initial=AS_LAST,
    )
    pack = PickField(
        label=_("Standard pack"),
        choices=[
            (AS_LAST, _("As last time")),
            ("all", _("Everybody gets it")),
            ("some", _("Chosen each time")),
        ],
        initial=AS_LAST,
    )

    def __init__(
        self,
        *args: Any,
        rounds: Iterable[Round],
        venues: Iterable[Venue],
        codes: dict[str, list[Code]],
        colleagues: Iterable[User] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = {one.ref: one for one in rounds}
        self.codes = codes
        self.fields["again"].choices = [
            *((ref, one.name) for ref, one in self.rounds.items()),
            (ELSEWHERE, _("Elsewhere")),
        ]
        self.fields["venue"].offer(venues, key="pk")
        self.fields["contact_type"].offer(codes[CodeList.CONTACT_TYPE])
        self.fields["companions"].offer(colleagues, key="pk")
        self.initial.setdefault("again", next(iter(self.rounds), ELSEWHERE))

    @property
    def ways(self) -> list[tuple[Any, Round | None]]:
        """Each choice of "where?" with the round it repeats."""
        return [(option, self.rounds.get(str(option.data["value"]))) for option in self["again"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.rounds.get(told.get("again") or "") and not told.get("venue") and not self.has_error("venue"):
            raise ValidationError({"venue": _("Choose where you are going.")})
        return told

    def terms(self) -> dict[str, Any]:
        """What the verb is told: the earlier round's terms, with what was chosen instead."""
        told, last = self.cleaned_data, self.rounds.get(self.cleaned_data["again"])
        venue = last.venue if last else told["venue"]
        return {
            "name": last.name if last else told["name"] or venue.name,
            "venue": venue,
            "contact_type": told["contact_type"]
            or (last.contact_type if last else self.usual(CodeList.CONTACT_TYPE, STREET)),
            "preset_sex": self._sex(last),
            "preset_given": self._given(last),
            "companions": told["companions"],
        }

    def usual(self, code_list: str, wanted: str) -> Code | None:
        """The entry most rounds need, or the first there is."""
        codes = self.codes[code_list]
        return next((code for code in codes if code.code == wanted), codes[0] if codes else None)

    def _sex(self, last: Round | None) -> str:
        chosen = self.cleaned_data["sex"]
        if chosen in ("", AS_LAST):
            return last.preset_sex if last else ""
        return "" if chosen == "none" else chosen

    def _given(self, last: Round | None) -> list[Code]:
        chosen = self.cleaned_data["pack"]
        if chosen in ("", AS_LAST):
            return list(last.preset_given.all()) if last else []
        return [code for code in self.codes[CodeList.GIVEN] if chosen == "all" and code.code == PACK]


class StopForm(PlainForm):
    """Where the round is now."""

    venue = RowPick(label=pgettext_lazy("round", "Where are you now?"), required=True)

    def __init__(self, *args: Any, venues: Iterable[Venue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].offer(venues, key="pk")


class CompanyForm(PlainForm):
    """Who walks the round."""

    companions = RowPicks(label=_("Who is with you?"))

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["companions"].offer(colleagues, key="pk")


class CloseForm(PlainForm):
    """When the round was over, and how many of each thing were handed out where somebody counted."""

    mark_optional = False

    ended_at = MomentField(
        label=_("When was it over?"), required=False, help_text=_("Left empty it is now. For example 23-11-2026 23.50")
    )

    def __init__(self, *args: Any, things: Iterable[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = {f"thing_{thing.code}": thing for thing in things if thing.counted_as != NOTHING}
        for name, thing in self.things.items():
            self.fields[name] = CountField(label=str(thing))

    @property
    def counted(self) -> list[Any]:
        return [self[name] for name in self.things]

    def handed_out(self) -> dict[Code, int]:
        told = {thing: self.cleaned_data[name] for name, thing in self.things.items()}
        return {thing: number for thing, number in told.items() if number is not None}
