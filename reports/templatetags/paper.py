from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.numbers import number
from reports.rendering.tables import sign

register = template.Library()


@register.filter
def n(value: float) -> str:
    """1048 as 1.048."""
    return number(value)


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
