from django import template

from reports import labels

register = template.Library()


@register.filter
def population_label(code: str) -> str:
    return str(labels.POPULATIONS.get(code, code))


@register.filter
def dimension_label(code: str) -> str:
    return labels.dimension(code)


@register.filter
def publisher_label(name: str) -> str:
    return labels.publisher(name)


@register.filter
def category_label(code: str) -> str:
    return str(labels.category(code))
