"""All that a status report says, in both languages and as plain values: what is confirmed, agreed and published."""

from typing import Any

from django.utils import timezone
from django.utils.translation import override

from reports.coordination.models import Activity, Agreement
from reports.coordination.selectors.plan import areas, plan_from, published

LANGUAGES = ("da", "en")
Told = dict[str, Any]


def told_of(user: Any, first: int, year: int) -> Told:
    """Nobody in the register is spoken of, nor any colleague; a status that nobody has confirmed is left out."""
    today, plan, figures = timezone.localdate(), plan_from(first), published(year)
    titles = {language: area_titles(user, first, year, language) for language in LANGUAGES}
    rows = areas(user, first, year)
    return {
        "plan": plan.span,
        "year": year,
        "areas": [
            {
                "number": area.number,
                "title": {language: titles[language][area.number] for language in LANGUAGES},
                "rows": [row_of(one, figures) for one in area.told],
            }
            for area in rows
        ],
        "missing": sum(not one.counts for area in rows for one in area.told),
        "agreements": agreements(user, today),
    }


def area_titles(user: Any, first: int, year: int, language: str) -> dict[int, str]:
    with override(language):
        return {area.number: area.title for area in areas(user, first, year)}


def row_of(one: Any, figures: Any) -> Told:
    activity: Activity = one.activity
    status = one.status if one.counts else None
    return {
        "number": f"{activity.area}.{activity.number}",
        "title": {"da": activity.title_da, "en": activity.title_en},
        "ministry": activity.ministry,
        "progress": status.progress if status else "",
        "text": {"da": status.text_da, "en": status.text_en} if status else {"da": "", "en": ""},
        "series": {name: sorted(figures[name].items()) for name in activity.series if figures.get(name)},
    }


def agreements(user: Any, today: Any) -> Told:
    """How much is agreed between the authorities, done and late: numbers alone."""
    rows = Agreement.objects.allowed(user)
    open_ones = rows.filter(done_on__isnull=True)
    return {"all": rows.count(), "open": open_ones.count(), "late": open_ones.filter(due_on__lt=today).count()}
