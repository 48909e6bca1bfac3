"""Addresses of this room's pages, and a text as a browser sends it."""

from django.urls import reverse

from identification.forms.assessments import JUDGEMENT, initial_of
from tests.factories.identification import grounds


def at(page, assessment):
    return reverse(f"identification:assessment_{page}", args=[assessment.case.ref, assessment.number])


def of(page, case):
    return reverse(f"identification:{page}", args=[case.ref])


def typed(**parts):
    """The whole text with ticks where types are chosen; line ends are a browser's own."""
    text = grounds(**parts)
    fields = initial_of(text) | {name: getattr(text, name) for name in JUDGEMENT}
    return {name: "on" if value is True else sent(value) for name, value in fields.items()}


def sent(value):
    return value.replace("\n", "\r\n") if isinstance(value, str) else value
