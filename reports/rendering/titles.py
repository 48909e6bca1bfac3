from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def report_title(year: int) -> Promise:
    """What the report is called, in whichever language it is asked for."""
    return format_lazy("{title} {year}", title=_("Human trafficking in Denmark"), year=year)
