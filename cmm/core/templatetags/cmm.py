"""How dates, times, figures and icons look on every page."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

register = template.Library()

SPRITE = "dkfds/img/all-svg-icons.svg"


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the design system. Always beside a word, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon-svg {}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        classes,
        static(SPRITE),
        name,
    )


@register.filter
def danishdate(value: date | None) -> str:
    """23. november 2026"""
    return _day(value, "j. F Y", "j F Y")


@register.filter
def danishday(value: date | None) -> str:
    """mandag 23. november 2026"""
    return _day(value, "l j. F Y", "l j F Y")


@register.filter
def danishshort(value: date | None) -> str:
    """23. november"""
    return _day(value, "j. F", "j F")


@register.filter
def danishclock(value: datetime | None) -> str:
    """kl. 09.14"""
    if value is None:
        return ""
    clock = _local(value).strftime("%H.%M" if _is_danish() else "%H:%M")
    return pgettext("clock", "at %(clock)s") % {"clock": clock}


@register.simple_tag
def clock() -> str:
    """The time the page was asked for: kl. 09.14"""
    return danishclock(timezone.now())


@register.filter
def danishdatetime(value: datetime | None) -> str:
    """23. november 2026 kl. 09.14"""
    return f"{danishdate(value)} {danishclock(value)}" if value else ""


@register.filter
def figure(value: int | float | Decimal | None) -> str:
    """1.048 and 6,2; a missing figure is the caller's to name."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


def _day(value: date | None, danish: str, english: str) -> str:
    if value is None:
        return ""
    return date_format(_local(value), danish if _is_danish() else english)


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _is_danish() -> bool:
    return (get_language() or "da").startswith("da")
