from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string

from cmm.core.errors import RuleError
from cmm.core.forms import DayField, FilterForm, FourField, MomentField, PlainForm


class InquiryForm(PlainForm):
    received_at = MomentField(label="Modtaget")
    born = DayField(label="Født", required=False)
    channel = forms.ChoiceField(label="Kanal", choices=[("a", "Hotline"), ("b", "Politi")], widget=forms.RadioSelect)
    caseworker = forms.ChoiceField(label="Kontaktperson", choices=[("", "–")])
    minor = FourField(label="Under 18?")


class Search(FilterForm):
    q = forms.CharField(required=False)
    status = forms.ChoiceField(choices=[("", ""), ("closed", "Lukket")], required=False)


def field(form, name):
    return render_to_string("components/_field.html", {"field": form[name]})


def test_a_refused_field_tells_why_and_is_described_by_it():
    html = field(InquiryForm({}), "received_at")
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_received_at_helptext id_received_at_error"' in html
    assert 'id="id_received_at_error"' in html
    assert "Udfyld feltet." in html
    assert "required" not in html


def test_a_refused_group_is_invalid_as_a_whole_and_its_radios_are_not():
    html = field(InquiryForm({}), "channel")
    assert html.count("aria-invalid") == 1
    assert '<fieldset class="form-group form-error" id="id_channel" aria-describedby="id_channel_error"' in html
    assert "Vælg en mulighed." in html


def test_the_summary_leads_to_the_first_thing_that_takes_focus():
    problems = InquiryForm({}).problems
    assert [problem.target for problem in problems] == ["id_received_at", "id_channel_0", "id_caseworker"]
    summary = render_to_string("components/_errors.html", {"form": InquiryForm({})})
    assert "Ret 3 ting, før du går videre" in summary
    assert 'href="#id_channel_0"' in summary


def test_a_question_in_the_summary_ends_in_its_own_mark():
    class Asked(PlainForm):
        minor = forms.CharField(label="Er personen under 18?")
        name = forms.CharField(label="Navn")

    summary = render_to_string("components/_errors.html", {"form": Asked({})})
    assert "Er personen under 18? Udfyld feltet." in summary
    assert "Navn: Udfyld feltet." in summary


def test_what_a_tick_means_stands_under_it():
    class Ticked(PlainForm):
        urgent = forms.BooleanField(label="Kan ikke vente", help_text="Når nogen er i fare.", required=False)

    html = field(Ticked(), "urgent")
    assert html.index("Kan ikke vente") < html.index("Når nogen er i fare.")
    assert 'aria-describedby="id_urgent_helptext"' in html


def test_what_a_verb_refused_stands_at_its_field():
    form = InquiryForm({"received_at": "23-11-2026 09.14", "channel": "a", "caseworker": ""})
    form.is_valid()
    form.refuse(RuleError("Datoen må ikke ligge efter i dag.", code="later", field="received_at"))
    assert form.errors["received_at"] == ["Datoen må ikke ligge efter i dag."]


@pytest.mark.parametrize(
    "error",
    [
        RuleError("Pladsen er lige blevet optaget.", code="taken"),
        RuleError("Pladsen er lige blevet optaget.", code="taken", field="not_on_this_form"),
        ValidationError({"not_on_this_form": ["Pladsen er lige blevet optaget."]}),
    ],
)
def test_what_belongs_to_no_field_stands_at_the_top(error):
    form = Search({})
    form.refuse(error)
    assert form.non_field_errors() == ["Pladsen er lige blevet optaget."]


def test_no_answer_means_that_nobody_asked():
    assert FourField().clean("") == "not_asked"
    assert FourField().clean(None) == "not_asked"
    assert FourField().clean("unknown") == "unknown"
    html = field(InquiryForm(), "minor")
    assert html.count('type="radio"') == 4
    assert 'value="not_asked" id="id_minor_3" checked' in html.replace('class="" ', "")


@pytest.mark.parametrize("text", ["23-11-2026", "23.11.2026", "23/11/2026", "2026-11-23", "23-11-26", "23112026"])
def test_a_date_is_understood_as_danes_write_it(text):
    assert DayField().clean(text) == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["23-11-2026 09.14", "23-11-2026 kl. 09.14", "2026-11-23T09:14", "23.11.2026 09:14"])
def test_a_moment_is_danish_time(text):
    assert MomentField().clean(text) == datetime(2026, 11, 23, 8, 14, tzinfo=UTC)


def test_a_date_that_is_none_says_how_to_write_one():
    with pytest.raises(ValidationError, match="dag-måned-år"):
        DayField().clean("i går")


def test_optional_fields_say_so_but_a_filter_does_not():
    assert "(valgfrit)" in field(InquiryForm(), "born")
    assert "(valgfrit)" not in field(InquiryForm(), "minor")
    assert "(valgfrit)" not in field(Search(), "q")


def test_a_filter_that_makes_no_sense_filters_nothing():
    assert Search({"q": "", "status": "nonsense"}).chosen() == {}
    assert Search({"q": "Havtorn", "status": "closed"}).chosen() == {"q": "Havtorn", "status": "closed"}


def test_a_filter_nobody_has_used_filters_nothing():
    assert Search().chosen() == {}


def test_what_a_list_is_narrowed_by_is_named_and_taken_away_one_by_one():
    form = Search(QueryDict("view=mine&q=havtorn&status=closed&page=3"))

    assert [(one.label, one.url) for one in form.asked()] == [
        ("»havtorn«", "?view=mine&status=closed"),
        ("Lukket", "?view=mine&q=havtorn"),
    ]
    assert Search(QueryDict("status=unheard-of")).asked() == []
