"""The case behind a stay or a request, for those who may see it; a shelter has the name used there."""

from django.db.models import Prefetch

from cases.models import Case

CASE_BEHIND = Prefetch("case", Case.objects.select_related("victim"))
