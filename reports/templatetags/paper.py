from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from reports.numbers import NO_BREAK, number
from reports.rendering.tables import sign

register = template.Library()


@register.filter
def n(value: float) -> str:
    """1048 as 1.048."""
    return number(value)


@register.filter
def day(value: datetime) -> str:
    """24. november 2026, and in English 24 November 2026; the day stays with its month."""
    told = date_format(timezone.localtime(value), "j F Y" if get_language() == "en" else "j. F Y")
    return told.replace(" ", NO_BREAK, 1)


@register.simple_tag
def key(kind: str) -> SafeString:
    """The sign of ``kind`` as it stands in the tables, without its spoken words."""
    return sign(kind)


@register.filter
def drawing(svg: str) -> SafeString:
    """Our own charts are SVG as they stand."""
    return mark_safe(svg)  # noqa: S308 -- drawn by reports.rendering.charts from frozen figures


@register.filter
def lookup(mapping: dict[str, str], name: str) -> str:
    return mapping.get(name, "")
