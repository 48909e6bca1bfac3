from django import template
from django.utils.translation import gettext as _

from cases.countries import country_name
from reports.models import ExternalCount

register = template.Library()


@register.filter
def groups(count: ExternalCount) -> str:
    """Whom a figure is about, in words."""
    country = country_name(count.citizenship) if count.citizenship != "unknown" else _("Citizenship not known")
    told = [count.get_sex_display(), count.get_age_display(), count.get_form_display(), country]
    return ", ".join(filter(None, told)) or _("Everybody")
